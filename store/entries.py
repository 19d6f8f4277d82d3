"""The entries of a definition as rows of the store: read, put together, and written as new versions.

An entry has one current row. Where `is_retired`, it stands no more, and the row says since when, by whom and why;
`document` is then the last it was. `file_document` is what the file said of an entry edited in the browser, when it was
read last: so a change in the file can be told from a file that is only behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from config.definitions import Alliance, Organisation
from config.visibility import embargo_ends
from store.schema import alliance, definition, indicator, organisation

FILE, BROWSER = "file", "browser"
WHOLE = "alliance"  # the kind of an alliance's own texts

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
_IDENTITIES: dict[str, tuple[sa.Table, str]] = {
    "organisation": (organisation, "slug"),
    "indicator": (indicator, "code"),
}

Document = dict[str, Any]
Row = sa.Row[Any]


class Entry(NamedTuple):
    """One entry as a file declares it."""

    kind: str
    key: str
    position: int
    document: Document


def key_name(kind: str) -> str:
    """What the key of an entry of this kind is called in it."""
    return "slug" if kind == WHOLE else PARTS[kind][1]


def entries_of(declared: Alliance) -> list[Entry]:
    """All entries of an alliance, its own texts first."""
    whole = declared.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    entries = []
    for kind, (name, key) in PARTS.items():
        for position, document in enumerate(whole.pop(name, [])):
            entries.append(Entry(kind, document[key], position, document))
    return [Entry(WHOLE, declared.slug, 0, whole), *entries]


def whole_of(entries: Iterable[tuple[str, Document]]) -> Document:
    """The document of an alliance made of (kind, document), in the order given."""
    found = list(entries)
    whole = dict(next(document for kind, document in found if kind == WHOLE))
    for kind, (name, _) in PARTS.items():
        whole[name] = [document for one, document in found if one == kind]
    return whole


def current_rows(connection: sa.Connection, slug: str | None, with_retired: bool = False) -> list[Row]:
    """The current row of each entry of an alliance (None: of all), in their order."""
    query = (
        sa.select(alliance.c.slug, definition)
        .join(alliance, alliance.c.alliance_id == definition.c.alliance_id)
        .where(definition.c.superseded_at.is_(None))
        .order_by(alliance.c.alliance_id, definition.c.position, definition.c.definition_id)
    )
    if not with_retired:
        query = query.where(definition.c.is_retired.is_(False))
    return list(connection.execute(query if slug is None else query.where(alliance.c.slug == slug)))


def left(rows: Iterable[Row]) -> list[Organisation]:
    """The organisations among these rows that stand no more: what they delivered still bears their names."""
    gone = (row for row in rows if row.kind == "organisation" and row.is_retired)
    return [Organisation.model_validate(row.document) for row in gone]


def lock_alliance(connection: sa.Connection, slug: str) -> bool:
    """Whoever else changes the alliance waits until this transaction is over; False where there is none.

    On SQLite there is one writer anyway.
    """
    query = sa.select(alliance.c.alliance_id).where(alliance.c.slug == slug).with_for_update()
    return connection.execute(query).first() is not None


def said_by_file(row: Row) -> Document | None:
    """What the file said of an entry when it was read last; None where it was not in it."""
    if row.origin == BROWSER:
        return row.file_document  # type: ignore[no-any-return]
    return None if row.is_retired else row.document


def write_version(
    connection: sa.Connection,
    alliance_id: int,
    kind: str,
    key: str,
    position: int,
    document: Document,
    *,
    origin: str,
    author: str,
    now: datetime,
    reason: str | None = None,
    is_retired: bool = False,
    file_document: Document | None = None,
) -> int:
    """Put a version in the place of the current one, which is kept; the number of the new one."""
    _make_identity(connection, alliance_id, kind, key)
    is_it = (definition.c.alliance_id == alliance_id, definition.c.kind == kind, definition.c.key == key)
    connection.execute(
        sa.update(definition).where(*is_it, definition.c.superseded_at.is_(None)).values(superseded_at=now)
    )
    made = sa.insert(definition).values(
        alliance_id=alliance_id,
        kind=kind,
        key=key,
        position=position,
        document=document,
        origin=origin,
        author=author[:120],
        recorded_at=now,
        reason=reason,
        is_retired=is_retired,
        file_document=file_document,
        embargo_ends=embargo_ends(document.get("embargo")),
    )
    return int(connection.execute(made.returning(definition.c.definition_id)).scalar_one())


def note_file(connection: sa.Connection, version: int, said: Document | None) -> None:
    """The file says the same by now as an entry edited in the browser, or has been answered: nothing else changes."""
    connection.execute(sa.update(definition).where(definition.c.definition_id == version).values(file_document=said))


def renumber(connection: sa.Connection, alliance_id: int, kind: str, order: Mapping[str, int]) -> None:
    """Say where each entry stands, by key. What readers see follows from new versions; this only closes gaps."""
    is_it = (definition.c.alliance_id == alliance_id, definition.c.kind == kind, definition.c.superseded_at.is_(None))
    for key, position in order.items():
        connection.execute(
            sa.update(definition)
            .where(*is_it, definition.c.key == key, definition.c.position != position)
            .values(position=position)
        )


def alliance_number(connection: sa.Connection, slug: str) -> int:
    """The number of an alliance, made where it has none."""
    known = connection.execute(sa.select(alliance.c.alliance_id).where(alliance.c.slug == slug)).scalar()
    if known is None:
        made = sa.insert(alliance).values(slug=slug).returning(alliance.c.alliance_id)
        known = connection.execute(made).scalar_one()
    return int(known)


def _make_identity(connection: sa.Connection, alliance_id: int, kind: str, key: str) -> None:
    """What figures hang on: it outlives every version."""
    if kind not in _IDENTITIES:
        return
    table, name = _IDENTITIES[kind]
    there = sa.select(table.c[name]).where(table.c.alliance_id == alliance_id, table.c[name] == key)
    if connection.execute(there).first() is None:
        connection.execute(sa.insert(table).values(alliance_id=alliance_id, **{name: key}))
