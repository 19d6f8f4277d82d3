"""The refresh: fetch what partners have put in their folders, import what changed, judge everything from today.

One source that fails does not stop the others. What happened to each is recorded under the run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa

from etl.collect import Found, collect, make_inboxes
from etl.jobs import Workroom, assess_again, import_submission
from etl.problems.problem import problem
from etl.together import Together
from store.clock import danish_day
from store.definitions import read_delivering, read_slugs
from store.published import read_published
from store.runs import (
    KnownFile,
    RunSource,
    finish_run,
    read_known_files,
    read_runs,
    record_source,
    remember_file,
    start_run,
)
from store.submissions import ACCEPTED, NewSubmission, Submission, amend_report, receive
from store.viewer import OPERATOR

log = logging.getLogger(__name__)

_AT_ONCE = 200  # sources looked at before any of them is imported
_SMALL = 2_000_000  # bytes of a file that is brought in together with others

Verdicts = dict[tuple[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    outcome: str
    submission: Submission | None = None
    problems: tuple[dict[str, Any], ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        report = self.submission.report if self.submission else None
        return dict(report["counts"]) if report else {}


def refresh(room: Workroom, run_id: int) -> None:
    """Carry out a run: every source once, then every verdict from today."""
    with room.store.writing() as connection:
        start_run(connection, run_id, room.clock())
        (run,) = read_runs(connection, run_id=run_id)
        before = _verdicts(room, connection, run.alliance)
    brought = list[Submission]()
    sources = _sources(room, run.alliance)
    while chunk := list(islice(sources, _AT_ONCE)):
        brought += _bring_in(room, run_id, chunk, run.asked_by)
    assess_again(room, run.alliance)
    with room.store.writing() as connection:
        _tell_verdicts(connection, brought, before, _verdicts(room, connection, run.alliance))
        finish_run(connection, run_id, room.clock())


def _sources(room: Workroom, alliance: str | None) -> Iterator[Found]:
    with room.store.reading() as connection:
        known = read_known_files(connection)
        where = [one for one in read_delivering(connection) if alliance in (None, one[1])]
    make_inboxes(room.settings.inbox, where)
    yield from collect(room.settings.inbox, where, known)


def _bring_in(room: Workroom, run_id: int, chunk: list[Found], asked_by: str) -> list[Submission]:
    """Import the files of a chunk that are new or changed, and record what became of each.

    Returns:
        what was brought in together: not published yet.
    """
    received = [None if found.is_known else _received(room, found, asked_by) for found in chunk]
    brought = list[Submission]()
    with Together(room) as together:
        for submission in received:
            if submission is not None and submission.size <= _SMALL:
                together.open(submission)
        for found, submission in zip(chunk, received, strict=True):
            outcome = Outcome("unchanged")
            if not found.is_known:
                outcome = _imported(room, together, found, submission)
            if outcome.submission is not None and outcome.outcome == ACCEPTED and outcome.submission.size <= _SMALL:
                brought.append(outcome.submission)
            with together.part() as part:
                _record(part, run_id, found, outcome)
    return brought


def _received(room: Workroom, found: Found, asked_by: str) -> Submission | None:
    """The file in the store; None where it cannot be fetched."""
    try:
        with found.path.open("rb") as stream:
            received = room.files.receive(stream, room.settings.max_upload_bytes)
        with room.store.writing() as connection:
            new = NewSubmission(
                alliance=found.alliance,
                organisation=found.organisation,
                source=found.source,
                filename=found.path.name,
                sha256=received.sha256,
                size=received.size,
                via="refresh",
                received_by=asked_by,
                received_at=room.clock(),
            )
            submission = receive(connection, new)
            room.files.keep(received, submission.token)
        return submission
    except Exception:
        _log_failure(found)
        return None


def _imported(room: Workroom, together: Together, found: Found, submission: Submission | None) -> Outcome:
    failed = Outcome("failed", problems=(problem("source_failed").to_json(),))
    if submission is None:
        return failed
    try:
        if submission.size > _SMALL:  # it would keep others from writing for long
            together.keep()
            done = import_submission(room, submission.submission_id)
        else:
            done = together.run(submission)
    except Exception:
        _log_failure(found)
        return failed
    problems = (done.report or {}).get("problems", [])
    return Outcome(done.outcome or "failed", done, tuple(problems))


def _log_failure(found: Found) -> None:
    log.exception("a source could not be fetched: %s/%s %s", found.alliance, found.organisation, found.source)


def _verdicts(room: Workroom, connection: sa.Connection, alliance: str | None) -> Verdicts:
    """The shared series' verdicts by alliance, indicator and subject."""
    today = danish_day(room.clock())
    return {
        (slug, one.indicator, one.subject): one.verdict["verdict"]
        for slug in read_slugs(connection)
        if alliance in (None, slug)
        for one in read_published(connection, slug, OPERATOR, today)
        if one.role == "shared"
    }


def _tell_verdicts(connection: sa.Connection, brought: list[Submission], before: Verdicts, after: Verdicts) -> None:
    """What the files that were brought in together mean for the verdicts of their indicators."""
    moved = [
        (slug, {"indicator": code, "before": before[slug, code, subject], "after": verdict})
        for (slug, code, subject), verdict in after.items()
        if before.get((slug, code, subject), verdict) != verdict
    ]
    for submission in brought if moved else ():
        report = submission.report or {}
        spoken_of = {code for sheet in report.get("sheets", ()) for code in sheet["indicators"]}
        told = [one for slug, one in moved if slug == submission.alliance and one["indicator"] in spoken_of]
        if told:
            amend_report(connection, submission.submission_id, report | {"verdicts": told})


def _record(room: Workroom, run_id: int, found: Found, outcome: Outcome) -> None:
    now = room.clock()
    done = outcome.submission
    source = RunSource(
        alliance=found.alliance,
        organisation=found.organisation,
        source=found.source,
        outcome=outcome.outcome,
        submission=done.token if done else None,
        counts=outcome.counts,
        problems=list(outcome.problems),
        finished_at=now,
    )
    with room.store.writing() as connection:
        record_source(connection, run_id, source, done.submission_id if done else None)
        if done or outcome.outcome == "failed":
            sha256 = done.sha256 if done else ""
            known = KnownFile(found.size, found.modified_ns, sha256, outcome.outcome)
            remember_file(connection, found.organisation_id, found.source, known, now)
