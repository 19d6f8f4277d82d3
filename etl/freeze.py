"""The frozen forecast of a case: kept the first time one can be made, and put before `progress` ever after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from etl.combine import Series
from progress.case import Case, Point
from progress.prepare import frame_for, has_one_frequency, known_values
from progress.verdict import LINEAR
from store.clock import danish_day
from store.frozen import Frozen, FrozenOf
from store.time_period import TimePeriod

FEWEST = 4  # values before the baseline that a forecast is made from
_MOST = 24  # points kept: eight values, each of which may be a sum of twelve months, and some that lack
_HIDDEN = "Q"


def freeze(cases: Iterable[tuple[Series, Case]], frozen: FrozenOf, now: datetime) -> list[Frozen]:
    """New forecasts of those series that have none for their baseline and can have one now; added to `frozen`."""
    new = []
    for series, case in cases:
        key = (series.subject, str(case.baseline_period))
        if key in frozen or series.role == "comparison":
            continue
        points = points_before(case)
        if points:
            kept = tuple((str(point.period), point.value, point.status) for point in points)
            frozen[key] = Frozen(*key, LINEAR.version, kept, now)
            new.append(frozen[key])
    return new


def with_forecast(case: Case, subject: str, frozen: Mapping[tuple[str, str], Frozen]) -> Case:
    """The case with the points that its forecast was frozen from; what is hidden by now is hidden in them too."""
    one = frozen.get((subject, str(case.baseline_period)))
    if one is None:
        return case
    hidden = {str(point.period) for point in case.points if point.status == _HIDDEN}
    points = tuple(
        Point(TimePeriod.parse(period), None, _HIDDEN)
        if period in hidden
        else Point(TimePeriod.parse(period), value, status)
        for period, value, status in one.points
    )
    return replace(case, forecast_points=points, forecast_frozen_on=danish_day(one.recorded_at))


def points_before(case: Case) -> tuple[Point, ...]:
    """The usable points before t0, the latest ones; none where they are too few for a forecast."""
    start = case.baseline_period
    if start is None or sum(p.value is not None and p.period.end < start.end for p in case.points) < FEWEST:
        return ()
    known = known_values(case)
    if not has_one_frequency(known):
        return ()
    frame = frame_for(case, known, None)
    t0 = frame.starts or start
    if sum(value.period.end < t0.end for value in frame.values) < FEWEST:  # of sums of twelve months there are fewer
        return ()
    before = [value for value in known if value.period.end < t0.end]
    return tuple(Point(value.period, value.value, value.status) for value in before[-_MOST:])
