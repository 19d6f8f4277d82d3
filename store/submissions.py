"""Submissions: one file from one organisation at one moment, from receipt to its report."""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from config.personal_numbers import masked
from store.addressed import addressed
from store.filenames import clean_filename
from store.moments import not_before_the_last
from store.schema import alliance, organisation, submission, submission_content

RECEIVED, READ, CHECKED, AWAITING = "received", "read", "checked", "awaiting_confirmation"
ACCEPTED, REJECTED, WITHDRAWN = "accepted", "rejected", "withdrawn"
UPLOAD = "upload"  # the source of everything handed in by hand; a folder's file is `inbox/<name>`
DECLARATION = "declaration"  # the source of "nothing to report", said without a file
UNCHANGED = "unchanged"  # an outcome: accepted, and nothing was new

_AT_ONCE = 500  # parameters in one statement


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """What is known of a file when it has been received."""

    alliance: str
    organisation: str
    source: str
    filename: str
    sha256: str
    size: int
    via: str
    received_by: str
    received_at: datetime
    known_from: datetime | None = None
    note: str | None = None
    check_only: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as it stands."""

    submission_id: int
    token: str
    alliance_id: int
    organisation_id: int
    alliance: str
    organisation: str
    source: str
    filename: str
    sha256: str
    size: int
    note: str | None
    via: str
    received_by: str
    received_at: datetime
    known_from: datetime
    check_only: bool
    confirmed: bool
    state: str
    outcome: str | None
    progress: float
    report: dict[str, Any] | None
    finished_at: datetime | None


def _storable(text: str) -> str:
    """A text without what PostgreSQL refuses: NUL, and bytes that were no characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def receive(connection: sa.Connection, new: NewSubmission) -> Submission:
    """Record a received file.

    Raises:
        LookupError: if there is no such alliance, or no such organisation in it; the argument says which.
    """
    return receive_all(connection, [new])[0]


def receive_all(connection: sa.Connection, files: Sequence[NewSubmission]) -> list[Submission]:
    """Record received files, numbered in their order, none of them before one that came earlier.

    Raises:
        LookupError: as `receive`; then none of them is recorded.
    """
    where = addressed(connection, ((new.alliance, new.organisation) for new in files))
    moments = [not_before_the_last(connection, new.received_at) for new in files[:1]]
    moments += [max(moments[0], new.received_at) for new in files[1:]]
    rows = [
        {
            "token": _token(),
            "alliance_id": where[new.alliance, new.organisation][0],
            "organisation_id": where[new.alliance, new.organisation][1],
            "source": masked(new.source)[:400],
            "filename": clean_filename(new.filename),
            "sha256": new.sha256,
            "size": new.size,
            "note": None if new.note is None else masked(_storable(new.note)),
            "via": new.via,
            "received_by": new.received_by[:120],
            "received_at": moment,
            "known_from": new.known_from or moment,
            "check_only": new.check_only,
            "confirmed": new.confirmed,
            "state": RECEIVED,
            "progress": 0.0,
        }
        for new, moment in zip(files, moments, strict=True)
    ]
    if not rows:
        return []
    connection.execute(sa.insert(submission), rows)
    found: dict[str, Submission] = {}
    for start in range(0, len(rows), _AT_ONCE):
        part = [row["token"] for row in rows[start : start + _AT_ONCE]]
        found |= {one.token: one for one in read_where(connection, submission.c.token.in_(part))}
    return [found[str(row["token"])] for row in rows]


def _token() -> str:
    """Not guessable, and no option where it stands on a command line."""
    token = secrets.token_urlsafe(12)
    return "x" + token[1:] if token.startswith("-") else token


def read_submission(
    connection: sa.Connection, token: str | None = None, submission_id: int | None = None
) -> Submission | None:
    """One submission by its token (what the outside calls it) or by its number."""
    where = submission.c.token == token if token else submission.c.submission_id == submission_id
    return next(iter(read_where(connection, where)), None)


def read_unsettled(connection: sa.Connection, organisation_id: int, source: str, sha256: str) -> Submission | None:
    """The last submission of a source, where it has these bytes and waits for a person, or was rejected."""
    latest = sa.select(sa.func.max(submission.c.submission_id)).where(
        submission.c.organisation_id == organisation_id, submission.c.source == source
    )
    found = read_where(connection, submission.c.submission_id == latest.scalar_subquery())
    return next((one for one in found if one.state in (AWAITING, REJECTED) and one.sha256 == sha256), None)


def read_where(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[Submission]:
    """The submissions that a condition on their table holds for."""
    named = {"alliance": alliance.c.slug, "organisation": organisation.c.slug}
    query = sa.select(*(named[name] if name in named else submission.c[name] for name in Submission.__slots__))
    query = query.join_from(submission, alliance, alliance.c.alliance_id == submission.c.alliance_id)
    query = query.join(organisation, organisation.c.organisation_id == submission.c.organisation_id).where(where)
    return [Submission(*row) for row in connection.execute(query)]


def move(connection: sa.Connection, submission_id: int, state: str, progress: float, **more: Any) -> None:
    """Record that a submission has come further; `more` may hold outcome, report, finished_at, confirmed."""
    connection.execute(
        sa.update(submission)
        .where(submission.c.submission_id == submission_id)
        .values(state=state, progress=progress, **more)
    )


def finish_together(connection: sa.Connection, ended: Sequence[Mapping[str, Any]]) -> None:
    """Record how several submissions ended: submission_id, state, outcome, report, progress, finished_at of each."""
    names = ("state", "outcome", "report", "progress", "finished_at")
    statement = sa.update(submission).where(submission.c.submission_id == sa.bindparam("number"))
    rows = [{"number": one["submission_id"]} | {name: one[name] for name in names} for one in ended]
    connection.execute(statement, rows)


def amend_report(connection: sa.Connection, submission_id: int, report: dict[str, Any]) -> None:
    """Put a fuller report in the place of the one that is there."""
    connection.execute(sa.update(submission).where(submission.c.submission_id == submission_id).values(report=report))


def latest_accepted(connection: sa.Connection, of: Submission) -> Submission | None:
    """The last accepted submission of the same source, before this one."""
    number = connection.execute(
        sa.select(sa.func.max(submission.c.submission_id))
        .where(submission.c.organisation_id == of.organisation_id, submission.c.source == of.source)
        .where(submission.c.state == ACCEPTED, submission.c.submission_id < of.submission_id)
    ).scalar()
    return None if number is None else read_submission(connection, submission_id=number)


def read_last_of_sources(connection: sa.Connection, of: Sequence[Submission]) -> dict[int, tuple[str, Keys]]:
    """Of each of these submissions of one alliance the last accepted one of its source: SHA-256, and what it held.

    Args:
        of: none of them is finished, and no two are of one source.

    Returns:
        by the number of the submission that is new.
    """
    own = {(one.organisation_id, one.source): one.submission_id for one in of}
    latest = (
        sa.select(sa.func.max(submission.c.submission_id))
        .where(submission.c.alliance_id == of[0].alliance_id, submission.c.state == ACCEPTED)
        .where(submission.c.organisation_id.in_({one.organisation_id for one in of}))
        .group_by(submission.c.organisation_id, submission.c.source)
    )
    query = (
        sa.select(submission.c.organisation_id, submission.c.source, submission.c.sha256, submission_content.c["keys"])
        .join(submission_content, submission_content.c.submission_id == submission.c.submission_id, isouter=True)
        .where(submission.c.submission_id.in_(latest))
    )
    return {
        own[row[0], row[1]]: (row[2], _unpacked(row[3])) for row in connection.execute(query) if (row[0], row[1]) in own
    }


def read_of_bytes(connection: sa.Connection, organisation_id: int, sha256: str) -> Submission | None:
    """The first submission of these bytes from this organisation, whatever became of it."""
    found = read_where(
        connection, sa.and_(submission.c.organisation_id == organisation_id, submission.c.sha256 == sha256)
    )
    return min(found, key=lambda one: one.submission_id, default=None)


def was_accepted(connection: sa.Connection, organisation_id: int, sha256: str) -> bool:
    """Whether these bytes from this organisation have been accepted at some time."""
    query = sa.select(submission.c.submission_id).where(
        submission.c.organisation_id == organisation_id, submission.c.sha256 == sha256, submission.c.state == ACCEPTED
    )
    return connection.execute(query.limit(1)).first() is not None


Keys = dict[int, list[str]]  # series -> periods


def keep_content(connection: sa.Connection, submission_id: int, keys: Keys) -> None:
    """Remember which series and periods a file held."""
    keep_contents(connection, {submission_id: keys})


def keep_contents(connection: sa.Connection, held: Mapping[int, Keys]) -> None:
    """The same of several submissions."""
    rows = [{"submission_id": number, "keys": _packed(keys)} for number, keys in held.items()]
    connection.execute(sa.insert(submission_content), rows)


def read_content(connection: sa.Connection, submission_id: int) -> Keys:
    """Which series and periods a file held; empty where nothing is remembered."""
    query = sa.select(submission_content.c["keys"]).where(submission_content.c.submission_id == submission_id)
    return _unpacked(connection.execute(query).scalar())


def _packed(keys: Keys) -> bytes:
    return zlib.compress(json.dumps({str(series): periods for series, periods in keys.items()}).encode())


def _unpacked(packed: bytes | None) -> Keys:
    if packed is None:
        return {}
    return {int(series): periods for series, periods in json.loads(zlib.decompress(packed)).items()}
