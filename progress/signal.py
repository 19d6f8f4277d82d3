"""Signal or noise: the run chart's two tests (Anhøj & Olesen 2014, PLoS ONE 9(11): e113825)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from statistics import median

from progress.assurance import Signal
from progress.verdict import Value

FEWEST_POINTS = 10
MOST_POINTS = 2000  # of a longer series the latest
_ONE_IN = 20  # the 5th percentile


def signal(values: Sequence[Value]) -> Signal | None:
    """Whether the values have shifted more than chance alone would make them; None where there are none.

    The source's n counts *useful* observations: a point on the median itself is on neither side, so it neither makes
    nor breaks a run, crosses nothing, and is not counted. Below ten useful ones the tests say nothing.

    Args:
        values: in order of time, as they were reported. Not sums of twelve months: two that follow each other share
            eleven, so that nearly every series of them would "shift".
    """
    numbers = [value.value for value in values[-MOST_POINTS:]]
    if not numbers:
        return None
    middle = _median(numbers)
    sides = [number > middle for number in numbers if number != middle]
    useful = len(sides)
    if useful < FEWEST_POINTS:
        return Signal("too_few_points", len(numbers), useful, middle)
    runs = [len(list(run)) for _, run in groupby(sides)]
    longest, crossings = max(runs), len(runs) - 1
    longest_usual, fewest_usual = longest_usual_run(useful), fewest_usual_crossings(useful)
    is_shift = longest > longest_usual or crossings < fewest_usual
    code = "signal" if is_shift else "noise"
    return Signal(code, len(numbers), useful, middle, longest, longest_usual, crossings, fewest_usual)


def longest_usual_run(useful: int) -> int:
    """A longer run on one side of the median is a signal."""
    return round(math.log2(useful) + 3)


@lru_cache(MOST_POINTS)
def fewest_usual_crossings(useful: int) -> int:
    """The 5th percentile of Binomial(n - 1, 0.5); fewer crossings are a signal.

    In whole numbers, so that no last digit decides: the fewest k of which n - 1 fair coins show at most k heads in at
    least one of twenty cases.
    """
    coins = useful - 1
    ways = below = 1
    heads = 0
    while below * _ONE_IN < 1 << coins:
        heads += 1
        ways = ways * (coins - heads + 1) // heads
        below += ways
    return heads


def _median(numbers: Sequence[float]) -> float:
    middle = median(numbers)
    return middle if math.isfinite(middle) else 2 * median(number / 2 for number in numbers)
