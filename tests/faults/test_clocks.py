"""Clocks that are wrong and put right, nights of 23 and 25 hours, machines that were off: each night has one run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from etl.errands import refresh_now
from etl.jobs import import_submission
from etl.schedule import ask_if_due
from store.observations import read_observations
from store.schema import run
from store.viewer import OPERATOR
from tests.faults import scene, truths
from tests.rooms import House

ROWS = [["kommuner", "Aarhus", 2021, 90, None]]


def _nights(house: House) -> list[str]:
    """The scheduled times that were asked for, in UTC."""
    with house.store.reading() as connection:
        found = connection.execute(sa.select(run.c.scheduled_for).order_by(run.c.scheduled_for)).scalars()
        return [f"{moment:%Y-%m-%d %H:%M}" for moment in found if moment is not None]


def _values(house: House) -> list[tuple[float | None, int]]:
    with house.store.reading() as connection:
        found = read_observations(connection, "proeve", OPERATOR, ["kommuner"], with_earlier=True)
    return [(one.value, len(one.earlier)) for one in found]


def _from(house: House, text: str, hours: float, step: timedelta = timedelta(minutes=15)) -> None:
    """The clock goes on from a moment for so many hours, and the schedule looks all the time."""
    house.clock.moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    end = house.clock.moment + timedelta(hours=hours)
    while house.clock.moment <= end:
        ask_if_due(house.room)
        house.clock.moment += step


def test_the_night_of_23_hours(sqlite_house: House) -> None:
    _from(sqlite_house, "2026-03-28 12:00", 48)
    assert _nights(sqlite_house) == ["2026-03-28 02:30", "2026-03-29 01:30", "2026-03-30 01:30"]


def test_the_night_of_25_hours(sqlite_house: House) -> None:
    _from(sqlite_house, "2026-10-24 12:00", 48)
    assert _nights(sqlite_house) == ["2026-10-24 01:30", "2026-10-25 02:30", "2026-10-26 02:30"]


def test_the_clock_is_put_back_an_hour(house: House) -> None:
    """After the run of that night: it comes to half past three a second time."""
    _from(house, "2026-11-24 00:00", 3)
    _from(house, "2026-11-24 02:00", 3)
    assert _nights(house) == ["2026-11-23 02:30", "2026-11-24 02:30"]


def test_the_clock_is_put_back_by_days(sqlite_house: House) -> None:
    """Nights that had their run have no second one; those that come have one each."""
    _from(sqlite_house, "2026-11-24 12:00", 60, timedelta(hours=1))
    _from(sqlite_house, "2026-11-22 12:00", 108, timedelta(hours=1))
    assert _nights(sqlite_house) == [f"2026-11-{day} 02:30" for day in range(22, 27)]


def test_the_clock_jumps_a_year_ahead_and_is_put_right(sqlite_house: House) -> None:
    """One run in the future, and no night is missed afterwards."""
    _from(sqlite_house, "2027-11-24 12:00", 1)
    _from(sqlite_house, "2026-11-24 12:00", 48, timedelta(hours=1))
    assert _nights(sqlite_house) == ["2026-11-24 02:30", "2026-11-25 02:30", "2026-11-26 02:30", "2027-11-24 02:30"]


def test_a_machine_that_was_off_for_a_year(sqlite_house: House) -> None:
    """One run catches up for all nights."""
    _from(sqlite_house, "2025-11-24 12:00", 1)
    _from(sqlite_house, "2026-11-24 12:00", 1)
    assert _nights(sqlite_house) == ["2025-11-24 02:30", "2026-11-24 02:30"]


def test_the_clock_jumps_in_the_middle_of_a_run(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forward by a day while a file is brought in: the run is finished, and the next night's comes once."""
    from etl import refresh

    judged = refresh.assess_again

    def judge(*given: object) -> None:
        house.clock.forward(days=1)
        judged(*given)  # type: ignore[arg-type]

    scene.put(house, "partner", "a.xlsx", ROWS)
    monkeypatch.setattr(refresh, "assess_again", judge)
    scene.take_over(house)
    monkeypatch.undo()
    scene.take_over(house)
    assert len(_nights(house)) == 2
    assert _values(house) == [(90.0, 0)]
    truths.nothing_is_left(house.store)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=400)], ids=["an hour", "400 days"])
@pytest.mark.parametrize("way", ["folder", "by hand"])
def test_a_correction_after_the_clock_was_put_back_counts(house: House, back: timedelta, way: str) -> None:
    """It came later, whatever the clock says: it is no history, and the older figure does not stay on the page."""
    for value in (90, 91, 92):
        content = [["kommuner", "Aarhus", 2021, value, None]]
        if way == "folder":
            scene.put(house, "partner", "a.xlsx", content, age=1000 - value)
            refresh_now(house.room)
        else:
            import_submission(house.room, scene.hand_in(house, "partner", "a.xlsx", content, confirmed=True))
        house.clock.moment -= back
    assert _values(house) == [(92.0, 2)]
