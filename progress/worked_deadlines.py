"""Worked examples: what a deadline would require of a target that has none, or whose deadline has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from progress.case import Direction
from progress.pace import meets, ratio
from progress.verdict import Value
from store.time_period import TimePeriod

YEARS_ON = (3, 5, 10)


@dataclass(frozen=True, slots=True)
class Worked:
    """One example.

    Attributes:
        deadline: the year.
        yearly: the change a year that it takes from the latest value on, in the unit of the series.
        times: that over the change a year so far; None where that was none, or went the wrong way.
    """

    deadline: TimePeriod
    yearly: float
    times: float | None


def yearly_so_far(baseline: Value, latest: Value) -> float | None:
    """The mean change a year from the baseline to the latest value."""
    return ratio(latest.value - baseline.value, latest.period.end_years - baseline.period.end_years)


def worked_deadlines(
    baseline: Value | None, latest: Value, target: float, direction: Direction, today: date
) -> tuple[Worked, ...]:
    """The examples for a few years after this one; none where the target is met already."""
    if direction == "keep" or meets(latest.value, target, direction):
        return ()
    so_far = yearly_so_far(baseline, latest) if baseline else None
    found = []
    for years in YEARS_ON:
        deadline = TimePeriod.parse(str(today.year + years))
        yearly = ratio(target - latest.value, deadline.end_years - latest.period.end_years)
        if yearly is None or deadline.end_years <= latest.period.end_years:
            continue
        times = ratio(yearly, so_far) if so_far else None
        found.append(Worked(deadline, yearly, times if times is not None and times > 0 else None))
    return tuple(found)
