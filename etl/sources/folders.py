"""Folders elsewhere: WebDAV (Nextcloud), SFTP and S3 by fsspec, and folders of this machine.

Each file that is as it was is not opened: its ETag says so, or its size and time where there is none.
"""

from __future__ import annotations

import os
import ssl
import stat
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from etl.sources.endings import IN_ADDRESS, is_sheet
from etl.sources.guard import Guard
from etl.sources.order import Fetched, Known, Order
from etl.sources.taking import Sleep, failed, take, unchanged, with_patience
from etl.sources.trouble import Trouble

MOST = 2000  # files of one place
LONGEST = 250  # letters of a name
_PAUSE = 30.0  # seconds without an answer
_JUST_NOW = 10.0  # seconds


class Entry(NamedTuple):
    """One file as its server tells of it."""

    name: str
    size: int
    modified_ns: int
    mark: str


class Folder(Protocol):
    def entries(self) -> Iterator[Entry]: ...

    def open(self, name: str) -> IO[bytes]: ...


def fetch(order: Order, guard: Guard, folder: Path, sleep: Sleep, tell: Callable[[Fetched], None]) -> None:
    """Tell every file of the place as soon as it is known to be as it was, fetched or not to be had."""

    def refused() -> Trouble | None:
        return guard.refused

    place, found = with_patience(order, lambda: _listed(order, guard), sleep, refused)
    if not found and order.known:
        raise Trouble("source_gone")
    for entry in sorted(found):
        last = order.known.get(entry.name)
        if last is not None and _is_same(entry, last):
            tell(unchanged(entry.name, last))
            continue
        try:
            tell(with_patience(order, lambda one=entry: _taken(place, order, one, folder), sleep, refused))  # type: ignore[misc]
        except Trouble as trouble:
            tell(failed(entry.name, trouble))


def _listed(order: Order, guard: Guard) -> tuple[Folder, list[Entry]]:
    place = _OPENED[order.way](order, guard)
    found = [one for one in place.entries() if is_wanted(one.name, order.files)]
    if len(found) > MOST:
        raise Trouble("source_too_many", limit=MOST)
    return place, found


def _taken(place: Folder, order: Order, entry: Entry, folder: Path) -> Fetched:
    """A file that is still the same when it has been read to its end."""
    if entry.size > order.most_bytes:
        raise Trouble("source_too_large", limit=order.most_bytes >> 20)
    # Written just now it may be written once more within the second that its time is told by: then that says nothing.
    is_fresh = not entry.mark and abs(time.time() - entry.modified_ns / 1e9) < _JUST_NOW
    told = Fetched(entry.name, modified_ns=0 if is_fresh else entry.modified_ns, mark=entry.mark)
    with place.open(entry.name) as stream:
        taken = take(folder, order, stream, told, entry.size)
    if entry not in place.entries():
        if taken.path:
            Path(taken.path).unlink()
        raise Trouble("source_changing")
    return taken


def _is_same(entry: Entry, last: Known) -> bool:
    if entry.mark and last.mark:
        return entry.mark == last.mark
    return (entry.size, entry.modified_ns) == (last.size, last.modified_ns) and entry.modified_ns > 0


def is_wanted(name: str, files: str) -> bool:
    """A spreadsheet by its name, and one that was asked for; hidden ones and those of open programs are not."""
    is_one = is_sheet(name) and len(name) <= LONGEST and not set(name) & set("/\\\0")
    return is_one and (not files or fnmatchcase(name.casefold(), files.casefold()))


class Remote:
    """A folder behind one of fsspec's file systems."""

    def __init__(self, system: Any, path: str) -> None:
        self._system, self._path, self._paths = system, path, dict[str, tuple[str, int]]()

    def entries(self) -> Iterator[Entry]:
        self._system.invalidate_cache()
        for one in self._system.ls(self._path, detail=True):
            if one.get("type") != "file":
                continue
            path = str(one["name"])
            name = PurePosixPath(path).name
            size = int(one.get("size") or one.get("Size") or 0)
            self._paths[name] = path, size
            mark = one.get("etag") or one.get("ETag") or ""
            when = one.get("mtime") or one.get("modified") or one.get("LastModified")
            yield Entry(name, size, _nanoseconds(when), f"etag:{mark}" if mark and len(mark) <= 300 else "")

    def open(self, name: str) -> IO[bytes]:
        path, size = self._paths[name]
        opened: IO[bytes] = self._system.open(path, "rb", size=size) if size else self._system.open(path, "rb")
        return opened


class Here:
    """A folder of this machine, below one that the operator has named."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> Iterator[Entry]:
        with os.scandir(self._path) as found:
            for one in found:
                facts = one.stat(follow_symlinks=False)
                if stat.S_ISREG(facts.st_mode):
                    yield Entry(os.fsencode(one.name).decode("utf-8", "replace"), facts.st_size, facts.st_mtime_ns, "")

    def open(self, name: str) -> IO[bytes]:
        handle = os.open(self._path / name, os.O_RDONLY | os.O_NOFOLLOW)
        return os.fdopen(handle, "rb")


def _webdav(order: Order, guard: Guard) -> Folder:
    from webdav4.fsspec import WebdavFileSystem

    auth = (order.user, order.secret) if order.user else None
    url = order.url.replace(IN_ADDRESS, order.secret)
    trusted = ssl.create_default_context()  # what the system trusts, as everywhere else
    checked = {"request": [lambda request: guard.check_url(str(request.url))]} if order.proxy else None
    more: dict[str, Any] = {"proxy": order.proxy or None, "event_hooks": checked}
    system = WebdavFileSystem(url, auth=auth, retry=False, timeout=_PAUSE, trust_env=False, verify=trusted, **more)
    return Remote(system, "")


def _sftp(order: Order, _: Guard) -> Folder:
    import asyncssh
    from sshfs import SSHFileSystem

    parts = urlsplit(order.url)
    port = parts.port or 22
    known = asyncssh.import_known_hosts(
        f"[{parts.hostname}]:{port} {order.host_key}\n{parts.hostname} {order.host_key}\n"
    )
    opens: dict[str, Any] = {"client_keys": [], "password": order.secret}
    if "PRIVATE KEY" in order.secret:
        opens = {"client_keys": [asyncssh.import_private_key(order.secret)], "password": None}
    system = SSHFileSystem(
        parts.hostname,
        port=port,
        username=order.user,
        known_hosts=known,
        config=[],
        agent_path=None,
        connect_timeout=_PAUSE,
        keepalive_interval=_PAUSE / 2,
        skip_instance_cache=True,
        **opens,
    )
    return Remote(system, unquote(parts.path) or "/")


def _s3(order: Order, guard: Guard) -> Folder:
    from s3fs import S3FileSystem

    session = None
    if order.proxy:
        from aiobotocore.session import AioSession

        session = AioSession()
        session.register("before-send.s3", lambda request, **_: guard.check_url(request.url))
    parts = urlsplit(order.url)
    system = S3FileSystem(
        key=order.user or None,
        secret=order.secret or None,
        anon=not order.secret,
        endpoint_url=f"{parts.scheme}://{parts.netloc}",
        config_kwargs={
            "s3": {"addressing_style": "path"},
            "connect_timeout": _PAUSE,
            "read_timeout": _PAUSE,
            "retries": {"max_attempts": 0},
            **({"proxies": {"https": order.proxy}} if order.proxy else {}),
        },
        session=session,
        client_kwargs={"region_name": _region(parts.hostname or "")},
        skip_instance_cache=True,
    )
    system.retries = 1  # ours are enough
    return Remote(system, unquote(parts.path).strip("/"))


def _region(host: str) -> str:
    """The part of Amazon's names of hosts that says it; other servers take any."""
    steps = host.split(".")
    return steps[1] if host.endswith(".amazonaws.com") and len(steps) == 4 else "us-east-1"


def _here(order: Order, _: Guard) -> Folder:
    try:
        path = Path(order.url).resolve(strict=True)
    except OSError:
        raise Trouble("source_not_there") from None
    if not any(path.is_relative_to(Path(root).resolve()) for root in order.roots):
        raise Trouble("source_folder")
    return Here(path)


_OPENED: dict[str, Callable[[Order, Guard], Folder]] = {"webdav": _webdav, "sftp": _sftp, "s3": _s3, "folder": _here}


def _nanoseconds(when: object) -> int:
    if isinstance(when, datetime):
        moment = when if when.tzinfo else when.replace(tzinfo=UTC)
        return int(moment.timestamp()) * 1_000_000_000 + moment.microsecond * 1000
    return 0
