"""Until when a verdict stands, held against judging on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.case import Case, Exemption, Kind, Point, Rhythm, Target
from progress.holds import holds_until
from progress.judge import judge
from progress.points_before import points_to_freeze
from store.time_period import TimePeriod, parse

DAY = timedelta(days=1)
FIRST = date(2022, 1, 1)

days = st.integers(0, 1500).map(lambda number: FIRST + number * DAY)
values = st.integers(-50, 50).map(float)
FREQUENCIES = st.sampled_from("ASQMWDY")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any rhythm, periods before, around and after the day, everything that has a day of its own."""
    frequency = draw(FREQUENCIES)
    near = draw(st.lists(days, min_size=1, max_size=8))
    periods = {TimePeriod.containing(frequency, day) for day in near}
    deadlines = st.builds(TimePeriod.containing, FREQUENCIES, days)
    targets = st.builds(Target, values, st.none() | deadlines, st.none() | days)
    exemption = st.none() | st.builds(Exemption, st.just("En person"), st.just("En grund"), days)
    return Case(
        direction=draw(st.sampled_from(["increase", "decrease", "keep"])),
        points=tuple(Point(one, draw(st.none() | values), draw(st.sampled_from("AAAPFQ"))) for one in sorted(periods)),
        assessed_on=draw(days),
        baseline_period=draw(st.none() | deadlines),
        targets=tuple(draw(st.lists(targets, max_size=2))),
        kind=draw(st.sampled_from(get_args(Kind))),
        range=draw(st.none() | st.just((-10.0, 10.0))),
        frequency=draw(st.none() | st.sampled_from(get_args(Rhythm))),
        lag_months=draw(st.none() | st.integers(0, 14)),
        exemption=draw(exemption),
        is_cumulative=draw(st.booleans()),
    )


def _said(case: Case, day: date) -> object:
    """All that a verdict says but the day, and the forecast that would be frozen."""
    moved = replace(case, assessed_on=day)
    told = judge(moved).to_json()
    return {name: value for name, value in told.items() if name != "assessed_on"}, points_to_freeze(moved)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(cases(), st.lists(st.integers(0, 1200), min_size=3, max_size=3))
def test_nothing_changes_before_that_day(case: Case, later: list[int]) -> None:
    """The day before is where a day too few would show; the others lie anywhere between."""
    until = holds_until(case)
    last = min(until - DAY, case.assessed_on + 1500 * DAY)
    between = {last, *(case.assessed_on + number * DAY for number in later)}
    said = _said(case, case.assessed_on)
    for day in sorted(day for day in between if case.assessed_on < day < until):
        assert _said(case, day) == said, day


QUARTERS = tuple(Point(parse(f"2024-Q{quarter}"), 10.0) for quarter in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("case", "until", "why"),
    [
        (Case("decrease", (), date(2025, 3, 1)), date.max, "nothing is known of it, and nothing was promised"),
        (
            Case("decrease", QUARTERS, date(2025, 3, 1), frequency="quarterly", lag_months=2),
            date(2025, 5, 31),
            "the first quarter is due on that day, overdue on the next",
        ),
        (
            Case("decrease", QUARTERS, date(2025, 5, 31), frequency="quarterly", lag_months=2),
            date(2025, 6, 1),
            "overdue from then on",
        ),
        (
            Case("decrease", QUARTERS, date(2025, 6, 1), frequency="quarterly", lag_months=2),
            date.max,
            "overdue it stays",
        ),
        (
            Case("decrease", QUARTERS, date(2025, 6, 1), targets=(Target(5, parse("2026")),)),
            date(2026, 1, 1),
            "the deadline's period begins",
        ),
        (
            Case("decrease", QUARTERS, date(2026, 12, 31), targets=(Target(5, parse("2026")),)),
            date(2027, 1, 1),
            "the deadline is past",
        ),
    ],
)
def test_the_day(case: Case, until: date, why: str) -> None:
    assert holds_until(case) == until, why


def test_days_of_what_stands_beside_count_too() -> None:
    case = Case("decrease", (), date(2025, 3, 1))
    assert holds_until(case, date(2025, 4, 1), None) == date(2025, 4, 1)
    assert holds_until(replace(case, assessed_on=date(2025, 4, 1)), date(2025, 4, 1)) == date(2025, 4, 2)
