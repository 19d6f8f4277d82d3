"""`/api/v1`: receives files and says how far they have come. Bytes to storage, a row, a piece of work; no parsing."""

from __future__ import annotations

from typing import Any

import flask
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from config.language import Text, format_number
from config.settings import Settings
from dashboard.access import NO_SUBMISSION
from dashboard.discretion import discreet
from dashboard.errors import is_form_of_a_browser
from dashboard.refusal import Refusal
from dashboard.viewing import current_actor
from dashboard.visit import localised
from dashboard.whose import NO_PLACE, check_whose
from store.clock import Clock
from store.database import Store
from store.files import Files, Received, TooLarge
from store.mappings import choose_mapping, read_mapping
from store.noting import note_submission
from store.schema import submission
from store.submissions import AWAITING, RECEIVED, UPLOAD, NewSubmission, Submission, move, read_submission, receive
from store.work import ask

_NO_FIELD = Text("Vælg alliance, organisation og fil.", "Choose alliance, organisation and file.")
_NO_FORM = Text(
    "Send filen som multipart/form-data med felterne alliance, organisation og file.",
    "Send the file as multipart/form-data with the fields alliance, organisation and file.",
)
_EMPTY = Text("Filen er tom.", "The file is empty.")
NOT_READY = Text("Der mangler et valg, før filen kan læses.", "A choice is missing before the file can be read.")
_NOT_WAITING = Text("Indberetningen venter ikke på bekræftelse.", "The submission is not waiting for confirmation.")


def too_large(settings: Settings) -> Text:
    most = settings.max_upload_mb
    return Text(
        f"En fil må fylde højst {format_number(most, 'da')} MB.",
        f"A file may hold at most {format_number(most, 'en')} MB.",
    )


def blueprint(store: Store, files: Files, settings: Settings, clock: Clock) -> flask.Blueprint:
    """The routes of the API."""
    routes = flask.Blueprint("api", __name__, url_prefix="/api")

    @routes.post("/v1/submissions")
    def submit() -> flask.Response:
        """202 with the address of the submission; a plain form is sent on to its report."""
        form, file = _form()
        with store.reading() as connection:
            check_whose(connection, "deliver", form["alliance"], form["organisation"], clock())
        try:
            received = files.receive(file.stream, settings.max_upload_bytes)  # type: ignore[arg-type]
        except TooLarge:
            raise Refusal(413, "too_large", too_large(settings)) from None
        try:
            made = _record(store, files, clock, form, file.filename or "", received)
        except BaseException:
            received.path.unlink(missing_ok=True)
            raise
        return _accepted(made)

    @routes.get("/v1/submissions/<token>")
    def look(token: str) -> flask.Response:
        with store.reading() as connection:
            found = read_submission(connection, token=token)
            if found is None:
                raise Refusal(404, "no_submission", NO_SUBMISSION)
            found = discreet(connection, found, current_actor().viewer, clock())
        answer = flask.jsonify(_state(found) | {"progress": found.progress, "report": found.report})
        answer.cache_control.no_store = True
        return answer

    @routes.post("/v1/submissions/<token>/confirm")
    def confirm(token: str) -> flask.Response:
        """What a person has looked at goes on: first how the file is read, then its corrections and outliers."""
        with store.writing() as connection:
            # Locked, so that of two clicks at once only one is taken.
            connection.execute(sa.select(submission.c.state).where(submission.c.token == token).with_for_update())
            found = read_submission(connection, token=token)
            if found is None:
                raise Refusal(404, "no_submission", NO_SUBMISSION)
            if found.state != AWAITING:
                raise Refusal(409, "not_waiting", _NOT_WAITING)
            again: dict[str, Any] = {"outcome": None, "report": None, "finished_at": None}
            if not _confirms_the_layout(connection, found):
                again["confirmed"] = True
            move(connection, found.submission_id, RECEIVED, 0.0, **again)
            ask(connection, "submission", current_actor().key, clock(), submission_id=found.submission_id)
            note_submission(connection, current_actor(), "submission_confirmed", found, clock())
            found = read_submission(connection, token=token)
        assert found is not None
        return _accepted(found)

    @routes.route("/", defaults={"_": ""}, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    @routes.route("/<path:_>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def nothing(_: str) -> flask.Response:
        flask.abort(404)

    return routes


def _confirms_the_layout(connection: sa.Connection, found: Submission) -> bool:
    """Whether the file waits to be told how it is read; then that is confirmed, and nothing of what it would change.

    Raises:
        Refusal: something must be chosen first.
    """
    mapping = read_mapping(connection, found.submission_id)
    if mapping is None or mapping.is_chosen:
        return False
    if not mapping.look["is_ready"] or not mapping.is_current:
        raise Refusal(409, "not_ready", NOT_READY)
    choose_mapping(connection, found.submission_id, remember=False)
    return True


def _form() -> tuple[dict[str, str], FileStorage]:
    if flask.request.mimetype != "multipart/form-data":
        raise Refusal(415, "wrong_form", _NO_FORM)
    fields = {name: flask.request.form.get(name, "").replace("\0", "").strip() for name in ("alliance", "organisation")}
    file = flask.request.files.get("file")
    if file is None or not file.filename or not all(fields.values()):
        raise Refusal(400, "missing_field", _NO_FIELD)
    return fields, file


def _record(
    store: Store, files: Files, clock: Clock, form: dict[str, str], filename: str, received: Received
) -> Submission:
    """The submission, its file and its work: all or none."""
    if received.size == 0:
        raise Refusal(422, "empty_file", _EMPTY)
    new = NewSubmission(
        alliance=form["alliance"],
        organisation=form["organisation"],
        source=UPLOAD,
        filename=filename,
        sha256=received.sha256,
        size=received.size,
        via="browser",
        received_by=current_actor().key,
        received_at=clock(),
    )
    with store.writing() as connection:
        try:
            made = receive(connection, new)
        except LookupError as unknown:
            what = str(unknown.args[0])
            raise Refusal(404, f"no_{what}", NO_PLACE[what]) from None
        ask(connection, "submission", current_actor().key, clock(), submission_id=made.submission_id)
        files.keep(received, made.token)
        note_submission(connection, current_actor(), "submission_received", made, clock())
    return made


def _accepted(made: Submission) -> flask.Response:
    if is_form_of_a_browser():
        language = "en" if flask.request.args.get("language") == "en" else "da"
        return flask.make_response(flask.redirect(localised(f"/upload/{made.token}", language), 303))  # type: ignore[arg-type]
    answer = flask.jsonify(_state(made))
    answer.status_code = 202
    answer.headers["Location"] = f"/api/v1/submissions/{made.token}"
    return answer


def _state(made: Submission) -> dict[str, str | None]:
    return {"submission": made.token, "state": made.state, "outcome": made.outcome}
