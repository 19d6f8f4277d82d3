"""Where organisations' files are fetched from, beside their inbox folders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.source import Feed
from store.entries import Row


class Place(NamedTuple):
    """One place to fetch from, and whose files lie there."""

    organisation_id: int
    alliance: str
    organisation: str
    feed: Feed


def places_of(rows: Sequence[Row], delivering: Sequence[tuple[int, str, str]]) -> list[Place]:
    """Every place of these organisations (number, alliance, organisation), in their order.

    Args:
        rows: the current rows of all alliances.
    """
    declared = {(row.slug, row.key): row.document.get("collect", ()) for row in rows if row.kind == "organisation"}
    return [
        Place(number, alliance, organisation, Feed.model_validate(one))
        for number, alliance, organisation in delivering
        for one in declared.get((alliance, organisation), ())
    ]
