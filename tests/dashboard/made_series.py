"""Small made-up series for the cases that the demo does not have: hidden counts, breaks, odd frequencies."""

from __future__ import annotations

from datetime import date
from typing import Any

from config.indicator import Indicator
from progress.case import Break, Case, Point, Target
from progress.judge import judge
from store.published import Points, PublishedSeries
from store.time_period import TimePeriod

TODAY = date(2026, 11, 23)


def indicator(**fields: Any) -> Indicator:
    """An indicator; what is not given is ordinary: a count of a state, by year, fewer is better."""
    usual = {
        "code": "maalt",
        "goal": "maal",
        "title": {"da": "Borgere på venteliste", "en": "People on a waiting list"},
        "unit": {"da": "borgere", "en": "people"},
        "decimals": 0,
        "frequency": "annual",
        "lag_months": 6,
        "direction": "decrease",
        "kind": "state",
    }
    return Indicator.model_validate({**usual, **fields})


def series(declared: Indicator, rows: list[tuple[Any, ...]], area: str = "0751 Aarhus", **more: Any) -> PublishedSeries:
    """A published series with the verdict that the product's own rules give it.

    Args:
        rows: (period, value) or (period, value, status letter).
    """
    full = [(*row, "A")[:3] for row in rows]
    points = tuple(Point(TimePeriod.parse(period), value, status) for period, value, status in full)
    case = Case(
        direction=declared.direction,
        points=tuple(point for point in points if point.status != "Q"),
        assessed_on=TODAY,
        baseline_period=TimePeriod.parse(declared.baseline.period) if declared.baseline else None,
        targets=tuple(
            Target(one.value, TimePeriod.parse(one.period) if one.period else None, one.adopted)
            for one in declared.targets
        ),
        kind=declared.kind,
        decimals=declared.decimals,
        range=declared.range,
        path=declared.path,
        milestones=tuple(Target(one.value, TimePeriod.parse(one.period)) for one in declared.milestones),
        breaks=tuple(Break(TimePeriod.parse(b.period), b.bridged, b.reason.da) for b in declared.breaks),
        frequency=declared.frequency,
        lag_months=declared.lag_months,
    )
    count = len(full)
    return PublishedSeries(
        indicator=declared.code,
        subject="shared",
        role=more.get("role", "shared"),
        organisation=None,
        area=area,
        dimensions={},
        points=Points(
            periods=[row[0] for row in full],
            values=[row[1] for row in full],
            statuses=[row[2] for row in full],
            sources=[None] * count,
            submissions=[None] * count,
            sheets=[None] * count,
            cells=[None] * count,
            known_from=[None] * count,
            earlier=more.get("earlier", [[] for _ in full]),
        ),
        verdict=dict(judge(case).to_json()),
    )
