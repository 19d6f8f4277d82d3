"""The points before the baseline that a forecast is made from, and those of them that are kept for it for ever."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from progress.case import Case, Point
from progress.prepare import end_of, has_one_frequency, known_values, trailing_sums, trailing_width
from progress.situation import Situation, situation_of
from progress.verdict import Value
from store.time_period import TimePeriod

FEWEST_POINTS, MOST_POINTS = 4, 8


def points_before(s: Situation, starts: TimePeriod) -> tuple[Value, ...]:
    """The values strictly before t0, the latest eight: the effort starts at t0, so the baseline is its own first point.

    Of sums of twelve months only those that share no month with each other or with the baseline's: sums that overlap
    say the same again, and would make the forecast look far surer than it is.
    """
    if s.case.forecast_points is None:
        judged = s.frame.values
        width = trailing_width(s.case, s.frame.reported) or 1
    else:
        reported = _reported_before(s)
        width = trailing_width(s.case, reported) or 1
        judged = trailing_sums(reported, width) if width > 1 else reported
    before = judged[: bisect_left(judged, starts.end, key=end_of)]
    return apart(before, width, starts)[-MOST_POINTS:]


def _reported_before(s: Situation) -> tuple[Value, ...]:
    """The frozen points, else the series' own, of the stretch that the baseline stands in."""
    if s.case.forecast_points is None:
        return s.frame.reported
    known = known_values(replace(s.case, points=s.case.forecast_points))
    frequency = {value.period.frequency for value in s.known}
    if s.frame.restarted_at is not None or not has_one_frequency(known):
        return ()
    cuts = [one.period.start for one in s.case.breaks if not one.bridged]
    first = s.frame.reported[0].period.start if s.frame.reported else None
    cut = max((day for day in cuts if first is not None and day <= first), default=None)
    return tuple(v for v in known if v.period.frequency in frequency and (cut is None or v.period.start >= cut))


def apart(values: Sequence[Value], width: int, starts: TimePeriod) -> tuple[Value, ...]:
    """The values that lie at least `width` periods from each other and from t0, counted back."""
    if width == 1 or not values:
        return tuple(values)
    limit = TimePeriod.containing(values[0].period.frequency, starts.end).number
    kept = []
    for value in reversed(values):
        if value.period.number <= limit - width:
            kept.append(value)
            limit = value.period.number
    return tuple(reversed(kept))


def points_to_freeze(case: Case) -> tuple[Point, ...]:
    """The points, as reported, that the forecast is made from; empty where none can be made.

    Put into `Case.forecast_points` they give the same forecast, whatever becomes of the series.
    """
    s = situation_of(case)
    if s.frame.starts is None or s.frame.is_running or not has_one_frequency(s.known):
        return ()
    before = points_before(s, s.frame.starts)
    if len(before) < FEWEST_POINTS:
        return ()
    reported = _reported_before(s)
    width = trailing_width(case, reported) or 1
    wanted = {value.period.number - back for value in before for back in range(width)}
    return tuple(Point(v.period, v.value, v.status) for v in reported if v.period.number in wanted)
