"""Rule 0: the values that a verdict may use, and the baseline they are measured from."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from progress.case import Break, Case, Point
from progress.running_sum import running_sums
from progress.verdict import Value
from store.time_period import Frequency, PeriodError, TimePeriod

_NEVER_A_VALUE = frozenset("FLMN")  # a projection, and three kinds of nothing
_FIRMNESS = {"A": 0, "E": 1, "P": 2}  # of two values for one period the firmer one counts
_TRAILING = {"M": 12, "Q": 4}


def end_of(value: Value) -> date:
    """The last day of its period: what values in order of time are searched by."""
    return value.period.end


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the series that one target is judged on.

    Attributes:
        values: in order of time, between the breaks that enclose the deadline.
        baseline: None where none is declared, or where its value is unknown.
        starts: t0, the baseline's period; known also where its value is not.
        restarted_at: the break that moved the baseline.
        is_trailing: the values are sums of the last twelve months.
        reported: the same stretch of the series, its values as they are reported.
        is_running: the values are sums of all that was reported since the baseline.
        stopped_at: where a running sum ends though values follow: the first period that cannot be added.
        after: the values after t0; all of them where there is no baseline.
    """

    values: tuple[Value, ...]
    baseline: Value | None
    starts: TimePeriod | None
    restarted_at: TimePeriod | None
    is_trailing: bool
    reported: tuple[Value, ...] = ()
    is_running: bool = False
    stopped_at: TimePeriod | None = None
    after: tuple[Value, ...] = field(init=False)  # worked out once: every rule asks for it

    def __post_init__(self) -> None:
        first = 0 if self.starts is None else bisect_right(self.values, self.starts.end, key=end_of)
        object.__setattr__(self, "after", self.values[first:])

    @property
    def added(self) -> tuple[Value, ...]:
        """What a running sum is the sum of, as reported."""
        if self.starts is None or not self.values:
            return ()
        first = bisect_right(self.reported, self.starts.end, key=end_of)
        return self.reported[first : first + len(self.values)]

    @property
    def latest(self) -> Value | None:
        """The newest value, whether before or after t0."""
        return self.values[-1] if self.values else None


def known_values(case: Case) -> tuple[Value, ...]:
    """The case's values in order of time: no projection, no unfinished or future period, one value per period.

    Where two values of equal standing contradict each other for a period, neither is used.
    """
    by_period: dict[tuple[str, int], list[Point]] = defaultdict(list)
    for point in case.points:
        if _is_usable(point, case):
            by_period[point.period.frequency, point.period.number].append(point)
    found = [value for value in map(_firmest, by_period.values()) if value]
    if has_one_frequency(found):  # then numbers tell the order
        return tuple(sorted(found, key=lambda value: value.period.number))
    return tuple(sorted(found, key=lambda value: (value.period.end, value.period.start)))


def has_one_frequency(values: Iterable[Value]) -> bool:
    """Whether all periods are of one frequency; others must never share a line."""
    return len({value.period.frequency for value in values}) <= 1


def frame_for(case: Case, values: tuple[Value, ...], deadline: TimePeriod | None) -> Frame:
    """What a target with this deadline (None: without one) is judged on.

    An unbridged break closes the old series: a deadline before it is judged on the old series, all else on the new
    one, from its first value on. A running sum goes on from the baseline until something is missing.
    """
    if case.is_cumulative and (case.baseline_period or case.targets):
        return _running_frame(case, values)
    lower, upper = _enclosing_breaks(case.breaks, values, deadline)
    segment = values
    if lower or upper:
        segment = tuple(value for value in values if _lies_between(value.period, lower, upper))
    width = trailing_width(case, segment)
    judged = trailing_sums(segment, width) if width else segment
    starts, restarted_at = case.baseline_period, None
    if starts and lower and starts.start < lower.start:
        starts, restarted_at = (judged[0].period if judged else lower), lower
    baseline = _baseline(case, judged, starts, restarted_at)
    return Frame(judged, baseline, starts, restarted_at, width is not None, reported=segment)


def _running_frame(case: Case, values: tuple[Value, ...]) -> Frame:
    """What a cumulative target is judged on: nothing where no baseline says from when it counts."""
    starts = case.baseline_period
    if starts is None:
        return Frame((), None, None, None, is_trailing=False, reported=values, is_running=True)
    cuts = sorted((one.period for one in case.breaks if not one.bridged), key=lambda period: period.start)
    number = bisect_right(cuts, starts.end, key=lambda period: period.start)
    lower, upper = (cuts[number - 1] if number else None), (cuts[number] if number < len(cuts) else None)
    reported = tuple(value for value in values if _lies_between(value.period, lower, upper))
    sums, stopped_at = running_sums(case, values, starts)
    return Frame(sums, Value(starts, 0.0), starts, None, False, reported, is_running=True, stopped_at=stopped_at)


def _is_usable(point: Point, case: Case) -> bool:
    if point.value is None or not math.isfinite(point.value) or point.status in _NEVER_A_VALUE:
        return False
    return point.period.number <= _last_finished(point.period.frequency, case.assessed_on, case.kind == "state")


@lru_cache(1000)
def _last_finished(frequency: Frequency, today: date, is_state: bool) -> float:
    """The running number of the last period whose value can be complete; infinite where no period is too late."""
    try:
        current = TimePeriod.containing(frequency, today)
    except PeriodError:  # outside the years that have periods
        return math.inf if today.year > 5000 else -math.inf
    # A count of a state is complete on the day it is made; all else only when its period is over.
    return current.number if is_state or current.end <= today else current.number - 1


def _firmest(points: list[Point]) -> Value | None:
    if len(points) == 1 and points[0].value is not None:
        return Value(points[0].period, float(points[0].value), points[0].status)
    best = min(_FIRMNESS.get(point.status, 0) for point in points)
    firm = [point for point in points if _FIRMNESS.get(point.status, 0) == best and point.value is not None]
    if len({point.value for point in firm}) != 1 or firm[0].value is None:
        return None
    return Value(firm[0].period, float(firm[0].value), min(point.status for point in firm))


def _enclosing_breaks(
    breaks: Iterable[Break], values: tuple[Value, ...], deadline: TimePeriod | None
) -> tuple[TimePeriod | None, TimePeriod | None]:
    """The last unbridged break up to the deadline and the first after it; breaks without a value yet do not count."""
    newest = values[-1].period.start if values else date.min
    cuts = sorted((b.period for b in breaks if not b.bridged and b.period.start <= newest), key=lambda p: p.start)
    last_day = deadline.end if deadline else date.max
    before = [cut for cut in cuts if cut.start <= last_day]
    after = [cut for cut in cuts if cut.start > last_day]
    return (before[-1] if before else None), (after[0] if after else None)


def _lies_between(period: TimePeriod, lower: TimePeriod | None, upper: TimePeriod | None) -> bool:
    return (lower is None or period.start >= lower.start) and (upper is None or period.start < upper.start)


def trailing_width(case: Case, values: tuple[Value, ...]) -> int | None:
    """How many periods make twelve months, where events by month or quarter are counted; else None."""
    if case.kind != "count" or not values or not has_one_frequency(values):
        return None
    return _TRAILING.get(values[0].period.frequency)


def trailing_sums(values: tuple[Value, ...], width: int) -> tuple[Value, ...]:
    """Sums over the last `width` periods, only where every one of them is there."""
    sums = []
    numbers = [value.value for value in values]
    periods = [value.period.number for value in values]
    statuses = [value.status for value in values]
    for end in range(width, len(values) + 1):
        start = end - width
        if periods[end - 1] - periods[start] == width - 1:  # each period stands once, in order
            total = _sum(numbers[start:end])
            if math.isfinite(total):
                sums.append(Value(values[end - 1].period, total, softest(tuple(statuses[start:end]))))
    return tuple(sums)


@lru_cache(1000)
def softest(statuses: tuple[str, ...]) -> str:
    return max(statuses, key=lambda status: _FIRMNESS.get(status, 0))


def _sum(numbers: list[float]) -> float:
    try:
        return math.fsum(numbers)
    except OverflowError:
        return math.inf


def _baseline(
    case: Case, judged: tuple[Value, ...], starts: TimePeriod | None, restarted_at: TimePeriod | None
) -> Value | None:
    if starts is None:
        return None
    declared = case.baseline_value
    if declared is not None and restarted_at is None:
        return Value(starts, float(declared)) if math.isfinite(declared) else None
    found = judged[bisect_left(judged, starts.end, key=end_of) :][:1]
    return found[0] if found and found[0].period.end == starts.end else None
