"""The folder of backups: one folder for each, and the received files, which are kept once for all of them.

20261126T033000Z/backup.json      what it holds: counts and checksums, no figures
                 store.zst        the store's rows, the names of the files (store.zst.age: encrypted)
                 kept.txt         the SHA-256 of each file that belongs to it
kept/ab/abcd....zst               a file, by the SHA-256 of its contents
purged.txt                        the SHA-256 of contents that must never come back
forgotten.txt                     the keys of accounts that were deleted, and must not come back
rehearsed.json                    the last rehearsal
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.operations.sealed import MAKING, Damaged, Lock
from store.audit import Head
from store.files import write_whole

FORMAT = 1
_NAME = re.compile(r"\d{8}T\d{6}Z")


class Busy(Exception):
    """Another command works in the folder of backups."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup, by what its `backup.json` says.

    Attributes:
        lock: the name of the key that it is encrypted to; None where it is not.
        tables: of each table the number of rows and their SHA-256.
        files, size: received files and definitions, and their bytes.
        lacking: files of which the store knows, and which were not there.
        sha256: of the file with the store's rows, as it lies in the folder.
        audit_head: the last act of the record, NUMBER:HASH; "" of a backup of before there was one.
    """

    name: str
    format: int
    made_at: str
    program: str
    revision: str
    database: str
    lock: str | None
    tables: dict[str, tuple[int, str]]
    files: int
    size: int
    lacking: int
    sha256: str
    audit_head: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())


class Folder:
    """All backups of one installation."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Only one command at a time writes here.

        Raises:
            Busy: another one does.
        """
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.path / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise Busy from fault
        else:
            for left in self.path.glob(f"{MAKING}*"):  # by a process that was lost
                shutil.rmtree(left)
            yield
        finally:
            os.close(handle)

    def all(self) -> list[Made]:
        """The backups that are there, newest first; one that cannot be read counts as none."""
        if not self.path.is_dir():
            return []
        names = sorted((one.name for one in self.path.iterdir() if _NAME.fullmatch(one.name)), reverse=True)
        found = []
        for name in names:
            try:
                found.append(self.read(name))
            except Damaged:
                continue
        return found

    def read(self, name: str) -> Made:
        """One backup.

        Raises:
            Damaged: what says what it holds cannot be read.
        """
        try:
            told = json.loads((self.path / name / "backup.json").read_text(encoding="utf-8"))
            told["tables"] = {table: (int(rows), str(sha)) for table, (rows, sha) in told["tables"].items()}
            return Made(**told)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as fault:
            raise Damaged(f"{name}/backup.json cannot be read.") from fault

    def audit_heads(self) -> list[Head]:
        """The last act that was noted when each backup was made."""
        told = (one.audit_head.partition(":") for one in self.all() if one.audit_head)
        return [Head(int(number), digest) for number, _, digest in told if number.isdigit()]

    def free_name(self, now: datetime) -> str:
        """A name for a backup of this moment."""
        name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        if (self.path / name).exists():
            raise Busy
        return name

    def begin(self, name: str) -> Path:
        """A folder to make a backup in; `finish` gives it its name."""
        making = self.path / f"{MAKING}{name}"
        making.mkdir(mode=0o700)
        return making

    def finish(self, making: Path, made: Made, kept: Iterable[str]) -> None:
        """From here on the backup is there, whole."""
        write_whole(making / "kept.txt", "".join(f"{one}\n" for one in sorted(set(kept))).encode())
        write_whole(making / "backup.json", json.dumps(asdict(made), indent=1).encode())
        for path in (making / "kept.txt", making / "backup.json", making):
            _sync(path)
        making.rename(self.path / made.name)
        _sync(self.path)

    def rows_of(self, made: Made) -> Path:
        """Where the store's rows of a backup lie."""
        return self.path / made.name / ("store.zst" if made.lock is None else "store.zst.age")

    def kept(self, sha256: str, lock: str | None) -> Path:
        """Where contents lie, whether they are there or not."""
        ending = "zst" if lock is None else f"{lock}.zst.age"
        return self.path / "kept" / sha256[:2] / f"{sha256}.{ending}"

    def purged(self) -> set[str]:
        """Contents that must never come back."""
        path = self.path / "purged.txt"
        return set(path.read_text(encoding="ascii").split()) if path.exists() else set()

    def purge(self, contents: Sequence[str]) -> int:
        """Delete contents from all backups, and remember that they must never come back; how many were deleted."""
        both = sorted(self.purged() | set(contents))
        write_whole(self.path / "purged.txt", "".join(f"{one}\n" for one in both).encode())
        _sync(self.path / "purged.txt")
        gone = [path for one in contents for path in (self.path / "kept" / one[:2]).glob(f"{one}.*")]
        for path in gone:
            path.unlink()
        return len(gone)

    def forgotten(self) -> set[str]:
        """The keys of accounts that were deleted: no backup brings them back."""
        path = self.path / "forgotten.txt"
        return set(path.read_text(encoding="ascii").split()) if path.exists() else set()

    def forget(self, keys: set[str]) -> None:
        """Remember that these accounts were deleted."""
        both = self.forgotten() | keys
        if both != self.forgotten():
            write_whole(self.path / "forgotten.txt", "".join(f"{one}\n" for one in sorted(both)).encode())
            _sync(self.path / "forgotten.txt")

    def drop(self, backups: Sequence[Made]) -> int:
        """Delete backups, and the contents that no other one holds; the number of files deleted."""
        for one in backups:
            aside = self.path / f"{MAKING}dropped-{one.name}"
            (self.path / one.name).rename(aside)  # from here on it is none
            shutil.rmtree(aside)
        wanted: set[str] = set()
        for left in self.path.glob("*/kept.txt"):
            wanted.update(left.read_text(encoding="ascii").split())
        gone = 0
        for path in (self.path / "kept").glob("??/*"):
            if path.name.split(".")[0] not in wanted or path.name.startswith(MAKING):
                path.unlink()
                gone += 1
        return gone

    def note_rehearsal(self, told: dict[str, Any]) -> None:
        write_whole(self.path / "rehearsed.json", json.dumps(told, indent=1).encode())

    def last_rehearsal(self) -> dict[str, Any] | None:
        """What the last rehearsal found; None where there was none."""
        try:
            found: dict[str, Any] = json.loads((self.path / "rehearsed.json").read_text(encoding="utf-8"))
            return found
        except (OSError, ValueError):
            return None


def lock_name(lock: Lock | None) -> str | None:
    return None if lock is None else lock.name


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
