"""New and changed files of sources brought onto our disk, a few at a time; one that fails does not stop the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TypeVar

from etl.collect import Found, write_found
from etl.problems.problem import FileRefused
from etl.sources.taking import OUR_DISK
from etl.workroom import Workroom
from store.files import Received, Written

log = logging.getLogger(__name__)

_SETTLED = 32  # files that are open until the bytes of all of them are safe

T = TypeVar("T")
Fetched = list[tuple[Found, Received | None]]


def fetched(room: Workroom, sources: Sequence[Found]) -> Fetched:
    """Each source with its bytes on our disk; None where it cannot be fetched."""
    return [one for start in range(0, len(sources), _SETTLED) for one in _few(room, sources[start : start + _SETTLED])]


def _few(room: Workroom, sources: Sequence[Found]) -> Fetched:
    """All of them on their way to the disk before the first is waited for."""
    with ExitStack() as opened:
        begun = list[tuple[Found, Written | None]]()
        for found in sources:
            if found.received is None and found.problem is None:
                take = partial(write_found, found, room.files, room.settings.max_upload_bytes)
                begun.append(_tried(found, take))
            else:
                begun.append((found, None))
            if (written := begun[-1][1]) is not None:
                opened.callback(written.file.close)
        return [
            (found, found.received) if one is None else _tried(found, partial(room.files.settle, one))
            for found, one in begun
        ]


def _tried(found: Found, take: Callable[[], T]) -> tuple[Found, T | None]:
    """The source with what was taken of it; None where it cannot be, with the reason where it is known."""
    try:
        return found, take()
    except FileRefused as why:
        return found._replace(problem=why.problem), None
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in OUR_DISK:
            raise  # nothing is wrong with the source
        log_failure(found)
        return found, None


def log_failure(found: Found) -> None:
    """For the operator, with what went wrong just now."""
    log.exception("a source could not be fetched: %s/%s %s", found.alliance, found.organisation, found.source)
