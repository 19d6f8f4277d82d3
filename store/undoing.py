"""What each figure becomes when a submission is undone: what the other submissions say of it.

A file that holds a figure unchanged brings no vintage of it, and yet says it. Where the vintage that it agreed with is
taken away, the file is read again, so that the figure stands on a submission that still counts, at its own cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.histories import NOTHING, Figure, Held, Ruled, Said, count_brought, figures_of, others_since, read_histories
from store.submissions import Keys, Submission, read_content


@dataclass(frozen=True, slots=True)
class Claim:
    """What one row of a file says of its figure."""

    said: Said
    source: str | None
    sheet: str
    cell: str
    known_from: datetime


MOST_EXPECTED = 20_000  # figures


class ReadFile(NamedTuple):
    """A file read again.

    Attributes:
        is_template: what was noted of its content is more than it holds.
    """

    claims: Mapping[Figure, Claim]
    is_template: bool = False


ReadAgain = Callable[[Submission], ReadFile | None]  # None: it cannot be read any more


@dataclass(slots=True)
class Undoing:
    """What undoing a submission does.

    Attributes:
        rows: the vintages to add.
        restored: figures that go back to what was said before.
        ended: figures of which nothing is left.
        kept: figures that another file says too: they stay as they are, on that file's word.
        later: figures that a later submission has changed since; they are not touched.
        unread: names of files that hold some of the figures and could not be read again.
    """

    rows: list[Ruled] = field(default_factory=list)
    restored: int = 0
    ended: int = 0
    kept: int = 0
    later: int = 0
    unread: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {"restored": self.restored, "ended": self.ended, "kept": self.kept, "later": self.later}


@dataclass(frozen=True, slots=True)
class _Agreed:
    """A submission that held a figure as it stood then."""

    by: Submission
    ended_at: datetime
    with_: Held


def undoing(connection: sa.Connection, undone: Submission, read_again: ReadAgain) -> Undoing:
    """Work out what becomes of every figure that a submission brought; nothing is written."""
    result = Undoing()
    histories = read_histories(connection, figures_of(connection, undone.submission_id), [undone.submission_id])
    ours = {f: h for f, h in histories.items() if h[-1].submission_id == undone.submission_id}
    result.later = len(histories) - len(ours)
    agreements = _agreements(connection, undone, ours)
    read: dict[int, ReadFile | None] = {}
    for figure, history in ours.items():
        row = _from_agreements(figure, history, agreements.get(figure, []), read, read_again, result)
        if row is None:
            row = _from_vintages(figure, history, undone)
        before = history[-1].said
        if row.said == before == NOTHING:
            continue  # ended already
        if row.said == before:
            result.kept += 1
        elif row.said == NOTHING:
            result.ended += 1
        else:
            result.restored += 1
        result.rows.append(row)
    return result


def expected_undoing(connection: sa.Connection, undone: Submission) -> Undoing | None:
    """What undoing will do, from what was noted of each file when it was read; no file is opened.

    Files that hold figures of this one are named in `unread`: they are read again before anything changes. None where
    the submission brought so many figures that nobody should wait for it.
    """
    if count_brought(connection, undone.submission_id) > MOST_EXPECTED:
        return None

    def noted(of: Submission) -> ReadFile | None:
        counts = (of.report or {}).get("counts", {})
        rows = sum(counts.get(name, 0) for name in ("new", "changed", "unchanged"))
        keys = read_content(connection, of.submission_id)
        # A template's content is noted together with that of the file before it: it does not say those figures.
        return ReadFile({}, is_template=True) if sum(map(len, keys.values())) > rows else None

    return undoing(connection, undone, noted)


def last_living(history: list[Held]) -> Held | None:
    """The latest vintage that a submission which still counts has brought."""
    return next((one for one in reversed(history) if not one.is_dead), None)


def _from_vintages(figure: Figure, history: list[Held], undone: Submission) -> Ruled:
    before = last_living(history)
    replaced = _current(history)
    if before is None:
        return Ruled(figure, NOTHING, None, undone.submission_id, "", "", replaced)
    return Ruled(figure, before.said, before.source, before.submission_id, before.sheet, before.cell, replaced)


def _from_agreements(
    figure: Figure,
    history: list[Held],
    agreements: list[_Agreed],
    read: dict[int, ReadFile | None],
    read_again: ReadAgain,
    result: Undoing,
) -> Ruled | None:
    """What the newest file says that agreed with a vintage now taken away; None where none did."""
    for one in agreements:
        number = one.by.submission_id
        if number not in read:
            read[number] = read_again(one.by)
            if read[number] is None:
                result.unread.append(one.by.filename)
        file = read[number]
        claim = file.claims.get(figure) if file else None
        if claim is None and file is not None and file.is_template:
            continue  # it speaks only of what it was filled in with
        if claim is None or not _is_what_was_taken(claim, one, history):
            # On the word of what was noted then: the file is gone, or would be read otherwise today.
            return Ruled(figure, one.with_.said, one.with_.source, number, "", "", _current(history))
        return Ruled(figure, claim.said, claim.source, number, claim.sheet, claim.cell, _current(history))
    return None


def _is_what_was_taken(claim: Claim, agreed: _Agreed, history: list[Held]) -> bool:
    """Whether a row read again says what it said then: the vintage in force, or the one of its own earlier day."""
    if claim.said == agreed.with_.said:
        return True
    on_its_day = [one for one in history if one.known_from <= claim.known_from and one.recorded_at <= agreed.ended_at]
    return claim.known_from < agreed.by.known_from and bool(on_its_day) and on_its_day[-1].said == claim.said


def _agreements(
    connection: sa.Connection, undone: Submission, histories: Mapping[Figure, list[Held]]
) -> dict[Figure, list[_Agreed]]:
    """For each figure the submissions that agreed with a vintage that does not count any more, newest first."""
    dead = [one.recorded_at for history in histories.values() for one in history if one.is_dead]
    found: dict[Figure, list[_Agreed]] = {}
    if not dead:
        return found
    by_series: dict[int, list[str]] = {}
    for number, period in histories:
        by_series.setdefault(number, []).append(period)
    for other, keys in others_since(connection, undone, min(dead)):
        for figure in _common(by_series, keys):
            history = histories[figure]
            if any(one.submission_id == other.submission_id for one in history):
                continue  # it brought a vintage of its own
            with_ = _in_force(history, other)
            living = last_living(history)
            if with_ is None or not with_.is_dead or with_.said == NOTHING or other.finished_at is None:
                continue
            if living is not None and living.order[:2] > (other.known_from, other.finished_at):
                continue
            found.setdefault(figure, []).append(_Agreed(other, other.finished_at, with_))
    for agreements in found.values():
        agreements.sort(key=lambda one: (one.by.known_from, one.ended_at, one.by.submission_id), reverse=True)
    return found


def _common(by_series: Mapping[int, list[str]], keys: Keys) -> list[Figure]:
    common = []
    for number, periods in by_series.items():
        held = set(keys.get(number, ()))
        common += [(number, period) for period in periods if period in held]
    return common


def _in_force(history: list[Held], then: Submission) -> Held | None:
    """The vintage that stood when a submission was taken in."""
    assert then.finished_at is not None
    known = [one for one in history if one.recorded_at <= then.finished_at and one.known_from <= then.known_from]
    return known[-1] if known else None


def _current(history: list[Held]) -> int | None:
    return next((one.observation_id for one in history if one.is_current), None)
