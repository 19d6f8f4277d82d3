"""Where organisations' files are fetched from, beside their inbox folders."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from config.source import Feed
from store.definitions import read_delivering
from store.entries import current_rows


class Place(NamedTuple):
    """One place to fetch from, and whose files lie there."""

    organisation_id: int
    alliance: str
    organisation: str
    feed: Feed


def read_places(connection: sa.Connection, alliance: str | None = None) -> list[Place]:
    """Every place of the organisations that hand in figures (of one alliance, or of all), by name."""
    declared = {
        (row.slug, row.key): row.document.get("collect", ())
        for row in current_rows(connection, alliance)
        if row.kind == "organisation" and row.document.get("collect")
    }
    return [
        Place(number, slug, organisation, Feed.model_validate(one))
        for number, slug, organisation in (read_delivering(connection) if declared else ())
        for one in declared.get((slug, organisation), ())
    ]
