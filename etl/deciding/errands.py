"""What the command line decides about submissions and figures: asked of the worker, and waited for."""

from __future__ import annotations

from collections.abc import Sequence

from config.places import find_place
from etl.errands import BY, carry_out
from etl.jobs import Workroom
from progress.declaring import check_declared, declarable
from store.actor import AT_THE_COMMAND_LINE
from store.clock import danish_day
from store.decisions import ask_about_vanished, ask_to_undo
from store.declarations import DueFigure, ask_to_declare, canonical, read_held
from store.definitions import read_alliance
from store.noting import note_submission
from store.submissions import Submission, read_submission
from store.viewer import OPERATOR
from store.work import latest_of


def undo_submission(room: Workroom, token: str, reason: str | None = None) -> Submission:
    """Undo a submission and wait for it.

    Raises:
        store.decisions.NotPossible: see `ask_to_undo`.
    """
    with room.store.writing() as connection:
        found = ask_to_undo(connection, token, BY, reason, room.clock())
        work_id = latest_of(connection, found.submission_id)
        note_submission(connection, AT_THE_COMMAND_LINE, "submission_undone", found, room.clock())
    return _done(room, found, work_id)


def answer_about_vanished(room: Workroom, token: str, answer: str) -> Submission:
    """Say of all vanished figures of a submission whether they are withdrawn, and wait for it.

    Raises:
        store.decisions.NotPossible: see `ask_about_vanished`.
    """
    with room.store.writing() as connection:
        found = ask_about_vanished(connection, token, BY, answer, None, room.clock())
        work_id = latest_of(connection, found.submission_id)
        note_submission(connection, AT_THE_COMMAND_LINE, "vanished_answered", found, room.clock(), {"answer": answer})
    return _done(room, found, work_id)


def declare_nothing(
    room: Workroom,
    alliance: str,
    organisation: str,
    indicator: str,
    periods: Sequence[str],
    area: str = "",
    dimensions: dict[str, str] | None = None,
    note: str | None = None,
) -> Submission:
    """Declare that there is nothing to report for these periods, and wait for it.

    Args:
        area: in any spelling; blank for the indicator's own.

    Raises:
        LookupError: there is no such "alliance" or "organisation".
        store.decisions.NotPossible: one of the periods is not due.
    """
    now = room.clock()
    with room.store.writing() as connection:
        declared = read_alliance(connection, alliance, OPERATOR, danish_day(now))
        if declared is None or declared.organisation(organisation) is None:
            raise LookupError("alliance" if declared is None else "organisation")
        due = declarable(declared, organisation, read_held(connection, alliance, organisation), danish_day(now))
        place = (find_place(area, tuple({one.area for one in due})) or area) if area else ""
        figures = [DueFigure(indicator, place, canonical(dimensions or {}), period) for period in periods]
        chosen = check_declared(due, figures, declared)
        made = ask_to_declare(connection, alliance, organisation, chosen, note, BY, now)
        work_id = latest_of(connection, made.submission_id)
        note_submission(connection, AT_THE_COMMAND_LINE, "nothing_declared", made, now, {"figures": len(chosen)})
    return _done(room, made, work_id)


def _done(room: Workroom, of: Submission, work_id: int) -> Submission:
    carry_out(room, work_id)
    with room.store.reading() as connection:
        done = read_submission(connection, submission_id=of.submission_id)
    assert done is not None
    return done
