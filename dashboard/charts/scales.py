"""Round numbers for the value axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

MOST_LINES = 5
_LEAST_SPAN = 1e-290  # smaller distances are none: their fifth part may be zero
_ROUND = (1.0, 2.0, 2.5, 5.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`, with gridlines at `steps`; zero, where it is inside, is the axis and no gridline."""

    low: float
    high: float
    steps: tuple[float, ...]


def value_scale(values: Iterable[float], from_zero: bool, whole: bool = False) -> Scale:
    """A scale that holds all values, with at most five gridlines at round numbers."""
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < _LEAST_SPAN:
        low, high = (low, high + 1) if from_zero else (low - 1, high + 1)
    for step in _steps((high - low) / MOST_LINES, whole):
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        lines = [number * step for number in range(first, last + 1) if number or not from_zero]
        if len(lines) <= MOST_LINES:
            return Scale(first * step, last * step, tuple(lines))
    raise AssertionError("steps grow without end")


def _steps(least: float, whole: bool) -> Iterable[float]:
    power = math.floor(math.log10(least))
    for exponent in count(power):
        for digit in _ROUND:
            step = digit * 10.0**exponent
            if step >= least * (1 - 1e-9) and not (whole and step != round(step)):
                yield step
