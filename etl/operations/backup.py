"""A backup, taken while everything runs: the store as it was at one moment, the received files, the definitions.

The store is read in one transaction, which holds up nobody. Files are copied after it: they are written once and never
changed, so those of that moment are all there, but for what has been deleted since by rule. A file still being checked
is left out: it may be found to hold personal data, and then it must be nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, NamedTuple

import orjson
import sqlalchemy as sa

from etl.operations.folder import FORMAT, Folder, Made, lock_name
from etl.operations.sealed import Lock, sealed
from store.audit import Broken, find_broken, head_of
from store.database import Store, head
from store.deleted import read_expected
from store.dump import Held, frozen_view, lines, tables_there
from store.files import CHUNK, Files
from store.schema import submission
from store.sweeping import deleted_keys

FILES, DEFINITIONS = "files", "definitions"


class Entry(NamedTuple):
    """A file that belongs to a backup: its name below its folder, the digest of its contents, its bytes."""

    name: str
    sha256: str
    size: int


class Taken(NamedTuple):
    """What came of a backup.

    Attributes:
        new: how many files were copied; the others lay in the folder already.
        changed: files that do not hold what was received; they are kept as they are.
        broken: where the record of acts is not whole; it is kept as it is.
    """

    made: Made
    new: int
    changed: list[str]
    broken: Broken | None = None


def take(store: Store, files: Files, config: Path, folder: Folder, lock: Lock | None, now: datetime) -> Taken:
    """Make a backup; of tables of an earlier version too, so that one can be made before they are changed.

    Raises:
        store.database.StoreUnavailable: the store is not there, or has no tables.
        OSError: the folder cannot be written.
        etl.operations.folder.Busy: another command works in it.
    """
    if store.version() is None:
        store.check()
    with folder.alone():
        name = folder.free_name(now)
        making = folder.begin(name)
        path = making / ("store.zst" if lock is None else "store.zst.age")
        held: dict[str, Held] = {}
        keeper = _Keeper(folder, lock)
        with sealed(path, lock) as out:
            known = _write_store(store, folder, out, held)
            received, lacking = keeper.received(files, known)
            _write_entries(out, FILES, received)
            declared = keeper.below(config)
            _write_entries(out, DEFINITIONS, declared)
        entries = [*received, *declared]
        made = Made(
            name=name,
            format=FORMAT,
            made_at=now.isoformat(),
            program=version("fremdrift"),
            revision=known.revision,
            database=store.url.get_backend_name(),
            lock=lock_name(lock),
            tables={table: (one.rows, one.sha256) for table, one in held.items()},
            files=len(entries),
            size=sum(one.size for one in entries),
            lacking=lacking,
            sha256=digest_of(path),
            audit_head=known.audit_head,
        )
        folder.forget(known.forgotten)
        folder.finish(making, made, (one.sha256 for one in entries))
    return Taken(made, keeper.new, keeper.changed, known.broken)


def thin(folder: Folder, most: int) -> list[Made]:
    """Delete all but the newest backups, at least one; those that were deleted."""
    with folder.alone():
        old = folder.all()[max(1, most) :]
        folder.drop(old)
    return old


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Known(NamedTuple):
    """What the store says of files.

    Attributes:
        digests: of the file of each submission that is finished; others are not ours yet.
        expected: the tokens of those that must be there.
        audit_head, broken: of the record of acts. forgotten: the keys of deleted accounts.
    """

    revision: str
    digests: dict[str, str]
    expected: set[str]
    audit_head: str = ""
    broken: Broken | None = None
    forgotten: set[str] = set()  # noqa: RUF012  never changed


def _write_store(store: Store, folder: Folder, out: IO[bytes], held: dict[str, Held]) -> _Known:
    with store.reading() as connection:
        frozen_view(connection)
        revision = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
        query = sa.select(submission.c.token, submission.c.sha256).where(submission.c.finished_at.is_not(None))
        known = _Known(revision, {row[0]: row[1] for row in connection.execute(query)}, set(read_expected(connection)))
        given = None if revision == head() else tables_there(connection)
        if given is None:
            last, broken = head_of(connection), find_broken(connection, folder.audit_heads())
            known = known._replace(audit_head=str(last), broken=broken, forgotten=deleted_keys(connection))
        for line in lines(connection, held, given):
            out.write(line)
    return known


def _write_entries(out: IO[bytes], what: str, entries: list[Entry]) -> None:
    out.write(orjson.dumps({"list": what}) + b"\n")
    for one in entries:
        out.write(orjson.dumps(list(one)) + b"\n")
    out.write(orjson.dumps({"end": what, "rows": len(entries)}) + b"\n")


class _Keeper:
    """Copies contents into the folder of backups, each once."""

    def __init__(self, folder: Folder, lock: Lock | None) -> None:
        self._folder, self._lock, self._purged = folder, lock, folder.purged()
        self.new = 0
        self.changed: list[str] = []

    def received(self, files: Files, known: _Known) -> tuple[list[Entry], int]:
        """The files of these submissions; and how many of them are not there."""
        found, seen = list[Entry](), set[str]()
        for path in sorted(files.folder.glob("*.bin")) + sorted(files.folder.glob("*.annotated.xlsx")):
            token = path.name.split(".")[0]
            told = known.digests.get(token)
            if told is None:
                continue  # it came later, or is still being checked
            expected = told if path.name == f"{token}.bin" else None
            entry = self._keep(path, path.name, expected)
            if entry is not None:
                found.append(entry)
                seen.add(path.name)
        return found, sum(f"{token}.bin" not in seen for token in known.expected)

    def below(self, folder: Path) -> list[Entry]:
        """The definitions: every text below their folder."""
        paths = sorted(one for one in folder.rglob("*.y*ml") if one.is_file()) if folder.is_dir() else []
        kept = (self._keep(path, path.relative_to(folder).as_posix(), None) for path in paths)
        return [one for one in kept if one is not None]

    def _keep(self, path: Path, name: str, expected: str | None) -> Entry | None:
        """Copies a file unless its contents are there; None where it has gone meanwhile, or must not come back."""
        try:
            size = path.stat().st_size
            if expected in self._purged:
                return None
            if expected is not None and self._place(expected).exists():
                return Entry(name, expected, size)
            sha256 = digest_of(path)
            if sha256 in self._purged:
                return None
            while not self._place(sha256).exists() and (now := self._copy(path, sha256)) != sha256:
                sha256 = now  # it was written anew meanwhile: a definition, a marked copy
            if expected not in (None, sha256):
                self.changed.append(name)
            return Entry(name, sha256, path.stat().st_size)
        except FileNotFoundError:
            return None

    def _copy(self, path: Path, sha256: str) -> str:
        """Copies contents; their digest, which may be another one by now: then nothing is kept."""
        place, digest = self._place(sha256), hashlib.sha256()
        with path.open("rb") as file:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with sealed(place, self._lock) as out:
                for piece in pieces(file):
                    digest.update(piece)
                    out.write(piece)
        if digest.hexdigest() != sha256:
            place.unlink()
        else:
            self.new += 1
        return digest.hexdigest()

    def _place(self, sha256: str) -> Path:
        return self._folder.kept(sha256, lock_name(self._lock))


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece
