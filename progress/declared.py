"""A case from what the definition declares and a series' own points: the same one for the worker and for the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from config.indicator import Indicator
from progress.case import Break, Case, Exemption, Point, Target
from progress.naming import Naming
from store.published import PublishedSeries
from store.time_period import PeriodError, TimePeriod


class Subject(Protocol):
    """Of what a series is: the alliance as a whole (role "shared"), or one place or partner."""

    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str | None: ...
    @property
    def area(self) -> str: ...


def case_from(indicator: Indicator, subject: Subject, points: Sequence[Point], assessed_on: date) -> Case:
    """The inputs of the verdict on one series of an indicator.

    Args:
        points: in any order, as they are to be judged.
    """
    baseline = indicator.baseline
    is_shared = subject.role == "shared"
    return Case(
        direction=indicator.direction,
        points=tuple(points),
        assessed_on=assessed_on,
        baseline_period=TimePeriod.parse(baseline.period) if baseline else None,
        baseline_value=baseline.value if baseline and is_shared else None,
        targets=_targets(indicator, subject),
        is_cumulative=indicator.cumulative,
        methods=indicator.methods,
        kind=indicator.kind,
        decimals=indicator.decimals,
        bounds=indicator.limits if indicator.limits != (None, None) else None,
        range=indicator.range,
        path=indicator.path,
        milestones=tuple(Target(m.value, TimePeriod.parse(m.period)) for m in indicator.milestones if is_shared),
        breaks=tuple(Break(TimePeriod.parse(b.period), b.bridged, b.reason.da) for b in indicator.breaks),
        noise_band=indicator.noise_band,
        frequency=indicator.frequency,
        lag_months=indicator.lag_months,
        exemption=(
            Exemption(indicator.exemption.person, indicator.exemption.reason, indicator.exemption.expires)
            if indicator.exemption
            else None
        ),
    )


def published_points(series: PublishedSeries) -> tuple[Point, ...]:
    """The points as everybody may see them: a hidden count has no value, whatever its row holds."""
    columns = series.points
    found = []
    for text, value, status in zip(columns.periods, columns.values, columns.statuses, strict=True):
        try:
            period = TimePeriod.parse(text)
        except PeriodError:
            continue
        found.append(Point(period, None if status == "Q" else value, status))
    return tuple(found)


def naming_of(indicator: Indicator) -> Naming:
    """How sentences and formulas name the indicator."""
    return Naming(title=indicator.title, unit=indicator.unit_short or indicator.unit, decimals=indicator.decimals)


def _targets(indicator: Indicator, subject: Subject) -> tuple[Target, ...]:
    """Every version that holds for the subject: the whole's own, or those set for each place or for this one."""

    def holds(area: str | None, organisation: str | None) -> bool:
        if subject.role == "shared":
            return area in (None, subject.area) and organisation is None
        return area in ("each", subject.area) or (organisation is not None and organisation == subject.organisation)

    return tuple(
        Target(target.value, TimePeriod.parse(target.period) if target.period else None, target.adopted)
        for target in indicator.targets
        if holds(target.area, target.organisation)
    )
