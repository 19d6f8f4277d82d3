"""Judging what has to be: a series whose inputs have changed, or that this day may change.

A row is written where it shows something else than before; all other rows stay as they are. In three steps, so that the
middle one can be done by others: `prepare` reads, `judged_apart.judge_some` judges, `keep` writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from etl.combine import Series, combine
from etl.disclosure.memory import Memory
from etl.judged_apart import Done, Task, Tasks
from etl.packing import Packed, common_inputs, pack, shown
from etl.program import program_digest
from etl.suppress import hide
from progress import verdict
from store.frozen import Frozen, keep_frozen, read_frozen
from store.judged import Judged, Versions, note_judged, read_judged
from store.observations import Observation
from store.publications import Publication, keep_publications
from store.published import (
    AT_ONCE,
    Row,
    Standing,
    note_day,
    note_same,
    read_standing,
    take_away,
    write_published,
)
from store.snapshots import Made, gone, keep_snapshots
from store.versions import next_version

Key = tuple[int, str]  # number of the indicator, subject of the series

_LONGEST = 28  # days after which an indicator is looked at again though nothing says so; not all on one day
_SPREAD = 14


class Given(NamedTuple):
    """An indicator with all that is shown of it, and what is to be remembered of that publication."""

    number: int
    indicator: Indicator
    series: list[Series]
    remember: Mapping[str, Sequence[Publication]]


class Touched(NamedTuple):
    """A series that is judged."""

    number: int
    indicator: Indicator
    packed: Packed

    @property
    def key(self) -> Key:
        return self.number, self.packed.series.subject


@dataclass(frozen=True, slots=True)
class Prepared:
    """Some indicators of an alliance, ready to be judged.

    Attributes:
        versions: of the figures that they were read from.
        ended: rows that have no series any more.
        tasks: of the touched series, in their order.
    """

    declared: Alliance
    assessed_on: date
    given: Sequence[Given]
    versions: Versions
    before: Mapping[int, Judged]
    standing: Mapping[Key, Standing]
    touched: Sequence[Touched]
    ended: Mapping[Key, int]
    tasks: Sequence[Task]

    @property
    def numbers(self) -> list[int]:
        return [one.number for one in self.given]


def made_from(declared: Alliance, indicator: Indicator, versions: Mapping[int, int]) -> str:
    """A digest of all that an indicator's verdicts come from but the program and the day."""
    order = [one.slug for one in declared.organisations]  # where two give the same figure, the first counts
    own = [common_inputs(declared, indicator, verdict.LINEAR), order, sorted(versions.items())]
    return hashlib.sha256(json.dumps(own).encode()).hexdigest()


def prepare(
    connection: sa.Connection, declared: Alliance, given: Sequence[Given], versions: Versions, assessed_on: date
) -> Prepared:
    """What of these indicators has to be judged, each given with all of its series."""
    numbers = [one.number for one in given]
    standing, before = read_standing(connection, numbers), read_judged(connection, numbers)
    frozen = dict[Key, list[Frozen]]()
    for one in read_frozen(connection, numbers).values():
        frozen.setdefault((one.indicator_id, one.subject), []).append(one)
    touched = list(_touched(declared, given, standing, before, assessed_on))
    there = {(one.number, series.subject) for one in given for series in one.series}
    return Prepared(
        declared,
        assessed_on,
        given,
        versions,
        before,
        standing,
        touched,
        {key: row.number for key, row in standing.items() if key not in there},
        [
            Task(one.number, one.indicator, replace(one.packed.series, observations=()), one.packed.points, own)
            for one in touched
            for own in (frozen.get(one.key, ()),)
        ],
    )


def _touched(
    declared: Alliance,
    given: Sequence[Given],
    standing: Mapping[Key, Standing],
    before: Mapping[int, Judged],
    assessed_on: date,
) -> Iterable[Touched]:
    """The series that are made from something else, or whose verdict this day may change."""
    for number, indicator, series, _ in given:
        common = common_inputs(declared, indicator, verdict.LINEAR)
        stands = number in before and before[number].stands(program_digest(), assessed_on)
        for one in series:
            packed = pack(indicator, one, common)
            row = standing.get((number, one.subject))
            if row is None or row.inputs_sha256 != packed.inputs_sha256 or not stands:
                yield Touched(number, indicator, packed)


def parts_of(prepared: Prepared, now: datetime, most: int) -> list[Tasks]:
    """The work, in pieces of at most so many series."""
    each, area = prepared.tasks, prepared.declared.area
    starts = range(0, len(each), most)
    return [Tasks(area, prepared.assessed_on, now, each[start : start + most]) for start in starts]


def keep(connection: sa.Connection, prepared: Prepared, done: Sequence[Done], now: datetime) -> None:
    """Show what has changed, remember what was said, and note what all of it was made from.

    Args:
        done: what came of the touched series, in their order.
    """
    publishing = _Publishing(connection, prepared.numbers, prepared.assessed_on, now)
    for one in prepared.given:
        keep_publications(connection, one.number, one.remember, now)
    pairs = list(zip(prepared.touched, done, strict=True))
    for start in range(0, len(pairs), AT_ONCE):
        publishing.show(pairs[start : start + AT_ONCE], prepared.standing)
    publishing.end(prepared.ended)
    if any(row.assessed_on != prepared.assessed_on for row in prepared.standing.values()):
        publishing.move_on()
    note_judged(connection, _judged(prepared, pairs))


def _judged(prepared: Prepared, pairs: Sequence[tuple[Touched, Done]]) -> dict[int, Judged]:
    """What each of the indicators is made from now, and until when that stands."""
    ends: dict[int, date] = {}
    for one, done in pairs:
        ends[one.number] = min(ends.get(one.number, date.max), done.holds_until)
    today, program, found = prepared.assessed_on, program_digest(), dict[int, Judged]()
    for number, indicator, *_ in prepared.given:
        before = prepared.before.get(number)
        made = made_from(prepared.declared, indicator, prepared.versions.get(number, {}))
        latest = today + timedelta(days=_LONGEST - number % _SPREAD)
        if before is not None and before.stands(program, today):  # those that were not touched are as old as ever
            made_on = today if number in ends else before.made_on
            found[number] = Judged(made, program, made_on, min(before.holds_until, ends.get(number, date.max)))
        else:
            found[number] = Judged(made, program, today, min(latest, ends.get(number, date.max)))
    return found


class _Publishing:
    """One publishing from one day, under one new version where anything changes."""

    def __init__(self, connection: sa.Connection, numbers: Sequence[int], assessed_on: date, now: datetime) -> None:
        self.connection, self.numbers, self.assessed_on, self.now = connection, numbers, assessed_on, now
        self.version: int | None = None

    def show(self, pairs: Sequence[tuple[Touched, Done]], standing: Mapping[Key, Standing]) -> None:
        keep_frozen(self.connection, [done.frozen for _, done in pairs if done.frozen is not None])
        made, rows, same = list[Made](), list[Row](), dict[int, str]()
        for one, done in pairs:
            points, inputs = one.packed.points, one.packed.inputs_sha256
            before = standing.get(one.key)
            if before is None or (before.inputs_sha256, before.shown_sha256) != (inputs, done.shown_sha256):
                made.append(Made(*one.key, done.inputs, done.status))
            if before is None or before.shown_sha256 != done.shown_sha256:
                series = shown(one.indicator, one.packed.series, points, done.status)
                rows.append(Row(one.number, series, self.assessed_on, inputs, done.shown_sha256))
            elif before.inputs_sha256 != inputs:
                same[before.number] = inputs
        keep_snapshots(self.connection, self.assessed_on, made, self.now)
        note_same(self.connection, same)
        if rows:
            write_published(self.connection, rows, standing, self._version())

    def end(self, ended: Mapping[Key, int]) -> None:
        """What has no series any more is shown no longer, and nothing is said of it from now on."""
        if not ended:
            return
        self._version()
        take_away(self.connection, list(ended.values()))
        last = [gone(*key, verdict.LINEAR._asdict()) for key in ended]
        keep_snapshots(self.connection, self.assessed_on, last, self.now)

    def move_on(self) -> None:
        """All of it stands on the new day too: curves end on that day."""
        note_day(self.connection, self.numbers, self.assessed_on)
        self._version()

    def _version(self) -> int:
        if self.version is None:
            self.version = next_version(self.connection, self.numbers)
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
