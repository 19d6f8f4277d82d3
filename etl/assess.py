"""From a series to its verdict: what the definition declares and the figures say, put before `progress`."""

from __future__ import annotations

from datetime import date
from typing import Any

from config.indicator import Indicator
from etl.combine import Series
from progress.case import Case, Point
from progress.declared import case_from
from progress.status import status_fields, verdict_on, verdict_on_nothing
from progress.verdict import Verdict
from store.time_period import TimePeriod


def case_of(indicator: Indicator, series: Series, assessed_on: date) -> Case:
    """The inputs of the verdict on one series of an indicator."""
    points = [Point(TimePeriod.parse(o.period), o.value, o.status) for o in series.observations]
    return case_from(indicator, series, points, assessed_on)


def assess(indicator: Indicator, series: Series, assessed_on: date, case: Case | None = None) -> Verdict:
    """The verdict on one series, with its sentence and formula.

    Args:
        case: what `case_of` makes of them, where it is at hand.
    """
    return verdict_on(indicator, series, case or case_of(indicator, series, assessed_on))


def without_series(area: str, indicator: Indicator, assessed_on: date) -> Verdict:
    """The verdict on an indicator that has no shared series: judged place by place, or nothing delivered yet.

    Args:
        area: the alliance's own.
    """
    nothing = Series("shared", None, indicator.area or area, {}, ())
    return verdict_on_nothing(indicator, case_of(indicator, nothing, assessed_on))


def status_of(indicator: Indicator, series: Series, verdict: Verdict) -> dict[str, Any]:
    """The fields of `fremdrift status --json` for one series."""
    return status_fields(indicator, series, series.parts, verdict)
