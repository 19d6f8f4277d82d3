"""Signal or noise: the limits are scipy's, the runs are counted by hand. All series are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from scipy.stats import binom

from progress.assurance import Signal
from progress.case import Break, Case, Exemption, Point
from progress.judge import judge
from progress.signal import MOST_POINTS, fewest_usual_crossings, longest_usual_run, signal
from progress.verdict import Value
from store.time_period import parse

TODAY = date(2026, 11, 23)


def run_chart(numbers: Sequence[float]) -> Signal:
    values = [Value(parse("1500-01").shift(index), float(number)) for index, number in enumerate(numbers)]
    found = signal(values)
    assert found is not None
    return found


def test_limits_are_those_of_the_source() -> None:
    table = [(10, 6, 2), (12, 7, 3), (24, 8, 8), (36, 8, 13)]
    assert [(n, longest_usual_run(n), fewest_usual_crossings(n)) for n, _, _ in table] == table


@pytest.mark.parametrize(
    "counts",
    [
        [*range(10, 400), *range(400, MOST_POINTS + 1, 25)],
        pytest.param(range(10, MOST_POINTS + 1), marks=pytest.mark.soak),
    ],
    ids=["some", "all"],
)
def test_the_quantile_is_scipys_up_to_the_longest_series(counts: Sequence[int]) -> None:
    assert [fewest_usual_crossings(n) for n in counts] == [
        int(q) for q in binom.ppf(0.05, [n - 1 for n in counts], 0.5)
    ]


# u above the median (9), d below it (1), - on it (5): as many on either side, so that 5 is the median.
CHARTS = [
    ("nine points", "udud-dudu", "too_few_points", None, None),
    ("ten, up and down: runs of 1, 9 crossings", "ududududud", "noise", 1, 9),
    ("ten in two halves: a run of 5, 1 crossing < 2", "uuuuuddddd", "signal", 5, 1),
    ("ten: 2 crossings are not fewer than 2", "uuuddddduu", "noise", 5, 2),
    ("twelve: 2 crossings < 3", "uuudddddduuu", "signal", 6, 2),
    ("twelve: 3 crossings are not fewer than 3", "uuudddduuudd", "noise", 4, 3),
    # n = 20: log2(20) = 4.32, so the longest usual run is 7; 19 coins show at most 5 heads in 3.2 %, 6 in 8.4 %: 6.
    ("twenty: a run of 8 > 7, though 6 crossings are enough", "uudddddddduuuduuduuu", "signal", 8, 6),
    ("twenty: a run of 7 is not longer than 7", "uuddddddduuudduuduuu", "noise", 7, 6),
    ("eight useful points of ten", "udududud--", "too_few_points", None, None),
    ("ten useful ones of twelve: a point on the median breaks no run", "uu-uuud-dddd", "signal", 5, 1),
    ("nothing ever happens", "------------", "too_few_points", None, None),
]


@pytest.mark.parametrize(("why", "chart", "code", "longest", "crossings"), CHARTS, ids=[row[0] for row in CHARTS])
def test_runs_and_crossings(why: str, chart: str, code: str, longest: int | None, crossings: int | None) -> None:
    found = run_chart([{"u": 9, "d": 1, "-": 5}[side] for side in chart])
    assert (found.code, found.longest_run, found.crossings) == (code, longest, crossings)
    assert (found.median, found.count, found.useful) == (5, len(chart), len(chart) - chart.count("-"))


def test_of_a_very_long_series_the_latest_points_are_taken() -> None:
    """A shift in the year 1500 is no news: 100 high values, then 2,000 that go up and down."""
    assert run_chart([99] * 100 + [1, 9] * (MOST_POINTS // 2)).code == "noise"
    assert run_chart([99] * 100 + [1, 9] * 900).code == "signal"


def test_numbers_at_the_edge_are_no_fault() -> None:
    assert run_chart([1.7e308, 1.6e308] * 5).code == "noise"
    assert signal([]) is None


def months(first: str, numbers: Sequence[float]) -> tuple[Point, ...]:
    return tuple(Point(parse(first).shift(index), float(number)) for index, number in enumerate(numbers))


def test_months_are_taken_as_reported_never_their_sums() -> None:
    """1, 9, 1, 9 ... and 0.05 more each month: noise. The sums of twelve rise all the way: 1 crossing, a "signal"."""
    numbers = [[1, 9][index % 2] + index / 20 for index in range(48)]
    case = Case("decrease", months("2022-01", numbers), TODAY, kind="count")
    verdict = judge(case)
    assert verdict.is_trailing
    assert verdict.signal
    assert (verdict.signal.code, verdict.signal.count) == ("noise", 48)
    assert run_chart([sum(numbers[i : i + 12]) for i in range(37)]).code == "signal"


def test_a_break_starts_the_run_chart_anew() -> None:
    numbers = [9, 1] * 6 + [90, 10] * 5
    cut = (Break(parse("2023-01"), False, "ny optælling"),)
    case = Case("decrease", months("2022-01", numbers), TODAY, breaks=cut)
    found = judge(case).signal
    assert found
    assert (found.count, found.code, found.median) == (10, "noise", 50)
    bridged = judge(Case("decrease", months("2022-01", numbers), TODAY)).signal
    assert bridged
    assert bridged.count == 22


SILENT = [
    ("no values", Case("decrease", (), TODAY)),
    ("years and quarters mixed", Case("decrease", (Point(parse("2020"), 1.0), Point(parse("2021-Q1"), 2.0)), TODAY)),
    (
        "exempted by a person",
        Case("decrease", months("2022-01", [1, 9] * 6), TODAY, exemption=Exemption("A. B.", "ny", date(2027, 1, 1))),
    ),
]


@pytest.mark.parametrize(("why", "case"), SILENT, ids=[row[0] for row in SILENT])
def test_says_nothing_where_there_is_nothing_to_say(why: str, case: Case) -> None:
    assert judge(case).signal is None
