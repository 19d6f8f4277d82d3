"""From observations to what is shown: combined, assessed, packed; a snapshot kept of every verdict that is new.

A series is judged where what it comes from has changed, or where the day has; its row is written where it shows
something else than before. All other rows stay as they are.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from etl.assess import assess, case_of, status_of, without_series
from etl.combine import Series, combine
from etl.freeze import freeze, with_forecast
from etl.packing import Packed, common_inputs, pack, points_of, shown, shown_digest
from progress import verdict
from progress.case import Case
from store.clock import danish_day
from store.definitions import indicator_ids
from store.frozen import Frozen, FrozenOf, keep_frozen, read_frozen
from store.observations import Observation, read_observations
from store.published import (
    AT_ONCE,
    Points,
    PublishedSeries,
    Row,
    next_version,
    note_day,
    note_same,
    read_shared_verdicts,
    read_standing,
    take_away,
    write_published,
)
from store.snapshots import Made, gone, keep_snapshots
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
            held = read_observations(connection, declared.slug, OPERATOR, [indicator.code], with_earlier=True)
            series = _all_series(declared, indicator, held)
            _Publishing(connection, declared, indicator, numbers[indicator.code], assessed_on, now).publish(series)


class _Publishing:
    """One indicator; series by series, so that no more than a few hundred verdicts are in hand at once."""

    def __init__(
        self,
        connection: sa.Connection,
        declared: Alliance,
        indicator: Indicator,
        number: int,
        assessed_on: date,
        now: datetime,
    ) -> None:
        self.connection, self.declared, self.indicator, self.number = connection, declared, indicator, number
        self.assessed_on, self.now = assessed_on, now
        self.standing = read_standing(connection, number)
        self.frozen: FrozenOf = read_frozen(connection, number)
        self.version: int | None = None
        self.known: dict[Case, dict[str, Any]] = {}

    def publish(self, series: Sequence[Series]) -> None:
        common = common_inputs(self.declared, self.indicator, verdict.LINEAR)
        packed = (pack(self.indicator, one, common) for one in series)
        touched = (one for one in packed if not self._holds(one))
        while part := list(islice(touched, AT_ONCE)):
            self._judge(part)
        self._end({one.subject for one in series})
        if self.standing and note_day(self.connection, self.number, self.assessed_on):
            self._version()  # curves end on that day

    def _holds(self, one: Packed) -> bool:
        """Whether what is shown of the series was made from the same, and today."""
        row = self.standing.get(one.series.subject)
        return row is not None and (row.inputs_sha256, row.assessed_on) == (one.inputs_sha256, self.assessed_on)

    def _judge(self, part: Sequence[Packed]) -> None:
        cases = [case_of(self.indicator, one.series, self.assessed_on) for one in part]
        new = freeze(zip((one.series for one in part), cases, strict=True), self.frozen, self.now)
        keep_frozen(self.connection, self.number, new)
        made, rows, same = list[Made](), list[Row](), dict[int, str]()
        for one, bare in zip(part, cases, strict=True):
            case = with_forecast(bare, one.series.subject, self.frozen)
            series = shown(self.indicator, one.series, one.points, self._status(one.series, case))
            row = Row(series, self.assessed_on, one.inputs_sha256, shown_digest(series))
            before = self.standing.get(series.subject)
            shows_the_same = before is not None and before.shown_sha256 == row.shown_sha256
            if before is None or not shows_the_same or before.inputs_sha256 != row.inputs_sha256:
                made.append(Made(series.subject, _inputs(case, one.points, self.known), series.verdict))
            if before is None or not shows_the_same:
                rows.append(row)
            elif before.inputs_sha256 != row.inputs_sha256:
                same[before.number] = one.inputs_sha256
        keep_snapshots(self.connection, self.number, self.assessed_on, made, self.now)
        note_same(self.connection, same)
        if rows:
            write_published(self.connection, self.number, rows, self.standing, self._version())

    def _status(self, series: Series, case: Case) -> dict[str, Any]:
        return _status(self.declared, self.indicator, series, case)

    def _end(self, subjects: Collection[str]) -> None:
        """What has no series any more is shown no longer, and nothing is said of it from now on."""
        ended = {subject: row.number for subject, row in self.standing.items() if subject not in subjects}
        if ended:
            self._version()
            take_away(self.connection, list(ended.values()))
            last = [gone(subject, verdict.LINEAR._asdict()) for subject in ended]
            keep_snapshots(self.connection, self.number, self.assessed_on, last, self.now)

    def _version(self) -> int:
        """Under which version the indicator is published: a new one where anything of it changes."""
        if self.version is None:
            self.version = next_version(self.connection)
        return self.version


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
    declared: Alliance,
    indicator: Indicator,
    observations: list[Observation],
    assessed_on: date,
    frozen: Mapping[tuple[str, str], Frozen] | None = None,
) -> list[tuple[PublishedSeries, Case]]:
    """What is shown of an indicator and the inputs of each verdict; the shared series is always there, first."""
    found = []
    for one in _all_series(declared, indicator, observations):
        case = with_forecast(case_of(indicator, one, assessed_on), one.subject, frozen or {})
        status = _status(declared, indicator, one, case)
        found.append((shown(indicator, one, points_of(indicator, one), status), case))
    return found


def _all_series(declared: Alliance, indicator: Indicator, observations: list[Observation]) -> list[Series]:
    """Everything that is shown of an indicator, as it is shown; the shared series is always there, first."""
    series = combine(declared, indicator, observations)
    if any(one.role == "shared" for one in series):
        return series
    return [Series("shared", None, indicator.area or declared.area, {}, ()), *series]


def _status(declared: Alliance, indicator: Indicator, series: Series, case: Case) -> dict[str, Any]:
    if series.role == "shared" and not series.observations:
        return status_of(indicator, series, without_series(declared, indicator, case.assessed_on))
    return status_of(indicator, series, assess(indicator, series, case.assessed_on, case))


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
