"""What has happened since a moment: files that were dealt with, and the words that stood before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.schema import alliance, organisation, snapshot, submission
from store.snapshots import NOTHING_SAID
from store.submissions import ACCEPTED, AWAITING, DECLARATION, REJECTED, UNCHANGED, UPLOAD

_TOLD = 5  # files of which the reasons are read: a report can be long


class Ended(NamedTuple):
    """A file that went in, was refused or began to wait for a person."""

    submission_id: int
    token: str
    organisation: str
    source: str
    filename: str
    state: str
    outcome: str


def read_ended(connection: sa.Connection, slug: str, since: datetime, until: datetime) -> list[Ended]:
    """The files of an alliance that came so far between two moments, the first one included; mere checks left out.

    One that was refused, or waits, is left out where a later file in its place was accepted.
    """
    columns = [submission.c.submission_id, submission.c.token, organisation.c.slug, submission.c.source]
    columns += [submission.c.filename, submission.c.state, submission.c.outcome]
    later = submission.alias("later")
    in_its_place = (
        sa.select(later.c.submission_id)
        .where(later.c.organisation_id == submission.c.organisation_id, later.c.source == submission.c.source)
        .where(later.c.submission_id > submission.c.submission_id, later.c.state == ACCEPTED)
        .where(sa.or_(submission.c.source != UPLOAD, later.c.filename == submission.c.filename))
    )
    query = (
        sa.select(*columns)
        .join(organisation, organisation.c.organisation_id == submission.c.organisation_id)
        .join(alliance, alliance.c.alliance_id == submission.c.alliance_id)
        .where(alliance.c.slug == slug, submission.c.check_only.is_(False))
        .where(submission.c.finished_at >= since, submission.c.finished_at < until)
        .where(
            sa.or_(
                sa.and_(submission.c.state == ACCEPTED, submission.c.outcome != UNCHANGED),
                sa.and_(submission.c.state.in_((REJECTED, AWAITING)), ~in_its_place.exists()),
            )
        )
        .order_by(submission.c.submission_id)
    )
    return [Ended(*row) for row in connection.execute(query)]


def is_file(one: Ended) -> bool:
    """Whether it was a file, and not a word that there is nothing to report."""
    return one.source != DECLARATION


def read_problems(connection: sa.Connection, numbers: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """By the number of the submission, what its report says is wrong; of the first few."""
    chosen = sorted(numbers)[:_TOLD]
    query = sa.select(submission.c.submission_id, submission.c.report).where(submission.c.submission_id.in_(chosen))
    return {row[0]: (row[1] or {}).get("problems", []) for row in connection.execute(query)}


def read_words_before(
    connection: sa.Connection, numbers: Collection[int], moment: datetime
) -> dict[tuple[int, str], str]:
    """The word of the last verdict made before a moment, by the number of the indicator and the series' subject."""
    newest = (
        sa.select(sa.func.max(snapshot.c.snapshot_id))
        .where(snapshot.c.indicator_id.in_(numbers), snapshot.c.recorded_at < moment)
        .group_by(snapshot.c.indicator_id, snapshot.c.subject)
    )
    query = sa.select(
        snapshot.c.indicator_id, snapshot.c.subject, snapshot.c.result["verdict"].as_string().label("word")
    ).where(snapshot.c.snapshot_id.in_(newest))
    return {(row[0], row[1]): row[2] for row in connection.execute(query) if row[2] != NOTHING_SAID}
