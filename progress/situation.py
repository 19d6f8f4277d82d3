"""Everything the rules ask about, worked out once per case."""

from __future__ import annotations

import math
from dataclasses import dataclass

from progress.case import Case, Target
from progress.pace import geometric_share, meets, milestone_share, share_of_way, tolerance_of
from progress.prepare import Frame, frame_for, has_one_frequency, known_values
from progress.targets import is_past, judged_target, value_for_deadline
from progress.trend import FEWEST_VALUES, is_in_points, robust_trend, trend_values
from progress.verdict import Trend, Value


@dataclass(frozen=True, slots=True)
class Situation:
    """One case with its numbers; None is what does not exist or cannot be computed.

    Attributes:
        known: the whole series. frame: the part that is judged.
        target: the version judged. range: the limits, lower first, where the goal is to stay inside them.
        at_deadline: the value for the deadline, or the first later one.
        deciding: the value that P is of: `at_deadline` where the target was missed for good, else the latest.
    """

    case: Case
    known: tuple[Value, ...]
    frame: Frame
    target: Target | None
    range: tuple[float, float] | None
    tolerance: float
    at_deadline: Value | None
    deciding: Value | None
    progress: float | None
    elapsed: float | None
    path_share: float | None
    trend_values: tuple[Value, ...]
    trend: Trend | None

    @property
    def is_linear(self) -> bool:
        """Whether the path is the straight one."""
        return self.case.path == "linear" and not self.case.milestones

    @property
    def is_deadline_past(self) -> bool:
        """Whether the deadline's period is over."""
        return self.target is not None and is_past(self.target.period, self.case.assessed_on)

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline has passed and the value for it is not in."""
        return self.is_deadline_past and self.at_deadline is None


def situation_of(case: Case, known: tuple[Value, ...] | None = None) -> Situation:
    """The case, prepared for the rules.

    Args:
        known: the values it is judged on; None: those of its points that `known_values` lets through.
    """
    limits = _limits(case)
    target = None if case.range else judged_target(case)
    known = known_values(case) if known is None else known
    frame = frame_for(case, known, target.period if target else None)
    at_deadline = value_for_deadline(case, frame, target.period) if target else None
    deciding = _deciding(case, frame, target, at_deadline)
    progress, elapsed, path_share = _shares(case, frame, target, deciding, is_settled=at_deadline is not None)
    values = trend_values(frame) if has_one_frequency(known) else ()
    needs_trend = (target is None or target.period is None) and len(values) >= FEWEST_VALUES
    return Situation(
        case=case,
        known=known,
        frame=frame,
        target=target,
        range=limits,
        tolerance=tolerance_of(case.decimals),
        at_deadline=at_deadline,
        deciding=deciding,
        progress=progress,
        elapsed=elapsed,
        path_share=path_share,
        trend_values=values,
        trend=robust_trend(values, is_in_points(case)) if needs_trend else None,
    )


def _limits(case: Case) -> tuple[float, float] | None:
    if case.range is None or any(math.isnan(end) for end in case.range):
        return None
    low, high = sorted(case.range)
    return (low, high) if low < math.inf and high > -math.inf else None


def _deciding(case: Case, frame: Frame, target: Target | None, at_deadline: Value | None) -> Value | None:
    latest = frame.latest
    if target is None or at_deadline is None or latest is None:
        return latest
    is_met_now = meets(latest.value, target.value, case.direction, tolerance_of(case.decimals))
    return latest if is_met_now else at_deadline


def _shares(
    case: Case, frame: Frame, target: Target | None, deciding: Value | None, is_settled: bool
) -> tuple[float | None, float | None, float | None]:
    """P, E and s(E) of the deciding value; the time is up where the value for the deadline is in."""
    if target is None or frame.baseline is None or deciding is None or not frame.after:
        return None, None, None
    if not math.isfinite(target.value):
        return None, None, None
    baseline = frame.baseline
    progress = share_of_way(deciding.value, baseline.value, target.value)
    if target.period is None or target.period.end <= baseline.period.end:
        return progress, None, None
    if is_settled:
        return progress, 1.0, 1.0
    start, end = baseline.period.end_years, target.period.end_years
    elapsed = (deciding.period.end_years - start) / (end - start)
    if case.milestones:
        path = milestone_share(deciding.period.end_years, (start, baseline.value), (end, target.value), case.milestones)
    elif case.path == "geometric":
        path = geometric_share(elapsed, baseline.value, target.value)
    else:
        path = elapsed
    return progress, elapsed, path
