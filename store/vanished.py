"""Figures of the last file of a source that a file has no longer, and of which nobody has said what that means."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from config.places import place_order
from store.histories import Figure
from store.observations import AT_ONCE, read_series
from store.schema import observation, submission, submission_content
from store.submissions import ACCEPTED, UPLOAD, WITHDRAWN, Keys, Submission, read_content, read_submission


@dataclass(frozen=True, slots=True)
class Vanished:
    """A figure that is asked about: which one it is, not what it says."""

    figure: Figure
    indicator: str
    area: str
    dimensions: dict[str, str]
    period: str


def read_vanished(connection: sa.Connection, of: Submission) -> list[Vanished]:
    """The figures still asked about, by indicator, place and period.

    Not those that have no current value any more, that a later file holds again, or that somebody has decided about.
    """
    if of.state != ACCEPTED or not (of.report or {}).get("counts", {}).get("vanished"):
        return []  # of most files, without unpacking what they held
    before, held = _before(connection, of), read_content(connection, of.submission_id)
    names = read_series(connection, of.alliance_id)
    spoken_of = {names[number].indicator for number in held}
    gone = {
        (number, period)
        for number, periods in before.items()
        if of.source != UPLOAD or names[number].indicator in spoken_of
        for period in set(periods) - set(held.get(number, ()))
    }
    gone -= _decided(of)
    gone = _current(connection, gone)
    if gone:
        gone -= _held_later(connection, of)
    found = [
        Vanished(
            (number, period), names[number].indicator, names[number].area, json.loads(names[number].dimensions), period
        )
        for number, period in gone
    ]
    return sorted(
        found, key=lambda one: (one.indicator, place_order(one.area), sorted(one.dimensions.items()), one.period)
    )


def _before(connection: sa.Connection, of: Submission) -> Keys:
    """What the file before this one held: the last of the same source that counted then."""
    query = (
        sa.select(submission.c.submission_id)
        .join(submission_content, submission_content.c.submission_id == submission.c.submission_id)
        .where(submission.c.organisation_id == of.organisation_id, submission.c.source == of.source)
        .where(submission.c.state.in_((ACCEPTED, WITHDRAWN)), submission.c.submission_id < of.submission_id)
        .order_by(submission.c.submission_id.desc())
    )
    for number in connection.execute(query).scalars().all():
        found = read_submission(connection, submission_id=number)
        assert found is not None
        if found.state == ACCEPTED or withdrawn_at(found) > (of.finished_at or of.received_at):
            return read_content(connection, number)
    return {}


def withdrawn_at(of: Submission) -> datetime:
    """When a withdrawn submission was withdrawn."""
    return datetime.fromisoformat((of.report or {})["withdrawn"]["at"])


def _decided(of: Submission) -> set[Figure]:
    decisions: list[dict[str, Any]] = (of.report or {}).get("vanished", [])
    return {(number, period) for one in decisions for number, period in one["figures"]}


def _current(connection: sa.Connection, figures: set[Figure]) -> set[Figure]:
    numbers = sorted({number for number, _ in figures})
    found: set[Figure] = set()
    for start in range(0, len(numbers), AT_ONCE):
        query = sa.select(observation.c.series_id, observation.c.period).where(
            observation.c.series_id.in_(numbers[start : start + AT_ONCE]), observation.c.superseded_at.is_(None)
        )
        found |= {(row[0], row[1]) for row in connection.execute(query)} & figures
    return found


def _held_later(connection: sa.Connection, of: Submission) -> set[Figure]:
    query = sa.select(submission.c.submission_id).where(
        submission.c.organisation_id == of.organisation_id,
        submission.c.state == ACCEPTED,
        submission.c.submission_id > of.submission_id,
    )
    return {
        (number, period)
        for later in connection.execute(query).scalars().all()
        for number, periods in read_content(connection, later).items()
        for period in periods
    }
