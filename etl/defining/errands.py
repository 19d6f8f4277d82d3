"""Renaming and retiring from the command line: done at once, then judged anew and waited for."""

from __future__ import annotations

from etl.collect import make_inboxes
from etl.errands import ask_to_assess, carry_out
from etl.jobs import Workroom
from store.definitions import read_delivering
from store.editing import edit, read_entries
from store.renaming import rename


def rename_entry(room: Workroom, alliance: str, kind: str, key: str, new: str, author: str, reason: str | None) -> None:
    """Give an entry another key.

    Raises:
        LookupError, store.whole.Mistaken: see `store.renaming.rename`.
    """
    with room.store.writing() as connection:
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
        edit(connection, alliance, kind, key, None, author=author, reason=reason, now=room.clock(), seen=seen)
        work = ask_to_assess(room, connection, alliance)
    carry_out(room, work)
