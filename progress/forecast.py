"""Turn the curve (Results-Based Accountability): where the series was heading before the baseline, and where it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from config.language import Text
from progress import reasons
from progress.assurance import Expected, Forecast
from progress.outlook import Outlook, band_periods
from progress.pace import TOLERANCE
from progress.points_before import FEWEST_POINTS, apart, points_before
from progress.prepare import trailing_width
from progress.situation import Situation
from progress.trend import theil_sen
from progress.verdict import Value
from store.time_period import TimePeriod

_MOST_SINCE = 1000  # the slopes of all pairs are held in memory


def forecast(s: Situation) -> Forecast:
    """What the points before the baseline lead one to expect, and whether the series left that way."""
    if s.case.direction not in ("increase", "decrease") or s.case.range is not None:
        return Forecast(None, reasons.FORECAST_NEEDS_DIRECTION)
    if s.frame.is_running:
        return Forecast(None, reasons.FORECAST_OF_A_SUM)
    if s.frame.starts is None:
        return Forecast(None, reasons.FORECAST_NEEDS_BASELINE)
    before = points_before(s, s.frame.starts)
    if len(before) < FEWEST_POINTS:
        return Forecast(None, reasons.FORECAST_NEEDS_POINTS)
    with np.errstate(all="ignore"):
        return _made_from(before, s, s.frame.starts)


def _made_from(before: Sequence[Value], s: Situation, starts: TimePeriod) -> Forecast:
    outlook = Outlook(before, starts, s.case.bounds)
    latest = s.frame.after[-1] if s.frame.after else None
    points = [latest.period] if latest else []
    expected = outlook.of([*points, *band_periods(s, before[-1].period, starts)])
    at = expected[0] if latest and expected and expected[0].period == latest.period else None
    band = tuple(expected[1:] if at else expected)
    verdict: str | None = None
    reason: Text | None = reasons.NOT_COMPUTABLE if latest else reasons.NO_VALUE_AFTER_BASELINE
    if at is not None and math.isfinite(outlook.slope):
        verdict, reason = _judged(s, outlook, at)
    return Forecast(
        verdict=verdict,
        reason=reason,
        at=at,
        band=band,
        first=before[0].period,
        last=before[-1].period,
        count=len(before),
        slope=outlook.slope,
        frozen_on=s.case.forecast_frozen_on if s.case.forecast_points is not None else None,
    )


def _judged(s: Situation, outlook: Outlook, at: Expected) -> tuple[str, Text | None]:
    """The verdict, and what it still lacks where it is half-way between two.

    Better than expected is beyond the interval on the good side. Turned asks for that twice in a row, and for values
    that have moved the declared way since the baseline. Better, but standing still or moving the wrong way, is bending.
    Better once only, though moving the right way, is bending too, and the reason says so: one point in ten falls out on
    the good side by chance, so "turned" would promise too much, and "as forecast" would deny what is there.
    """
    after = s.frame.after
    side = _beyond(s, outlook, after[-1], at)
    if side <= 0:
        return ("worse_than_forecast" if side < 0 else "as_forecast"), None
    if _way_since_baseline(s) <= 0:
        return "bending", None
    earlier = apart(after[:-1], trailing_width(s.case, s.frame.reported) or 1, after[-1].period)[-1:]
    expected = outlook.of([value.period for value in earlier])
    is_twice = bool(expected) and _beyond(s, outlook, earlier[-1], expected[-1]) > 0
    return ("turned", None) if is_twice else ("bending", reasons.BETTER_ONLY_ONCE)


def _beyond(s: Situation, outlook: Outlook, value: Value, expected: Expected) -> int:
    """1 beyond the interval on the good side, -1 on the bad one, 0 inside it."""
    slack = outlook.slack(value.value)
    side = (value.value > expected.high + slack) - (value.value < expected.low - slack)
    return side if s.case.direction == "increase" else -side


def _way_since_baseline(s: Situation) -> int:
    """1 where the Theil-Sen slope of the points since the baseline goes the declared way, -1 the other way, else 0."""
    baseline = (s.frame.baseline,) if s.frame.baseline else ()
    values = [*baseline, *s.frame.after][-_MOST_SINCE:]
    if len(values) < 2:
        return 0
    scale = max(abs(value.value) for value in values) or 1.0
    times = np.array([value.period.end_years for value in values])
    slope = theil_sen(np.array([value.value for value in values]) / scale, times - times[-1])
    way = (slope > TOLERANCE) - (slope < -TOLERANCE)
    return way if s.case.direction == "increase" else -way
