"""Received files that are not here any longer: deleted by rule when they were old enough, or purged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

import sqlalchemy as sa

from store.schema import alliance, deleted_file, submission, work
from store.submissions import ACCEPTED, AWAITING, CHECKED, DECLARATION, REJECTED, WITHDRAWN

Reason = Literal["rule", "purge"]
RULE: Reason = "rule"
PURGE: Reason = "purge"
_AT_ONCE = 500


class Expired(NamedTuple):
    """A submission whose file is kept no longer."""

    submission_id: int
    token: str
    sha256: str


def read_expired(
    connection: sa.Connection, accepted_before: datetime | None, others_before: datetime | None
) -> list[Expired]:
    """The submissions whose files are old enough to be deleted; never one that waits for a person or has work to come.

    Args:
        accepted_before: of files whose figures count: received before; None: they are kept for ever.
        others_before: the same of those that were rejected, taken back or only checked: finished before.
    """
    ages = []
    if accepted_before is not None:
        ages.append(sa.and_(submission.c.state == ACCEPTED, submission.c.received_at < accepted_before))
    if others_before is not None:
        is_other = submission.c.state.in_((REJECTED, WITHDRAWN, CHECKED))
        ages.append(sa.and_(is_other, submission.c.finished_at < others_before))
    if not ages:
        return []
    is_noted = sa.select(deleted_file.c.submission_id).where(deleted_file.c.submission_id == submission.c.submission_id)
    has_work = sa.select(work.c.work_id).where(
        work.c.submission_id == submission.c.submission_id, work.c.finished_at.is_(None)
    )
    query = (
        sa.select(submission.c.submission_id, submission.c.token, submission.c.sha256)
        .where(sa.or_(*ages), submission.c.finished_at.is_not(None), ~is_noted.exists(), ~has_work.exists())
        .order_by(submission.c.submission_id)
    )
    return [Expired(*row) for row in connection.execute(query)]


def alliances_of(connection: sa.Connection, numbers: Sequence[int]) -> list[str]:
    """The slugs of these submissions' alliances, one for each."""
    found: list[str] = []
    for start in range(0, len(numbers), _AT_ONCE):
        query = sa.select(alliance.c.slug).join(submission, submission.c.alliance_id == alliance.c.alliance_id)
        some = query.where(submission.c.submission_id.in_(numbers[start : start + _AT_ONCE]))
        found += connection.execute(some).scalars()
    return found


def note_deleted(connection: sa.Connection, gone: Sequence[Expired], reason: Reason, now: datetime) -> None:
    """Note that these files are not here any longer; one that was noted before keeps its row, but for a purge."""
    numbers = [one.submission_id for one in gone]
    for start in range(0, len(numbers), _AT_ONCE):
        is_meant = deleted_file.c.submission_id.in_(numbers[start : start + _AT_ONCE])
        connection.execute(sa.delete(deleted_file).where(is_meant))
    rows = [{"submission_id": one[0], "sha256": one[2], "reason": reason, "deleted_at": now} for one in gone]
    if rows:
        connection.execute(sa.insert(deleted_file), rows)


def read_purged(connection: sa.Connection, digests: Collection[str] | None = None) -> set[str]:
    """Contents that were purged, by SHA-256: they are never taken in again. Of these digests, or all."""
    query = sa.select(deleted_file.c.sha256).where(deleted_file.c.reason == PURGE)
    if digests is not None:
        query = query.where(deleted_file.c.sha256.in_(digests))
    return set(connection.execute(query).scalars())


def count_deleted(connection: sa.Connection, since: datetime | None = None) -> dict[str, int]:
    """How many files were deleted, by reason; since a moment, or ever."""
    query = sa.select(deleted_file.c.reason, sa.func.count()).group_by(deleted_file.c.reason)
    if since is not None:
        query = query.where(deleted_file.c.deleted_at >= since)
    return {row[0]: row[1] for row in connection.execute(query)}


def read_tokens(connection: sa.Connection) -> set[str]:
    """The token of every submission: whose files may lie in the folder."""
    return set(connection.execute(sa.select(submission.c.token)).scalars())


def read_expected(connection: sa.Connection) -> dict[str, str]:
    """The submissions whose files must be there, by token, with the SHA-256 of what was received.

    Not those that were declared without a file, only checked, refused for what they held, or deleted since.
    """
    query = sa.select(submission.c.token, submission.c.sha256).where(
        submission.c.state.in_((ACCEPTED, AWAITING)),
        submission.c.finished_at.is_not(None),
        submission.c.check_only.is_(sa.false()),
        submission.c.source != DECLARATION,
    )
    if sa.inspect(connection).has_table(deleted_file.name):  # an earlier revision has none
        gone = sa.select(deleted_file.c.submission_id).where(deleted_file.c.submission_id == submission.c.submission_id)
        query = query.where(~gone.exists())
    return {row[0]: row[1] for row in connection.execute(query)}
