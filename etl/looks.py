"""Looks at how a file is read: the first one when it comes in, and one for each choice that a person makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from config.definitions import Alliance
from config.layout import Layout
from etl import load
from etl.extract import extract
from etl.harmonise import Harmonised
from etl.layouts.proposal import Proposal
from etl.mapping.answers import Answers
from etl.mapping.look import Look, look_at
from etl.opened import held, hold
from etl.opening.cells import Workbook
from store.clock import danish_day
from store.definitions import read_for_files
from store.mappings import finish_look, keep_look, read_mapping
from store.submissions import Submission, read_submission

if TYPE_CHECKING:
    from etl.jobs import Workroom

# Problems that another way of reading would do away with: beside these the page of choices is offered.
ANSWERABLE = frozenset(
    ("sign_unknown", "value_ambiguous", "value_mixed", "value_not_a_number", "area_other_level", "area_unknown",
     "no_table",
     "share_mixed", "unit_text_missing", "layout_text_missing", "period_unknown", "indicator_unknown", "field_empty",
     "area_contradiction", "area_christiansoe", "area_former", "area_no_place", "area_total")
)  # fmt: skip


def first_look(
    connection: sa.Connection, submission: Submission, workbook: Workbook, declared: Alliance, harmonised: Harmonised
) -> None:
    """Keep what a person sees of a file that they must say how to read: by what is proposed, or by the known layout."""
    hold(submission.token, workbook)
    look = _look(connection, submission, workbook, declared, Answers(), harmonised.layout, harmonised.proposal)
    entry = look.to_json() | {"replaces": harmonised.replaces}
    keep_look(connection, submission.submission_id, entry, harmonised.layout)


def look_again(room: Workroom, submission_id: int) -> None:
    """Make the look that a person has asked for with their latest choice."""
    with room.store.reading() as connection:
        submission = read_submission(connection, submission_id=submission_id)
        mapping = read_mapping(connection, submission_id)
        assert submission is not None
        if mapping is None or mapping.is_current:
            return
        declared = read_for_files(connection, submission.alliance, submission.organisation, room.clock())
    assert declared is not None
    workbook = held(submission.token) or extract(room.files.path_of(submission.token), submission.filename, room.limits)
    if not isinstance(workbook, Workbook):
        return  # it could be opened once: the disk or the memory is gone, and the page says that it is not ready
    hold(submission.token, workbook)
    known = None if mapping.known is None else Layout.model_validate(mapping.known)
    answers = Answers.of_fields(mapping.answers, is_proposed=known is None)
    with room.store.writing() as connection:
        look = _look(connection, submission, workbook, declared, answers, known)
        finish_look(connection, submission_id, mapping.asked, mapping.look | look.to_json())


def _look(
    connection: sa.Connection,
    submission: Submission,
    workbook: Workbook,
    declared: Alliance,
    answers: Answers,
    known: Layout | None,
    proposal: Proposal | None = None,
) -> Look:
    today = danish_day(submission.received_at)
    look = look_at(workbook, declared.told, submission.organisation, today, answers, known, proposal)
    if look.is_ready:
        look.counts = _counts(connection, look.rows, submission)
    return look


def _counts(connection: sa.Connection, rows: Any, submission: Submission) -> dict[str, int]:
    """What the file would change; the series that the comparison makes are taken back again."""
    trial = connection.begin_nested()
    counts = load.compare(connection, rows, submission).counts
    trial.rollback()
    return counts
