"""Rule 7: the robust direction of a series that has no dated target (Theil-Sen slope)."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from progress.case import Case, Direction
from progress.pace import TOLERANCE, ratio
from progress.prepare import Frame
from progress.verdict import Trend, Value

Floats = npt.NDArray[np.float64]

FEWEST_VALUES = 4
WINDOW_YEARS = 10
CLEAR, STILL = 1.0, 0.1  # per cent of the median, or percentage points, a year
_MOST_VALUES = 2000  # the slopes of all pairs are held in memory: beyond this only every n-th value is taken


def trend_values(frame: Frame) -> tuple[Value, ...]:
    """The values a trend is read from: since the baseline, or of the ten years up to the latest value."""
    if frame.is_running:  # a running sum rises whatever happens: its direction is that of what is added
        return frame.added
    if frame.starts is not None:
        return ((frame.baseline,) if frame.baseline else ()) + frame.after
    if frame.latest is None:
        return ()
    since = frame.latest.period.end_years - WINDOW_YEARS + TOLERANCE
    return frame.values[bisect_right(frame.values, since, key=lambda value: value.period.end_years) :]


def is_in_points(case: Case) -> bool:
    """Whether a change is told in percentage points: the series is bounded by 0 and 100."""
    return case.bounds is not None and tuple(case.bounds) == (0, 100)


def robust_trend(values: Sequence[Value], in_points: bool) -> Trend | None:
    """The Theil-Sen slope a year, relative to the median's absolute value, or in percentage points.

    Args:
        values: at least two, in order of time.
        in_points: take the slope itself as percentage points.

    Returns:
        None where the slope cannot be computed, or is not zero while the median is.
    """
    step = -(-len(values) // _MOST_VALUES)
    kept = values[::-1][::step][::-1]  # counted from the latest, which always stays
    scale = max(abs(value.value) for value in kept) or 1.0  # so that squares and differences never overflow
    numbers = np.array([value.value / scale for value in kept])
    times = np.array([value.period.end_years for value in kept])
    with np.errstate(all="ignore"):
        slope = theil_sen(numbers, times - times[-1])
        median = float(np.median(numbers))
    relative = slope * scale if in_points else (0.0 if slope == 0 else ratio(100 * slope, abs(median)))
    if relative is None or not math.isfinite(relative) or not math.isfinite(slope * scale):
        return None
    unit = "pct_point" if in_points else "pct"
    return Trend(slope * scale, median * scale, relative, unit, kept[0].period, len(values))


def theil_sen(numbers: Floats, times: Floats) -> float:
    """The median of the slopes between all pairs, to the last bit as `scipy.stats.theilslopes` has it.

    scipy itself takes a second to load, and longer for its confidence interval than for the slope.
    """
    spans = times[:, np.newaxis] - times
    rises = numbers[:, np.newaxis] - numbers
    apart = spans > 0
    return float(np.median(rises[apart] / spans[apart]))


def rate_trend(relative: float, direction: Direction) -> str:
    """The verdict of a relative change a year in the declared direction."""
    better = relative if direction == "increase" else -relative
    if abs(better) <= STILL + TOLERANCE:
        return "stable"
    word = "improving" if better > 0 else "worsening"
    return word if abs(better) > CLEAR + TOLERANCE else f"{word}_slowly"
