"""Until when a verdict stands though nothing is delivered: the next day on which time alone could change it.

A day matters to a verdict only by being before or after another one: the start or end of a reported period, the
adoption or the deadline of a target, the end of an exemption, the day by which the next value should be in. All of
them are known when it is made. Rather one day too many than one too few: a day on which nothing changes costs a second
look, a day that was missed would leave a wrong word standing. A test holds it against judging on every day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from progress.case import Case
from progress.overlays import due_date
from progress.verdict import Value
from store.time_period import TimePeriod

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=800)  # two years and a little: no rhythm of ours is slower, what is agreed comes on top


def holds_until(case: Case, *others: date | None) -> date:
    """The first day after `case.assessed_on` on which the verdict might be another one.

    Args:
        others: days that what stands beside the verdict depends on; each counts, and the day after it.
    """
    today = case.assessed_on
    days = (day for day in _days(case, others) if day > today)
    return min(days, default=date.max)


def _days(case: Case, others: tuple[date | None, ...]) -> Iterator[date]:
    """Every day that the verdict compares its own day with, and the one after it."""
    reach = case.assessed_on - _LONGEST - timedelta(days=31 * (case.lag_months or 0))
    for point in case.points:
        if point.period.end >= reach:
            yield from _around(point.period)
            due = due_date(Value(point.period, 0.0), case.frequency, case.lag_months)
            if due is not None:
                yield from (due, _after(due))
    for target in case.targets:
        if target.adopted is not None:
            yield from (target.adopted, _after(target.adopted))
        if target.period is not None:
            yield from _around(target.period)
    if case.exemption is not None:
        yield from (case.exemption.expires, _after(case.exemption.expires))
    for day in others:
        if day is not None:
            yield from (day, _after(day))


def _around(period: TimePeriod) -> Iterator[date]:
    yield from (period.start, period.end, _after(period.end))


def _after(day: date) -> date:
    return day + _DAY if day < date.max else day
