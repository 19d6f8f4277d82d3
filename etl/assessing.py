"""Judging a whole store: only what is made from other figures or definitions than before, or what this day may change.

An indicator of which nothing has changed costs no more than a look at a version, whatever it holds. The verdicts of the
others may be made by several processes (`etl/fan_out.py`): one part is being judged while the next is read, and each
part is written in a transaction of its own, so that nobody waits long for the store.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime

import sqlalchemy as sa

from config.definitions import Alliance
from etl.fan_out import Begun, FanOut, fan_out
from etl.judged_apart import Done, Tasks, judge_some
from etl.judging import Prepared, keep, made_from, parts_of
from etl.program import program_digest
from etl.publish import parts_to_publish, prepare_part, publish
from etl.telling_how_far import Tell, silent
from etl.workroom import Workroom
from store.clock import danish_day
from store.definitions import indicator_ids, read_alliances
from store.judged import move_day, read_judged, read_versions
from store.runs import JUDGING
from store.viewer import OPERATOR

log = logging.getLogger(__name__)

_PIECE = 40  # series judged at a time by one process: a few tenths of a second


def judge_again(room: Workroom, slug: str | None = None, tell: Tell = silent) -> set[str]:
    """Judge what has to be, of every alliance or of one.

    Returns:
        the alliances of which an indicator was looked at again.
    """
    now = room.clock()
    today = danish_day(now)
    with room.store.reading() as connection:
        alliances = [one for one in read_alliances(connection, OPERATOR, today) if slug in (None, one.slug)]
        changed = {one.slug: changed_codes(connection, one, today) for one in alliances}
    total, done = sum(len(codes) for codes in changed.values()), 0
    tell(JUDGING, 0, total)
    with fan_out(room.settings) as fan:
        for declared in alliances:
            _stand_still(room, declared, changed[declared.slug], today)
            for prepared in _judged(room, fan, declared, changed[declared.slug], today, now):
                done += len(prepared.numbers)
                tell(JUDGING, done, total)
    return {name for name, codes in changed.items() if codes}


def changed_codes(connection: sa.Connection, declared: Alliance, today: date) -> list[str]:
    """The indicators that are made from something else than their verdicts were, or that this day may change."""
    numbers = indicator_ids(connection, declared.slug)
    wanted = [numbers[one.code] for one in declared.indicators]
    versions, before, program = read_versions(connection, wanted), read_judged(connection, wanted), program_digest()
    found = []
    for one in declared.indicators:
        number = numbers[one.code]
        last = before.get(number)
        stands = last is not None and last.stands(program, today)
        if last is None or not stands or last.made_from != made_from(declared, one, versions.get(number, {})):
            found.append(one.code)
    return found


def _stand_still(room: Workroom, declared: Alliance, changed: list[str], today: date) -> None:
    """All that has not changed stands on this day too."""
    with room.store.writing() as connection:
        numbers = indicator_ids(connection, declared.slug)
        still = {one.code for one in declared.indicators} - set(changed)
        move_day(connection, [numbers[code] for code in still], today)


def _judged(
    room: Workroom, fan: FanOut, declared: Alliance, codes: list[str], today: date, now: datetime
) -> Iterator[Prepared]:
    """Each part when it is written; while it is, the next one is being judged."""
    with room.store.reading() as connection:
        parts = parts_to_publish(connection, declared, codes)
    waiting: tuple[Prepared, Begun[Tasks, list[Done]]] | None = None
    for part in parts:
        with room.store.reading() as connection:
            prepared = prepare_part(connection, declared, part, today)
        begun = fan.begin(judge_some, parts_of(prepared, now, _PIECE))
        if waiting is not None:
            yield _written(room, *waiting, now)
        waiting = prepared, begun
    if waiting is not None:
        yield _written(room, *waiting, now)


def _written(room: Workroom, prepared: Prepared, begun: Begun[Tasks, list[Done]], now: datetime) -> Prepared:
    done = [one for some in begun.results() for one in some]
    with room.store.writing() as connection:
        if read_versions(connection, prepared.numbers) == dict(prepared.versions):
            keep(connection, prepared, done, now)
        else:  # somebody wrote figures meanwhile: from these, then
            codes = [one.indicator.code for one in prepared.given]
            publish(connection, prepared.declared, codes, prepared.assessed_on, now)
    return prepared
