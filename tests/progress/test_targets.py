"""Which version of a target is judged, which value is that of its deadline, and what became of each version."""

from __future__ import annotations

from datetime import date

import pytest

from progress.case import Case, Point, Target
from progress.prepare import frame_for, known_values
from progress.targets import judged_target, target_outcomes, value_for_deadline
from store.time_period import parse

TODAY = date(2026, 11, 23)
OLD = Target(10, parse("2023"), date(2018, 6, 11))
NEW = Target(7, parse("2030"), date(2024, 1, 1))
UNDATED = Target(5, None, date(2025, 1, 1))
UNADOPTED = Target(3, parse("2040"))
COMING = Target(1, parse("2040"), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("targets", "judged", "reason"),
    [
        ((), None, "none"),
        ((OLD, NEW), NEW, "the newest"),
        ((NEW, OLD), NEW, "by adoption, not by order"),
        ((OLD, UNDATED), OLD, "a version without a deadline erases nothing"),
        ((UNDATED,), UNDATED, "the only one"),
        ((UNADOPTED, OLD), OLD, "a day of adoption wins over none"),
        ((UNADOPTED, Target(2, parse("2035"))), Target(2, parse("2035")), "order, where no day is known"),
        ((OLD, COMING), OLD, "not yet adopted on the day of the verdict"),
    ],
)
def test_the_newest_with_a_deadline_is_judged(targets: tuple[Target, ...], judged: Target | None, reason: str) -> None:
    assert judged_target(Case("decrease", (), TODAY, targets=targets)) == judged


DEADLINES = [
    ("2023", ["2022", "2023", "2024"], None, "2023", "its own value"),
    ("2023", ["2022", "2024", "2025"], None, "2024", "the first later one"),
    ("2023", ["2021", "2022"], None, None, "not in"),
    ("2023", ["2023-Q3", "2023-Q4"], "quarterly", "2023-Q4", "the quarter that ends with it"),
    ("2023", ["2023-Q2", "2023-Q3"], "quarterly", None, "the year's last quarter is not in"),
    ("2023", ["2022-H1", "2023-H1"], "annual", "2023-H1", "one value a year, taken in the first half"),
    ("2023", ["2022-H1", "2023-H1"], "half_yearly", None, "the second half is still to come"),
    ("2026", ["2025-H1", "2026-H1"], "annual", None, "the deadline's year is not over"),
    ("2024", ["2022-W06", "2024-W06"], "biennial", "2024-W06", "the count of that year"),
]


@pytest.mark.parametrize(("deadline", "periods", "rhythm", "expected", "reason"), DEADLINES)
def test_the_value_for_the_deadline(
    deadline: str, periods: list[str], rhythm: str | None, expected: str | None, reason: str
) -> None:
    points = tuple(Point(parse(period), 20.0) for period in periods)
    case = Case("decrease", points, TODAY, parse("2017"), 30, frequency=rhythm)
    found = value_for_deadline(case, frame_for(case, known_values(case), parse(deadline)), parse(deadline))
    assert (found and str(found.period)) == expected


def outcomes(values: list[float], *targets: Target, direction: str | None = "decrease") -> list[tuple[object, ...]]:
    points = tuple(Point(parse(str(2020 + index)), value) for index, value in enumerate(values))
    case = Case(direction, points, TODAY, parse("2020"), targets=targets)  # type: ignore[arg-type]
    return [
        (found.outcome, None if found.progress is None else round(found.progress, 3))
        for found in target_outcomes(case, known_values(case))
    ]


def by(year: int, value: float = 10) -> Target:
    return Target(value, parse(str(year)))


@pytest.mark.parametrize(
    ("values", "target", "outcome", "progress"),
    [
        ([20, 15, 10], by(2022), "met", 1.0),
        ([20, 15, 12], by(2022), "missed", 0.8),
        ([20, 15, 12, 13], by(2022), "missed", 0.8),
        ([20, 15, 12, 10], by(2022), "met_late", 1.0),
        ([20, 15, 10, 12], by(2022), "met", 0.8),
        ([20, 15, 12], by(2030), "open", 0.8),
        ([20, 15, 9], by(2030), "met", 1.1),
        ([20, 15, 12], Target(10, None), "no_deadline", 0.8),
        ([20, 15, 9], Target(10, None), "met", 1.1),
        ([20], by(2030), "open", None),
        ([20], Target(10, None), "no_deadline", None),
        ([20, 15, 12], by(2020), "missed", None),
        ([9, 12], by(2030), "open", None),
        ([20, 15], by(2030, float("nan")), None, None),
    ],
)
def test_each_version_has_its_own_outcome(
    values: list[float], target: Target, outcome: str | None, progress: float | None
) -> None:
    assert outcomes(values, target) == [(outcome, progress)]


def test_without_a_direction_no_outcome_is_claimed() -> None:
    assert outcomes([20, 15, 9], by(2022), direction=None) == [(None, None)]


def test_all_adopted_versions_are_listed_in_their_order() -> None:
    case = Case("decrease", (), TODAY, targets=(UNDATED, COMING, OLD))
    assert [found.value for found in target_outcomes(case, ())] == [5, 10]
