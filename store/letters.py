"""Letters: what has been told of an alliance, what is still to go out, and what became of it.

A letter is taken by exactly one process before it is sent, and is sent again where that one was lost: with the same
token, so that who gets it twice can tell.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from store.schema import letter, telling

Kind = Literal["digest", "reminder", "settings"]
WAITING, SENDING, SENT, FAILED = "waiting", "sending", "sent", "failed"
LOST = timedelta(minutes=10)  # a letter that somebody has had in hand for so long is nobody's: no server is waited for
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
GIVEN_UP = timedelta(hours=48)  # news of two days ago are on the pages; the next letter has newer ones


@dataclass(frozen=True, slots=True)
class Told:
    """What an alliance's secretariat had been told, and until which moment."""

    until_at: datetime
    wins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to one recipient.

    Attributes:
        organisation: who is reminded; blank of a digest.
        content: subject, text and html.
    """

    kind: Kind
    alliance: str
    organisation: str
    recipient: str
    way: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands; see `store.schema_letters`."""

    letter_id: int
    token: str
    run_id: int | None
    kind: str
    alliance: str
    organisation: str
    recipient: str
    way: str
    content: dict[str, Any] | None
    state: str
    attempts: int
    made_at: datetime
    next_at: datetime | None
    finished_at: datetime | None
    failure: str | None


def last_told(connection: sa.Connection, slug: str) -> Told | None:
    """Until when an alliance's news have been told, and the small wins that were suggested with them, ever."""
    rows = connection.execute(
        sa.select(telling.c.until_at, telling.c.wins)
        .where(telling.c.alliance == slug)
        .order_by(telling.c.until_at, telling.c.telling_id)
    ).all()
    if not rows:
        return None
    return Told(rows[-1].until_at, tuple(dict.fromkeys(key for row in rows for key in row.wins)))


def is_told(connection: sa.Connection, run_id: int, slug: str) -> bool:
    """Whether this run has told of the alliance already, before it was done again."""
    query = sa.select(telling.c.telling_id).where(telling.c.run_id == run_id, telling.c.alliance == slug)
    return connection.execute(query).first() is not None


def note_told(
    connection: sa.Connection,
    run_id: int | None,
    slug: str,
    since_at: datetime,
    until_at: datetime,
    has_news: bool,
    wins: Iterable[str],
) -> None:
    row = {"run_id": run_id, "alliance": slug, "since_at": since_at, "until_at": until_at, "has_news": has_news}
    connection.execute(sa.insert(telling).values(**row, wins=list(wins)))


def last_reminded(connection: sa.Connection, slug: str) -> dict[str, datetime]:
    """By organisation, when the latest reminder was written that went out, or may still go out."""
    query = (
        sa.select(letter.c.organisation, sa.func.max(letter.c.made_at, type_=letter.c.made_at.type))
        .where(letter.c.kind == "reminder", letter.c.alliance == slug, letter.c.state != FAILED)
        .group_by(letter.c.organisation)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def post(connection: sa.Connection, run_id: int | None, letters: Sequence[NewLetter], now: datetime) -> None:
    """Put letters where they wait to be sent."""
    rows = [
        {
            "token": secrets.token_urlsafe(15),
            "run_id": run_id,
            "kind": one.kind,
            "alliance": one.alliance,
            "organisation": one.organisation,
            "recipient": one.recipient,
            "way": one.way,
            "content": one.content,
            "state": WAITING,
            "attempts": 0,
            "made_at": now,
            "next_at": now,
        }
        for one in letters
    ]
    if rows:
        connection.execute(sa.insert(letter), rows)


def note_unwritten(connection: sa.Connection, run_id: int, failure: str, now: datetime) -> None:
    """No letters could be written after this run: said once, where runs are shown."""
    query = sa.select(letter.c.letter_id).where(letter.c.run_id == run_id, letter.c.kind == "settings")
    if connection.execute(query).first() is None:
        row = {"run_id": run_id, "kind": "settings", "alliance": "", "organisation": "", "recipient": "", "way": ""}
        done = {"state": FAILED, "attempts": 0, "made_at": now, "finished_at": now, "failure": failure}
        connection.execute(sa.insert(letter).values(token=secrets.token_urlsafe(15), **row, **done))


def due_letters(connection: sa.Connection, now: datetime) -> list[int]:
    """The numbers of the letters that are to be tried now, oldest first; those of a lost sender among them."""
    is_lost = sa.and_(letter.c.state == SENDING, letter.c.claimed_at < now - LOST)
    is_due = sa.and_(letter.c.state == WAITING, letter.c.next_at <= now)
    query = sa.select(letter.c.letter_id).where(letter.c.next_at.is_not(None), sa.or_(is_lost, is_due))
    return list(connection.execute(query.order_by(letter.c.letter_id)).scalars())


def release_letters(connection: sa.Connection) -> None:
    """Give back the letters after runs that a lost worker had in hand. Only the leader calls this, when it begins."""
    is_held = (letter.c.state == SENDING) & letter.c.run_id.is_not(None)
    connection.execute(sa.update(letter).where(is_held).values(state=WAITING, claimed_at=None))


def take(connection: sa.Connection, letter_id: int, now: datetime) -> Letter | None:
    """Take a letter in hand; None where another process was quicker, or it is done."""
    is_lost = sa.and_(letter.c.state == SENDING, letter.c.claimed_at < now - LOST)
    is_free = sa.or_(letter.c.state == WAITING, is_lost)
    taken = connection.execute(
        sa.update(letter)
        .where(letter.c.letter_id == letter_id, is_free)
        .values(state=SENDING, claimed_at=now, attempts=letter.c.attempts + 1)
    )
    return next(iter(_read(connection, letter.c.letter_id == letter_id)), None) if taken.rowcount else None


def note_sent(connection: sa.Connection, letter_id: int, now: datetime) -> None:
    _end(connection, letter_id, SENT, now, None)


def note_failed(connection: sa.Connection, one: Letter, failure: str, now: datetime, is_final: bool = False) -> None:
    """Put it back to be tried later; or give it up, where nothing would change or it has become old."""
    if is_final or now - one.made_at >= GIVEN_UP:
        return _end(connection, one.letter_id, FAILED, now, failure)
    pause = min(FIRST_PAUSE * 3 ** min(one.attempts - 1, 6), LONGEST_PAUSE)
    values = {"state": WAITING, "claimed_at": None, "next_at": now + pause, "failure": failure}
    is_in_hand = sa.and_(letter.c.letter_id == one.letter_id, letter.c.state == SENDING)  # not given up meanwhile
    connection.execute(sa.update(letter).where(is_in_hand).values(**values))


def end_waiting(connection: sa.Connection, now: datetime, failure: str, slugs: Collection[str] | None = None) -> int:
    """Give up what has not gone out, and forget what it says; of these alliances, or of all. How many there were."""
    is_open = letter.c.state.in_((WAITING, SENDING))
    is_meant = is_open if slugs is None else sa.and_(is_open, letter.c.alliance.in_(slugs))
    ended = {"state": FAILED, "content": None, "next_at": None, "finished_at": now, "failure": failure}
    return connection.execute(sa.update(letter).where(is_meant).values(**ended)).rowcount


def read_letters_of(connection: sa.Connection, run_ids: Sequence[int]) -> list[Letter]:
    """The letters of these runs, in the order in which they were written."""
    return _read(connection, letter.c.run_id.in_(run_ids))


def _end(connection: sa.Connection, letter_id: int, state: str, now: datetime, failure: str | None) -> None:
    values = {"state": state, "content": None, "next_at": None, "finished_at": now, "failure": failure}
    connection.execute(sa.update(letter).where(letter.c.letter_id == letter_id).values(**values))


def _read(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[Letter]:
    query = sa.select(*(letter.c[name] for name in Letter.__slots__)).where(where).order_by(letter.c.letter_id)
    return [Letter(*row) for row in connection.execute(query)]
