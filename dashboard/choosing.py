"""`/api/v1/submissions/<token>/layout`: a person's choices about how a file is read. The worker does the reading."""

from __future__ import annotations

import time
from typing import Any

import flask
import sqlalchemy as sa

from config.language import Text
from dashboard.api import NOT_READY
from dashboard.errors import is_form_of_a_browser
from dashboard.refusal import Refusal
from dashboard.viewing import current_actor
from dashboard.visit import localised
from dashboard.whose import check_whose
from store.audit import note
from store.clock import Clock
from store.database import Store
from store.layouts import forget_layout
from store.mappings import Mapping, ask_for_look, choose_mapping, read_mapping
from store.noting import note_submission
from store.schema import alliance, organisation, submission
from store.submissions import AWAITING, RECEIVED, REJECTED, Submission, move, read_submission
from store.work import ask

WAIT = 3.0  # seconds for which an answer waits for the worker's look
LOOK = 0.02
_MOST_FIELDS = 2000
_NOTHING = Text("Der er intet at vælge for den indberetning.", "There is nothing to choose for that submission.")
_NO_LAYOUT = Text("Den opbygning er ikke husket.", "That layout is not remembered.")


def blueprint(store: Store, clock: Clock) -> flask.Blueprint:
    """The routes of choosing how a file is read."""
    routes = flask.Blueprint("choosing", __name__, url_prefix="/api/v1")

    @routes.get("/submissions/<token>/layout")
    def look(token: str) -> flask.Response:
        """The latest look: the layout as it stands, what can be chosen, and what would be read."""
        with store.reading() as connection:
            found, mapping = _found(connection, token)
        return _answer(found, mapping)

    @routes.post("/submissions/<token>/layout")
    def choose(token: str) -> flask.Response:
        """Fields of the form as the look names them; `do=read` reads the file so, anything else shows what would be."""
        form = flask.request.form
        with store.writing() as connection:
            connection.execute(sa.select(submission.c.state).where(submission.c.token == token).with_for_update())
            found, mapping = _found(connection, token)
            changed = _changed(form.to_dict(flat=False), mapping)
            if form.get("do") == "restart":
                answers = []
            elif changed:
                answers = [*(pair for pair in mapping.answers if pair[0] not in dict(changed)), *changed]
            elif form.get("do") == "read":
                return _read(connection, found, mapping, "remember" in form, clock)
            else:
                return _answer(found, mapping)
            number = ask_for_look(connection, found.submission_id, answers)
            ask(connection, "look", current_actor().key, clock(), submission_id=found.submission_id)
        _wait(store, found.submission_id, number)
        with store.reading() as connection:
            found, mapping = _found(connection, token)
        return _answer(found, mapping)

    @routes.post("/layouts/forget")
    def forget() -> flask.Response:
        """A remembered layout is used no longer; files of its kind are asked about again."""
        fields = {
            name: flask.request.form.get(name, "").replace("\0", "") for name in ("alliance", "organisation", "name")
        }
        with store.writing() as connection:
            check_whose(connection, "represent", fields["alliance"], fields["organisation"], clock())
            query = (
                sa.select(organisation.c.organisation_id)
                .join(alliance, alliance.c.alliance_id == organisation.c.alliance_id)
                .where(alliance.c.slug == fields["alliance"], organisation.c.slug == fields["organisation"])
            )
            number = connection.execute(query).scalar()
            if number is None or not forget_layout(connection, number, fields["name"], clock()):
                raise Refusal(404, "no_layout", _NO_LAYOUT)
            note(
                connection,
                current_actor(),
                "layout_forgotten",
                clock(),
                alliance=fields["alliance"],
                organisation=fields["organisation"],
                subject=fields["name"],
            )
        address = f"/upload?alliance={fields['alliance']}&organisation={fields['organisation']}"
        return _sent_on(address) or flask.jsonify(forgotten=fields["name"])

    return routes


def _found(connection: sa.Connection, token: str) -> tuple[Submission, Mapping]:
    """A submission that waits for a choice, or was refused for the want of one.

    Raises:
        Refusal: there is no such submission, or nothing to choose for it.
    """
    found = read_submission(connection, token=token)
    mapping = read_mapping(connection, found.submission_id) if found is not None else None
    if found is None or mapping is None:
        raise Refusal(404, "no_choice", _NOTHING)
    if found.state not in (AWAITING, REJECTED):
        raise Refusal(409, "not_waiting", _NOTHING)
    return found, mapping


def _changed(form: dict[str, list[str]], mapping: Mapping) -> list[tuple[str, list[str]]]:
    """The fields that say something else than what the page showed."""
    changed = []
    controls = [one for table in mapping.look["tables"] for one in table["controls"]]
    is_whole = "whole" in form  # a form that was sent by the page: a box that is not ticked is not sent
    for control in controls[:_MOST_FIELDS]:
        name, allowed = control["name"], {value for value, _ in control["options"]}
        values = [value for value in form.get(name, []) if value in allowed]
        if control["several"]:
            if (is_whole or name in form) and set(values) != set(control["ticked"]):
                changed.append((name, values))
        elif values and values[-1] != control["value"]:
            changed.append((name, values[-1:]))
    return changed


def _read(
    connection: sa.Connection, found: Submission, mapping: Mapping, remember: bool, clock: Clock
) -> flask.Response:
    """Take the file in, in the way that the page shows."""
    if not mapping.look["is_ready"] or not mapping.is_current:
        raise Refusal(409, "not_ready", NOT_READY)
    choose_mapping(connection, found.submission_id, remember)
    again = {"outcome": None, "report": None, "finished_at": None}
    move(connection, found.submission_id, RECEIVED, 0.0, **again)
    ask(connection, "submission", current_actor().key, clock(), submission_id=found.submission_id)
    note_submission(connection, current_actor(), "layout_chosen", found, clock(), {"remembered": remember})
    answer = _sent_on(f"/upload/{found.token}")
    if answer is None:
        answer = flask.jsonify(submission=found.token, state=RECEIVED)
        answer.status_code = 202
        answer.headers["Location"] = f"/api/v1/submissions/{found.token}"
    return answer


def _wait(store: Store, submission_id: int, number: int) -> None:
    """Until the look is there, or the patience is at its end: then the page says that it is on its way."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        with store.reading() as connection:
            mapping = read_mapping(connection, submission_id)
        if mapping is None or mapping.done >= number:
            return
        time.sleep(LOOK)


def _answer(found: Submission, mapping: Mapping) -> flask.Response:
    sent_on = _sent_on(f"/upload/{found.token}/layout") if flask.request.method == "POST" else None
    if sent_on is not None:
        return sent_on
    entry: dict[str, Any] = {"submission": found.token, "is_current": mapping.is_current, "look": mapping.look}
    answer = flask.jsonify(entry)
    answer.cache_control.no_store = True
    return answer


def _sent_on(path: str) -> flask.Response | None:
    """Where a browser's form goes next; None for a program."""
    if not is_form_of_a_browser():
        return None
    language = "en" if flask.request.args.get("language") == "en" else "da"
    return flask.make_response(flask.redirect(localised(path, language), 303))  # type: ignore[arg-type]
