"""Values in at most five steps at round numbers: what a map shades by."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from statistics import median

from dashboard.charts.scales import value_scale

MOST = 5
_UNEVEN = 5.0  # times the middle one: then equal steps would put nearly all in the lowest
_ROUND = (1.0, 2.0, 5.0)


def bounds(values: Sequence[float], whole: bool) -> tuple[float, ...]:
    """The numbers between the steps, rising: each step holds its lower bound, and not its upper one."""
    low, high = min(values), max(values)
    if low == high:
        return ()
    if low >= 0 and high > _UNEVEN * median(values) > 0:
        return _doubling(high, whole)
    steps = value_scale(values, from_zero=False, whole=whole).steps
    return tuple(step for step in steps if low < step <= high)[-(MOST - 1) :]


def step_of(value: float, limits: Sequence[float]) -> int:
    """0 for the lowest step."""
    return bisect_right(limits, value)


def _doubling(high: float, whole: bool) -> tuple[float, ...]:
    """The largest four of ..., 1, 2, 5, 10, 20, ... that are not above the highest value."""
    power = math.floor(math.log10(high))
    series = [digit * 10.0**exponent for exponent in range(power - 2, power + 1) for digit in _ROUND]
    fitting = [one for one in series if one <= high and not (whole and one < 1)]
    return tuple(fitting[-(MOST - 1) :])
