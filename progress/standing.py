"""What one published series says, as plain values: the input of contributions and equity.

Everything is taken from what is published, after hiding, so that nothing can be computed here that a reader could not
compute from the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.indicator import Indicator
from progress.case import Break, Case, Point, Target
from progress.prepare import frame_for, known_values
from progress.verdict import Value
from store.published import PublishedSeries
from store.time_period import PeriodError, TimePeriod

HIDDEN = "Q"
_NO_FIGURE = frozenset("FLMN")


@dataclass(frozen=True, slots=True)
class Standing:
    """One series with its verdict.

    Attributes:
        values: as rule 0 of the method prepares them, in order of time; of trailing twelve months they are sums.
        hidden: periods whose value is not shown, and of trailing sums those that would need such a value.
        is_running: the values are sums since the baseline, so that a hidden one is part of all that follow.
        baseline, latest, target, verdict, outcome: as in the published verdict; outcome is that of the judged target.
    """

    organisation: str | None
    area: str
    dimensions: Mapping[str, str]
    verdict: str
    values: tuple[Value, ...] = ()
    hidden: frozenset[TimePeriod] = frozenset()
    is_running: bool = False
    baseline: Value | None = None
    latest: Value | None = None
    target: Target | None = None
    outcome: str | None = None

    def at(self, period: TimePeriod) -> Value | None:
        """The value of that period; of the baseline and the latest as the verdict has them."""
        for known in (self.baseline, self.latest):
            if known is not None and known.period == period:
                return known
        return next((value for value in self.values if value.period == period), None)

    def hides(self, period: TimePeriod) -> bool:
        """Whether the value of that period is there and not shown."""
        return period in self.hidden or (self.is_running and any(one.end <= period.end for one in self.hidden))

    @property
    def is_latest_hidden(self) -> bool:
        """Whether something newer than the latest value is there and not shown."""
        newest = max((period.end for period in self.hidden), default=None)
        return newest is not None and (self.latest is None or newest > self.latest.period.end)


def standing_of(indicator: Indicator, series: PublishedSeries) -> Standing:
    """The plain values of one published series of this indicator."""
    verdict = series.verdict
    points = tuple(_points(series))
    case = _case(indicator, points, verdict)
    frame = frame_for(case, known_values(case), None)
    target = _target(verdict.get("target"))
    return Standing(
        organisation=series.organisation,
        area=series.area,
        dimensions=dict(series.dimensions),
        verdict=str(verdict.get("verdict", "not_enough_data")),
        values=frame.values,
        hidden=_hidden(points, frame.is_trailing),
        is_running=frame.is_running,
        baseline=_value(verdict.get("baseline")),
        latest=_value(verdict.get("latest")),
        target=target,
        outcome=_outcome(verdict, target),
    )


def _points(series: PublishedSeries) -> list[Point]:
    each = zip(series.points.periods, series.points.values, series.points.statuses, strict=True)
    return [Point(TimePeriod.parse(period), value, status) for period, value, status in each]


def _case(indicator: Indicator, points: tuple[Point, ...], verdict: Mapping[str, Any]) -> Case:
    """As much of the case as preparing its values takes."""
    day = verdict.get("assessed_on")
    return Case(
        direction=indicator.direction,
        points=points,
        assessed_on=date.fromisoformat(day) if day else date.max,
        baseline_period=TimePeriod.parse(indicator.baseline.period) if indicator.baseline else None,
        kind=indicator.kind,
        is_cumulative=indicator.cumulative,
        breaks=tuple(Break(TimePeriod.parse(b.period), b.bridged, b.reason.da) for b in indicator.breaks),
    )


def _hidden(points: tuple[Point, ...], is_trailing: bool) -> frozenset[TimePeriod]:
    hidden = {point.period for point in points if point.status == HIDDEN}
    if not is_trailing:
        return frozenset(hidden)
    width = {period: period.per_year or 1 for period in hidden}
    return frozenset(_shifted(period, step) for period in hidden for step in range(width[period]))


def _shifted(period: TimePeriod, step: int) -> TimePeriod:
    try:
        return period.shift(step)
    except PeriodError:  # the last period there is
        return period


def _value(told: Mapping[str, Any] | None) -> Value | None:
    if not told or told.get("value") is None or not told.get("period"):
        return None
    return Value(TimePeriod.parse(told["period"]), float(told["value"]), str(told.get("status", "A")))


def _target(told: Mapping[str, Any] | None) -> Target | None:
    if not told or told.get("value") is None:
        return None
    return Target(float(told["value"]), TimePeriod.parse(told["period"]) if told.get("period") else None)


def _outcome(verdict: Mapping[str, Any], target: Target | None) -> str | None:
    """Of the version that is judged."""
    if target is None:
        return None
    period = str(target.period) if target.period else None
    found = [t for t in verdict.get("targets") or [] if t.get("value") == target.value and t.get("period") == period]
    return found[-1].get("outcome") if found else None
