"""What a page may be kept under: it changes with the figures, the definitions, the program and the day."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.clock import Clock, danish_day
from store.columns import Moment
from store.database import Store
from store.schema import counter, definition
from store.watching import Watch

_NOW = sa.bindparam("now", type_=Moment)
_ENDS = definition.c.embargo_ends
# One row: all that is counted (what is published, and what else stands on pages), the newest version of an entry of a
# definition, how many of them stand: an entry that ends without a new version leaves one less. Then the last embargo
# that has ended and the next that will, of old versions too: that costs a page made anew, and no look at all of them.
_STATE = sa.select(
    sa.select(sa.func.sum(counter.c.value)).scalar_subquery(),
    sa.select(sa.func.max(definition.c.definition_id)).scalar_subquery(),
    sa.select(sa.func.count()).where(definition.c.superseded_at.is_(None)).scalar_subquery(),
    sa.select(sa.func.max(_ENDS)).where(_ENDS <= _NOW).scalar_subquery(),
    sa.select(sa.func.min(_ENDS)).where(_ENDS > _NOW).scalar_subquery(),
)
# The tables that pages kept under a stamp may read. What stands in the others may change without a new stamp; those
# marked "fixed" are read by number only, and never changed in what a page says of them.
TOLD = {"counter", "definition", "published", "alliance", "indicator", "organisation", "snapshot"}
TOLD |= {"series"}  # made with the figures that are published of it
TOLD |= {"meeting_note", "meeting_answer"}  # every note and answer raises a counter of its own
FIXED = {"submission"}


class _State(NamedTuple):
    """What a stamp is made of, and the moment at which it is another one though nothing is written."""

    numbers: tuple[int, ...]
    ended: datetime | None
    until: datetime | None

    def holds(self, now: datetime) -> bool:
        return (self.ended is None or self.ended <= now) and (self.until is None or now < self.until)


class Freshness:
    """The stamp of this moment, asked for with every page: a question to the store only after something was written."""

    def __init__(self, store: Store, program: str, clock: Clock) -> None:
        self._store, self._program, self._clock = store, program, clock
        self._watch = Watch(store)
        self._known: tuple[int, _State] | None = None

    def now(self) -> str:
        """The stamp of what the store holds now.

        Raises:
            StoreUnavailable: if the database does not answer.
        """
        token = self._watch.token()
        held = self._held(token)
        if held is not None:
            return held
        # The token was read first: what is written meanwhile changes it, and is looked for the next time.
        now = self._clock()
        with self._store.reading() as connection:
            state = _state(connection, now)
        self._known = None if token is None else (token, state)
        return _stamp(self._program, state, now)

    def token(self) -> int | None:
        """Another number after everything that is written; None where that cannot be told without asking."""
        return self._watch.token()

    def known(self) -> str | None:
        """The same stamp where the store need not be asked for it; else None."""
        return self._held(self._watch.token())

    def _held(self, token: int | None) -> str | None:
        known, now = self._known, self._clock()
        if token is None or known is None or known[0] != token or not known[1].holds(now):
            return None
        return _stamp(self._program, known[1], now)

    def of(self, connection: sa.Connection, now: datetime) -> str:
        """The stamp of what this connection sees at a moment."""
        return stamp_of(connection, self._program, now)

    def close(self) -> None:
        """Lets go of the file it watches."""
        self._watch.close()


def stamp_of(connection: sa.Connection, program: str, now: datetime) -> str:
    """What every page depends on; embargoes end at their moment, and figures grow stale by the day."""
    return _stamp(program, _state(connection, now), now)


def etag_of(connection: sa.Connection, program: str, reader: str, address: str, now: datetime) -> str:
    """The tag of an answer at this address, for a reader (`viewing.reader_of`)."""
    return tag_of(stamp_of(connection, program, now), reader, address)


def tag_of(stamp: str, reader: str, address: str) -> str:
    """The tag of what is made at this address under this stamp; another one for whoever may see something else."""
    return hashlib.sha256(repr((stamp, reader, address)).encode()).hexdigest()[:24]


def _stamp(program: str, state: _State, now: datetime) -> str:
    ended = f"{state.ended:%Y%m%dT%H%M}" if state.ended else "0"
    return f"{program}/{'/'.join(map(str, state.numbers))}/{ended}/{danish_day(now)}"


def _state(connection: sa.Connection, now: datetime) -> _State:
    *numbers, ended, until = connection.execute(_STATE, {"now": now}).one()
    return _State(tuple(int(value or 0) for value in numbers), ended, until)
