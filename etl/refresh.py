"""The refresh: fetch what partners have put in their folders, import what changed, judge everything from today.

One source that fails does not stop the others. What happened to each is recorded under the run.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from etl.collect import Found, collect, make_inboxes
from etl.jobs import Workroom, assess_again, import_submission
from etl.problems.problem import problem
from store.definitions import read_delivering
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
from store.submissions import NewSubmission, Submission, receive

log = logging.getLogger(__name__)


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
    for found in _sources(room, run.alliance):
        try:
            outcome = _unchanged_or_imported(room, found, run.asked_by)
        except Exception:
            log.exception("a source could not be fetched: %s/%s %s", found.alliance, found.organisation, found.source)
            outcome = Outcome("failed", problems=(problem("source_failed").to_json(),))
        _record(room, run_id, found, outcome)
    assess_again(room, run.alliance)
    with room.store.writing() as connection:
        finish_run(connection, run_id, room.clock())


def _sources(room: Workroom, alliance: str | None) -> list[Found]:
    with room.store.reading() as connection:
        known = read_known_files(connection)
        where = [one for one in read_delivering(connection) if alliance in (None, one[1])]
    make_inboxes(room.settings.inbox, where)
    return list(collect(room.settings.inbox, where, known))


def _unchanged_or_imported(room: Workroom, found: Found, asked_by: str) -> Outcome:
    if found.is_known:
        return Outcome("unchanged")
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
    done = import_submission(room, submission.submission_id)
    problems = (done.report or {}).get("problems", [])
    return Outcome(done.outcome or "failed", done, tuple(problems))


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
