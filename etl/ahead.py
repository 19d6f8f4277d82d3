"""Received files opened ahead of their import: small workbooks by the batch, every other one by itself."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from etl.extract import extract, extract_plain
from etl.opening.cells import Workbook
from etl.opening.openers import OPENERS
from etl.problems.problem import Problem
from etl.workroom import Workroom
from store.submissions import Submission

SMALL = 2_000_000  # bytes of a file that is opened ahead
_PLAIN = 200_000  # bytes of a workbook that is opened with others
_BATCH = 250  # each costs a new process
_AT_ONCE = 2

Opened = Workbook | list[Problem]


class Ahead:
    """Opens files while others are brought in. Use as a context."""

    def __init__(self, room: Workroom) -> None:
        self._room = room
        self._pool = ThreadPoolExecutor(_AT_ONCE)
        self._batches = ThreadPoolExecutor(1)  # quicker than files are brought in
        self.opened: dict[str, Future[Opened]] = {}

    def __enter__(self) -> Ahead:
        return self

    def __exit__(self, *fault: object) -> None:
        self._batches.shutdown(cancel_futures=True)
        self._pool.shutdown(cancel_futures=True)

    def get_ready(self) -> None:
        """There will be files to open."""
        self._batches.submit(OPENERS.get_ready)

    def open(self, submissions: Sequence[Submission]) -> None:
        """Have received files opened; they will be imported soon."""
        together = []
        for one in submissions:
            self.opened[one.token] = Future()
            if one.size <= _PLAIN and one.filename.lower().endswith((".xlsx", ".xlsm")):
                together.append(one)
            else:
                self._pool.submit(self._open, one)
        for start in range(0, len(together), _BATCH):
            self._batches.submit(self._open_together, together[start : start + _BATCH])

    def done(self, submission: Submission) -> None:
        """The file need not be at hand any longer."""
        self.opened.pop(submission.token, None)

    def _open_together(self, batch: Sequence[Submission]) -> None:
        try:
            paths = [(self._room.files.path_of(one.token), one.filename) for one in batch]
            found = extract_plain(paths, self._room.limits)
        except Exception:
            found = {}
        for place, one in enumerate(batch):
            if place in found:
                self.opened[one.token].set_result(found[place])
            else:
                self._pool.submit(self._open, one)

    def _open(self, one: Submission) -> None:
        future = self.opened[one.token]
        try:
            future.set_result(extract(self._room.files.path_of(one.token), one.filename, self._room.limits))
        except BaseException as fault:
            future.set_exception(fault)
