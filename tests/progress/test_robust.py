"""The line and its interval against scipy, and against a slow, plain reading of their definition."""

from __future__ import annotations

from itertools import combinations
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, t, theilslopes

from progress.robust import _STUDENT, DRAWS, SEED, _draws, _widening, expected_error, line_through, redraw

NUMBERS = st.lists(
    st.floats(-1e6, 1e6).filter(lambda number: number == 0 or abs(number) > 1e-6), min_size=4, max_size=8
)
YEARS = np.arange(-8.0, 0.0)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(NUMBERS, st.sampled_from([1.0, 0.25, 1 / 12]))
def test_the_line_is_scipys(numbers: list[float], step: float) -> None:
    times = YEARS[-len(numbers) :] * step
    expected = theilslopes(np.array(numbers), times, method="joint")
    line = line_through(np.array(numbers), times)
    assert line.slope == expected.slope
    assert line.intercept == expected.intercept


def test_the_widening_is_students() -> None:
    assert {4, 5, 6, 7, 8} == set(_STUDENT)
    for count, factor in _STUDENT.items():
        assert factor == pytest.approx(t.ppf(0.9, count - 2) / norm.ppf(0.9), abs=1e-9)
        assert _widening(count) == pytest.approx((count / (count - 2)) ** 0.5 * factor)


def test_the_draws_are_the_same_for_ever() -> None:
    """The first raw numbers of the seed, as every version of numpy must give them, and what they choose of five."""
    raw = [
        16944884476828436405,
        13175600378882218665,
        4898949110525804642,
        9718354001653160845,
        14616297868250420967,
        18292840147350489435,
    ]
    assert np.random.PCG64(SEED).random_raw(6).tolist() == raw
    drawn, new = _draws(5)
    assert [*drawn[0].tolist(), int(new[0])] == [number % 5 for number in raw]
    assert drawn.shape == (DRAWS, 5)


def plain_interval(numbers: list[float], times: list[float], at: float) -> tuple[float, float]:
    """As the page says it, one draw at a time."""

    def line(ys: list[float]) -> tuple[float, float]:
        slope = median((ys[j] - ys[i]) / (times[j] - times[i]) for i, j in combinations(range(len(ys)), 2))
        return slope, median(y - slope * x for x, y in zip(times, ys, strict=True))

    count = len(numbers)
    slope, intercept = line(numbers)
    wide = (count / (count - 2)) ** 0.5 * t.ppf(0.9, count - 2) / norm.ppf(0.9)
    rest = [(y - intercept - slope * x) * wide for x, y in zip(times, numbers, strict=True)]
    raw = iter(np.random.PCG64(SEED).random_raw(DRAWS * (count + 1)).tolist())
    errors = []
    for _ in range(DRAWS):
        drawn = [rest[next(raw) % count] for _ in range(count)]
        again, level = line(drawn)
        errors.append(rest[next(raw) % count] - (level + again * at))
    return sorted(errors)[99], sorted(errors)[899]


@pytest.mark.parametrize("numbers", [[3.0, 1.0, 4.0, 1.0], [100.0, 104, 101, 99, 107, 103], [5.0, 9, 2, 6, 5, 3, 5, 8]])
@pytest.mark.parametrize("at", [2.0, 7.0])
def test_the_interval_is_that_of_a_plain_reading(numbers: list[float], at: float) -> None:
    times = YEARS[-len(numbers) :]
    low, high = expected_error(redraw(line_through(np.array(numbers), times)), np.array([at]))
    assert (low[0], high[0]) == pytest.approx(plain_interval(numbers, times.tolist(), at), rel=1e-8)


def test_points_on_one_line_leave_no_room() -> None:
    low, high = expected_error(redraw(line_through(np.array([8.0, 6, 4, 2]), YEARS[-4:])), np.array([1.0, 9.0]))
    assert low.tolist() == high.tolist() == [0, 0]


def test_is_mirrored_to_the_last_bit() -> None:
    numbers, at = np.array([5.0, 9, 2, 6, 5, 3, 5, 8]), np.array([1.0, 4.0])
    low, high = expected_error(redraw(line_through(numbers, YEARS)), at)
    mirrored_low, mirrored_high = expected_error(redraw(line_through(-numbers, YEARS)), at)
    assert (mirrored_low.tolist(), mirrored_high.tolist()) == ((-high).tolist(), (-low).tolist())


@pytest.mark.parametrize("count", [4, 6, 8])
@pytest.mark.parametrize("ahead", [1.0, 5.0])
def test_an_80_per_cent_interval_holds_about_80_of_100(count: int, ahead: float) -> None:
    """Invented series: a straight line and normal noise. Without the widening it is 52 (of four points) to 70."""
    noise = np.random.default_rng(1)
    times = YEARS[-count:]
    held = 0
    for _ in range(400):
        line = line_through(noise.normal(size=count), times)
        low, high = expected_error(redraw(line), np.array([ahead - 1]))
        middle = line.at(np.array([ahead - 1]))[0]
        held += bool(middle + low[0] <= noise.normal() <= middle + high[0])
    assert 0.70 <= held / 400 <= 0.88
