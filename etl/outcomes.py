"""What became of the files of a refresh: noted under the run, and remembered of each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from etl.cohort.keep import Kept
from etl.collect import Found
from etl.problems.problem import problem
from etl.publish import moved_verdicts
from store.runs import KnownFile, RunSource, record_sources, remember_files
from store.submissions import ACCEPTED, AWAITING, REJECTED, Submission, amend_report, read_submission, read_unsettled

Words = Mapping[str, Mapping[str, str]]  # of the shared series' verdicts, by alliance and indicator


class Brought(NamedTuple):
    """A file whose figures went in and are not published yet."""

    submission_id: int
    alliance: str
    indicators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    outcome: str
    submission_id: int | None = None
    token: str | None = None
    sha256: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: Sequence[dict[str, Any]] = ()
    brought: Brought | None = None

    @classmethod
    def of_submission(cls, done: Submission, is_published: bool = False) -> Outcome:
        """Of a file that was imported by itself."""
        report = done.report or {}
        brought = None
        if done.outcome == ACCEPTED and not is_published:
            codes = frozenset(code for sheet in report.get("sheets", ()) for code in sheet["indicators"])
            brought = Brought(done.submission_id, done.alliance, codes)
        return cls(
            done.outcome or "failed",
            done.submission_id,
            done.token,
            done.sha256,
            report.get("counts", {}),
            report.get("problems", []),
            brought,
        )

    @classmethod
    def of_kept(cls, kept: Kept) -> Outcome:
        """Of a file that was imported with others."""
        one = kept.submission
        brought = Brought(one.submission_id, one.alliance, kept.indicators) if kept.outcome == ACCEPTED else None
        return cls(kept.outcome, one.submission_id, one.token, one.sha256, kept.counts, (), brought)


UNTOUCHED = Outcome("unchanged")
FAILED = Outcome("failed", problems=(problem("source_failed").to_json(),))


def failed(found: Found) -> Outcome:
    """Of a file that could not be fetched, with the reason where it is known."""
    return FAILED if found.problem is None else Outcome("failed", problems=(found.problem.to_json(),))


def still_unsettled(connection: sa.Connection, found: Found) -> Outcome:
    """Of a file that is as it was: every night again that it waits for a person or must be put right, where it does."""
    if found.last is None or found.last.outcome not in (AWAITING, REJECTED):
        return UNTOUCHED
    waits = read_unsettled(connection, found.organisation_id, found.source, found.last.sha256)
    return UNTOUCHED if waits is None else Outcome.of_submission(waits)


def record(connection: sa.Connection, run_id: int, told: Sequence[tuple[Found, Outcome]], now: datetime) -> None:
    """Note under the run what became of these files, in their order."""
    sources = [
        RunSource(
            alliance=found.alliance,
            organisation=found.organisation,
            source=found.source,
            outcome=one.outcome,
            submission=one.token,
            counts=dict(one.counts),
            problems=list(one.problems),
            finished_at=now,
        )
        for found, one in told
    ]
    numbers = [one.submission_id for _, one in told]
    record_sources(connection, run_id, list(zip(sources, numbers, strict=True)))


def remember(connection: sa.Connection, dealt_with: Sequence[tuple[Found, Outcome]], now: datetime) -> None:
    """Of each file what it was, so that it is not read again until it changes; one that failed is."""
    files = [
        (
            found.organisation_id,
            found.source,
            KnownFile(found.size, found.modified_ns, one.sha256, one.outcome, found.mark),
        )
        for found, one in dealt_with
        if found.problem is None  # what was not fetched is still known as it was
    ]
    remember_files(connection, files, now)


def tell_verdicts(connection: sa.Connection, brought: Sequence[Brought], before: Words, after: Words) -> None:
    """What the files that were brought in together mean for the verdicts of their indicators."""
    slugs = {one.alliance for one in brought}
    moved = {slug: moved_verdicts(connection, slug, before.get(slug, {}), after.get(slug, {})) for slug in slugs}
    for one in brought:
        told = [entry for entry in moved[one.alliance] if entry["indicator"] in one.indicators]
        submission = read_submission(connection, submission_id=one.submission_id) if told else None
        if submission is not None:
            amend_report(connection, one.submission_id, (submission.report or {}) | {"verdicts": told})
