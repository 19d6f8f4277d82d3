"""Definitions in the store: what an alliance declares, entry by entry, with every earlier version kept.

`plan` says what `apply` would change; `apply` does it. An entry edited in the browser is never silently overwritten by
the file: it is a conflict, and the file's version waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import sqlalchemy as sa

from config.definitions import Alliance
from store.schema import alliance, definition, indicator, organisation
from store.viewer import Viewer

# The lists of an Alliance whose entries have a life of their own, and what each entry's key is called.
PARTS = {
    "organisation": ("organisations", "slug"),
    "goal": ("goals", "code"),
    "indicator": ("indicators", "code"),
    "small_win": ("small_wins", "key"),
    "action": ("plan", "key"),
    "story": ("stories", "key"),
    "source": ("sources", "key"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that `apply` would touch."""

    what: Literal["new", "changed", "retired", "conflict"]
    kind: str
    key: str
    fields: tuple[str, ...] = ()


Entry = tuple[str, str, int, dict[str, Any]]  # kind, key, position, document


def plan(connection: sa.Connection, declared: Alliance) -> list[Change]:
    """What `apply` would change, in the order of the file; an empty list where the store says the same already."""
    stored = {(row.kind, row.key): row for row in _current(connection, declared.slug)}
    changes = []
    for kind, key, position, document in _entries(declared):
        row = stored.pop((kind, key), None)
        if row is None:
            changes.append(Change("new", kind, key))
        elif row.document != document or row.position != position:
            fields = tuple(sorted(k for k in {*row.document, *document} if row.document.get(k) != document.get(k)))
            changes.append(
                Change("conflict" if row.origin == "browser" else "changed", kind, key, fields or ("order",))
            )
    gone = ((row.origin, kind, key) for (kind, key), row in stored.items())
    return changes + [Change("conflict" if origin == "browser" else "retired", kind, key) for origin, kind, key in gone]


def apply(connection: sa.Connection, declared: Alliance, author: str, now: datetime) -> list[Change]:
    """Make the store say what the file says. Conflicts are left alone and returned among the changes."""
    changes = plan(connection, declared)
    if not changes:
        return []
    alliance_id = _identity(connection, alliance, alliance_id_of(connection, declared.slug), {"slug": declared.slug})
    _identities(connection, organisation, alliance_id, "slug", [o.slug for o in declared.organisations])
    _identities(connection, indicator, alliance_id, "code", [i.code for i in declared.indicators])
    entries = {(kind, key): (position, document) for kind, key, position, document in _entries(declared)}
    for change in changes:
        if change.what == "conflict":
            continue
        connection.execute(
            sa.update(definition)
            .where(definition.c.alliance_id == alliance_id, definition.c.superseded_at.is_(None))
            .where(definition.c.kind == change.kind, definition.c.key == change.key)
            .values(superseded_at=now)
        )
        if change.what == "retired":
            continue
        position, document = entries[change.kind, change.key]
        connection.execute(
            sa.insert(definition).values(
                alliance_id=alliance_id,
                kind=change.kind,
                key=change.key,
                position=position,
                document=document,
                origin="file",
                author=author,
                recorded_at=now,
            )
        )
    return changes


def alliance_id_of(connection: sa.Connection, slug: str) -> int | None:
    return connection.execute(sa.select(alliance.c.alliance_id).where(alliance.c.slug == slug)).scalar()


def indicator_ids(connection: sa.Connection, slug: str) -> dict[str, int]:
    """The number of each indicator of an alliance, by its code; retired ones too."""
    query = sa.select(indicator.c.code, indicator.c.indicator_id).join(alliance).where(alliance.c.slug == slug)
    return {row[0]: row[1] for row in connection.execute(query)}


def read_alliance(connection: sa.Connection, slug: str, viewer: Viewer, on: date) -> Alliance | None:
    """The alliance as it is declared now, without the indicators that this viewer may not see on that day."""
    rows = _current(connection, slug)
    return _assembled(rows, viewer, on) if any(row.kind == "alliance" for row in rows) else None


def read_alliances(connection: sa.Connection, viewer: Viewer, on: date) -> list[Alliance]:
    """Every alliance, in the order in which they were first declared."""
    by_alliance: dict[str, list[sa.Row[Any]]] = {}
    for row in _current(connection, None):
        by_alliance.setdefault(row.slug, []).append(row)
    return [_assembled(rows, viewer, on) for rows in by_alliance.values() if any(r.kind == "alliance" for r in rows)]


def read_slugs(connection: sa.Connection) -> list[str]:
    """The names by which alliances are called, in the order in which they were first declared."""
    return list(connection.execute(sa.select(alliance.c.slug).order_by(alliance.c.alliance_id)).scalars())


def read_delivering(connection: sa.Connection) -> list[tuple[int, str, str]]:
    """Every organisation that hands in figures: (number, alliance, organisation), by name."""
    numbers = {(row.alliance_id, row.slug): row.organisation_id for row in connection.execute(sa.select(organisation))}
    return sorted(
        (
            (numbers[row.alliance_id, row.key], row.slug, row.key)
            for row in _current(connection, None)
            if row.kind == "organisation" and row.document.get("delivers")
        ),
        key=lambda one: one[1:],
    )


def _assembled(rows: list[sa.Row[Any]], viewer: Viewer, on: date) -> Alliance:
    whole: dict[str, Any] = dict(next(row.document for row in rows if row.kind == "alliance"))
    for kind, (name, _) in PARTS.items():
        whole[name] = [row.document for row in rows if row.kind == kind]
    declared = Alliance.model_validate(whole)
    seen = tuple(i for i in declared.indicators if viewer.sees(i, on))
    return declared if len(seen) == len(declared.indicators) else declared.model_copy(update={"indicators": seen})


def _entries(declared: Alliance) -> list[Entry]:
    whole = declared.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    entries: list[Entry] = []
    for kind, (name, key) in PARTS.items():
        for position, document in enumerate(whole.pop(name, [])):
            entries.append((kind, document[key], position, document))
    return [("alliance", declared.slug, 0, whole), *entries]


def _current(connection: sa.Connection, slug: str | None) -> list[sa.Row[Any]]:
    query = (
        sa.select(alliance.c.slug, definition)
        .join(alliance, alliance.c.alliance_id == definition.c.alliance_id)
        .where(definition.c.superseded_at.is_(None))
        .order_by(alliance.c.alliance_id, definition.c.position, definition.c.definition_id)
    )
    return list(connection.execute(query if slug is None else query.where(alliance.c.slug == slug)))


def _identities(connection: sa.Connection, table: sa.Table, alliance_id: int, name: str, keys: list[str]) -> None:
    query = sa.select(table.c[name]).where(table.c.alliance_id == alliance_id)
    there = set(connection.execute(query).scalars())
    for key in keys:
        if key not in there:
            connection.execute(sa.insert(table).values(alliance_id=alliance_id, **{name: key}))


def _identity(connection: sa.Connection, table: sa.Table, known: int | None, values: dict[str, Any]) -> int:
    if known is not None:
        return known
    (made,) = connection.execute(sa.insert(table).values(**values)).inserted_primary_key or (None,)
    assert made is not None
    return int(made)
