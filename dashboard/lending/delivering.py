"""`/deliver/<link>`: the way in of whoever bears an upload link. The first file makes their session.

To open the page changes nothing, since mail programs and chats open links by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import flask
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from config.language import Text
from config.settings import Settings
from dashboard.api import too_large
from dashboard.downloads import template_answer
from dashboard.errors import as_json, is_form_of_a_browser
from dashboard.pages import deliver
from dashboard.refusal import Refusal
from dashboard.routes import Address, find
from dashboard.viewing import current_actor, give_cookie
from dashboard.visit import Page, Visit
from store.actor import Actor
from store.audit import note
from store.clock import Clock
from store.database import Store
from store.definitions import read_made_up
from store.files import Files, Received, TooLarge
from store.links import Link, use
from store.rights import may
from store.sessions import begin, end
from store.submissions import UPLOAD, NewSubmission, Submission, receive
from store.upload_links import find_upload_link, is_bearer
from store.viewer import OPERATOR, Grant, viewer_with
from store.work import ask

Look = Callable[[Address, sa.Connection, dict[str, str], dict[str, str] | None], Visit]
Write = Callable[[Page, Visit], flask.Response]
PATH = "/deliver/<text>"
_NO_FILE = Text("Vælg en fil.", "Choose a file.")
_NO_FORM = Text(
    "Send filen som multipart/form-data i feltet file.", "Send the file as multipart/form-data, in the field file."
)
_EMPTY = Text("Filen er tom.", "The file is empty.")
_OVER = Text(
    "Linket gælder ikke længere. Bed den, der sendte det, om et nyt.",
    "The link is no longer valid. Ask whoever sent it for a new one.",
)


@dataclass(frozen=True)
class Delivering:
    """The views of an upload link."""

    store: Store
    files: Files
    settings: Settings
    secret: bytes
    clock: Clock
    look: Look
    write: Write

    def register(self, server: flask.Flask) -> None:
        for prefix in ("", "/en"):
            path = prefix + PATH
            server.add_url_rule(path, f"deliver {path}", self.page)
            server.add_url_rule(path, f"delivered {path}", self.delivered, methods=["POST"])
            server.add_url_rule(f"{path}/template.xlsx", f"deliver template {path}", self.template)

    def page(self, text: str) -> flask.Response:
        with self.store.reading() as connection:
            visit, link = self.look(find(flask.request.path), connection, {}, None), self._found(connection, text)
            page = deliver.page(visit, text, link)
            if link is not None and link.alliance in read_made_up(connection, OPERATOR, visit.now):
                page = replace(page, is_made_up=True)
            answer = self.write(page, visit)
        answer.cache_control.no_store = True
        return answer

    def template(self, text: str) -> flask.Response:
        """The workbook that the organisation fills in."""
        with self.store.reading() as connection:
            link = self._found(connection, text)
        if link is None or link.alliance is None or link.organisation is None:
            raise Refusal(404, "no_link", _OVER)
        return template_answer(self.settings, link.alliance, link.organisation)

    def delivered(self, text: str) -> flask.Response:
        """A browser is sent on to the report, a program gets 202 with the address."""
        try:
            made, session = self._taken_in(text)
        except RequestEntityTooLarge:
            return _refused(Refusal(413, "too_large", too_large(self.settings)))
        except Refusal as refusal:
            return _refused(refusal)
        language = find(flask.request.path).language
        if is_form_of_a_browser():
            report = f"{'/en' if language == 'en' else ''}/upload/{made.token}"
            answer = flask.make_response(flask.redirect(report, 303))
        else:
            answer = flask.jsonify(submission=made.token, state=made.state, outcome=made.outcome)
            answer.status_code = 202
            answer.headers["Location"] = f"/api/v1/submissions/{made.token}"
        if session is not None:
            give_cookie(answer, session, self.settings)
        return answer

    def _found(self, connection: sa.Connection, text: str) -> Link | None:
        return find_upload_link(connection, text, self.secret, self.clock(), current_actor())

    def _taken_in(self, text: str) -> tuple[Submission, str | None]:
        with self.store.reading() as connection:
            if self._found(connection, text) is None:  # before a byte of the file is read
                raise Refusal(404, "no_link", _OVER)
        file = _file()
        try:
            received = self.files.receive(file.stream, self.settings.max_upload_bytes)  # type: ignore[arg-type]
        except TooLarge:
            raise Refusal(413, "too_large", too_large(self.settings)) from None
        try:
            return self._recorded(text, file.filename or "", received)
        except BaseException:
            received.path.unlink(missing_ok=True)
            raise

    def _recorded(self, text: str, filename: str, received: Received) -> tuple[Submission, str | None]:
        """The use of the link, its session, the submission, its file and its work: all or none."""
        if received.size == 0:
            raise Refusal(422, "empty_file", _EMPTY)
        now = self.clock()
        with self.store.writing() as connection:
            bearer, session = self._use(connection, text)
            (grant,) = bearer.viewer.grants
            new = NewSubmission(
                alliance=grant.alliance,
                organisation=grant.organisation or "",
                source=UPLOAD,
                filename=filename,
                sha256=received.sha256,
                size=received.size,
                via="browser",
                received_by=bearer.key,
                received_at=now,
            )
            try:
                made = receive(connection, new)
            except LookupError:
                raise Refusal(404, "no_link", _OVER) from None
            ask(connection, "submission", bearer.key, now, submission_id=made.submission_id)
            note(
                connection,
                bearer,
                "submission_received",
                now,
                alliance=made.alliance,
                organisation=made.organisation,
                subject=made.token,
            )
            self.files.keep(received, made.token)
        return made, session

    def _use(self, connection: sa.Connection, text: str) -> tuple[Actor, str | None]:
        """Who delivers, and the session that they begin; None: they have one already.

        Raises:
            Refusal: somebody else was quicker, or it has ended meanwhile.
        """
        actor, now = current_actor(), self.clock()
        own = self._found(connection, text)
        if own is None:
            raise Refusal(404, "no_link", _OVER)
        if actor.key == f"link {own.link_id}":
            return actor, None
        used = use(connection, text, "upload", self.secret, now)
        if used is None or used.alliance is None or used.organisation is None:
            raise Refusal(404, "no_link", _OVER)
        viewer = viewer_with([Grant(used.alliance, "bearer", used.organisation)])
        bearer = Actor(f"link {used.link_id}", viewer, actor.address)
        if may(actor.viewer, "represent", used.alliance, used.organisation) and actor.session is not None:
            return bearer, None  # they see the report by their own account
        if is_bearer(actor) and actor.session is not None:
            end(connection, actor.session)
        return bearer, begin(connection, self.secret, now, link_id=used.link_id)


def _file() -> FileStorage:
    if flask.request.mimetype != "multipart/form-data":
        raise Refusal(415, "wrong_form", _NO_FORM)
    file = flask.request.files.get("file")
    if file is None or not file.filename:
        raise Refusal(400, "missing_field", _NO_FILE)
    return file


def _refused(refusal: Refusal) -> flask.Response:
    """To a program as the API says it; a browser's form gets a page."""
    if is_form_of_a_browser():
        raise refusal
    return as_json(refusal.status, refusal.code, refusal.message)
