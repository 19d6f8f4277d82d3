"""Judging what has to be: a series whose inputs have changed, or all of them on a new day.

A row is written where it shows something else than before; all other rows stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from etl.assess import assess, case_of, status_of, without_series
from etl.combine import Series, combine
from etl.disclosure.memory import Memory
from etl.freeze import freeze, with_forecast
from etl.packing import Packed, common_inputs, pack, shown, shown_digest
from etl.suppress import hide
from progress import verdict
from progress.case import Case
from store.frozen import FrozenOf, keep_frozen, read_frozen
from store.observations import Observation
from store.published import (
    AT_ONCE,
    Points,
    Row,
    Standing,
    next_version,
    note_day,
    note_same,
    read_standing,
    take_away,
    write_published,
)
from store.snapshots import Made, gone, keep_snapshots
from store.time_period import TimePeriod

Given = tuple[int, Indicator, list[Series]]


class _Touched(NamedTuple):
    """A series that is judged.

    Attributes:
        number: of its indicator.
    """

    number: int
    indicator: Indicator
    packed: Packed

    @property
    def series(self) -> Series:
        return self.packed.series

    @property
    def key(self) -> tuple[int, str]:
        return self.number, self.packed.series.subject


class Judging:
    """One publishing of an alliance's indicators, from one day; no more than a few hundred verdicts are in hand."""

    def __init__(self, connection: sa.Connection, declared: Alliance, assessed_on: date, now: datetime) -> None:
        self.connection, self.declared = connection, declared
        self.assessed_on, self.now = assessed_on, now
        self.version: int | None = None

    def judge(self, given: Sequence[Given]) -> None:
        """Judge and show what has changed of these indicators, each with all of its series."""
        numbers = [number for number, *_ in given]
        standing = read_standing(self.connection, numbers)
        frozen = read_frozen(self.connection, numbers)
        touched = self._touched(given, standing)
        while part := list(islice(touched, AT_ONCE)):
            self._judge(part, standing, frozen)
        there = {(number, one.subject) for number, _, series in given for one in series}
        self._end({key: row.number for key, row in standing.items() if key not in there})
        if any(row.assessed_on != self.assessed_on for row in standing.values()):
            note_day(self.connection, numbers, self.assessed_on)
            self._version()  # curves end on that day

    def _touched(self, given: Sequence[Given], standing: dict[tuple[int, str], Standing]) -> Iterator[_Touched]:
        """The series that were made from something else, or on another day."""
        for number, indicator, series in given:
            common = common_inputs(self.declared, indicator, verdict.LINEAR)
            for one in series:
                packed = pack(indicator, one, common)
                row = standing.get((number, one.subject))
                holds = row is not None and row.inputs_sha256 == packed.inputs_sha256
                if row is None or not holds or row.assessed_on != self.assessed_on:
                    yield _Touched(number, indicator, packed)

    def _judge(self, part: Sequence[_Touched], standing: dict[tuple[int, str], Standing], frozen: FrozenOf) -> None:
        cases = [case_of(one.indicator, one.series, self.assessed_on) for one in part]
        series = ((one.number, one.series, case) for one, case in zip(part, cases, strict=True))
        keep_frozen(self.connection, freeze(series, frozen, self.now))
        made, rows, same = list[Made](), list[Row](), dict[int, str]()
        known = dict[Case, dict[str, Any]]()
        for one, bare in zip(part, cases, strict=True):
            case = with_forecast(bare, one.key, frozen)
            points, inputs = one.packed.points, one.packed.inputs_sha256
            status = status_for(self.declared, one.indicator, one.series, case)
            row = Row(one.number, shown(one.indicator, one.series, points, status), self.assessed_on, inputs)
            row = row._replace(shown_sha256=shown_digest(row.series))
            before = standing.get(one.key)
            if before is None or (before.inputs_sha256, before.shown_sha256) != (inputs, row.shown_sha256):
                made.append(Made(*one.key, _inputs(case, points, known), status))
            if before is None or before.shown_sha256 != row.shown_sha256:
                rows.append(row)
            elif before.inputs_sha256 != inputs:
                same[before.number] = inputs
        keep_snapshots(self.connection, self.assessed_on, made, self.now)
        note_same(self.connection, same)
        if rows:
            write_published(self.connection, rows, standing, self._version())

    def _end(self, ended: dict[tuple[int, str], int]) -> None:
        """What has no series any more is shown no longer, and nothing is said of it from now on."""
        if not ended:
            return
        self._version()
        take_away(self.connection, list(ended.values()))
        last = [gone(*key, verdict.LINEAR._asdict()) for key in ended]
        keep_snapshots(self.connection, self.assessed_on, last, self.now)

    def _version(self) -> int:
        """Under which version is published: a new one where anything changes."""
        if self.version is None:
            self.version = next_version(self.connection)
        return self.version


def all_series(
    declared: Alliance,
    indicator: Indicator,
    observations: list[Observation],
    memory: Memory | None = None,
) -> list[Series]:
    """Everything that is shown of an indicator, as it is shown; the shared series is always there, first.

    Args:
        memory: of what was published before, so that small counts stay hidden from one publication to the next.
    """
    series = hide(declared, indicator, combine(declared, indicator, observations), memory)
    if any(one.role == "shared" for one in series):
        return series
    return [Series("shared", None, indicator.area or declared.area, {}, ()), *series]


def status_for(declared: Alliance, indicator: Indicator, series: Series, case: Case) -> dict[str, Any]:
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
