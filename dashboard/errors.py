"""Every error as an answer: JSON below /api/, a page everywhere else. The log keeps what no visitor needs to see."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import flask
from werkzeug.exceptions import HTTPException

from config.language import Text
from dashboard.pages import missing
from dashboard.receiving import TOO_LONG, is_upload
from dashboard.refusal import Refusal
from dashboard.routes import split_language
from dashboard.troubles import AGAIN, trouble
from dashboard.viewing import about
from dashboard.visit import Here, Page
from store.outages import is_outage, told

Write = Callable[[Page, Here], flask.Response]

_TITLES = {
    400: Text("Der mangler noget i det sendte", "Something is missing in what was sent"),
    401: Text("Log ind først", "Sign in first"),
    403: Text("Det må ikke gøres herfra", "That may not be done from here"),
    404: missing.NOT_FOUND,
    405: Text("Det kan ikke gøres på denne adresse", "That cannot be done at this address"),
    409: Text("Det kan ikke gøres nu", "That cannot be done now"),
    413: Text("Det er for stort", "That is too large"),
    415: Text("Det sendte kan ikke læses", "What was sent cannot be read"),
    422: Text("Filen kan ikke bruges", "The file cannot be used"),
    429: Text("Vent lidt", "Wait a little"),
}
_LARGE_FILE = Text("Filen er for stor", "The file is too large")
_SECRET = re.compile(r"\bl-[\w-]+[^/]*")
_CODES = {404: "not_found", 405: "wrong_method", 413: "too_large", 415: "wrong_form", 500: "fault", 503: "no_store"}


def answer_faults(server: flask.Flask, write: Write, too_large: Text) -> None:
    """Answer refusals, wrong addresses, a silent store and our own faults; `write` makes the HTML document."""

    def refused(refusal: Refusal) -> flask.Response:
        answer = in_words(refusal)
        if refusal.wait is not None:
            answer.headers["Retry-After"] = str(refusal.wait)
        return answer

    def in_words(refusal: Refusal) -> flask.Response:
        here = _here()
        if speaks_json() or refusal.code == "wrong_token":
            answer = as_json(refusal.status, refusal.code, refusal.message)
            if refusal.status == 401:  # RFC 6750
                fault = ' error="invalid_token"' if refusal.code == "wrong_token" else ""
                answer.headers["WWW-Authenticate"] = f"Bearer{fault}"
            return answer
        if refusal.status == 401 and flask.request.method in ("GET", "HEAD"):
            to = urlencode({"next": flask.request.full_path.removesuffix("?")})
            return flask.make_response(flask.redirect(f"{here.link('/sign-in')}?{to}", 303))
        is_file = refusal.status == 413 and is_upload(flask.request.path)
        title = here.text(_LARGE_FILE if is_file else _TITLES.get(refusal.status, missing.FAULT))
        back, to = here.say("Tilbage til indberetning", "Back to reporting figures"), "/upload"
        if refusal.status == 401:
            back, to = here.say("Log ind", "Sign in"), "/sign-in"
        return write(missing.words(title, here.text(refusal.message), back, here.link(to), refusal.status), here)

    def http(error: HTTPException) -> flask.Response:
        status = error.code or 500
        if status < 400:
            return flask.make_response(error.get_response())
        if status == 404 and not speaks_json():
            return write(missing.page(_here()), _here())
        if status == 413:
            message = too_large if is_upload(flask.request.path) else TOO_LONG
        else:
            message = _TITLES.get(status, missing.FAULT)
        answer = refused(Refusal(status, _CODES.get(status, "refused"), message))
        answer.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
        return answer

    def fault(error: Exception) -> flask.Response:
        if is_outage(error):  # said once in a line: every request meets it
            server.logger.error("%s %s: %s", flask.request.method, told_path(flask.request.path), told(error))
        else:
            server.logger.error("%s %s", flask.request.method, told_path(flask.request.path), exc_info=error)
        was_sent = flask.request.method != "GET"
        found = trouble(error, was_sent)
        if speaks_json():
            answer = as_json(503, found.code, found.text) if found else as_json(500, "fault", missing.FAULT_TEXT)
        else:
            answer = write(missing.fault(error, _here(), was_sent), _here())
        if found:
            answer.headers["Retry-After"] = str(AGAIN)
        return answer

    server.register_error_handler(Refusal, refused)
    server.register_error_handler(HTTPException, http)
    server.register_error_handler(Exception, fault)


def told_path(path: str) -> str:
    """The path of this request as the log may hold it: without the link that opens something."""
    return _SECRET.sub("l-…", path)


def as_json(status: int, code: str, message: Text) -> flask.Response:
    """An error of the API."""
    answer = flask.jsonify(code=code, message=message.to_json())
    answer.status_code = status
    return answer


def speaks_json() -> bool:
    """Below /api/, unless it is a browser that posted a form and shows whatever comes back."""
    return flask.request.path.startswith("/api/") and not is_form_of_a_browser()


def is_form_of_a_browser() -> bool:
    accepted = flask.request.accept_mimetypes
    return flask.request.method == "POST" and accepted.best_match(["application/json", "text/html"]) == "text/html"


def _here() -> Here:
    language, path = split_language(flask.request.path)
    if flask.request.path.startswith("/api/"):  # no language in the path: forms say theirs
        language, path = "en" if flask.request.args.get("language") == "en" else "da", "/upload"
    actor = flask.g.get("actor")  # not there where the store did not answer
    return Here(language, path, {}, **({} if actor is None else about(actor)))
