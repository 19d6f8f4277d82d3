"""Turn the curve: what was expected, where the series went. Invented series on a line to be carried on by head."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from progress import reasons
from progress.assurance import Forecast
from progress.case import Break, Case, Exemption, Point, Target
from progress.judge import judge
from progress.outlook import WIDEST_BAND
from progress.points_before import points_to_freeze
from store.time_period import parse

TODAY = date(2026, 11, 23)
# Two more every year, 100 in 2012 and 114 in 2019: 116 would be 2020, 118 2021, 120 2022, 122 2023. On one line there
# are no residuals, so the interval has no width.
RISING = [100.0, 102, 104, 106, 108, 110, 112, 114]


def yearly(first: int, values: Sequence[float | None]) -> tuple[Point, ...]:
    return tuple(Point(parse(str(first + index)), value) for index, value in enumerate(values))


def case_of(*after: float, before: Sequence[float] = RISING, baseline: float = 116) -> Case:
    """Declining is good; `after` follows the baseline of 2020."""
    points = yearly(2020 - len(before), [*before, baseline, *after])
    return Case("decrease", points, TODAY, parse("2020"), frequency="annual")


def forecast_of(case: Case) -> Forecast:
    found = judge(case).forecast
    assert found is not None
    return found


ONCE = reasons.BETTER_ONLY_ONCE
VERDICTS = [
    ("on the line: 122 in 2023", (118, 120, 122), "as_forecast", None),
    ("a hair above it, where down is good", (118, 120, 122.1), "worse_than_forecast", None),
    ("far above it", (130, 140, 150), "worse_than_forecast", None),
    ("worse by the latest, whatever came before", (110, 100, 123), "worse_than_forecast", None),
    ("119 is better than 122, but 116, 117, 118, 119 still rises by 1 a year", (117, 118, 119), "bending", None),
    ("116 is better than 122, and stands still", (116, 116, 116), "bending", None),
    ("113 < 120 and 111 < 122, and 116, 115, 113, 111 falls", (115, 113, 111), "turned", None),
    ("113 < 118 and 112 < 120: two values after the baseline are enough", (113, 112), "turned", None),
    # Slopes 2, 2, -2, 2, -4, -10: median 0.
    ("110 is better than 122, but the slope since the baseline is 0", (118, 120, 110), "bending", None),
    # Slopes -2, 2, -8/3, 6, -3, -12: median (-8/3 - 2) / 2 = -2.33; 120 was on the line.
    ("108 is better than 122, the slope falls, but 120 was as expected", (114, 120, 108), "bending", ONCE),
    ("one value after the baseline: 105 < 118, and 116, 105 falls", (105,), "bending", ONCE),
    ("one value after the baseline, on the line", (118,), "as_forecast", None),
]


@pytest.mark.parametrize(("why", "after", "code", "reason"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_the_four_answers(why: str, after: tuple[float, ...], code: str, reason: object) -> None:
    found = forecast_of(case_of(*after))
    assert (found.verdict, found.reason) == (code, reason)


@pytest.mark.parametrize(("why", "after", "code", "reason"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_upward_is_the_mirror_of_downward(why: str, after: tuple[float, ...], code: str, reason: object) -> None:
    down = case_of(*after)
    up = replace(down, direction="increase", points=tuple(replace(p, value=-(p.value or 0)) for p in down.points))
    assert (forecast_of(up).verdict, forecast_of(up).reason) == (code, reason)


def test_says_what_it_was_made_from() -> None:
    found = forecast_of(case_of(118, 120, 122))
    assert (str(found.first), str(found.last), found.count, found.slope) == ("2012", "2019", 8, pytest.approx(2))
    assert found.at
    assert (str(found.at.period), found.at.value) == ("2023", pytest.approx(122))
    assert [(str(one.period), round(one.value, 9)) for one in found.band] == [
        ("2021", 118),
        ("2022", 120),
        ("2023", 122),
    ]
    assert found.frozen_on is None


POINTS = [
    ("four are enough", case_of(118, before=RISING[-4:]), 4, 118.0),
    ("three are too few", case_of(118, before=RISING[-3:]), 0, None),
    (
        "the latest eight of ten: 900 and 800 in 2010 and 2011 do not count",
        case_of(118, before=[900, 800, *RISING]),
        8,
        118,
    ),
    ("the baseline itself is none of them: 500 in 2020", case_of(118, baseline=500), 8, 118.0),
    # Slopes: 2, 2, -31, 2 / 2, -47.5, 2 / -97, 2 / 101, their median 2; y - 2t is the same for all but one.
    ("one odd point moves nothing: 100, 102, 104, 7, 108", case_of(112, before=[100, 102, 104, 7, 108]), 5, 112.0),
]


@pytest.mark.parametrize(("why", "case", "count", "expected"), POINTS, ids=[row[0] for row in POINTS])
def test_which_points_count(why: str, case: Case, count: int, expected: float | None) -> None:
    found = forecast_of(case)
    assert found.count == count
    assert (found.at and found.at.value) == (None if expected is None else pytest.approx(expected))
    assert found.reason == (None if count else reasons.FORECAST_NEEDS_POINTS)


def test_scattered_points_leave_room() -> None:
    """100, 104 alternating: the line is flat at 102 or near, so 103 is nothing new, 80 is, 125 is bad news."""
    scattered = [100.0, 104, 100, 104, 100, 104, 100, 104]
    found = {value: forecast_of(case_of(value, before=scattered, baseline=102)).verdict for value in (103, 80, 125)}
    assert found == {103: "as_forecast", 80: "bending", 125: "worse_than_forecast"}
    at = forecast_of(case_of(103, before=scattered, baseline=102)).at
    assert at
    assert at.low < 100 < at.value < 104 < at.high


def test_is_clipped_to_what_the_value_can_be() -> None:
    """24, 20, 16 ... falls by 4 a year: 2021 would be -12, but fewer than none is not possible."""
    falling = [24.0, 20, 16, 12, 8, 4]
    case = case_of(0, before=falling, baseline=0)
    free, held = forecast_of(case), forecast_of(replace(case, bounds=(0, None)))
    assert free.at
    assert held.at
    assert (free.verdict, free.at.value) == ("worse_than_forecast", pytest.approx(-4))
    assert (held.verdict, held.at.value, held.at.low, held.at.high) == ("as_forecast", 0, 0, 0)
    rising = case_of(99, before=[80, 84, 88, 92, 96], baseline=98)
    top = forecast_of(replace(rising, direction="increase", bounds=(0, 100))).at
    assert top
    assert (top.value, top.high) == (100, 100)  # 80 + 4 * 6 = 104


def test_limits_that_are_none_limit_nothing() -> None:
    for bounds in ((float("nan"), None), (5.0, -5.0), (None, float("inf"))):
        at = forecast_of(replace(case_of(118), bounds=bounds)).at
        assert at
        assert at.value == pytest.approx(118)


def break_in(year: int, is_bridged: bool = False) -> tuple[Break, ...]:
    return (Break(parse(str(year)), is_bridged, "ny optælling"),)


BREAKS = [
    ("after a break in 2016 four points are left", break_in(2016), 4, "as_forecast"),
    ("after a break in 2017 three", break_in(2017), 0, None),
    ("bridged, all eight", break_in(2017, is_bridged=True), 8, "as_forecast"),
    ("a break after the baseline starts anew, with nothing before it", break_in(2021), 0, None),
]


@pytest.mark.parametrize(("why", "breaks", "count", "code"), BREAKS, ids=[row[0] for row in BREAKS])
def test_only_points_of_the_same_stretch(why: str, breaks: tuple[Break, ...], count: int, code: str | None) -> None:
    case = replace(case_of(118, 120, 122), breaks=breaks)
    assert (forecast_of(case).count, forecast_of(case).verdict) == (count, code)
    frozen = replace(case, forecast_points=case.points[:8], forecast_frozen_on=date(2021, 3, 1))
    assert (forecast_of(frozen).count, forecast_of(frozen).verdict) == (count, code)


NONE = [
    ("no baseline", replace(case_of(118), baseline_period=None), reasons.FORECAST_NEEDS_BASELINE),
    ("to stay in a range", replace(case_of(118), range=(90, 130)), reasons.FORECAST_NEEDS_DIRECTION),
    ("to keep the level", replace(case_of(118), direction="keep", range=(9, 130)), reasons.FORECAST_NEEDS_DIRECTION),
    ("no direction", replace(case_of(118), direction=None), reasons.NO_DIRECTION),
    ("a sum since the baseline", replace(case_of(118), is_cumulative=True), reasons.FORECAST_OF_A_SUM),
    ("too large to compute with", case_of(118, before=[1e308, -1e308, 1e308, -1e308]), reasons.NOT_COMPUTABLE),
]


@pytest.mark.parametrize(("why", "case", "reason"), NONE, ids=[row[0] for row in NONE])
def test_none_with_its_reason(why: str, case: Case, reason: object) -> None:
    found = forecast_of(case)
    assert (found.verdict, found.at, found.reason) == (None, None, reason)


def test_nothing_is_said_of_what_a_person_has_exempted() -> None:
    exempted = replace(case_of(118, 120, 110), exemption=Exemption("A. B.", "ny", date(2027, 1, 1)))
    verdict = judge(exempted)
    assert verdict.forecast
    assert (verdict.forecast.verdict, verdict.forecast.reason) == (None, verdict.reason)
    assert verdict.signal is None


def test_before_the_first_value_the_expectation_is_there_already() -> None:
    case = replace(case_of(), targets=(Target(90, parse("2024")),))
    found = forecast_of(case)
    assert (found.verdict, found.reason, found.at) == (None, reasons.NO_VALUE_AFTER_BASELINE, None)
    assert [round(one.value, 9) for one in found.band] == [118, 120, 122, 124]


def test_the_band_goes_to_the_deadline_or_the_latest_value_and_is_thinned_where_it_is_long() -> None:
    def years(case: Case) -> list[str]:
        return [str(one.period) for one in forecast_of(case).band]

    assert years(replace(case_of(118, 120), targets=(Target(90, parse("2025")),)))[-1] == "2025"
    assert years(replace(case_of(118, 120), targets=(Target(90, parse("2021")),)))[-1] == "2022"
    long = years(replace(case_of(118, 120), targets=(Target(90, parse("2150")),)))  # 130 years: every third
    assert (len(long), long[0], long[1], long[-1]) == (44, "2021", "2024", "2150")
    assert len(years(replace(case_of(118), targets=(Target(90, parse("9998")),)))) <= WIDEST_BAND


def monthly(first: int, totals: Sequence[float]) -> tuple[Point, ...]:
    """Each year's total spread over its months, more in summer."""
    shares = [1, 1, 1, 2, 2, 2, 2, 2, 1, 1, 1, 0]
    return tuple(
        Point(parse(f"{first + year}-{month:02}"), total * shares[month - 1] / 16)
        for year, total in enumerate(totals)
        for month in range(1, 13)
    )


def test_months_are_forecast_as_their_years_are() -> None:
    """Of sums of twelve months only those that share no month: December's, which are the years."""
    years = case_of(117, 112, 108)
    months = replace(
        years, kind="count", points=monthly(2012, [*RISING, 116, 117, 112, 108]), baseline_period=parse("2020-12")
    )
    by_year, by_month = forecast_of(years), forecast_of(months)
    assert (str(by_month.first), str(by_month.last), by_month.count) == ("2012-12", "2019-12", 8)
    assert by_year.at
    assert by_month.at
    assert by_month.at.value == pytest.approx(by_year.at.value)
    assert by_month.verdict == by_year.verdict == "turned"
    once = replace(months, points=monthly(2012, [*RISING, 116, 118, 120, 100]))
    # 2023 is better, 2022 was as expected. The sum up to November 2023 is better too, but it holds 2023's months.
    assert (forecast_of(once).verdict, forecast_of(once).reason) in (("bending", None), ("bending", ONCE))


def test_frozen_points_win_over_whatever_became_of_the_series() -> None:
    first = case_of(113, 112)
    points = points_to_freeze(first)
    assert points == first.points[:8]
    corrected = replace(first, points=tuple(replace(p, value=7.0) for p in first.points[:8]) + first.points[8:])
    lost = replace(first, points=first.points[8:])
    day = date(2021, 3, 1)
    for changed in (corrected, lost):
        assert forecast_of(changed).verdict != "turned"
        held = forecast_of(replace(changed, forecast_points=points, forecast_frozen_on=day))
        assert held == replace(forecast_of(first), frozen_on=day)


def test_of_months_those_are_frozen_that_the_sums_are_made_of() -> None:
    months = Case("decrease", monthly(2008, [1, 1, 1, 1, *RISING, 116, 90, 80]), TODAY, parse("2020-12"), kind="count")
    points = points_to_freeze(months)
    assert (len(points), str(points[0].period), str(points[-1].period)) == (96, "2012-01", "2019-12")
    lost = replace(months, points=months.points[-36:], forecast_points=points)
    assert forecast_of(lost) == forecast_of(months)


@pytest.mark.parametrize(
    "case",
    [case_of(118, before=RISING[-3:]), replace(case_of(118), baseline_period=None), replace(case_of(1), points=())],
)
def test_nothing_is_frozen_before_a_forecast_can_be_made(case: Case) -> None:
    assert points_to_freeze(case) == ()


def test_what_is_frozen_can_be_of_no_use() -> None:
    """None of these may stand in for the series, or raise: other periods, no numbers, projections, the future."""
    case = case_of(118)
    for points in (
        (),
        tuple(Point(parse(f"2019-Q{q}"), 1.0) for q in range(1, 5)),
        yearly(2012, [None] * 8),
        yearly(2012, [float("nan")] * 8),
        tuple(replace(p, status="F") for p in case.points[:8]),
        yearly(2021, RISING),
    ):
        assert forecast_of(replace(case, forecast_points=points)).reason == reasons.FORECAST_NEEDS_POINTS


def test_is_the_same_on_every_run() -> None:
    scattered = case_of(103, before=[100.0, 104, 99, 104, 101, 104, 100, 103], baseline=102)
    assert json.dumps(judge(scattered).to_json()) == json.dumps(judge(scattered).to_json())
    at = forecast_of(scattered).at
    assert at
    assert (at.value, at.low, at.high) == pytest.approx((102.0, 96.90367920460979, 107.18898117348823), rel=1e-9)
