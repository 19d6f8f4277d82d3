"""`/api/v1`: what a person decides after a file was read. A row, a piece of work; the worker does the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import flask

from config.language import Text
from dashboard.errors import is_form_of_a_browser
from dashboard.refusal import Refusal
from dashboard.viewing import current_actor
from dashboard.visit import localised
from dashboard.whose import check_whose
from progress.declaring import check_declared, declarable
from store.clock import Clock, danish_day
from store.database import Store
from store.decisions import NotPossible, ask_about_vanished, ask_to_undo
from store.declarations import DueFigure, ask_to_declare, canonical, read_held
from store.histories import Figure
from store.noting import note_submission
from store.submissions import Submission

_VIA = "browser"
_STATUS = {"no_submission": 404, "none_chosen": 400, "no_answer": 400}  # all others: 409
_WRONG_FIGURE = Text("Et af tallene er ikke skrevet, som det skal.", "One of the figures is not written as it must be.")

Fields = dict[str, Any]


def blueprint(store: Store, clock: Clock) -> flask.Blueprint:
    """The routes of decisions."""
    routes = flask.Blueprint("decisions", __name__, url_prefix="/api/v1")

    @routes.post("/submissions/<token>/undo")
    def undo(token: str) -> flask.Response:
        """`reason`, where there is one."""
        reason = _text(_fields().get("reason"))
        with _refusing(), store.writing() as connection:
            made = ask_to_undo(connection, token, current_actor().key, reason, clock())
            note_submission(connection, current_actor(), "submission_undone", made, clock())
            return _accepted(made)

    @routes.post("/submissions/<token>/vanished")
    def vanished(token: str) -> flask.Response:
        """`answer` withdrawn or stays; `figure` once for each figure, as "12:2024", or `all`."""
        fields = _fields()
        figures = None if fields.get("all") else [_figure(one) for one in _many(fields, "figure")]
        with _refusing(), store.writing() as connection:
            answer = _text(fields.get("answer")) or ""
            made = ask_about_vanished(connection, token, current_actor().key, answer, figures, clock())
            note_submission(connection, current_actor(), "vanished_answered", made, clock(), {"answer": answer})
            return _accepted(made)

    @routes.post("/declarations")
    def declare() -> flask.Response:
        """`alliance`, `organisation`; `figure` once for each, as ["indicator", "area", {dimensions}, "period"]."""
        fields = _fields()
        alliance, who = (_text(fields.get(name)) or "" for name in ("alliance", "organisation"))
        figures = [_due_figure(one) for one in _many(fields, "figure")]
        now = clock()
        with _refusing(), store.writing() as connection:
            declared = check_whose(connection, "represent", alliance, who, now)
            due = declarable(declared, who, read_held(connection, alliance, who), danish_day(now))
            chosen = check_declared(due, figures, declared)
            note = _text(fields.get("note"))
            made = ask_to_declare(connection, alliance, who, chosen, note, _VIA, now, current_actor().key)
            note_submission(connection, current_actor(), "nothing_declared", made, now, {"figures": len(chosen)})
            return _accepted(made)

    return routes


@contextmanager
def _refusing() -> Iterator[None]:
    """What cannot be decided is refused in the words that the command line uses too."""
    try:
        yield
    except NotPossible as reason:
        raise Refusal(_STATUS.get(reason.code, 409), reason.code, reason.message) from None


def _fields() -> Fields:
    """A form of any kind, or a JSON object."""
    if flask.request.is_json:
        found = flask.request.get_json(silent=True)
        return found if isinstance(found, dict) else {}
    return {name: values if name == "figure" else values[0] for name, values in flask.request.form.lists()}


def _text(value: object) -> str | None:
    return value.replace("\0", "").strip() or None if isinstance(value, str) else None


def _many(fields: Fields, name: str) -> list[Any]:
    value = fields.get(name, [])
    return value if isinstance(value, list) else [value]


def _figure(value: object) -> Figure:
    number, _, period = str(value).partition(":")
    if not (number.isascii() and number.isdigit()) or len(number) > 18:
        raise Refusal(400, "wrong_figure", _WRONG_FIGURE)
    return int(number), period


def _due_figure(value: object) -> DueFigure:
    try:
        indicator, area, dimensions, period = json.loads(value) if isinstance(value, str) else value  # type: ignore[misc]
        parts = {str(name): str(of) for name, of in dimensions.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Refusal(400, "wrong_figure", _WRONG_FIGURE) from None
    return DueFigure(str(indicator), str(area), canonical(parts), str(period))


def _accepted(made: Submission) -> flask.Response:
    """202 with the submission's address; a plain form is sent on to its page."""
    if is_form_of_a_browser():
        language = "en" if flask.request.args.get("language") == "en" else "da"
        return flask.make_response(flask.redirect(localised(f"/upload/{made.token}", language), 303))  # type: ignore[arg-type]
    answer = flask.jsonify(submission=made.token, state=made.state, outcome=made.outcome)
    answer.status_code = 202
    answer.headers["Location"] = f"/api/v1/submissions/{made.token}"
    return answer
