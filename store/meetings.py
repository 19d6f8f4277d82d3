"""What meetings said and decided of indicators: each note with the figures that were seen, and what came of it.

Nothing is rewritten. A note that was wrong is taken out by an answer, and stays in the store.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.definitions import indicator_ids, read_alliance
from store.published import HIDDEN
from store.resting import read_resting, read_resting_indicators
from store.schema import alliance, indicator, meeting_answer, meeting_note, published
from store.versions import note_noted
from store.viewer import Viewer, When

OPEN = "open"  # of a decision that nobody has answered for
DONE, UNDER_WAY, DROPPED, TAKEN_OUT = "done", "under_way", "dropped", "taken_out"
ANSWERS = (DONE, UNDER_WAY, DROPPED, TAKEN_OUT)


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed at a meeting.

    Attributes:
        story: what lies behind the curve; None where nothing was said of it.
        decision: what will be done before next time; with it `who` and, where agreed, `due`.
        language: in which it was typed.
        seen: `verdict`, the fields of `fremdrift status --json`, and `periods`, those that had a value.
    """

    held_on: date
    story: str | None
    decision: str | None
    who: str | None
    due: date | None
    language: str
    author: str
    seen: dict[str, Any]


class Answer(NamedTuple):
    """What became of a decision: done, under_way, dropped; or taken_out, where the note should not have been there."""

    state: str
    author: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands.

    Attributes:
        answers: oldest first; the last one counts.
        is_withheld: a figure that was seen is hidden today: of `seen` only what tells no value is left.
    """

    number: int
    indicator: str
    written: Written
    recorded_at: datetime
    answers: tuple[Answer, ...] = ()
    is_withheld: bool = False

    @property
    def state(self) -> str:
        return self.answers[-1].state if self.answers else OPEN

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.written.decision is not None and self.state in (OPEN, UNDER_WAY)


def keep_note(connection: sa.Connection, slug: str, code: str, written: Written, now: datetime) -> int:
    """Store a note.

    Returns:
        its number.

    Raises:
        LookupError: if the alliance has no such indicator.
    """
    number = indicator_ids(connection, slug).get(code)
    if number is None:
        raise LookupError(code)
    values = {name: getattr(written, name) for name in Written.__slots__}
    query = sa.insert(meeting_note).values(indicator_id=number, recorded_at=now, **values)
    (made,) = connection.execute(query).inserted_primary_key or (None,)
    assert made is not None
    note_noted(connection, [number])
    return int(made)


def keep_answer(connection: sa.Connection, number: int, state: str, author: str, now: datetime) -> None:
    """Store what became of a decision.

    Raises:
        ValueError: for a state that is none.
    """
    if state not in ANSWERS:
        raise ValueError(state)
    values = {"meeting_note_id": number, "state": state, "author": author, "recorded_at": now}
    connection.execute(sa.insert(meeting_answer).values(**values))
    about = sa.select(meeting_note.c.indicator_id).where(meeting_note.c.meeting_note_id == number)
    note_noted(connection, [connection.execute(about).scalar_one()])


def read_notes(
    connection: sa.Connection, slug: str, viewer: Viewer, now: When, code: str | None = None, day: date | None = None
) -> list[Note]:
    """The notes on an alliance (on one indicator, of one day) that this viewer may see now, newest first.

    Those on indicators that have been retired are there; those on what this viewer may not see are not, nor are
    they counted. Those taken out are left out too.
    """
    shown = [one for one in _seen_codes(connection, slug, viewer, now) if code in (None, one)]
    query = _of(slug, day).where(indicator.c.code.in_(shown)).order_by(meeting_note.c.meeting_note_id.desc())
    rows = list(connection.execute(query))
    answers = _answers(connection, [row.meeting_note_id for row in rows])
    hidden = _hidden(connection, {row.indicator_id for row in rows})
    notes = [_note(row, answers.get(row.meeting_note_id, ()), hidden.get(row.indicator_id, set())) for row in rows]
    return [note for note in notes if note.state != TAKEN_OUT]


def read_meeting_days(notes: Collection[Note]) -> list[date]:
    """The days on which something was noted, newest first."""
    return sorted({note.written.held_on for note in notes}, reverse=True)


def _seen_codes(connection: sa.Connection, slug: str, viewer: Viewer, now: When) -> set[str]:
    """The indicators that this viewer may see now, retired ones too."""
    declared = read_alliance(connection, slug, viewer, now)
    if declared is None:
        resting = read_resting(connection, slug, viewer, now)
        declared = resting.declared if resting else None
    shown = {one.code for one in declared.indicators} if declared else set()
    return shown | {one.code for one, _ in read_resting_indicators(connection, slug, viewer, now)}


def _of(slug: str, day: date | None) -> sa.Select[Any]:
    query = (
        sa.select(indicator.c.code, meeting_note)
        .join(indicator, indicator.c.indicator_id == meeting_note.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug)
    )
    return query if day is None else query.where(meeting_note.c.held_on == day)


def _answers(connection: sa.Connection, numbers: Collection[int]) -> dict[int, tuple[Answer, ...]]:
    query = (
        sa.select(meeting_answer)
        .where(meeting_answer.c.meeting_note_id.in_(numbers))
        .order_by(meeting_answer.c.meeting_answer_id)
    )
    found: dict[int, tuple[Answer, ...]] = {}
    for row in connection.execute(query):
        answer = Answer(row.state, row.author, row.recorded_at)
        found[row.meeting_note_id] = (*found.get(row.meeting_note_id, ()), answer)
    return found


def _hidden(connection: sa.Connection, numbers: Collection[int]) -> dict[int, set[str]]:
    """The periods whose values are hidden today in the shared series of these indicators."""
    query = sa.select(published.c.indicator_id, published.c.points).where(
        published.c.indicator_id.in_(numbers), published.c.role == "shared"
    )
    return {
        row.indicator_id: {
            period
            for period, status in zip(row.points["periods"], row.points["statuses"], strict=True)
            if status == HIDDEN
        }
        for row in connection.execute(query)
    }


def _note(row: sa.Row[Any], answers: tuple[Answer, ...], hidden: set[str]) -> Note:
    seen = row.seen
    is_withheld = bool(hidden.intersection(seen.get("periods", ())))
    if is_withheld:
        told = seen["verdict"]
        seen = {"verdict": {name: told.get(name) for name in ("verdict", "method", "assessed_on")}, "periods": []}
    values = {name: getattr(row, name) for name in Written.__slots__ if name != "seen"}
    return Note(row.meeting_note_id, row.code, Written(**values, seen=seen), row.recorded_at, answers, is_withheld)
