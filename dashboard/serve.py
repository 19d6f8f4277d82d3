"""Serves the dashboard with gunicorn: threads for waiting, one or two processes."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from typing import Any

from gunicorn import glogging
from gunicorn.app.base import BaseApplication

from config.logs import set_up_log
from config.settings import Settings
from dashboard.times import Times
from dashboard.web import build
from store.database import Store

THREADS = 32  # most of them wait: for the bytes of an upload, or for its turn (see dashboard/api.py)
_ARENA_MAX, _MMAP_THRESHOLD, _TRIM_THRESHOLD = -8, -3, -1  # of malloc.h
_LARGE = 1 << 18  # bytes: a page, an answer; what is as large as that goes back to the system when it is let go
# Seconds until a thread that works lets another on. The loop that sends what is kept waits for that several times with
# each answer, while files come in: with Python's own 5 ms an answer would take 20.
_SWITCH = 0.0001
_GRACE = 30  # seconds that a request in hand gets when the process is asked to stop


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._times = Times()  # before the processes are forked: they share it
        self._forks = 0
        super().__init__()

    def load_config(self) -> None:
        for name, value in options(self._settings).items():
            self.cfg.set(name, value)
        self.cfg.set("pre_fork", self._count_fork)

    def _count_fork(self, _: Any, __: Any) -> None:
        self._forks += 1

    def load(self) -> Any:
        # In the worker: a database connection does not survive a fork.
        hold_little()
        sys.setswitchinterval(_SWITCH)
        self._times.use(self._forks)
        return build(Store(self._settings.database_url), self._settings, times=self._times)


def hold_little() -> None:
    """glibc keeps memory apart for each thread and gives little of it back: two such places are enough for eight.

    Left alone it takes ever larger pieces from those places (up to 32 MiB), between which small ones then stay.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, 2)
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, _LARGE)


class _Log(glogging.Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own lines go where all others go, in the same form."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for one in (self.error_log, self.access_log):
            one.handlers.clear()
            one.propagate = True


def options(settings: Settings) -> dict[str, Any]:
    """What gunicorn is told."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return {
        "bind": f"{host}:{settings.port}",
        "worker_class": "dashboard.at_once.AtOnce",
        "workers": min(2, os.cpu_count() or 1),
        "threads": THREADS,
        "graceful_timeout": _GRACE,
        "keepalive": 5,
        "proc_name": "fremdrift-web",
        "loglevel": "warning",
        "logger_class": _Log,
    }


def serve(settings: Settings) -> None:
    """Serves until the process is asked to stop."""
    set_up_log(settings.log, logging.WARNING)
    _Server(settings).run()
