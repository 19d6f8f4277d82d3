"""What a figure counts, and when that is so few that it is hidden."""

from __future__ import annotations

from typing import NamedTuple

from config.indicator import Indicator
from store.observations import Observation

HIDDEN = "Q"
TOLERANCE = 1e-6


class Count(NamedTuple):
    """What stands behind a published value.

    Attributes:
        number: how many; of a rate its numerator; the value itself where it counts nothing.
        per_one: the published value is this times the number: denominators count as known to everyone.
        is_count: people (or things) are counted, so that few of them are hidden.
    """

    number: float
    per_one: float
    is_count: bool


def count_of(indicator: Indicator, one: Observation) -> Count | None:
    """What an observation counts; None where it has no value."""
    if one.value is None:
        return None
    if indicator.kind in ("count", "state"):
        return Count(one.value, 1.0, True)
    if indicator.kind in ("rate", "share"):
        if one.denominator:
            number = one.value * one.denominator / indicator.per if one.numerator is None else one.numerator
            return Count(number, indicator.per / one.denominator, True)
        if one.numerator is not None:
            return Count(one.numerator, 1.0, True)
    return Count(one.value, 1.0, False)


def is_small(number: float, threshold: int) -> bool:
    """Whether so few are hidden: above 0, and below the threshold."""
    return TOLERANCE < number < threshold - TOLERANCE


def has_small(indicator: Indicator, held: list[Observation] | tuple[Observation, ...]) -> bool:
    """Whether a figure or an earlier vintage is small, or hidden by the partner: else there is nothing to do."""
    threshold = indicator.suppression.threshold
    if threshold is None or indicator.kind == "index":
        return False
    if indicator.kind in ("count", "state"):
        for one in held:  # mostly large figures, and many of them
            if one.value is None:
                if one.status == HIDDEN:
                    return True
            elif 0 < one.value < threshold:
                return True
            if one.earlier and any(value is not None and 0 < value < threshold for value, _, _ in one.earlier):
                return True
        return False
    return any(_has_small_part(indicator, one, threshold) for one in held)


def _has_small_part(indicator: Indicator, one: Observation, threshold: int) -> bool:
    """Of a rate; quickly where it is of many, or nothing is known of how many."""
    if one.value is None:
        if one.status == HIDDEN:
            return True
    elif one.numerator is not None:
        if 0 < one.numerator < threshold:
            return True
    elif one.denominator and 0 < one.value * one.denominator < threshold * indicator.per:
        return True
    if not one.earlier:
        return False
    counts = earlier_counts(indicator, one)
    return any(count is not None and count.is_count and is_small(count.number, threshold) for count in counts)


def earlier_counts(indicator: Indicator, one: Observation) -> list[Count | None]:
    """What the earlier vintages counted, oldest first; of a rate with the denominator of today where it had none."""
    found: list[Count | None] = []
    for place, (value, _, _) in enumerate(one.earlier):
        numerator, denominator = one.earlier_parts[place] if one.earlier_parts else (None, None)
        then = one._replace(value=value, numerator=numerator, denominator=denominator or one.denominator)
        found.append(count_of(indicator, then))
    return found
