"""Bringing a definition's file into the store: shown as a plan, then done.

What was edited in the browser is never overwritten in passing: a conflict is told field by field, and left alone until
somebody chooses a side.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from config.definitions import Alliance
from store.entries import BROWSER, FILE, alliance_number, lock_alliance, note_file, renumber, write_version
from store.renaming import find_slug, rename_key
from store.weighing import Change as Change
from store.weighing import Choice as Choice
from store.weighing import Outcome, weigh


def plan(connection: sa.Connection, declared: Alliance, choices: Sequence[Choice] = ()) -> list[Change]:
    """What `apply` would change or leave alone, in the order of the file; empty where the store says the same already.

    Raises:
        store.whole.Mistaken: what would stand, from the file and from the browser together, does not hold together.
    """
    return [one.change for one in weigh(connection, declared, choices) if one.change is not None]


def apply(
    connection: sa.Connection, declared: Alliance, author: str, now: datetime, choices: Sequence[Choice] = ()
) -> list[Change]:
    """Make the store say what the file says; what was edited in the browser is left alone unless the file is chosen.

    Raises:
        store.whole.Mistaken: as `plan`; then nothing has been changed.
    """
    slug = find_slug(connection, declared.slug, declared.formerly)
    lock_alliance(connection, slug)
    outcomes = weigh(connection, declared, choices)
    alliance_id = alliance_number(connection, slug)
    for one in outcomes:
        if one.row is not None and one.row.key != one.key:
            rename_key(connection, alliance_id, one.kind, one.row.key, one.key)
    for position, one in enumerate(outcomes):
        _write(connection, alliance_id, position, one, author, now)
    for kind in {one.kind for one in outcomes}:
        keys = [one.key for one in outcomes if one.kind == kind]
        renumber(connection, alliance_id, kind, {key: position for position, key in enumerate(keys)})
    return [one.change for one in outcomes if one.change is not None]


def _write(
    connection: sa.Connection, alliance_id: int, position: int, one: Outcome, author: str, now: datetime
) -> None:
    row, stays = one.row, one.document == one.stands
    if stays and row is not None and one.change is not None and "order" in one.change.fields:
        stays = False
    if stays:
        if row is not None and row.origin == BROWSER and row.file_document != one.said:
            note_file(connection, row.definition_id, one.said)
        return
    document = one.document if one.document is not None else row.document if row is not None else None
    assert document is not None
    is_files = one.is_the_files or row is None
    write_version(
        connection,
        alliance_id,
        one.kind,
        one.key,
        position,
        document,
        origin=FILE if is_files else BROWSER,
        author=author,
        now=now,
        is_retired=one.document is None,
        file_document=None if is_files else one.said,
    )
