"""The process that fetches, seen from the worker: asked for one place at a time by each of several threads."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from etl.opening.process import end, start_apart
from etl.sources.child import DONE, LETTERS
from etl.sources.order import Order

_PIECE = 1 << 16
_START = 10.0  # seconds that a process has to begin


class Fetchers:
    """Started with the first order; use as a context. May be asked by several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._started: tuple[subprocess.Popen[bytes], socket.socket] | None = None
        self._is_over = False

    def __enter__(self) -> Fetchers:
        return self

    def __exit__(self, *fault: object) -> None:
        with self._lock:
            self._is_over = True
            self._stop()

    def ask(self, order: Order, folder: Path) -> tuple[list[dict[str, Any]], str]:
        """What was told of the files, and how it ended: `done`, `slow` for out of time, `lost` for anything else."""
        asked = json.dumps({"order": order.to_json(), "folder": str(folder)}).encode()
        begun = time.monotonic()
        until = begun + order.limit_seconds + _START  # it ends itself before that, unless even that hangs
        mine, theirs = os.pipe()  # of what is told
        try:
            self._send(asked, LETTERS.get(order.way, b"w"), theirs)
            told, is_late = _read_until(mine, until)
        finally:
            os.close(mine)
        whole, _, _ = told.rpartition(b"\n")  # the last line may be half a one
        lines = [json.loads(line) for line in whole.splitlines()]
        if is_late and lines:
            with suppress(ProcessLookupError):
                os.killpg(lines[0], signal.SIGKILL)
        files = [line for line in lines[1:] if line != DONE]
        is_slow = time.monotonic() - begun >= order.limit_seconds
        return files, DONE if DONE in lines else "slow" if is_slow else "lost"

    def _send(self, asked: bytes, letter: bytes, told: int) -> None:
        """Hand the order over; both ends that the other process has are its own from here on."""
        theirs, mine = os.pipe()
        try:
            with self._lock:
                if self._is_over:
                    raise RuntimeError("over")
                try:
                    socket.send_fds(self._control(), [letter], [theirs, told])
                except OSError:  # it was lost meanwhile
                    self._stop()
                    socket.send_fds(self._control(), [letter], [theirs, told])
        finally:
            os.close(theirs)
            os.close(told)
        with os.fdopen(mine, "wb") as stream, suppress(BrokenPipeError):
            stream.write(asked)

    def _control(self) -> socket.socket:
        if self._started is None:
            mine, theirs = socket.socketpair()
            with theirs:
                self._started = start_apart("etl.sources.child", self._folder, theirs.fileno()), mine
        return self._started[1]

    def _stop(self) -> None:
        if self._started is not None:
            child, control = self._started
            self._started = None
            control.close()
            end(child)


def _read_until(pipe: int, until: float) -> tuple[bytes, bool]:
    """All that comes until the other end is closed, or until it is too late; and whether it is."""
    told = b""
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([pipe], [], [], left)
        if ready:
            piece = os.read(pipe, _PIECE)
            if not piece:
                return told, False
            told += piece
    return told, True
