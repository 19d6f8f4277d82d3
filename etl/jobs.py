"""The worker's jobs, each a table of contents: what is done, in order."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from config.language import Text
from etl import load
from etl.annotate import annotate
from etl.assessing import judge_again
from etl.harmonise import Harmonised
from etl.looks import ANSWERABLE, first_look
from etl.opened import let_go
from etl.opening.cells import Workbook
from etl.outliers import note_outliers
from etl.problems.findings import Findings
from etl.problems.report import make_report
from etl.publish import publish_telling
from etl.quarantine import may_be_kept, refused_report
from etl.small_shares import SHARES, note_small_shares
from etl.telling_how_far import Tell, silent
from etl.template import write_templates
from etl.understand import chosen_layout, known_layouts, remember_if_wished, understand
from etl.validate import validate
from etl.workroom import Workroom as Workroom
from etl.workroom import open_room as open_room
from store.clock import danish_day
from store.definitions import read_for_files
from store.deleted import read_purged
from store.mappings import settle_mapping
from store.runs import TEMPLATES
from store.submissions import (
    ACCEPTED,
    AWAITING,
    CHECKED,
    READ,
    REJECTED,
    UNCHANGED,
    Submission,
    amend_report,
    keep_content,
    latest_accepted,
    move,
    read_content,
    read_submission,
)
from store.work import ask_for_template

CORRECTIONS = Text("Filen retter tal, der allerede er gemt.", "The file corrects figures that are stored already.")
LAYOUT = Text("Vi kender ikke filens opbygning og har et forslag.", "We do not know the file's layout and propose one.")
OUTLIERS = Text("Filen har tal, der ligger langt fra de tidligere.", "The file has figures far from the earlier ones.")


def import_submission(room: Workroom, submission_id: int) -> Submission:
    """Take a received file all the way from its bytes to what is shown, or to the report that says why not."""
    done = _import(room, submission_id)
    if not may_be_kept(done):
        room.files.delete(done.token)
    return done


def _import(room: Workroom, submission_id: int) -> Submission:
    submission, declared = _begin(room, submission_id)
    if submission.finished_at is not None:
        return submission  # a worker was lost after the last step: it is done
    if _was_purged(room, submission):
        return _finish(room, submission, REJECTED, refused_report())
    if _same_bytes_as_last(room, submission):
        return _finish_unchanged(room, submission)
    opened = room.open(submission)
    if isinstance(opened, list):
        return _finish(room, submission, REJECTED, make_report(Findings(opened)))
    _progress(room, submission, READ, 0.4)
    findings, harmonised = _understand(room, submission, declared, opened)
    rows = validate(harmonised.tidy, declared, harmonised.sheets, danish_day(submission.received_at), findings)
    if harmonised.proposal is not None and not findings.has_errors:
        return _ask_how_to_read(room, submission, declared, opened, harmonised, findings)
    if findings.has_errors:
        return _reject(room, submission, declared, opened, harmonised, findings)
    _progress(room, submission, CHECKED, 0.7)
    with room.store.writing() as connection:
        outcome, report = _settle(room, connection, submission, declared, rows, findings, opened, harmonised)
        move(connection, submission_id, **_end(room, outcome, report))
        if outcome == ACCEPTED and room.shows_at_once:
            ask_for_template(connection, declared.slug, submission.organisation, room.clock())
    annotated = annotate(room.files, submission, opened, report, room.limits)  # takes seconds: outside the transaction
    if annotated is not None:
        with room.store.writing() as connection:
            amend_report(connection, submission_id, report | {"annotated": annotated})
    if outcome == ACCEPTED:
        let_go(submission.token)
    return _again(room, submission_id)


def assess_again(room: Workroom, slug: str | None = None, tell: Tell = silent) -> None:
    """Judge what has changed, or may change with the day; templates too."""
    judge_again(room, slug, tell)
    now = room.clock()
    write_templates(room.store, room.settings.templates, now, slug, tell=lambda *so_many: tell(TEMPLATES, *so_many))


def _begin(room: Workroom, submission_id: int) -> tuple[Submission, Alliance]:
    with room.store.reading() as connection:
        submission = read_submission(connection, submission_id=submission_id)
        assert submission is not None
        declared = read_for_files(connection, submission.alliance, submission.organisation, room.clock())
        assert declared is not None
    return submission, declared


def _understand(
    room: Workroom, submission: Submission, declared: Alliance, opened: Workbook
) -> tuple[Findings, Harmonised]:
    with room.store.writing() as connection:
        remember_if_wished(connection, submission, room.clock)
        chosen = chosen_layout(connection, submission)
        layouts = known_layouts(connection, submission, room.settings.config)
    return understand(opened, declared, submission, layouts, chosen, takes_proposal=submission.confirmed)


def _ask_how_to_read(
    room: Workroom,
    submission: Submission,
    declared: Alliance,
    opened: Workbook,
    harmonised: Harmonised,
    findings: Findings,
) -> Submission:
    """The file waits until a person has said how it is read; nothing of it is stored."""
    report = make_report(findings, opened, harmonised, confirm=[LAYOUT])
    if submission.check_only:
        return _finish(room, submission, "checked", report)
    with room.store.writing() as connection:
        first_look(connection, submission, opened, declared, harmonised)
        move(connection, submission.submission_id, **_end(room, AWAITING, report))
    return _again(room, submission.submission_id)


def _reject(
    room: Workroom,
    submission: Submission,
    declared: Alliance,
    opened: Workbook,
    harmonised: Harmonised,
    findings: Findings,
) -> Submission:
    """Nothing goes in; where a layout reads the file, and another choice in it would help, that is offered."""
    report = make_report(findings, opened, harmonised)
    report["annotated"] = annotate(room.files, submission, opened, report, room.limits)
    codes = {one.code for one in findings.kept}
    would_help = codes & ANSWERABLE and (harmonised.layout is not None or "no_table" in codes)
    if would_help and not submission.check_only:
        with room.store.writing() as connection:
            first_look(connection, submission, opened, declared, harmonised)
    return _finish(room, submission, REJECTED, report)


def _settle(
    room: Workroom,
    connection: sa.Connection,
    submission: Submission,
    declared: Alliance,
    rows: Any,
    findings: Findings,
    opened: Any,
    harmonised: Harmonised,
) -> tuple[str, dict[str, Any]]:
    """Load, combine, assess and publish; where the file may not go in yet, all of it is taken back again."""
    now = room.clock()
    trial = connection.begin_nested()
    difference = load.compare(connection, rows, submission, opened.is_template)
    outliers = note_outliers(difference, findings)
    shares = note_small_shares(rows, difference, declared, findings)
    load.store(connection, difference, submission, max(now, submission.received_at))
    verdicts: list[dict[str, str]] = []
    if room.shows_at_once:
        verdicts = publish_telling(connection, declared, difference.indicators, now)
    confirm = _reasons(submission, difference, outliers, shares)
    report = make_report(findings, opened, harmonised, difference, confirm, verdicts)
    if submission.check_only or confirm:
        trial.rollback()
        return ("checked" if submission.check_only else AWAITING), report
    trial.commit()
    settle_mapping(connection, submission.submission_id)
    keep_content(connection, submission.submission_id, difference.keys)
    return (ACCEPTED if difference.has_news else UNCHANGED), report


def _reasons(submission: Submission, difference: load.Difference, outliers: int, shares: int) -> list[Text]:
    """Why a person must confirm; see "Corrections and vanished values" in docs/decisions/0004."""
    if submission.confirmed:
        return []
    corrects = submission.via == "browser" and difference.counts["changed"] > 0
    return ([CORRECTIONS] if corrects else []) + ([OUTLIERS] if outliers else []) + ([SHARES] if shares else [])


def _was_purged(room: Workroom, submission: Submission) -> bool:
    with room.store.reading() as connection:
        return bool(read_purged(connection, [submission.sha256]))


def _same_bytes_as_last(room: Workroom, submission: Submission) -> bool:
    if submission.check_only:
        return False
    with room.store.reading() as connection:
        last = latest_accepted(connection, submission)
    return last is not None and last.sha256 == submission.sha256 and not _is_back_dated(submission)


def _is_back_dated(submission: Submission) -> bool:
    return submission.known_from < submission.received_at


def _finish_unchanged(room: Workroom, submission: Submission) -> Submission:
    with room.store.writing() as connection:
        last = latest_accepted(connection, submission)
        keys = read_content(connection, last.submission_id) if last else {}
        keep_content(connection, submission.submission_id, keys)
        counts = {"new": 0, "changed": 0, "unchanged": sum(map(len, keys.values())), "vanished": 0}
        move(connection, submission.submission_id, **_end(room, UNCHANGED, make_report(Findings(), counts=counts)))
    return _again(room, submission.submission_id)


def _finish(room: Workroom, submission: Submission, outcome: str, report: dict[str, Any]) -> Submission:
    with room.store.writing() as connection:
        move(connection, submission.submission_id, **_end(room, outcome, report))
    return _again(room, submission.submission_id)


def _end(room: Workroom, outcome: str, report: dict[str, Any]) -> dict[str, Any]:
    state = {UNCHANGED: ACCEPTED, "checked": CHECKED}.get(outcome, outcome)
    return {"state": state, "outcome": outcome, "report": report, "progress": 1.0, "finished_at": room.clock()}


def _progress(room: Workroom, submission: Submission, state: str, progress: float) -> None:
    if not room.shows_at_once:
        return  # nobody could see it
    with room.store.writing() as connection:
        move(connection, submission.submission_id, state, progress)


def _again(room: Workroom, submission_id: int) -> Submission:
    with room.store.reading() as connection:
        found = read_submission(connection, submission_id=submission_id)
    assert found is not None
    return found
