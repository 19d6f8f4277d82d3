"""Definitions in the store: what an alliance declares, entry by entry, with every earlier version kept.

`store.applying` brings them in from files, `store.editing` from the browser, `store.renaming` gives entries other keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from config.definitions import Alliance
from config.visibility import sight_of
from store.applying import Change as Change
from store.applying import apply as apply
from store.applying import plan as plan
from store.entries import PARTS as PARTS
from store.entries import WHOLE, Row, current_rows, left, whole_of
from store.schema import alliance, definition, indicator, organisation
from store.sight import may_know, seen_rows
from store.viewer import OPERATOR, Viewer, When, contributor_of


def alliance_id_of(connection: sa.Connection, slug: str) -> int | None:
    return connection.execute(sa.select(alliance.c.alliance_id).where(alliance.c.slug == slug)).scalar()


def indicator_ids(connection: sa.Connection, slug: str) -> dict[str, int]:
    """The number of each indicator of an alliance, by its code; retired ones too."""
    query = sa.select(indicator.c.code, indicator.c.indicator_id).join(alliance).where(alliance.c.slug == slug)
    return {row[0]: row[1] for row in connection.execute(query)}


def organisation_ids(connection: sa.Connection, slug: str) -> dict[str, int]:
    """The number of each organisation of an alliance, by its slug; retired ones too."""
    query = sa.select(organisation.c.slug, organisation.c.organisation_id).join(alliance).where(alliance.c.slug == slug)
    return {row[0]: row[1] for row in connection.execute(query)}


def read_alliance(connection: sa.Connection, slug: str, viewer: Viewer, at: When) -> Alliance | None:
    """The alliance as it is declared now, without the indicators that this viewer may not see at that moment.

    None for one that they may not know of; it costs what an unknown name does.
    """
    if not may_know(connection, slug, viewer, at):
        return None
    rows = current_rows(connection, slug, with_retired=True)
    return _assembled(rows, viewer, at) if any(row.kind == WHOLE and not row.is_retired for row in rows) else None


def read_for_files(connection: sa.Connection, slug: str, organisation: str, at: When) -> Alliance | None:
    """The alliance as the worker reads an organisation's files by it: figures of all indicators are taken in, and those
    that its contributors may not see are named nowhere."""
    declared, contributor = read_alliance(connection, slug, OPERATOR, at), contributor_of(slug, organisation)
    if declared is None:
        return None
    return declared.keeping(one.code for one in declared.indicators if not contributor.sees(slug, one.sight, at))


def read_alliances(connection: sa.Connection, viewer: Viewer, at: When) -> list[Alliance]:
    """Every alliance that this viewer may know of, in the order in which they were first declared."""
    by_alliance: dict[str, list[Row]] = {}
    for row in current_rows(connection, None, with_retired=True):
        by_alliance.setdefault(row.slug, []).append(row)
    return [_assembled(rows, viewer, at) for rows in by_alliance.values() if _stands(rows, viewer, at)]


def each_alliance(connection: sa.Connection, viewer: Viewer, at: When) -> Iterator[Alliance]:
    """The same, one after the other: for whoever lets go of each before the next."""
    for slug in read_slugs(connection):
        declared = read_alliance(connection, slug, viewer, at)
        if declared is not None:
            yield declared


def read_made_up(connection: sa.Connection, viewer: Viewer, at: When) -> frozenset[str]:
    """The names of the alliances of which nothing is real, of those that this viewer may know of."""
    query = (
        sa.select(definition.c.key, definition.c.document)
        .where(definition.c.kind == WHOLE)
        .where(definition.c.superseded_at.is_(None))
    )
    found = [(row.key, row.document) for row in connection.execute(query)]
    return frozenset(key for key, one in found if one.get("made_up") and viewer.knows(key, sight_of(one), at))


def read_slugs(connection: sa.Connection) -> list[str]:
    """The names by which alliances are called, in the order in which they were first declared."""
    return list(connection.execute(sa.select(alliance.c.slug).order_by(alliance.c.alliance_id)).scalars())


def read_delivering(connection: sa.Connection, known: Sequence[Row] | None = None) -> list[tuple[int, str, str]]:
    """Every organisation that hands in figures: (number, alliance, organisation), by name.

    Args:
        known: the current rows of all alliances, where they have been read already.
    """
    numbers = {(row.alliance_id, row.slug): row.organisation_id for row in connection.execute(sa.select(organisation))}
    rows = current_rows(connection, None) if known is None else known
    standing = {row.alliance_id for row in rows if row.kind == WHOLE}
    return sorted(
        (
            (numbers[row.alliance_id, row.key], row.slug, row.key)
            for row in rows
            if row.kind == "organisation" and row.document.get("delivers") and row.alliance_id in standing
        ),
        key=lambda one: one[1:],
    )


def former_folders(rows: Sequence[Row], delivering: Sequence[tuple[int, str, str]]) -> dict[int, list[tuple[str, str]]]:
    """Of organisations that hand in figures, the names under which they or their alliance went before: (alliance,
    organisation), by the organisation's number.

    Args:
        rows: the current rows of all alliances.
    """
    former = {(row.kind, row.slug, row.key): row.document.get("formerly", []) for row in rows}
    return {
        number: [
            (slug, who)
            for slug in (alliance_slug, *former.get((WHOLE, alliance_slug, alliance_slug), []))
            for who in (own, *former.get(("organisation", alliance_slug, own), []))
            if (slug, who) != (alliance_slug, own)
        ]
        for number, alliance_slug, own in delivering
    }


def _stands(rows: list[Row], viewer: Viewer, at: When) -> bool:
    """Whether an alliance stands that this viewer may know of."""
    whole = next((row for row in rows if row.kind == WHOLE and not row.is_retired), None)
    return whole is not None and viewer.knows(whole.slug, sight_of(whole.document), at)


def _assembled(rows: list[Row], viewer: Viewer, at: When) -> Alliance:
    seen = seen_rows([row for row in rows if not row.is_retired], viewer, at)
    return Alliance.model_validate(whole_of((row.kind, row.document) for row in seen)).with_left(left(rows))
