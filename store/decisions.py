"""What a person may decide about a submission after it was read, and the work that this asks for.

The worker carries it out (`etl/deciding`); here it is only asked for, so that pages and command line refuse alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from config.language import Text
from config.personal_numbers import masked
from store.histories import Figure
from store.schema import submission
from store.submissions import ACCEPTED, AWAITING, WITHDRAWN, Submission, read_submission
from store.vanished import read_vanished
from store.work import ask, is_being_decided

CAN_BE_UNDONE = (ACCEPTED, AWAITING)
MOST_REASON = 500  # letters
Verdict = Literal["withdrawn", "stays"]

_REFUSALS = {
    "no_submission": Text("Den indberetning findes ikke.", "There is no such submission."),
    "already_withdrawn": Text(
        "Indberetningen er allerede trukket tilbage. Aflever filen igen, hvis tallene skal gælde alligevel.",
        "The submission has been withdrawn already. Deliver the file again if its figures are to count after all.",
    ),
    "being_withdrawn": Text(
        "Indberetningen er ved at blive trukket tilbage. Vent et øjeblik.",
        "The submission is being withdrawn. Wait a moment.",
    ),
    "being_read": Text(
        "Indberetningen er ikke læst færdig endnu. Vent et øjeblik, og prøv igen.",
        "The submission is still being read. Wait a moment, and try again.",
    ),
    "nothing_to_undo": Text(
        "Indberetningen har ikke ændret noget, så der er intet at trække tilbage.",
        "The submission has changed nothing, so there is nothing to withdraw.",
    ),
    "not_accepted": Text(
        "Indberetningen gælder ikke, så der er ingen forsvundne tal at tage stilling til.",
        "The submission does not count, so there are no vanished figures to decide about.",
    ),
    "none_vanished": Text(
        "Ingen af de tal venter på et svar: måske er de afleveret igen, eller nogen har svaret.",
        "None of those figures waits for an answer: perhaps they were delivered again, or somebody has answered.",
    ),
    "none_chosen": Text("Vælg mindst ét tal.", "Choose at least one figure."),
    "no_answer": Text(
        "Vælg, om tallene er trukket tilbage, eller om de stadig gælder.",
        "Choose whether the figures are withdrawn, or still stand.",
    ),
}


class NotPossible(Exception):
    """A decision that cannot be carried out, in words for whoever decided.

    Attributes:
        code: for programs.
        message: for people.
    """

    def __init__(self, code: str, message: Text | None = None) -> None:
        super().__init__(code)
        self.code, self.message = code, message or _REFUSALS[code]


def ask_to_undo(connection: sa.Connection, token: str, by: str, reason: str | None, now: datetime) -> Submission:
    """Have a submission undone.

    Raises:
        NotPossible: there is none, it is undone already or about to be, or it has changed nothing.
    """
    found = _locked(connection, token)
    if found.state == WITHDRAWN:
        raise NotPossible("already_withdrawn")
    if is_being_decided(connection, found.submission_id, "undo"):
        raise NotPossible("being_withdrawn")
    if found.finished_at is None:
        raise NotPossible("being_read")
    if found.state not in CAN_BE_UNDONE:
        raise NotPossible("nothing_to_undo")
    text = masked((reason or "").replace("\0", "").strip())[:MOST_REASON] or None
    ask(connection, "undo", by, now, submission_id=found.submission_id, detail={"reason": text})
    return found


def ask_about_vanished(
    connection: sa.Connection, token: str, by: str, answer: str, figures: Sequence[Figure] | None, now: datetime
) -> Submission:
    """Have it noted what vanished figures mean.

    Args:
        answer: withdrawn (the figure ends), or stays.
        figures: those that it is about; None: all that are still asked about.

    Raises:
        NotPossible: there is no such submission, it does not count, or none of the figures waits for an answer.
    """
    found = _locked(connection, token)
    if answer not in ("withdrawn", "stays"):
        raise NotPossible("no_answer")
    if figures is not None and not figures:
        raise NotPossible("none_chosen")
    if found.state != ACCEPTED or is_being_decided(connection, found.submission_id, "undo"):
        raise NotPossible("not_accepted")
    asked_about = {one.figure for one in read_vanished(connection, found)}
    if not (asked_about if figures is None else asked_about & set(figures)):
        raise NotPossible("none_vanished")
    chosen: list[Any] | None = None if figures is None else [list(figure) for figure in figures]
    detail = {"answer": answer, "figures": chosen}
    ask(connection, "vanished", by, now, submission_id=found.submission_id, detail=detail)
    return found


def _locked(connection: sa.Connection, token: str) -> Submission:
    """The submission, so that of two clicks at once only one is taken."""
    connection.execute(sa.select(submission.c.state).where(submission.c.token == token).with_for_update())
    found = read_submission(connection, token=token)
    if found is None:
        raise NotPossible("no_submission")
    return found
