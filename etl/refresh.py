"""The refresh: fetch what partners have put in their folders, import what changed, judge everything from today.

One source that fails does not stop the others. What happened to each is recorded under the run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import sqlalchemy as sa

from etl.ahead import SMALL, Ahead
from etl.cohort.bring_in import bring_in
from etl.cohort.order import Waiting, waiting_for
from etl.cohort.plain import plain_file
from etl.collect import Found
from etl.jobs import Workroom, assess_again, import_submission
from etl.opening.cells import Workbook
from etl.outcomes import FAILED, Brought, Outcome, Words, failed, record, remember, still_unsettled, tell_verdicts
from etl.receiving import Fetched, fetched, log_failure
from etl.sources.find import find_sources, note_settled
from etl.standing import standing
from etl.taking_up import TakenUp, take_up
from etl.telling.tell import tell
from etl.telling_how_far import Telling
from etl.together import Together
from store.clock import danish_day
from store.definitions import read_alliance, read_slugs
from store.deleted import read_purged
from store.outages import is_outage
from store.published import read_shared_words
from store.runs import FETCHING, finish_run, read_runs, start_run
from store.submissions import NewSubmission, Submission, receive_all
from store.viewer import OPERATOR

log = logging.getLogger(__name__)

_FIRST = 100  # sources looked at before any of them is imported
_AT_ONCE = 250  # the same of later ones
_DISKS = 4  # files written at the same time
_BYTES_AT_ONCE = 8_000_000  # of small files, which are all open at the same time

Chunk = list[tuple[Found, Submission | None]]
Fetching = tuple[list[Found], list[Future[Fetched]]]


@standing()
def refresh(room: Workroom, run_id: int) -> None:
    """Carry out a run: every source once, then every verdict from today."""
    with room.store.writing() as connection:
        begun = read_runs(connection, run_id=run_id)[0].started_at  # by a worker that was lost
        start_run(connection, run_id, room.clock())
        (run,) = read_runs(connection, run_id=run_id)
        before = _words(connection, run.alliance)
    taken_up = take_up(room, run.alliance, begun)
    brought, done, changed = list[Brought](), 0, set[int]()
    telling = Telling(room, run_id)
    with Ahead(room) as ahead:
        for chunk in _opened_ahead(room, ahead, find_sources(room, run.alliance), run.asked_by, taken_up):
            brought += _bring_in(room, run_id, ahead, chunk, taken_up)
            done += len(chunk)
            changed.update(found.organisation_id for found, _ in chunk if not found.is_known)
            telling.tell(FETCHING, done, run.total and max(done, run.total))
    taken_up.bring_in_the_rest(room)
    if changed:
        note_settled(room, changed)
    assess_again(room, run.alliance, telling.tell)
    with room.store.writing() as connection:
        tell_verdicts(connection, brought, before, _words(connection, run.alliance))
        finish_run(connection, run_id, room.clock())
    tell(room, run_id)


def _opened_ahead(
    room: Workroom, ahead: Ahead, sources: Iterator[Found], asked_by: str, taken_up: TakenUp
) -> Iterator[Chunk]:
    """The sources in chunks, those that are new or changed received; while one is brought in, the files of the next are
    being opened and those of the one after it received.
    """
    waiting: Chunk | None = None
    for fetching in _fetched_ahead(room, ahead, _chunks(sources)):
        chunk = _received(room, fetching, asked_by, taken_up)
        ahead.open([one for _, one in chunk if one is not None and one.size <= SMALL])
        if waiting is not None:
            yield waiting
        waiting = chunk
    if waiting is not None:
        yield waiting


def _fetched_ahead(room: Workroom, ahead: Ahead, chunks: Iterator[list[Found]]) -> Iterator[Fetching]:
    """Each chunk with what is being fetched of it; the next one is begun."""
    waiting: Fetching | None = None
    with ThreadPoolExecutor(_DISKS) as disks:  # each waits for the disk until its bytes are safe
        for chunk in chunks:
            if not all(found.is_known for found in chunk):
                ahead.get_ready()
            new = [found for found in chunk if not found.is_known]
            size = -(-len(new) // _DISKS) or 1
            begun = [disks.submit(fetched, room, new[at : at + size]) for at in range(0, len(new), size)]
            if waiting is not None:
                yield waiting
            waiting = chunk, begun
        if waiting is not None:
            yield waiting


def _chunks(sources: Iterator[Found]) -> Iterator[list[Found]]:
    chunk, size, most = list[Found](), 0, _FIRST
    for found in sources:
        chunk.append(found)
        size += 0 if found.is_known or found.size > SMALL else found.size
        if len(chunk) >= most or size >= _BYTES_AT_ONCE:
            yield chunk
            chunk, size, most = [], 0, min(2 * most, _AT_ONCE)
    if chunk:
        yield chunk


def _received(room: Workroom, fetching: Fetching, asked_by: str, taken_up: TakenUp) -> Chunk:
    """Each source with its new submission; None where there is none, or it cannot be fetched."""
    chunk, begun = fetching
    taken = [one for part in begun for one in part.result()]
    refused = {(found.organisation_id, found.source): found for found, _ in taken if found.problem is not None}
    told = taken_up.recognise(room, [(found, file) for found, file in taken if file is not None])
    held = told.new
    with room.store.writing() as connection:
        now = room.clock()
        new = [
            NewSubmission(
                alliance=found.alliance,
                organisation=found.organisation,
                source=found.source,
                filename=found.filename,
                sha256=file.sha256,
                size=file.size,
                via="refresh",
                received_by=asked_by,
                received_at=now,
            )
            for found, file in held
        ]
        submissions = receive_all(connection, new)
        for (_, file), submission in zip(held, submissions, strict=True):
            room.files.keep(file, submission.token)
    of = told.received | {id(found): one for (found, _), one in zip(held, submissions, strict=True)}
    known = {(found.organisation_id, found.source): found for found in told.known} | refused
    return [(known.get((found.organisation_id, found.source), found), of.get(id(found))) for found in chunk]


def _bring_in(room: Workroom, run_id: int, ahead: Ahead, chunk: Chunk, taken_up: TakenUp) -> list[Brought]:
    """Import the files of a chunk that are new or changed, and record what became of each.

    Returns:
        what was brought in without being published.
    """
    outcomes: dict[int, Outcome] = {}
    found_of = {one.submission_id: found for found, one in chunk if one is not None}
    received = {one.submission_id: one for _, one in chunk if one is not None}
    with Together(room, ahead) as together:
        waiting = _waiting(room, together, chunk)
        while waiting.heads():
            chosen = waiting.cohort()
            outcomes |= _as_one(together, waiting, found_of, chosen)
            waiting.done(outcomes)
            alone = chosen if len(chosen) == 1 else []
            for number in [*alone, *(one for one in waiting.heads() if one not in waiting.clean)]:
                outcomes[number] = _alone(room, together, found_of[number], received[number])
                waiting.done({number})
        with together.part() as part, part.store.writing() as connection:
            told = []
            for found, submission in chunk:
                if submission is not None:
                    told.append((found, outcomes[submission.submission_id]))
                    ahead.done(submission)
                else:
                    told.append((found, _as_it_was(connection, found, taken_up) if found.is_known else failed(found)))
                    if not found.is_known:
                        remember(connection, [(found, FAILED)], room.clock())
            record(connection, run_id, told, room.clock())
    return [one.brought for one in outcomes.values() if one.brought is not None]


def _as_it_was(connection: sa.Connection, found: Found, taken_up: TakenUp) -> Outcome:
    """Of a file that is as it was when it was seen last; by this run's first worker, where that one was lost."""
    return taken_up.of(found) or still_unsettled(connection, found)


def _waiting(room: Workroom, together: Together, chunk: Chunk) -> Waiting:
    with room.store.reading() as connection:
        today = danish_day(room.clock())
        slugs = {found.alliance for found, one in chunk if one is not None}
        found_for = {slug: read_alliance(connection, slug, OPERATOR, today) for slug in slugs}
        purged = read_purged(connection, {one.sha256 for _, one in chunk if one is not None})
    declared = {slug: one for slug, one in found_for.items() if one is not None}
    files = []
    for found, one in chunk:
        if one is None:
            continue
        opened = together.wait_for(one) if one.size <= SMALL else None
        is_workbook = isinstance(opened, Workbook) and found.alliance in declared and one.sha256 not in purged
        plain = plain_file(one, opened, declared[found.alliance]) if is_workbook else None  # type: ignore[arg-type]
        files.append((found.organisation_id, one.submission_id, plain))
    return waiting_for(files, declared)


def _as_one(
    together: Together, waiting: Waiting, found_of: dict[int, Found], chosen: Sequence[int]
) -> dict[int, Outcome]:
    """Import files as a cohort, where there are several; what comes of those that went in."""
    if len(chosen) < 2:
        return {}
    try:
        with together.part() as part, part.store.writing() as connection:
            kept = [
                (found_of[one.submission.submission_id], Outcome.of_kept(one))
                for one in bring_in(part, connection, waiting, chosen)
            ]
            remember(connection, kept, part.clock())
        return {one.submission_id: one for _, one in kept if one.submission_id is not None}
    except Exception as fault:
        if is_outage(fault):  # nothing is wrong with the files
            raise
        log.exception("%s files could not be imported as one; each is imported by itself", len(chosen))
        for number in chosen:
            waiting.clean.pop(number, None)
        return {}


def _alone(room: Workroom, together: Together, found: Found, submission: Submission) -> Outcome:
    outcome = FAILED
    try:
        if submission.size > SMALL:  # it would keep others from writing for long
            together.keep()
            outcome = Outcome.of_submission(import_submission(room, submission.submission_id), is_published=True)
        else:
            outcome = Outcome.of_submission(together.run(submission))
    except Exception as fault:
        if is_outage(fault):
            raise
        log_failure(found)
    with together.part() as part, part.store.writing() as connection:
        remember(connection, [(found, outcome)], part.clock())
    return outcome


def _words(connection: sa.Connection, alliance: str | None) -> Words:
    return {slug: read_shared_words(connection, slug) for slug in read_slugs(connection) if alliance in (None, slug)}
