"""What the other methods reckon from: the same prepared figures that our own verdict is made from.

They are given the frame's values: complete periods, no projections, between breaks in series, sums of twelve months
where events are counted by month. So nothing but the method differs. A declared baseline value counts as the value of
its period.
"""

from __future__ import annotations

import math
from bisect import insort
from dataclasses import dataclass

from config.language import Text
from progress import reasons
from progress.other_methods import cannot
from progress.prepare import end_of, has_one_frequency
from progress.situation import Situation
from progress.verdict import Value
from store.time_period import TimePeriod

USUAL_BASE, USUAL_DEADLINE = TimePeriod.parse("2015"), TimePeriod.parse("2030")
A_FEW_DAYS = 0.03  # of a year: the same week of two years is not exactly a year apart


@dataclass(frozen=True, slots=True)
class Figures:
    """One series as the other methods see it.

    Attributes:
        sign: 1 where more is better, -1 where less is.
        values: in order of time, at least one.
        base: the value of the baseline's period, of 2015 where none is declared, or the next later one.
        latest: the newest value. target: its number; None: no target.
        deadline: of the target; None where it has none. limit: the bound in the wanted direction.
    """

    sign: int
    values: tuple[Value, ...]
    base: Value | None
    latest: Value
    target: float | None
    deadline: TimePeriod | None
    limit: float | None

    def meets_target(self) -> bool:
        """Whether the latest value is at or beyond the target; exactly, as none of them rounds."""
        return self.target is not None and self.sign * self.latest.value >= self.sign * self.target


def figures_of(s: Situation) -> Figures | Text:
    """The figures, or why no method can say anything about this case."""
    if s.case.range is not None or s.case.direction == "keep":
        return cannot.GOAL_IS_TO_STAY
    if s.case.direction not in ("increase", "decrease"):
        return reasons.NO_DIRECTION
    if not has_one_frequency(s.known):
        return reasons.MIXED_FREQUENCIES
    if s.target and not math.isfinite(s.target.value):
        return reasons.UNUSABLE_TARGET
    if s.frame.latest is None:
        return reasons.NO_VALUES
    values = _with_baseline(s)
    bound = s.case.bounds[s.case.direction == "increase"] if s.case.bounds else None
    return Figures(
        sign=1 if s.case.direction == "increase" else -1,
        values=values,
        base=s.frame.baseline or _value_for(values, s.frame.starts or USUAL_BASE),
        latest=s.frame.latest,
        target=s.target.value if s.target else None,
        deadline=s.target.period if s.target else None,
        limit=bound if bound is not None and math.isfinite(bound) else None,
    )


def _with_baseline(s: Situation) -> tuple[Value, ...]:
    baseline = s.frame.baseline
    if baseline is None or any(value is baseline for value in s.frame.values):
        return s.frame.values
    values = [value for value in s.frame.values if value.period.end != baseline.period.end]
    insort(values, baseline, key=end_of)
    return tuple(values)


def _value_for(values: tuple[Value, ...], period: TimePeriod) -> Value | None:
    """The last value inside the period, else the first one after it."""
    inside = [value for value in values if period.start <= value.period.start and value.period.end <= period.end]
    later = [value for value in values if value.period.end > period.end]
    return inside[-1] if inside else later[0] if later else None
