"""A progress bar for each phase of a run, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import click

from etl.telling_how_far import Show
from store.runs import FETCHING, JUDGING, TEMPLATES, Run

_LABELS = {FETCHING: "Fetching and reading", JUDGING: "Judging", TEMPLATES: "Templates"}
_WIDTH = max(map(len, _LABELS.values()))


@contextmanager
def progress_bars(stream: TextIO, wanted: bool) -> Iterator[Show | None]:
    """What is to be told how far the run has come; None where nobody looks on."""
    if not wanted:
        yield None
        return
    bars, is_done = _Bars(stream), False
    try:
        yield bars.show
        is_done = True
    finally:
        bars.end(is_done)


class _Bars:
    def __init__(self, stream: TextIO) -> None:
        self._stream, self._phase = stream, ""
        self._bar: Any = None
        self._has_line = False

    def show(self, run: Run) -> None:
        """Move the bar of its phase; where it is not known of how many, say the number."""
        phase = run.phase or ""
        if phase != self._phase:
            self.end(is_done=bool(phase))
            self._phase = phase
        if not phase or run.done is None:
            return
        if not run.total:
            if run.done:
                self._stream.write(f"\r{_LABELS.get(phase, phase).ljust(_WIDTH)}  {run.done}")
                self._stream.flush()
                self._has_line = True
            return
        if self._bar is None:
            self._end_line()
            label = _LABELS.get(phase, phase).ljust(_WIDTH)
            self._bar = click.progressbar(length=run.total, label=label, file=self._stream, show_pos=True)
            self._bar.__enter__()
        self._bar.length = run.total
        self._bar.update(max(0, run.done - self._bar.pos))

    def end(self, is_done: bool) -> None:
        """End the bar of a phase; a phase that is over was done whole, though nobody looked at its last moment."""
        self._end_line()
        if self._bar is not None:
            if is_done:
                self._bar.update(max(0, self._bar.length - self._bar.pos))
            self._bar.__exit__(None, None, None)
            self._bar = None

    def _end_line(self) -> None:
        if self._has_line:
            self._stream.write("\n")
            self._has_line = False
