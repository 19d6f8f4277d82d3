"""The share of the way, the share of the time, the path between, and the pace.

Linear pace after Eurostat's thresholds (0.95, 0.60, 0) without its growth rates, which fail at targets and baselines
of zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from progress.case import Direction, Target

TOLERANCE = 1e-9  # thresholds hold in spite of the last binary digit
ON_TRACK, ACCELERATION_NEEDED = 0.95, 0.60


def ratio(numerator: float, denominator: float) -> float | None:
    """The quotient, None where it is undefined or not finite."""
    if denominator == 0 or not math.isfinite(numerator) or not math.isfinite(denominator):
        return None
    quotient = numerator / denominator
    return quotient if math.isfinite(quotient) else None


def share_of_way(value: float, baseline: float, target: float) -> float | None:
    """P = (x - b) / (g - b); None where it is undefined, or too large to be told in per cent."""
    share = ratio(value - baseline, target - baseline)
    if share is None:  # halves where the differences are too large for a double
        share = ratio(value / 2 - baseline / 2, target / 2 - baseline / 2)
    return share if share is not None and math.isfinite(100 * share) else None


def tolerance_of(decimals: int | None) -> float:
    """Half a unit of the last declared decimal; 0 where none are declared."""
    if decimals is None:
        return 0.0
    return 0.5 * 10.0 ** -max(-15, min(decimals, 15)) * (1 + TOLERANCE)


def meets(value: float, target: float, direction: Direction | None, tolerance: float = 0.0) -> bool:
    """Whether the value is at or beyond the target in the declared direction."""
    if direction == "increase":
        return value >= target - tolerance
    return direction == "decrease" and value <= target + tolerance


def geometric_share(elapsed: float, baseline: float, target: float) -> float | None:
    """s(E) of constant percentage change: ((g/b)^E - 1) / (g/b - 1); None through zero or a change of sign."""
    if not (baseline > 0 < target or baseline < 0 > target):
        return None
    growth = math.log(abs(target)) - math.log(abs(baseline))
    if growth == 0:
        return None
    if growth > 0:  # rewritten so that no power overflows
        return math.exp((elapsed - 1) * growth) * math.expm1(-elapsed * growth) / math.expm1(-growth)
    return math.expm1(elapsed * growth) / math.expm1(growth)


def milestone_share(
    time: float, start: tuple[float, float], end: tuple[float, float], milestones: Iterable[Target]
) -> float | None:
    """s(E) of the path through the milestones, straight between them.

    Args:
        time: in years, as are the first numbers of `start` and `end`.
        start: (t0, b). end: (T, g).
        milestones: those outside the span, without a period or not finite are left out.
    """
    stops = dict([start])
    for milestone in milestones:
        if milestone.period and start[0] < milestone.period.end_years < end[0] and math.isfinite(milestone.value):
            stops[milestone.period.end_years] = milestone.value
    stops[end[0]] = end[1]
    times = sorted(stops)
    with np.errstate(all="ignore"):
        planned = float(np.interp(time, times, [stops[stop] for stop in times]))
    return share_of_way(planned, start[1], end[1])


def rate_pace(progress: float, path_share: float, noise_band: float) -> str:
    """Rule 6: the verdict of a share of the way against the path's share."""
    # Where the path asks for nothing yet, to stand on it is enough. A share of at least 0 is then beyond it, so that
    # what is left below is a step back.
    if path_share <= 0 and progress >= path_share - TOLERANCE:
        return "on_track"
    if abs(progress) < noise_band - TOLERANCE:
        return "no_clear_change"
    if progress < 0 or path_share <= 0:
        return "moving_away"
    pace = progress / path_share
    if pace >= ON_TRACK - TOLERANCE:
        return "on_track"
    return "acceleration_needed" if pace >= ACCELERATION_NEEDED - TOLERANCE else "slow"


def lead_months(progress: float, path_share: float, years: float) -> float:
    """Time distance to the straight path in months, negative when behind (Sicherl); `years` is T - t0."""
    return (progress - path_share) * years * 12


def acceleration(progress: float, elapsed: float) -> float | None:
    """How many times as fast it must go: [(g-x)/(T-t)] / [(x-b)/(t-t0)], written in shares."""
    return ratio((1 - progress) * elapsed, (1 - elapsed) * progress)
