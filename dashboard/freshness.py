"""What a page may be kept under: it changes with the figures, the definitions, the program and the day.

A page of one alliance depends on nothing of the others: its stamp is that alliance's own. Whatever an address does not
name an alliance for depends on all of them.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any, NamedTuple

import flask
import sqlalchemy as sa

from store.clock import Clock, danish_day
from store.columns import Moment
from store.database import Store
from store.schema import alliance, counter, definition
from store.versions import alliance_versions
from store.watching import Question, Watch

_NOW = sa.bindparam("now", type_=Moment)
_SLUG = sa.bindparam("slug", type_=sa.String)
_ENDS = definition.c.embargo_ends
# The last embargo that has ended and the next that will, of old versions and other alliances too: that costs a page
# made anew, and no look at all of them.
_EMBARGOES = (
    sa.select(sa.func.max(_ENDS)).where(_ENDS <= _NOW).scalar_subquery(),
    sa.select(sa.func.min(_ENDS)).where(_ENDS > _NOW).scalar_subquery(),
)
# One row: all that is counted (what is published, and what else stands on pages), the newest version of an entry of a
# definition, how many of them stand: an entry that ends without a new version leaves one less. Then the embargoes.
_ALL = sa.select(
    sa.literal(0),
    sa.select(sa.func.sum(counter.c.value)).scalar_subquery(),
    sa.select(sa.func.max(definition.c.definition_id)).scalar_subquery(),
    sa.select(sa.func.count()).where(definition.c.superseded_at.is_(None)).scalar_subquery(),
    *_EMBARGOES,
)
_OWN = (definition.c.alliance_id == alliance.c.alliance_id) & definition.c.superseded_at.is_(None)
# The same of the alliance that has this name now, and which it is. Where none has there is a row too, of nothing: else
# whoever may not know of an alliance would learn of it by what is asked.
_ONE_ROW = sa.select(sa.literal(1).label("one")).subquery()
_OF_ONE = sa.select(
    alliance.c.alliance_id,
    alliance_versions(),
    sa.select(sa.func.max(definition.c.definition_id)).where(_OWN).correlate(alliance).scalar_subquery(),
    sa.select(sa.func.count()).select_from(definition).where(_OWN).correlate(alliance).scalar_subquery(),
    *_EMBARGOES,
).select_from(_ONE_ROW.outerjoin(alliance, alliance.c.slug == _SLUG))
_QUESTIONS = {True: Question(_ALL), False: Question(_OF_ONE)}  # by whether it is about all
# The tables that pages kept under a stamp may read. What stands in the others may change without a new stamp; those
# marked "fixed" are read by number only, and never changed in what a page says of them.
TOLD = {"counter", "definition", "published", "alliance", "indicator", "organisation", "snapshot"}
TOLD |= {"series"}  # made with the figures that are published of it
TOLD |= {"meeting_note", "meeting_answer"}  # every note and answer raises a counter of its own
FIXED = {"submission"}
_ABOUT_ONE = re.compile(r"(?:/en)?/alliance/([a-z0-9-]{1,80})(?:/[^?]*)?")
_ALL_OF_THEM = ""  # in the place of an alliance's name
_MOST = 1_000  # alliances whose state is remembered


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
        self._known: dict[str, tuple[int, _State]] = {}

    def now(self, path: str) -> str:
        """The stamp of what the store holds now, as far as the page at this address depends on it.

        Raises:
            StoreUnavailable: if the database does not answer.
        """
        token = self._watch.token()
        held = self._held(path, token)
        if held is not None:
            return held
        # The token was read first: what is written meanwhile changes it, and is looked for the next time.
        now = self._clock()
        with self._store.reading() as connection:
            name, state = _state_at(connection, path, now)
        self._keep(name, token, state)
        return _stamp(self._program, state, now)

    def known(self, path: str, token: int | None) -> str | None:
        """The same stamp where nothing has to be waited for, by a token that was just asked for; else None."""
        held = self._held(path, token)
        if held is not None or token is None:
            return held
        name, now = _name_in(path), self._clock()
        values: dict[str, Any] = {"now": now} if name == _ALL_OF_THEM else {"now": now, "slug": name}
        row = self._watch.ask(_QUESTIONS[name == _ALL_OF_THEM], values)
        if row is None:
            return None
        state = _state_of(row)
        self._keep(name, token, state)
        return _stamp(self._program, state, now)

    def token(self) -> int | None:
        """Another number after everything that is written; None where that cannot be told without asking."""
        return self._watch.token()

    def forget(self) -> None:
        """Have the store asked for every stamp, as if something had been written."""
        self._known.clear()

    def _held(self, path: str, token: int | None) -> str | None:
        known, now = self._known.get(_name_in(path)), self._clock()
        if token is None or known is None or known[0] != token or not known[1].holds(now):
            return None
        return _stamp(self._program, known[1], now)

    def _keep(self, name: str, token: int | None, state: _State) -> None:
        if token is None:
            return
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[name] = token, state

    def of(self, connection: sa.Connection, now: datetime, path: str) -> str:
        """The stamp of what this connection sees at a moment, for the page at this address."""
        return _stamp(self._program, _state_at(connection, path, now)[1], now)

    def close(self) -> None:
        """Lets go of the file it watches."""
        self._watch.close()


def etag_of(connection: sa.Connection, program: str, reader: str, address: str, now: datetime) -> str:
    """The tag of an answer that may show anything, for a reader (`viewing.reader_of`)."""
    return tag_of(_stamp(program, _state_at(connection, "", now)[1], now), reader, address)


def tag_of(stamp: str, reader: str, address: str) -> str:
    """The tag of what is made at this address under this stamp; another one for whoever may see something else."""
    return hashlib.sha256(repr((stamp, reader, address)).encode()).hexdigest()[:24]


def knows(request: flask.Request, tag: str) -> bool:
    """Whether whoever asks has what bears this tag. "Any" is no tag: it would be told of what is not there for them."""
    said = request.if_none_match
    return not said.star_tag and said.contains_weak(tag)


def _name_in(path: str) -> str:
    """The alliance that the page at an address is about, by its name; `_ALL_OF_THEM` where that is not certain."""
    found = _ABOUT_ONE.fullmatch(path)
    return found[1] if found else _ALL_OF_THEM


def _stamp(program: str, state: _State, now: datetime) -> str:
    """Embargoes end at their moment, and figures grow stale by the day."""
    ended = f"{state.ended:%Y%m%dT%H%M}" if state.ended else "0"
    return f"{program}/{'/'.join(map(str, state.numbers))}/{ended}/{danish_day(now)}"


def _state_at(connection: sa.Connection, path: str, now: datetime) -> tuple[str, _State]:
    """What the stamp of an address is made of, and the name of the alliance that it is about."""
    name = _name_in(path)
    if name == _ALL_OF_THEM:
        return name, _state_of(connection.execute(_ALL, {"now": now}).one())
    return name, _state_of(connection.execute(_OF_ONE, {"now": now, "slug": name}).one())


def _state_of(row: Any) -> _State:
    *numbers, ended, until = row
    return _State(tuple(int(value or 0) for value in numbers), ended, until)
