"""What is wrong with an installation, and what to do about it. Nothing is changed by looking."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from config.settings import MEGABYTE, Settings
from etl.operations.folder import Folder
from etl.operations.sealed import BadKey, read_lock
from store.clock import Clock, system_clock
from store.database import Store, StoreUnavailable
from store.outages import is_outage, told

Level = Literal["ok", "note", "wrong"]

_LEAST_MB, _LITTLE = 500, 0.15  # free room on a disk: below it is wrong, below this part of all it is noted
_OLD_BACKUP, _OLD_REHEARSAL = timedelta(days=2), timedelta(days=90)
_OVER_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "ceph", "glusterfs"}


class Finding(NamedTuple):
    """One thing that was looked at.

    Attributes:
        part: what it is about, in a word. said: what is. remedy: what to do; "" where there is nothing to do.
    """

    level: Level
    part: str
    said: str
    remedy: str = ""


Check = Callable[[], Iterator[Finding]]


def examine(settings: Settings, deep: bool = False, clock: Clock = system_clock) -> tuple[list[Finding], bool]:
    """Look at everything.

    Args:
        deep: read every file and every row, too.

    Returns:
        the findings in the order in which to mend them, and whether the store can be reached.
    """
    from etl.operations.doctor_store import examine_store  # it is not looked at where there is none

    found = [*_folders(settings), *_reach(settings), *_encryption(settings)]
    store, answers = None, False
    try:
        store = Store(settings.database_url)
        found += _place(settings, store)
        answers = store.version() is not None
        store.check()
        found += examine_store(store, settings, deep, clock)
    except StoreUnavailable as fault:
        found.append(Finding("wrong", "store", str(fault)))
    except Exception as fault:
        if not is_outage(fault):
            raise
        answers = False
        found.append(Finding("wrong", "store", f"The store fails ({told(fault)}).", "Check the database and its disk."))
    finally:
        if store is not None:
            store.close()
    return [*found, *_backups(settings, clock)], answers


def _folders(settings: Settings) -> Iterator[Finding]:
    """Whether each folder can be written, and how much room is left on its disk."""
    seen: set[int] = set()
    for name, folder in (("HOME", settings.home), ("FILES", settings.files), ("BACKUPS", settings.backups)):
        there = next(one for one in (folder, *folder.parents) if one.exists())
        try:
            with tempfile.TemporaryFile(dir=there):
                pass
        except OSError as fault:
            said = f"The folder of FREMDRIFT_{name} cannot be written ({fault.strerror})."
            yield Finding("wrong", "disk", said, "Mend the disk, or the rights of the folder.")
            continue
        device = os.stat(there).st_dev
        if device not in seen:
            seen.add(device)
            yield _room(name, there)


def _room(name: str, folder: Path) -> Finding:
    disk = shutil.disk_usage(folder)
    free = disk.free // MEGABYTE
    said = f"{free} MB free on the disk of FREMDRIFT_{name}"
    if free < _LEAST_MB:
        return Finding("wrong", "disk", f"Only {said}.", "Make room: files are refused when it is full.")
    if disk.free < _LITTLE * disk.total:
        return Finding("note", "disk", f"{said}, {disk.free * 100 // disk.total} per cent.", "Make room soon.")
    return Finding("ok", "disk", f"{said}.")


def _reach(settings: Settings) -> Iterator[Finding]:
    if settings.url is None and settings.host not in ("127.0.0.1", "localhost", "::1"):
        remedy = "Set FREMDRIFT_URL to the address that people use; with https:// the session goes by TLS alone."
        yield Finding("note", "access", "Others than this machine may reach the pages, and no address is set.", remedy)
    elif settings.url is not None and settings.url.startswith("http://"):
        yield Finding("note", "access", "FREMDRIFT_URL is without TLS.", "Passwords can be read on the way: use https.")


def _encryption(settings: Settings) -> Iterator[Finding]:
    try:
        lock = read_lock(settings.backup_key or "")
    except BadKey as fault:
        yield Finding("wrong", "backup", str(fault), "Until then no backup is made.")
        return
    if lock is None:
        yield Finding("note", "backup", "Backups are not encrypted.", "fremdrift backup --new-key FILE makes a key.")


def _place(settings: Settings, store: Store) -> Iterator[Finding]:
    """SQLite's locks are not kept by network disks."""
    if not store.is_sqlite or not store.url.database:
        return
    kind = _file_system(Path(store.url.database).absolute())
    if kind in _OVER_NETWORK:
        remedy = "Move it to a disk of this machine, or to PostgreSQL: fremdrift move."
        yield Finding("wrong", "store", f"The SQLite file lies on a network disk ({kind}): it will be damaged.", remedy)


def _file_system(path: Path) -> str | None:
    """The kind of the file system that a path lies on, where the system tells."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return None
    under = [(len(one[1]), one[2]) for one in mounts if path.is_relative_to(one[1].replace("\\040", " "))]
    return max(under)[1] if under else None


def _backups(settings: Settings, clock: Clock) -> Iterator[Finding]:
    folder = Folder(settings.backups)
    made = folder.all()
    if not made:
        yield Finding(
            "note", "backup", "There is no backup.", "fremdrift backup; every night: fremdrift backup --nightly"
        )
        return
    newest, now = made[0], clock()
    age = now - newest.moment
    if age > _OLD_BACKUP:
        yield Finding("wrong", "backup", f"The newest backup is {age.days} days old.", "fremdrift backup, every night.")
    else:
        yield Finding("ok", "backup", f"{newest.name}, {newest.rows} rows, {newest.files} files.")
    if os.stat(settings.backups).st_dev == os.stat(settings.home).st_dev:
        remedy = "Put FREMDRIFT_BACKUPS on another disk, or copy it to one."
        yield Finding("note", "backup", "Backups lie on the same disk as the store.", remedy)
    last = folder.last_rehearsal()
    if last is None:
        yield Finding("note", "backup", "No backup was ever restored in a rehearsal.", "fremdrift rehearse")
    elif not last.get("is_good"):
        yield Finding("wrong", "backup", f"The rehearsal of {last.get('backup')} failed.", "Again: fremdrift rehearse.")
    elif now > datetime.fromisoformat(str(last.get("at"))) + _OLD_REHEARSAL:
        yield Finding("note", "backup", "The last rehearsal was long ago.", "fremdrift rehearse")
