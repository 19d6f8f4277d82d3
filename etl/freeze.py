"""The frozen forecast of a case: kept the first time one can be made, and put before `progress` ever after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from etl.combine import Series
from progress.case import Case
from progress.frozen import with_forecast as with_forecast
from progress.points_before import FEWEST_POINTS, points_to_freeze
from progress.verdict import LINEAR
from store.frozen import Frozen, FrozenOf


def freeze(cases: Iterable[tuple[int, Series, Case]], frozen: FrozenOf, now: datetime) -> list[Frozen]:
    """New forecasts of those series that have none for their baseline and can have one now; added to `frozen`.

    Args:
        cases: each with the number of its indicator.
    """
    new = []
    for number, series, case in cases:
        key = (number, series.subject, str(case.baseline_period))
        if key in frozen or series.role == "comparison":
            continue
        points = points_to_freeze(case) if _may_have_enough(case) else ()
        if points:
            kept = tuple((str(point.period), point.value, point.status) for point in points)
            frozen[key] = Frozen(*key, LINEAR.version, kept, now)
            new.append(frozen[key])
    return new


def _may_have_enough(case: Case) -> bool:
    """Cheaply told: whether so many figures lie before the baseline that a closer look is worth its time."""
    start = case.baseline_period
    if start is None:
        return False
    return sum(point.value is not None and point.period.end < start.end for point in case.points) >= FEWEST_POINTS
