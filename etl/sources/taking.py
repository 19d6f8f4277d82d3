"""Taking one file from a source onto our disk, in the process that fetches: whole, within its size, told apart from
what was there before by its bytes.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol, TypeVar

from etl.sources.order import Fetched, Known, Order
from etl.sources.trouble import Trouble, trouble_of
from store.files import Files, TooLarge

MEGABYTE = 1 << 20
OUR_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE)  # no source says so
NO_ROOM = "no_room"  # an outage of ours, and nothing to tell of the source
T = TypeVar("T")


class Reads(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


Sleep = Callable[[float], None]


def take(folder: Path, order: Order, stream: Reads | IO[bytes], told: Fetched, size: int | None = None) -> Fetched:
    """The file with its bytes on our disk, or without where they are those that were fetched last.

    Args:
        told: its name and what its server says of it.
        size: how many bytes it must have; None where nobody said.

    Raises:
        Trouble: larger than a file may be, or not all of it came.
    """
    try:
        received = Files(folder).receive(stream, order.most_bytes)  # type: ignore[arg-type]
    except TooLarge:
        raise Trouble("source_too_large", limit=order.most_bytes // MEGABYTE) from None
    except OSError as fault:
        if fault.errno in OUR_DISK:
            raise Trouble(NO_ROOM) from None
        raise
    if size is not None and size != received.size:
        received.path.unlink()
        raise Trouble("source_cut")
    last = order.known.get("" if told.is_place else told.name)
    is_same = last is not None and last.sha256 == received.sha256
    if is_same:
        received.path.unlink()
    return Fetched(
        told.name,
        received.size,
        told.modified_ns,
        received.sha256,
        told.mark,
        "touched" if is_same else "new",
        "" if is_same else str(received.path),
        is_place=told.is_place,
    )


def unchanged(name: str, last: Known, is_place: bool = False) -> Fetched:
    return Fetched(name, last.size, last.modified_ns, last.sha256, last.mark, is_place=is_place)


def failed(name: str, trouble: Trouble) -> Fetched:
    return Fetched(name, failure=trouble.code, fields=trouble.fields)


def with_patience(order: Order, do: Callable[[], T], sleep: Sleep, refused: Callable[[], Trouble | None]) -> T:
    """Do it, again after a while where that can help.

    Raises:
        Trouble: what the last attempt failed at.
    """
    for wait in (*order.waits, None):
        try:
            return do()
        except Exception as fault:
            trouble = refused() or trouble_of(fault)
            if wait is None or not trouble.may_pass:
                raise trouble from fault
            sleep(max(wait, trouble.wait))
    raise AssertionError
