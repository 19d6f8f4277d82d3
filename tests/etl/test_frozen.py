"""The forecast of a series is frozen the first time it can be made; nothing that comes later moves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

import progress.status
from etl.combine import Series
from etl.errands import submit
from etl.freeze import freeze, with_forecast
from etl.jobs import assess_again
from progress.case import Break, Case, Point
from progress.judge import judge
from store.definitions import apply
from store.frozen import Frozen, FrozenOf
from store.published import read_published
from store.schema import frozen_forecast
from store.time_period import TimePeriod
from store.viewer import PUBLIC
from tests.rooms import NOW, House, small_alliance

BEFORE = {2016: 120, 2017: 115, 2018: 110, 2019: 105}


def _submit(house: House, figures: dict[int, Any], code: str = "antal", area: str | None = None) -> None:
    rows = [[code, area, year, value, None] for year, value in figures.items()]
    done = submit(house.room, house.workbook(rows), "proeve", "sekretariat", confirmed=True)
    assert done.outcome in ("accepted", "unchanged"), done.report


def _kept(house: House) -> list[tuple[str, str, list[list[Any]]]]:
    table = frozen_forecast.c
    query = sa.select(table.subject, table.baseline_period, table.points).order_by(table.frozen_forecast_id)
    with house.store.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def _forecast(house: House) -> dict[str, Any]:
    """Of the shared series, as it is shown."""
    with house.store.reading() as connection:
        shown = read_published(connection, "proeve", PUBLIC, house.clock().date(), "antal")
    found: dict[str, Any] = shown[0].verdict["forecast"]
    return found


def _declare(house: House, **fields: Any) -> None:
    document = small_alliance().model_dump(mode="json", by_alias=True)
    document["indicators"][0] |= fields
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=document["indicators"]), "file", house.clock())
    assess_again(house.room)


@pytest.fixture
def cases(monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    """The cases that are judged, as they are."""
    seen: list[Case] = []

    def noted(case: Case) -> Any:
        seen.append(case)
        return judge(case)

    monkeypatch.setattr(progress.status, "judge", noted)
    return seen


def test_what_was_first_known_is_what_the_forecast_stays_made_from(house: House, cases: list[Case]) -> None:
    first = [[str(year), float(value), "A"] for year, value in BEFORE.items()]
    _submit(house, {2017: 115, 2018: 110, 2019: 105, 2021: 95})
    assert _kept(house) == [], "three points are too few"
    assert cases[-1].forecast_points is None
    _submit(house, {2016: 120})
    assert _kept(house) == [("shared", "2020", first)]
    told = cases[-1].forecast_points
    assert told is not None
    assert [(str(one.period), one.value) for one in told] == [(year, value) for year, value, _ in first]
    assert cases[-1].forecast_frozen_on == NOW.date(), "it holds from the first day on"
    house.clock.forward(days=400)
    for figures, why in (
        ({2018: 90}, "an old point is corrected"),
        ({2014: 300, 2015: 200}, "older ones come in"),
        ({2022: 90}, "a new one"),
    ):
        _submit(house, figures)
        assert _kept(house) == [("shared", "2020", first)], why
        assert (cases[-1].forecast_points, cases[-1].forecast_frozen_on) == (told, NOW.date()), why
        forecast = _forecast(house)
        assert (forecast["slope"], forecast["count"]) == (-5.0, 4), why
        assert forecast["frozen_on"] == NOW.date().isoformat(), why
    assert next(p.value for p in cases[-1].points if str(p.period) == "2018") == 90, "the series itself is corrected"


def test_another_baseline_has_a_forecast_of_its_own_and_the_old_one_waits(house: House, cases: list[Case]) -> None:
    _submit(house, BEFORE | {2020: 100, 2021: 95})
    _declare(house, baseline={"period": 2020, "value": 101})
    assert len(_kept(house)) == 1, "another value of the same period is no other baseline"
    _declare(house, baseline={"period": 2021})
    assert [(period, len(points)) for _, period, points in _kept(house)] == [("2020", 4), ("2021", 5)]
    cases.clear()
    _declare(house, baseline={"period": 2020, "value": 100})
    assert len(_kept(house)) == 2
    judged = next(one for one in cases if one.points)
    assert [str(one.period) for one in judged.forecast_points or ()] == [str(year) for year in BEFORE]


def test_every_place_has_its_own_and_they_are_read_and_written_together(house: House) -> None:
    document = small_alliance().model_dump(mode="json", by_alias=True)
    document["indicators"][1]["baseline"] = {"period": 2020}
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=document["indicators"]), "file", house.clock())
    places = ("0101 København", "0461 Odense", "0751 Aarhus", "0851 Aalborg")
    rows = [["kommuner", place, year, value, None] for place in places for year, value in BEFORE.items()]
    asked: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        submit(house.room, house.workbook(rows), "proeve", "sekretariat")
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    assert sorted(subject for subject, *_ in _kept(house)) == sorted(
        ["shared", *(f"sekretariat|{place}" for place in places)]
    )
    of_forecasts = [one for one in asked if "frozen_forecast" in one]
    assert len([one for one in of_forecasts if one.startswith("INSERT")]) == 1
    assert len([one for one in of_forecasts if one.startswith("SELECT")]) == 1, "one for all series"


# The points themselves

SHARED = Series("shared", None, "Danmark", {}, ())


def _case(values: dict[str, tuple[float | None, str]], baseline: str = "2020", **more: Any) -> Case:
    points = tuple(Point(TimePeriod.parse(period), *rest) for period, rest in values.items())
    return Case("decrease", points, date(2026, 1, 1), TimePeriod.parse(baseline), **more)


PLAIN: dict[str, tuple[float | None, str]] = {str(year): (float(value), "A") for year, value in BEFORE.items()}
MONTHS: dict[str, tuple[float | None, str]] = {
    f"{year}-{month:02d}": (10.0, "A") for year in range(2015, 2020) for month in range(1, 13)
}
ENOUGH = [
    (_case(PLAIN), 4, "four before"),
    (_case(PLAIN, "2019"), 0, "the baseline itself is none of them"),
    (_case(PLAIN | {"2018": (None, "L")}), 0, "one of four is missing"),
    (_case(PLAIN | {"2018": (110.0, "F")}), 0, "a projection is no point"),
    (_case(PLAIN | {"2018": (None, "Q")}), 0, "a hidden value is none"),
    (_case(PLAIN | {"2015": (None, "Q")}), 4, "hidden beside four others"),
    (_case(PLAIN | {"2018": (float("nan"), "A")}), 0, "no number"),
    (replace(_case(PLAIN), baseline_period=None), 0, "no baseline, no t0"),
    (_case(MONTHS, "2019-12", kind="state"), 8, "a state by month: the latest eight"),
    (_case(MONTHS, "2019-12", kind="count"), 48, "four years of months hold four sums of twelve that share none"),
    (_case(MONTHS, "2019-11", kind="count"), 0, "a month less holds three"),
]


@pytest.mark.parametrize(("case", "count", "why"), ENOUGH, ids=[why for *_, why in ENOUGH])
def test_enough_points_before_the_baseline(case: Case, count: int, why: str) -> None:
    found = freeze([(1, SHARED, case)], {}, datetime(2026, 1, 1, tzinfo=UTC))
    points = found[0].points if found else ()
    assert len(points) == count, why
    assert all(value is not None and status != "Q" for _, value, status in points)
    assert all(period < str(case.baseline_period) for period, *_ in points)


def test_a_break_before_the_baseline_cuts_what_was_before_it() -> None:
    cut = Break(TimePeriod.parse("2018"), False, "opgjort på ny")
    for is_bridged, count in ((False, 0), (True, 1)):
        case = _case(PLAIN, breaks=(replace(cut, bridged=is_bridged),))
        assert len(freeze([(1, SHARED, case)], {}, datetime(2026, 1, 1, tzinfo=UTC))) == count


def test_a_value_that_is_hidden_later_is_hidden_in_the_forecast_too() -> None:
    frozen: FrozenOf = {}
    (one,) = freeze([(1, SHARED, _case(PLAIN))], frozen, datetime(2026, 1, 1, tzinfo=UTC))
    assert one.points[2] == ("2018", 110.0, "A")
    case = with_forecast(_case(PLAIN | {"2018": (None, "Q")}), (1, "shared"), frozen)
    assert case.forecast_points is not None
    assert [one.value for one in case.forecast_points] == [120.0, 115.0, None, 105.0]
    assert case.forecast_points[2].status == "Q"


def test_a_comparison_is_not_judged_and_keeps_no_forecast() -> None:
    series = Series("comparison", "sekretariat", "Danmark", {}, ())
    assert freeze([(1, series, _case(PLAIN))], {}, datetime(2026, 1, 1, tzinfo=UTC)) == []


def test_what_is_frozen_is_frozen_once() -> None:
    there = Frozen(1, "shared", "2020", "1.0", (("2019", 1.0, "A"),), datetime(2025, 1, 1, tzinfo=UTC))
    assert freeze([(1, SHARED, _case(PLAIN))], {(1, "shared", "2020"): there}, datetime(2026, 1, 1, tzinfo=UTC)) == []
