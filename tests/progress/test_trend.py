"""The robust slope against a slow, plain reading of its definition."""

from __future__ import annotations

from itertools import combinations
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.trend import rate_trend, robust_trend
from progress.verdict import Value
from store.time_period import parse


def yearly(*numbers: float) -> list[Value]:
    return [Value(parse(str(2010 + index)), number) for index, number in enumerate(numbers)]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.integers(1, 1000), min_size=2, max_size=12))
def test_is_the_median_of_all_slopes(numbers: list[int]) -> None:
    slopes = [(b - a) / (j - i) for (i, a), (j, b) in combinations(enumerate(numbers), 2)]
    trend = robust_trend(yearly(*numbers), in_points=False)
    assert trend
    assert trend.slope == pytest.approx(median(slopes), abs=1e-9)
    assert trend.relative == pytest.approx(100 * median(slopes) / median(numbers), abs=1e-9)


def test_slopes_are_per_year_whatever_the_frequency() -> None:
    quarters = [Value(parse("2020-Q1").shift(index), 100.0 + index) for index in range(8)]
    trend = robust_trend(quarters, in_points=False)
    assert trend
    assert trend.slope == pytest.approx(4)


@pytest.mark.parametrize(
    ("numbers", "in_points", "relative"),
    [
        ((0, 0, 0, 0), False, 0),
        ((-3, -1, 1, 3), False, None),
        ((-40, -30, -20, -10), False, 40),
        ((1e308, -1e308, 1e308, -1e308), False, None),
        ((1e308, 9e307, 8e307, 7e307), False, -100 / 8.5),
        ((5e-324, 5e-324, 5e-324, 5e-324), False, 0),
        ((40, 41, 42, 43), True, 1),
    ],
)
def test_is_safe_at_the_edges(numbers: tuple[float, ...], in_points: bool, relative: float | None) -> None:
    trend = robust_trend(yearly(*numbers), in_points)
    assert (trend and trend.relative) == (None if relative is None else pytest.approx(relative))


def test_a_very_long_series_is_thinned_and_keeps_its_latest_value() -> None:
    days = [Value(parse("2000-01-01").shift(index), float(index)) for index in range(9000)]
    trend = robust_trend(days, in_points=False)
    assert trend
    assert (trend.slope, trend.count) == (pytest.approx(365.25, abs=0.5), 9000)
    assert str(trend.first) == "2000-01-05"  # every fifth value, counted back from the latest


@pytest.mark.parametrize(
    ("relative", "rising_is_good", "falling_is_good"),
    [
        (1.01, "improving", "worsening"),
        (1.0, "improving_slowly", "worsening_slowly"),
        (0.11, "improving_slowly", "worsening_slowly"),
        (0.1, "stable", "stable"),
        (0.0, "stable", "stable"),
        (-0.1, "stable", "stable"),
        (-0.11, "worsening_slowly", "improving_slowly"),
        (-1.0, "worsening_slowly", "improving_slowly"),
        (-1.01, "worsening", "improving"),
    ],
)
def test_thresholds(relative: float, rising_is_good: str, falling_is_good: str) -> None:
    assert (rate_trend(relative, "increase"), rate_trend(relative, "decrease")) == (rising_is_good, falling_is_good)
