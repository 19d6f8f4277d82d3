"""Cumulative targets: the sum of all that was reported since the baseline, while nothing is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from progress.case import Case
from progress.verdict import Value
from store.time_period import PeriodError, TimePeriod

_YEARS_BETWEEN = {"biennial": 2}  # how often a value comes, where that is not every period
_SOFTEST_LAST = "AEP"


def running_sums(
    case: Case, values: tuple[Value, ...], starts: TimePeriod
) -> tuple[tuple[Value, ...], TimePeriod | None]:
    """The running sum at the end of each period after `starts`, and where it ends though values follow.

    It ends before the first period that has no value (a hidden one too), at an unbridged break, and where it grows too
    large for a number: a sum that lacks a part would be too small without anybody seeing it. A period that begins
    before the baseline's end and goes on after it cannot be divided, so then there is no sum at all.

    Args:
        values: as reported, in order of time, of one frequency.
        starts: t0; the sum is 0 at its end.

    Returns:
        The sums, each as soft as its softest part; and the first period that could not be added, None where every
        value could.
    """
    after = [value for value in values if value.period.end > starts.end]
    sums: list[Value] = []
    total, status = Fraction(0), "A"
    for expected, value in zip(_expected(case, after, starts), after, strict=False):
        if value.period != expected or not math.isfinite(value.value) or _is_cut(case, value.period, starts):
            return tuple(sums), expected
        total += Fraction(value.value)  # exact: ten times 0.1 is 1
        status = max(status, value.status, key=lambda one: _SOFTEST_LAST.find(one))
        try:
            sums.append(Value(value.period, float(total), status))
        except OverflowError:
            return tuple(sums), expected
    return tuple(sums), after[len(sums)].period if len(sums) < len(after) else None


def step_between(case: Case, period: TimePeriod) -> int:
    """How many periods on the next value comes."""
    return _YEARS_BETWEEN.get(case.frequency or "", 1) if period.frequency == "A" else 1


def _expected(case: Case, after: list[Value], starts: TimePeriod) -> Iterator[TimePeriod]:
    """The periods that must be there, one after the other; none where no period begins at the baseline's end."""
    try:
        period = TimePeriod.containing(after[0].period.frequency, starts.end)
        step = step_between(case, period)
        while period.end == starts.end or period.start > starts.end:
            period = period.shift(step)
            yield period
    except (IndexError, PeriodError):  # nothing after the baseline; beyond the calendar
        return


def _is_cut(case: Case, period: TimePeriod, starts: TimePeriod) -> bool:
    return any(not one.bridged and starts.end < one.period.start <= period.start for one in case.breaks)
