"""Files that nobody points at: what a process that was killed, or a transaction that was not kept, has left behind.

They may hold personal data that nothing was ever checked for, so they do not stay.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import sqlalchemy as sa

from store.deleted import read_tokens
from store.files import Files

PATIENCE = timedelta(days=1)  # somebody may be receiving right now
_BEGUN = (".receiving-", ".writing-", ".form-", ".restoring-")
_OF_A_SUBMISSION = (".bin", ".annotated.xlsx")


def find_leftovers(connection: sa.Connection, files: Files, now: datetime) -> list[str]:
    """The names of files in the folder that belong to no submission and have not been touched for a day."""
    before = (now - PATIENCE).timestamp()
    with os.scandir(files.folder) as found:
        old = [one.name for one in found if one.is_file() and one.stat().st_mtime < before]
    tokens = read_tokens(connection)  # after the folder: what comes in meanwhile is too young
    return sorted(name for name in old if name.startswith(_BEGUN) or _is_of_none(name, tokens))


def sweep_leftovers(connection: sa.Connection, files: Files, now: datetime) -> list[str]:
    """Delete them; the names of those that were deleted."""
    found = find_leftovers(connection, files, now)
    for name in found:
        (files.folder / name).unlink(missing_ok=True)
    return found


def _is_of_none(name: str, tokens: set[str]) -> bool:
    ending = next((one for one in _OF_A_SUBMISSION if name.endswith(one)), None)
    return ending is not None and name.removesuffix(ending) not in tokens
