"""What an act changed in definitions, and in submissions, told to the record of who did what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from store.actor import Actor
from store.audit import note
from store.entries import Row, key_name, lock_alliance
from store.schema import alliance, definition
from store.submissions import Submission

_NAMED = frozenset({"author"})  # fields that name a person: never in the record


@contextmanager
def noting_definitions(
    connection: sa.Connection, actor: Actor, slug: str, now: datetime, action: str | None = None
) -> Iterator[None]:
    """Note every entry of an alliance of which a new version is written within, with the fields that changed.

    An alliance that is new within is one act, with the keys of its entries. Nothing is noted where nothing is written.

    Args:
        slug: the alliance's; it may be another one afterwards.
        action: what it is called; None: by what happened to each entry.
    """
    is_known = lock_alliance(connection, slug)  # so that what another one writes meanwhile is not taken for this
    number = _number(connection, slug)
    last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(definition.c.definition_id), 0))).scalar_one()
    yield
    number = number or _number(connection, slug)
    rows = _versions(connection, number, last) if number else []
    written = [row for row in rows if row.definition_id > last]
    if not written:
        return
    called = connection.execute(sa.select(alliance.c.slug).where(alliance.c.alliance_id == number)).scalar_one()
    if not is_known:
        keys: dict[str, list[str]] = {}
        for row in written:
            keys.setdefault(row.kind, []).append(row.key)
        return note(connection, actor, "alliance_added", now, alliance=called, subject=called, after=keys)
    for row in written:
        was = _one_before(rows, row)
        old, new = {} if was is None else was.document, row.document
        fields = [name for name in {**old, **new} if name not in _NAMED and old.get(name) != new.get(name)]
        note(
            connection,
            actor,
            action or _what_happened(was, row),
            now,
            alliance=called,
            subject=f"{row.kind}/{row.key}",
            before={name: without_names(old[name]) for name in fields if name in old} or None,
            after={name: without_names(new[name]) for name in fields if name in new} or None,
        )


def note_submission(
    connection: sa.Connection,
    actor: Actor,
    action: str,
    of: Submission,
    now: datetime,
    after: dict[str, Any] | None = None,
) -> None:
    """Note what was done to a submission: by its token, never by the name of its file."""
    note(
        connection,
        actor,
        action,
        now,
        alliance=of.alliance,
        organisation=of.organisation,
        subject=of.token,
        after=after,
    )


def without_names(value: Any) -> Any:
    """A field as the record may hold it: what names a person left out."""
    if isinstance(value, dict):
        return {name: without_names(one) for name, one in value.items() if name not in _NAMED}
    return [without_names(one) for one in value] if isinstance(value, list) else value


def _number(connection: sa.Connection, slug: str) -> int | None:
    return connection.execute(sa.select(alliance.c.alliance_id).where(alliance.c.slug == slug)).scalar()


def _versions(connection: sa.Connection, number: int, last: int) -> Sequence[Row]:
    """Every version of the entries of which one was written after the last, in their order."""
    made = definition.alias()
    is_touched = sa.exists().where(
        made.c.alliance_id == number,
        made.c.definition_id > last,
        made.c.kind == definition.c.kind,
        made.c.key == definition.c.key,
    )
    query = sa.select(definition).where(definition.c.alliance_id == number, is_touched)
    return connection.execute(query.order_by(definition.c.definition_id)).all()


def _one_before(rows: Sequence[Row], of: Row) -> Row | None:
    same = (one for one in rows if (one.kind, one.key) == (of.kind, of.key) and one.definition_id < of.definition_id)
    return max(same, key=lambda one: int(one.definition_id), default=None)


def _what_happened(was: Row | None, row: Row) -> str:
    if was is None:
        return "definition_added"
    if row.is_retired or was.is_retired:
        return "definition_retired" if row.is_retired else "definition_restored"
    name = key_name(row.kind)
    return "definition_renamed" if was.document.get(name) != row.document.get(name) else "definition_edited"
