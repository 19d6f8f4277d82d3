"""The moment, as a thing that is handed in: tests and replays choose their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from config.language import COPENHAGEN

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def danish_day(moment: datetime) -> date:
    """The calendar day in Denmark at that moment."""
    return moment.astimezone(COPENHAGEN).date()


def end_of_danish_day(day: date) -> datetime:
    """The last microsecond of that day in Denmark, in UTC: what "as known on" a day means."""
    return start_of_danish_day(day + timedelta(days=1)) - timedelta(microseconds=1)


def start_of_danish_day(day: date) -> datetime:
    """Midnight in Denmark at the start of that day, in UTC."""
    return datetime.combine(day, time(), COPENHAGEN).astimezone(UTC)
