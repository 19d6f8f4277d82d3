"""A backup put back: into an empty store and folders where nothing would be overwritten; checked before and while."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

import orjson

from etl.operations.backup import DEFINITIONS, FILES, Entry, digest_of, pieces
from etl.operations.folder import FORMAT, Folder, Made
from etl.operations.sealed import Damaged, unsealed
from store.database import Store, knows
from store.files import Files
from store.fill import BrokenDump, Filled, fill, make_tables, what_stands
from store.letters import end_waiting
from store.sweeping import delete_again


class Refused(Exception):
    """Nothing was restored, since something would have been lost. The text is for the operator."""


class Restored(NamedTuple):
    """What was put back.

    Attributes:
        files, definitions: how many. purged: files left out, since their contents were purged after the backup.
    """

    rows: int
    files: int
    definitions: int
    purged: list[str]


Tell = Callable[[str], None]


def restore(
    made: Made, folder: Folder, store: Store, files: Path, config: Path, keys: Sequence[Any], now: datetime, tell: Tell
) -> Restored:
    """Put a backup into an empty store, and bring its tables to this version.

    The store's rows come last and in one transaction: cut off in between, it can be begun again.

    Raises:
        Refused: something stands where it would go, or it was made by a newer version.
        etl.operations.sealed.BadKey, Damaged: it cannot be opened, or is not whole.
        store.database.StoreUnavailable, OSError: the store or a folder cannot be written.
    """
    _check(made, folder, store)
    _, entries = read_entries(made, folder, keys)
    purged = folder.purged()
    left_out = [one.name for one in entries[FILES] if one.sha256 in purged]
    received = [one for one in entries[FILES] if one.sha256 not in purged]
    _refuse_others(received, files, "FREMDRIFT_FILES")
    _refuse_others(entries[DEFINITIONS], config, "FREMDRIFT_CONFIG")
    tell(f"{made.rows} rows, {len(received)} files and {len(entries[DEFINITIONS])} definitions of {made.made_at}")
    Files(files)
    for one in received:
        _put_back(made, folder, one, files, keys)
    for one in entries[DEFINITIONS]:
        _put_back(made, folder, one, config, keys)
    make_tables(store, made.revision)
    filled = fill_from(made, folder, store, keys)
    store.migrate()
    with store.writing() as connection:  # they have gone out meanwhile, or are old
        end_waiting(connection, now, "restored from a backup")
        delete_again(connection, folder.forgotten(), now)
    return Restored(sum(one.rows for one in filled.values()), len(received), len(entries[DEFINITIONS]), left_out)


def fill_from(made: Made, folder: Folder, store: Store, keys: Sequence[Any]) -> dict[str, Filled]:
    """Put the rows of a backup into empty tables of its revision.

    Raises:
        Damaged: it is not whole; then nothing is kept.
    """
    try:
        with unsealed(folder.rows_of(made), keys, made.lock is not None) as source:
            filled = fill(store, _until_lists(source))
            for _ in pieces(source):  # whatever is wrong with the rest is told
                pass
    except BrokenDump as fault:
        raise Damaged(f"{made.name} is damaged: {fault}.") from fault
    if {table: one.rows for table, one in filled.items()} != {table: rows for table, (rows, _) in made.tables.items()}:
        raise Damaged(f"{made.name} does not hold the rows that it says.")
    return filled


def read_entries(made: Made, folder: Folder, keys: Sequence[Any]) -> tuple[int, dict[str, list[Entry]]]:
    """The files and definitions of a backup, and how many lines stand before them; all of it is read.

    Raises:
        etl.operations.sealed.BadKey, Damaged
    """
    found: dict[str, list[Entry]] = {FILES: [], DEFINITIONS: []}
    what, before, ends = "", 0, 0
    with unsealed(folder.rows_of(made), keys, made.lock is not None) as source:
        for line in source:
            if line.startswith(b'{"list"'):
                what = orjson.loads(line)["list"]
            elif not what:
                before += 1
            elif line.startswith(b"["):
                found[what].append(Entry(*orjson.loads(line)))
            elif orjson.loads(line).get("rows") == len(found[what]):
                ends += 1
    if ends != len(found):
        raise Damaged(f"{made.name} is damaged: its list of files is not whole.")
    return before, found


def contents(made: Made, folder: Folder, entry: Entry, keys: Sequence[Any]) -> Iterator[bytes]:
    """The contents of a file, piece by piece; the last one only after all of them were found to be right.

    Raises:
        etl.operations.sealed.BadKey, Damaged
    """
    place, digest = folder.kept(entry.sha256, made.lock), hashlib.sha256()
    with unsealed(place, keys, made.lock is not None) as source:
        for piece in pieces(source):
            digest.update(piece)
            yield piece
    if digest.hexdigest() != entry.sha256:
        raise Damaged(f"{place.name} does not hold what was kept.")


def _check(made: Made, folder: Folder, store: Store) -> None:
    if made.format > FORMAT or not knows(made.revision):
        raise Refused(
            f"{made.name} was made by a newer version ({made.program}): install that one, restore, then come back."
        )
    standing = what_stands(store)
    if standing:
        raise Refused(
            f"The store is not empty (it has {', '.join(standing)}). Restore into an empty one: another "
            "FREMDRIFT_HOME, or an empty database in FREMDRIFT_DATABASE_URL. Nothing is ever overwritten."
        )
    path = folder.rows_of(made)
    if not path.exists() or digest_of(path) != made.sha256:
        raise Damaged(f"{made.name}/{path.name} is damaged or missing: take another backup.")


def _refuse_others(entries: Sequence[Entry], folder: Path, name: str) -> None:
    """Files that are there already are left where they are right, and nothing is restored where one is another."""
    others = [
        one.name for one in entries if (folder / one.name).exists() and digest_of(folder / one.name) != one.sha256
    ]
    if others:
        raise Refused(
            f"{len(others)} files in the folder of {name} are others than in the backup ({others[0]} ...). "
            "Move them away, or name another folder. Nothing is ever overwritten."
        )


def _put_back(made: Made, folder: Folder, entry: Entry, target: Path, keys: Sequence[Any]) -> None:
    path = target / entry.name
    if not path.resolve().is_relative_to(target.resolve()):
        raise Damaged(f"{made.name} names a file outside its folder.")
    if path.exists():
        return  # the same: begun before
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".restoring-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in contents(made, folder, entry, keys):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _until_lists(source: IO[bytes]) -> Iterator[bytes]:
    for line in source:
        if line.startswith(b'{"list"'):
            return
        yield line
