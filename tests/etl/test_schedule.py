"""Half past three in Copenhagen, exactly once, whatever the clock and however many workers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from config.language import COPENHAGEN
from etl.schedule import ask_if_due, last_due
from etl.worker import work_once
from store.runs import read_runs
from tests.rooms import House

DUE = [
    # now (UTC), the latest scheduled moment (UTC), why
    ("2026-11-23 12:00", "2026-11-23 02:30", "an ordinary winter day: 03:30 is 02:30 UTC"),
    ("2026-11-23 02:29", "2026-11-22 02:30", "a minute before"),
    ("2026-11-23 02:30", "2026-11-23 02:30", "on the dot"),
    ("2026-07-01 12:00", "2026-07-01 01:30", "summer time"),
    ("2026-03-29 12:00", "2026-03-29 01:30", "the night on which 02:00 becomes 03:00"),
    ("2026-03-29 01:00", "2026-03-28 02:30", "half an hour before, on that night"),
    ("2026-10-25 12:00", "2026-10-25 02:30", "the night on which 02:30 comes twice"),
    ("2026-10-25 01:15", "2026-10-24 01:30", "in the second 02:15 of that night"),
]


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("now", "due", "why"), DUE, ids=[why for *_, why in DUE])
def test_the_latest_scheduled_moment(now, due, why):
    assert last_due(_utc(now)) == _utc(due), why


@pytest.mark.parametrize("month", [3, 10], ids=["spring", "autumn"])
def test_every_night_comes_once_minute_by_minute(month):
    first = datetime(2026, month, 1, tzinfo=UTC)
    moments = {last_due(first + timedelta(minutes=minute)) for minute in range(31 * 24 * 60)}
    days = [moment.astimezone(COPENHAGEN) for moment in sorted(moments)]
    assert all((day.hour, day.minute) == (3, 30) for day in days)
    assert len({day.date() for day in days}) == len(days)


def test_a_scheduled_time_runs_once_however_many_ask(house: House):
    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda _: ask_if_due(house.room), range(16)))
    assert sum(asked) == 1
    assert work_once(house.room, "a")
    assert not work_once(house.room, "b")


def test_catches_up_once_after_downtime(house: House):
    for days in (1, 5, 0):
        house.clock.forward(days=days)
        ask_if_due(house.room)
        while work_once(house.room, "a"):
            pass
    with house.store.reading() as connection:
        runs = read_runs(connection)
    assert len(runs) == 2
    assert all(run.finished_at and run.failure is None for run in runs)
