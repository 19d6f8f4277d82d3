"""How long answers took, counted in memory that the web processes of a machine share; nothing of who asked for what."""

from __future__ import annotations

import mmap
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any, NamedTuple

from dashboard.front import SUITES

KINDS = ("page", "callback", "api", "data", "file", "health")
OF_MACHINES = ("/healthz", "/readyz", "/metrics")  # asked by programs that watch, whoever they are
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
_STATUSES = 5  # 1xx to 5xx
_WIDTH = _STATUSES + len(BOUNDS) + 2  # of one kind: answers by status, by time, and the seconds of all
_SLOTS = 64  # one for each process, so that none waits for another; a process begun anew goes on in the next one

Environ = dict[str, Any]
Start = Callable[..., Any]
Wsgi = Callable[[Environ, Start], Iterable[bytes]]


class Counted(NamedTuple):
    """The answers of one kind.

    Attributes:
        statuses: how many, by their status's first digit. buckets: by time, as in `BOUNDS` and one for those beyond.
    """

    statuses: dict[int, int]
    buckets: list[int]
    seconds: float


class Times:
    """Made before the processes are forked; each then takes a slot of its own with `use`."""

    def __init__(self) -> None:
        self._cells = memoryview(mmap.mmap(-1, _SLOTS * len(KINDS) * _WIDTH * 8)).cast("d")
        self._slot = 0
        self._lock = threading.Lock()

    def use(self, slot: int) -> None:
        """This process counts in that slot from now on."""
        self._slot, self._lock = slot % _SLOTS, threading.Lock()

    def count(self, kind: str, status: int, seconds: float) -> None:
        at = (self._slot * len(KINDS) + KINDS.index(kind)) * _WIDTH
        with self._lock:
            self._cells[at + min(max(status // 100, 1), _STATUSES) - 1] += 1
            self._cells[at + _STATUSES + bisect_left(BOUNDS, seconds)] += 1
            self._cells[at + _WIDTH - 1] += seconds

    def counted(self) -> dict[str, Counted]:
        """All processes together."""
        found = {}
        for place, kind in enumerate(KINDS):
            starts = [(slot * len(KINDS) + place) * _WIDTH for slot in range(_SLOTS)]
            sums = [sum(self._cells[start + cell] for start in starts) for cell in range(_WIDTH)]
            statuses = {digit + 1: int(sums[digit]) for digit in range(_STATUSES)}
            found[kind] = Counted(statuses, [int(one) for one in sums[_STATUSES:-1]], sums[-1])
        return found

    def around(self, inner: Wsgi) -> Wsgi:
        """The application, with every answer counted."""

        def counting(environ: Environ, start: Start) -> Iterable[bytes]:
            begun, status = perf_counter(), [500]

            def started(line: str, *rest: Any) -> Any:
                status[0] = int(line[:3])
                return start(line, *rest)

            try:
                return inner(environ, started)
            finally:
                self.count(kind_of(environ.get("PATH_INFO", "")), status[0], perf_counter() - begun)

        return counting


def kind_of(path: str) -> str:
    """What is asked for at a path, in a word of `KINDS`."""
    if path == "/_dash-update-component":
        return "callback"
    if path.startswith(("/static/", SUITES, "/favicon", "/_dash")):
        return "file"
    if path.startswith("/api/"):
        return "api"
    if path in OF_MACHINES:
        return "health"
    return "data" if path.startswith("/data/") or path.endswith((".csv", ".json", ".xlsx", ".png", ".svg")) else "page"
