"""Compound annual growth, the number that all three methods are made of."""

from __future__ import annotations

import math

from config.language import Text
from progress import reasons
from progress.other_methods import cannot
from progress.other_methods.figures import A_FEW_DAYS
from progress.verdict import Value


def growth(value: float, base: float, years: float) -> float | Text:
    """(value / base) ^ (1 / years) - 1, or why there is none.

    Written as it is published, not through logarithms, so that it gives the same number to the last bit.
    """
    if base == 0:
        return cannot.ZERO_BASE
    if (value > 0 and base < 0) or (value < 0 and base > 0):
        return cannot.SIGN_CHANGE
    if years <= 0:
        return cannot.DEADLINE_BEFORE_BASE
    try:
        found: float = abs(value / base) ** (1 / years) - 1
    except OverflowError:
        return reasons.NOT_COMPUTABLE
    return found if math.isfinite(found) else reasons.NOT_COMPUTABLE


def observed_growth(latest: Value, base: Value | None, start: float | None = None) -> float | Text:
    """The growth from the base to the latest value, at least a year apart as in the sources, or why there is none.

    Args:
        start: reckoned with in place of the base's value.
    """
    if base is None:
        return cannot.NOTHING_SINCE_BASE
    years = latest.period.end_years - base.period.end_years
    if years < 1 - A_FEW_DAYS:
        return cannot.TOO_FEW
    return growth(latest.value, base.value if start is None else start, years)


def better(growth_rate: float, sign: int, base: float) -> float:
    """Signed so that more is better: turned where less is wanted, and where the base is negative."""
    return growth_rate * sign * (-1 if base < 0 else 1)
