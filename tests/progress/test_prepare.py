"""Rule 0: which values count."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from progress.case import Break, Case, Point
from progress.prepare import frame_for, known_values
from store.time_period import parse

TODAY = date(2026, 11, 23)


def series(*rows: tuple[str, float | None] | tuple[str, float | None, str]) -> Case:
    points = tuple(Point(parse(row[0]), row[1], row[2] if len(row) == 3 else "A") for row in rows)
    return Case("decrease", points, TODAY)


def known(case: Case) -> list[tuple[str, float, str]]:
    return [(str(value.period), value.value, value.status) for value in known_values(case)]


LEFT_OUT = [
    ("missing", ("2024", None, "L")),
    ("missing, yet with a number", ("2024", 0.0, "L")),
    ("not applicable", ("2024", 0.0, "M")),
    ("nothing to report", ("2024", None, "N")),
    ("suppressed", ("2024", None, "Q")),
    ("projection", ("2024", 4.0, "F")),
    ("not a number", ("2024", math.nan)),
    ("infinite", ("2024", math.inf)),
    ("the year is not over", ("2026", 4.0)),
    ("the week is not over", ("2026-W48", 4.0)),
    ("in the future", ("2027", 4.0)),
]


@pytest.mark.parametrize(("reason", "row"), LEFT_OUT)
def test_leaves_out(reason: str, row: tuple[str, float | None]) -> None:
    assert known(series(row)) == []


KEPT = [
    ("zero is a value", ("2024", 0.0)),
    ("provisional", ("2024", 1.0, "P")),
    ("estimated", ("2024", 1.0, "E")),
    ("the last full month", ("2026-10", 1.0)),
    ("today", ("2026-11-23", 1.0)),
]


@pytest.mark.parametrize(("reason", "row"), KEPT)
def test_keeps(reason: str, row: tuple[str, float]) -> None:
    assert len(known(series(row))) == 1


def test_a_count_of_a_state_is_complete_when_it_is_made() -> None:
    state = replace(series(("2026", 4.0), ("2027", 3.0)), kind="state")
    assert known(state) == [("2026", 4.0, "A")]


def test_the_firmer_of_two_values_counts_and_a_contradiction_counts_for_neither() -> None:
    assert known(series(("2019", 24553.0, "P"), ("2019", 24705.0))) == [("2019", 24705.0, "A")]
    assert known(series(("2019", 1.0), ("2019", 1.0))) == [("2019", 1.0, "A")]
    assert known(series(("2019", 1.0), ("2019", 2.0), ("2020", 3.0))) == [("2020", 3.0, "A")]


QUARTERS = (
    *(("2019-Q1", 6542.0), ("2019-Q2", 4947.0), ("2019-Q3", 5627.0), ("2019-Q4", 7437.0), ("2020-Q1", 5124.0)),
    *(("2020-Q2", 2826.0), ("2020-Q3", 4864.0), ("2020-Q4", 4715.0), ("2021-Q2", 3158.0), ("2021-Q4", 4424.0)),
)


def judged(case: Case) -> list[tuple[str, float]]:
    return [(str(value.period), value.value) for value in frame_for(case, known_values(case), None).values]


def test_events_by_quarter_are_judged_on_twelve_months_only_where_all_four_are_there() -> None:
    events = replace(series(*QUARTERS), kind="count")
    assert judged(events) == [
        *(("2019-Q4", 24553.0), ("2020-Q1", 23135.0), ("2020-Q2", 21014.0), ("2020-Q3", 20251.0), ("2020-Q4", 17529.0)),
    ]


@pytest.mark.parametrize("kind", ["state", "rate", "share", "index"])
def test_only_events_are_added_up(kind: str) -> None:
    assert len(judged(replace(series(*QUARTERS), kind=kind))) == len(QUARTERS)  # type: ignore[arg-type]


def test_events_by_month_need_twelve_months_and_one_provisional_makes_the_sum_so() -> None:
    months = [(f"2025-{month:02}", 1.0, "P" if month == 3 else "A") for month in range(1, 13)]
    case = replace(series(*months), kind="count")
    frame = frame_for(case, known_values(case), None)
    assert [(str(v.period), v.value, v.status) for v in frame.values] == [("2025-12", 12.0, "P")]
    assert frame.is_trailing
    assert judged(replace(series(*months[:-1]), kind="count")) == []


def test_twelve_months_never_reach_across_an_unbridged_break() -> None:
    cut = (Break(parse("2020-Q1"), False, "ny optælling"),)
    assert judged(replace(series(*QUARTERS), kind="count", breaks=cut)) == [("2020-Q4", 17529.0)]


def test_yearly_events_stay_as_they_are() -> None:
    assert judged(replace(series(("2023", 2.0), ("2024", 1.0)), kind="count")) == [("2023", 2.0), ("2024", 1.0)]
