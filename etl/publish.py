"""From observations to what is shown: combined, assessed, packed; a snapshot kept of every verdict that is new."""

from __future__ import annotations

import gc
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from etl.assess import assess, case_of, status_of, without_series
from etl.combine import Series, combine
from progress.case import Case
from store.clock import danish_day
from store.definitions import indicator_ids
from store.observations import Observation, read_observations
from store.published import AT_ONCE, Points, PublishedSeries, add_published, clear_published, read_shared_verdicts
from store.snapshots import Made, keep_snapshots
from store.time_period import TimePeriod
from store.viewer import OPERATOR


def publish(
    connection: sa.Connection, declared: Alliance, codes: Iterable[str], assessed_on: date, now: datetime
) -> None:
    """Make these indicators' shown series and verdicts anew from what is stored."""
    wanted = set(codes)
    numbers = indicator_ids(connection, declared.slug)
    for indicator in declared.indicators:
        if indicator.code not in wanted:
            continue
        # One at a time: all figures of a country are many.
        with _without_collecting():
            _publish_one(connection, declared, indicator, numbers[indicator.code], assessed_on, now)


def _publish_one(
    connection: sa.Connection,
    declared: Alliance,
    indicator: Indicator,
    number: int,
    assessed_on: date,
    now: datetime,
) -> None:
    """Series by series, so that no more than a few hundred verdicts are in hand at once."""
    held = read_observations(connection, declared.slug, OPERATOR, [indicator.code], with_earlier=True)
    shown = _each_shown(declared, indicator, held, assessed_on)
    known: dict[Case, dict[str, Any]] = {}
    version = clear_published(connection, number)
    while part := list(islice(shown, AT_ONCE)):
        made = [Made(one.subject, _inputs(case, one.points, known), one.verdict) for one, case in part]
        keep_snapshots(connection, number, assessed_on, made, now)
        add_published(connection, number, [one for one, _ in part], version)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Figures have no cycles, and are many: looking through them for some takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def publish_telling(
    connection: sa.Connection, declared: Alliance, codes: Collection[str], now: datetime
) -> list[dict[str, str]]:
    """Publish these indicators.

    Returns:
        the shared verdicts that became others, as in a report: indicator, before, after.
    """
    before = read_shared_verdicts(connection, declared.slug, codes)
    publish(connection, declared, codes, danish_day(now), now)
    after = read_shared_verdicts(connection, declared.slug, codes)
    return [
        {"indicator": code, "before": before[code], "after": verdict}
        for code, verdict in after.items()
        if code in before and before[code] != verdict
    ]


def shown_series(
    declared: Alliance, indicator: Indicator, observations: list[Observation], assessed_on: date
) -> list[tuple[PublishedSeries, Case]]:
    """What is shown of an indicator and the inputs of each verdict; the shared series is always there, first."""
    return list(_each_shown(declared, indicator, observations, assessed_on))


def _each_shown(
    declared: Alliance, indicator: Indicator, observations: list[Observation], assessed_on: date
) -> Iterator[tuple[PublishedSeries, Case]]:
    series = combine(declared, indicator, observations)
    if not any(one.role == "shared" for one in series):
        nothing = Series("shared", None, indicator.area or declared.area, {}, ())
        verdict = without_series(declared, indicator, assessed_on)
        yield _packed(indicator, nothing, dict(verdict.to_json())), case_of(indicator, nothing, assessed_on)
    for one in series:
        case = case_of(indicator, one, assessed_on)
        status = status_of(indicator, one, assess(indicator, one, assessed_on, case))
        yield _packed(indicator, one, status), case


def _packed(indicator: Indicator, series: Series, status: dict[str, Any]) -> PublishedSeries:
    held = series.observations
    points = Points(
        periods=[one.period for one in held],
        values=[one.value for one in held],
        statuses=[one.status for one in held],
        sources=[one.source or indicator.source for one in held],
        submissions=[one.submission or None for one in held],
        sheets=[one.sheet or None for one in held],
        cells=[one.cell or None for one in held],
        known_from=[_day(one.known_from) for one in held],
        earlier=[[[value, letter, _day(known)] for value, letter, known in one.earlier] for one in held],
    )
    return PublishedSeries(
        indicator=indicator.code,
        subject=series.subject,
        role=series.role,
        organisation=series.organisation,
        area=series.area,
        dimensions=series.dimensions,
        points=points,
        verdict=status,
    )


@lru_cache(1000)  # a file has few different moments
def _day(moment: datetime) -> str:
    return danish_day(moment).isoformat()


def _inputs(case: Case, points: Points, known: dict[Case, dict[str, Any]]) -> dict[str, Any]:
    """The inputs of a verdict as plain JSON, in a fixed order; the day it is made on stands beside them.

    Args:
        points: the case's own, as they are shown.
        known: what was made of an indicator's cases before: its series share all but their points.
    """
    bare = replace(case, points=())
    if bare not in known:
        known[bare] = json.loads(json.dumps(bare, default=_plain, sort_keys=True))
        known[bare].pop("assessed_on")
    each = zip(points.periods, points.statuses, points.values, strict=True)
    return known[bare] | {"points": [{"period": p, "status": status, "value": value} for p, status, value in each]}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, TimePeriod | type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)
