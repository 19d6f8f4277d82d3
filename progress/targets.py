"""Targets have versions: which one is judged, and what became of each."""

from __future__ import annotations

import math
from bisect import bisect_left
from datetime import date, timedelta

from progress.case import Case, Target
from progress.pace import meets, share_of_way, tolerance_of
from progress.prepare import Frame, end_of, frame_for
from progress.verdict import TargetOutcome, Value
from store.time_period import TimePeriod

# Where one value a year or fewer is expected, a part of the deadline's period can hold the value for it.
_ONE_VALUE_A_YEAR = frozenset({"annual", "biennial", "school_year", "irregular"})


def adopted_targets(case: Case) -> tuple[Target, ...]:
    """The versions in force or earlier on the day of the verdict, in the order given."""
    return tuple(target for target in case.targets if target.adopted is None or target.adopted <= case.assessed_on)


def judged_target(case: Case) -> Target | None:
    """The newest version with a deadline, else the newest: a newer one without never erases a dated promise.

    Newest is the last adopted; among equals, and those without a date of adoption, the last in order.
    """
    versions = adopted_targets(case)
    dated = [target for target in versions if target.period is not None]
    ranked = sorted(dated or versions, key=lambda target: target.adopted or date.min)  # stable: order decides ties
    return ranked[-1] if ranked else None


def is_past(deadline: TimePeriod | None, today: date) -> bool:
    """Whether the deadline's period is over."""
    return deadline is not None and deadline.end < today


def value_for_deadline(case: Case, frame: Frame, deadline: TimePeriod | None) -> Value | None:
    """The value for the deadline, or the first later one where it has none; None while neither is in."""
    if deadline is None:
        return None
    from_then = frame.values[bisect_left(frame.values, deadline.end, key=end_of) :]
    if from_then and from_then[0].period.end == deadline.end:
        return from_then[0]
    if case.frequency in _ONE_VALUE_A_YEAR and is_past(deadline, case.assessed_on):
        since = max(deadline.start - timedelta(days=1), _counts_from(frame, deadline))
        inside = [v for v in frame.values if since < v.period.start and v.period.end < deadline.end]
        if inside:
            return inside[-1]
    return from_then[0] if from_then else None


def target_outcomes(case: Case, values: tuple[Value, ...]) -> tuple[TargetOutcome, ...]:
    """Every version with its own share of the way and what became of it."""
    return tuple(_outcome(case, values, target) for target in adopted_targets(case))


def _outcome(case: Case, values: tuple[Value, ...], target: Target) -> TargetOutcome:
    frame = frame_for(case, values, target.period)
    at_deadline = value_for_deadline(case, frame, target.period)
    word = _outcome_word(case, frame, at_deadline, target)
    deciding = at_deadline if word == "missed" else frame.latest
    progress = None if deciding is None else _own_progress(case, frame, deciding, target)
    return TargetOutcome(target.value, target.period, target.adopted, progress, word)


def _outcome_word(case: Case, frame: Frame, at_deadline: Value | None, target: Target) -> str | None:
    if case.direction not in ("increase", "decrease") or case.range is not None or not math.isfinite(target.value):
        return None
    tolerance = tolerance_of(case.decimals)
    waiting = "no_deadline" if target.period is None else "open"
    is_measured = frame.latest is not None and frame.latest.period.end > _counts_from(frame, target.period)
    if frame.latest is None or not is_measured:
        return waiting
    is_met_now = meets(frame.latest.value, target.value, case.direction, tolerance)
    if at_deadline is None:
        return "met" if is_met_now else waiting
    if meets(at_deadline.value, target.value, case.direction, tolerance):
        return "met"
    return "met_late" if is_met_now else "missed"


def _counts_from(frame: Frame, deadline: TimePeriod | None) -> date:
    """Values count toward a target after the baseline; for a deadline before it, all that there are."""
    if frame.starts is None or (deadline is not None and deadline.end <= frame.starts.end):
        return date.min
    return frame.starts.end


def _own_progress(case: Case, frame: Frame, deciding: Value, target: Target) -> float | None:
    """P of this version; None where the baseline meets it already, or nothing was measured since."""
    baseline = frame.baseline
    if baseline is None or deciding.period.end <= baseline.period.end or not math.isfinite(target.value):
        return None
    if case.direction not in ("increase", "decrease") or case.range is not None:
        return None
    if meets(baseline.value, target.value, case.direction, tolerance_of(case.decimals)):
        return None
    return share_of_way(deciding.value, baseline.value, target.value)
