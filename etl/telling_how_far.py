"""How far a run has come: noted in the store, where pages and commands see it; watched by whoever waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from etl.workroom import Workroom
from store.database import StoreUnavailable
from store.runs import Run, note_progress, read_progress

_EVERY = 1.0  # seconds between two notes of one phase
_LOOK = 0.25  # seconds between two looks of a watcher

Tell = Callable[[str, int | None, int | None], None]  # phase; so many; of so many
Show = Callable[[Run], None]


def silent(phase: str, done: int | None, total: int | None) -> None:
    """Nobody wants to know."""


class Telling:
    """Notes how far a run has come; at most once a second, a new phase at once."""

    def __init__(self, room: Workroom, run_id: int) -> None:
        self._room, self._run_id = room, run_id
        self._phase, self._told = "", 0.0

    def tell(self, phase: str, done: int | None, total: int | None) -> None:
        """So many of so many in this phase."""
        now = time.monotonic()
        if phase == self._phase and now - self._told < _EVERY:
            return
        self._phase, self._told = phase, now
        with self._room.store.writing() as connection:
            note_progress(connection, self._run_id, phase, done, total)


@contextmanager
def watched(room: Workroom, run_id: int, show: Show | None) -> Iterator[None]:
    """Show, while this is entered, how far a run has come."""
    if show is None:
        yield
        return
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(room, run_id, show, over), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _watch(room: Workroom, run_id: int, show: Show, over: threading.Event) -> None:
    while not over.wait(_LOOK):
        try:
            with room.store.reading() as connection:
                show(read_progress(connection, run_id))
        except (StoreUnavailable, sa.exc.DBAPIError):  # whoever waits is told; here it is only not seen
            continue
