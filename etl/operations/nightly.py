"""Once a night, in a process that does nothing else: when to wake, and to go on whatever happened."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import click

from config.language import COPENHAGEN
from store.clock import Clock, system_clock

HOUR, MINUTE = 4, 30  # an hour after the refresh
_LONGEST = 600.0  # seconds between two looks at the clock, which may be moved


def next_due(now: datetime) -> datetime:
    """The next half past four in Denmark, after `now`."""
    local = now.astimezone(COPENHAGEN)
    due = local.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0, fold=0)
    return due if due > local else (due + timedelta(days=1)).replace(hour=HOUR, minute=MINUTE)


def every_night(work: Callable[[], None], clock: Clock = system_clock, stop: threading.Event | None = None) -> None:
    """Do it every night until told to stop; a night that fails is told, and the next one comes."""
    told = stop or threading.Event()
    if stop is None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told.set())
    due = next_due(clock())
    while not told.is_set():
        left = (due - clock()).total_seconds()
        if left > 0:
            told.wait(min(left, _LONGEST))
            continue
        try:
            work()
        except (Exception, SystemExit) as fault:
            click.echo(f"The backup of {due:%Y-%m-%d} failed ({type(fault).__name__}).", err=True)
        due = next_due(clock())
