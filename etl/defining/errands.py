"""Renaming and retiring from the command line: done at once, then judged anew and waited for."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa

from etl.collect import make_inboxes
from etl.errands import ask_to_assess, carry_out
from etl.jobs import Workroom
from store.actor import AT_THE_COMMAND_LINE
from store.definitions import read_delivering, read_slugs
from store.editing import edit, read_entries, read_retired
from store.noting import noting_definitions
from store.renaming import rename


def rename_entry(room: Workroom, alliance: str, kind: str, key: str, new: str, author: str, reason: str | None) -> None:
    """Give an entry another key.

    Raises:
        LookupError, store.whole.Mistaken: see `store.renaming.rename`.
    """
    with room.store.writing() as connection, _noting(room, connection, alliance):
        rename(connection, alliance, kind, key, new, author=author, reason=reason, now=room.clock())
        make_inboxes(room.settings.inbox, read_delivering(connection))
        work = ask_to_assess(room, connection, new if kind == "alliance" else alliance)
    carry_out(room, work)


def retire_entry(room: Workroom, alliance: str, kind: str, key: str, author: str, reason: str | None) -> None:
    """Retire an entry as it stands.

    Raises:
        LookupError: there is no such "alliance" or "entry".
        store.whole.Mistaken: others belong to it.
    """
    with room.store.writing() as connection:
        standing = {one.key: one for one in read_entries(connection, alliance, kind)}
        seen = standing[key].version if key in standing else None
        with _noting(room, connection, alliance):
            edit(connection, alliance, kind, key, None, author=author, reason=reason, now=room.clock(), seen=seen)
            work = ask_to_assess(room, connection, alliance)
    carry_out(room, work)


def bring_back(room: Workroom, alliance: str, kind: str, key: str, author: str, reason: str | None) -> None:
    """Take in again what was retired, as it was.

    Raises:
        LookupError: there is no such "alliance", or no such "entry" that is retired.
        store.whole.Mistaken: what it belongs to is there no more.
    """
    with room.store.writing() as connection:
        gone = next((one for one in read_retired(connection, alliance, kind) if one.key == key), None)
        if gone is None:
            raise LookupError("entry" if alliance in read_slugs(connection) else "alliance")
        how: dict[str, Any] = {"author": author, "reason": reason, "now": room.clock(), "seen": gone.version}
        with _noting(room, connection, alliance):
            edit(connection, alliance, kind, key, gone.document, **how)
            work = ask_to_assess(room, connection, alliance)
    carry_out(room, work)


def _noting(room: Workroom, connection: sa.Connection, alliance: str) -> AbstractContextManager[None]:
    return noting_definitions(connection, AT_THE_COMMAND_LINE, alliance, room.clock())
