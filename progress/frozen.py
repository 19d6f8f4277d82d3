"""A case with its frozen forecast: the points that it was made from, before `progress` ever after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from progress.case import Case, Point
from store.clock import danish_day
from store.frozen import Frozen
from store.time_period import TimePeriod

_HIDDEN = "Q"


def with_forecast(case: Case, key: tuple[int, str], frozen: Mapping[tuple[int, str, str], Frozen]) -> Case:
    """The case of a series with the points its forecast was frozen from; what is hidden by now is hidden there too.

    Args:
        key: number of the indicator, subject of the series.
    """
    one = frozen.get((*key, str(case.baseline_period)))
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
