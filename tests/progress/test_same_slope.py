"""The slope is scipy's to the last bit: a verdict once made from it must come out the same for ever."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes

from progress.trend import robust_trend
from progress.verdict import Value
from store.time_period import parse

FINITE = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda number: number == 0 or abs(number) > 1e-9)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 200), FINITE), min_size=2, max_size=60, unique_by=lambda one: one[0]))
def test_the_slope_is_scipys_to_the_last_bit(given: list[tuple[int, float]]) -> None:
    values = [Value(parse("2000-01").shift(month), number) for month, number in sorted(given)]
    scale = max(abs(value.value) for value in values) or 1.0
    times = np.array([value.period.end_years for value in values])
    expected = float(theilslopes(np.array([value.value / scale for value in values]), times - times[-1]).slope) * scale
    trend = robust_trend(values, in_points=True)
    assert trend is not None
    assert trend.slope == expected
