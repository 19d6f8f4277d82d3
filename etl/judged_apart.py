"""The verdicts on some series, from plain values alone: the same wherever it is done, in this process or another.

Nothing here reads the store, the clock or the settings.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from config.indicator import Indicator
from etl.assess import assess, status_of, without_series
from etl.combine import Series
from etl.freeze import freeze, with_forecast
from etl.packing import shown, shown_digest
from progress.case import Case, Point
from progress.declared import case_from
from progress.holds import holds_until
from store.frozen import Frozen
from store.published import Points
from store.time_period import TimePeriod


class Task(NamedTuple):
    """One series to be judged.

    Attributes:
        number: of its indicator.
        series: without its observations; `points` are these, as they are shown.
        frozen: the forecasts that were frozen of it.
    """

    number: int
    indicator: Indicator
    series: Series
    points: Points
    frozen: Sequence[Frozen]


class Tasks(NamedTuple):
    """Some series, and what they have in common: the alliance's area, the day, the moment."""

    area: str
    assessed_on: date
    now: datetime
    each: Sequence[Task]


class Done(NamedTuple):
    """What came of one series.

    Attributes:
        status: the fields of `fremdrift status --json`.
        inputs: of the verdict, as plain JSON.
        shown_sha256: of all that its row shows but the day.
        holds_until: the next day on which time alone may change it.
        frozen: a forecast that is to be kept from now on.
    """

    status: dict[str, Any]
    inputs: dict[str, Any]
    shown_sha256: str
    holds_until: date
    frozen: Frozen | None


def judge_some(tasks: Tasks) -> list[Done]:
    """Judge each of these series."""
    known = dict[Case, dict[str, Any]]()
    return [_judge(tasks, one, known) for one in tasks.each]


def _judge(tasks: Tasks, task: Task, known: dict[Case, dict[str, Any]]) -> Done:
    number, indicator, series, points, _ = task
    bare = case_from(indicator, series, _as_points(points), tasks.assessed_on)
    frozen = {(one.indicator_id, one.subject, one.baseline_period): one for one in task.frozen}
    new = freeze([(number, series, bare)], frozen, tasks.now)
    case = with_forecast(bare, (number, series.subject), frozen)
    status = status_for(tasks.area, indicator, series, case)
    override = indicator.override
    days = (override.set_on, override.expires) if override else ()
    return Done(
        status,
        _inputs(case, points, known),
        shown_digest(shown(indicator, series, points, status)),
        holds_until(case, *days),
        new[0] if new else None,
    )


def status_for(area: str, indicator: Indicator, series: Series, case: Case) -> dict[str, Any]:
    """The fields of `fremdrift status --json`.

    Args:
        area: the alliance's own.
    """
    if series.role == "shared" and not case.points:
        return status_of(indicator, series, without_series(area, indicator, case.assessed_on))
    return status_of(indicator, series, assess(indicator, series, case.assessed_on, case))


def _as_points(points: Points) -> list[Point]:
    columns = zip(points.periods, points.values, points.statuses, strict=True)
    return [Point(TimePeriod.parse(period), value, status) for period, value, status in columns]


def _inputs(case: Case, points: Points, known: dict[Case, dict[str, Any]]) -> dict[str, Any]:
    """The inputs of a verdict as plain JSON, in a fixed order; the day it is made on stands beside them.

    Args:
        points: the case's own, as they are shown.
        known: what was made of an indicator's cases before: its series share all but their points.
    """
    bare = replace(case, points=(), forecast_points=None)
    if bare not in known:
        known[bare] = json.loads(json.dumps(bare, default=_plain, sort_keys=True))
        known[bare].pop("assessed_on")
    each = zip(points.periods, points.statuses, points.values, strict=True)
    own: dict[str, Any] = {"points": [{"period": p, "status": letter, "value": value} for p, letter, value in each]}
    if case.forecast_points is not None:
        own["forecast_points"] = [
            {"period": str(one.period), "status": one.status, "value": one.value} for one in case.forecast_points
        ]
    return known[bare] | own


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, TimePeriod | type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)
