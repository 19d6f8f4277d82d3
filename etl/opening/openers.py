"""Processes that stay to open files one after another, as many as are asked at once; see `etl/opening/child.py`."""

from __future__ import annotations

import atexit
import json
import logging
import os
import select
import threading
import time
from pathlib import Path
from typing import Any

from etl.opening.child import WORDS
from etl.opening.process import end, said, start_child

log = logging.getLogger(__name__)

_MOST_IDLE = 2
_LOST = 1  # the code of a process that is gone without a word
_PATIENCE = 5.0  # seconds until a process that was killed, with all that it started, is gone


class Openers:
    """The opening processes of this process; safe for use by its threads."""

    def __init__(self) -> None:
        self._idle: list[_Opener] = []
        self._lock = threading.Lock()
        self._of = os.getpid()

    def run(self, arguments: dict[str, Any], folder: Path, seconds: int) -> int | None:
        """Opens one file.

        Args:
            folder: where the answer is left.
            seconds: by the clock, for this file.

        Returns:
            how its process ended: its exit code, minus the signal that ended it, or None for out of time.
        """
        opener = self._take()
        try:
            code = opener.run(arguments, seconds)
        except BrokenPipeError:  # it was lost while nobody needed it
            opener.end()
            opener = _Opener()
            code = opener.run(arguments, seconds)
        finally:
            if not opener.is_free:  # out of time or interrupted: it ends with the process that it waits for
                opener.end()
        if opener.is_free:
            self._give_back(opener)
        if code:
            log.warning("a file could not be opened; its process ended with %s: %s", code, said(folder / WORDS))
        return code

    def get_ready(self) -> None:
        """Begin one process if none waits: it is soon to be needed."""
        self._give_back(self._take())

    def close(self) -> None:
        """End those that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        if self._of == os.getpid():
            for opener in idle:
                opener.end()

    def _take(self) -> _Opener:
        with self._lock:
            if self._of != os.getpid():  # after a fork they are the other process's
                self._idle, self._of = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return _Opener()

    def _give_back(self, opener: _Opener) -> None:
        with self._lock:
            if len(self._idle) < _MOST_IDLE:
                self._idle.append(opener)
                return
        opener.end()


class _Opener:
    """One such process. `is_free` says that it waits for the next file."""

    def __init__(self) -> None:
        self._lives, lives = os.pipe()  # closed when it is gone, and all that it started
        try:
            self._process = start_child("etl.opening.child", lives)
        finally:
            os.close(lives)
        self.is_free = True

    def run(self, arguments: dict[str, Any], seconds: int) -> int | None:
        """As `Openers.run`.

        Raises:
            BrokenPipeError: it is gone.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.is_free = False
        until = time.monotonic() + seconds
        self._process.stdin.write(json.dumps(arguments).encode() + b"\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], max(0.0, until - time.monotonic()))[0]:
            return None
        reply = self._process.stdout.readline()
        if not reply:
            return _LOST
        self.is_free = True
        return int(reply)

    def end(self) -> None:
        """Ends it and the process that it may wait for, and waits until both are gone."""
        end(self._process)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        select.select([self._lives], [], [], _PATIENCE)
        os.close(self._lives)


OPENERS = Openers()
atexit.register(OPENERS.close)
