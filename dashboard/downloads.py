"""Workbooks that the worker has made and the pages hand out: files with their mistakes marked, and templates."""

from __future__ import annotations

import io
import re
from pathlib import Path, PurePath

import flask

from config.entries import SLUG
from config.language import Text
from config.settings import Settings
from dashboard.refusal import Refusal
from store.database import Store
from store.files import Files
from store.submissions import read_submission

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SUFFIXES = {"marked": "fejl markeret", "list": "liste over fejl"}
_NOT_MARKED = Text("Den fil er ikke markeret.", "That file has not been marked.")
_NO_TEMPLATE = Text(
    "Der er ingen skabelon til den organisation. Er den lige sat op, så prøv igen om et øjeblik.",
    "There is no template for that organisation. If it has just been set up, try again in a moment.",
)
_CHOOSE = Text("Vælg alliance og organisation.", "Choose alliance and organisation.")


def annotated_address(token: str) -> str:
    """Where the marked file of a submission is fetched."""
    return f"/api/v1/submissions/{token}/annotated.xlsx"


def template_address(alliance: str, organisation: str) -> str:
    """Where an organisation's template is fetched."""
    return f"/template/{alliance}/{organisation}.xlsx"


def blueprint(store: Store, files: Files, settings: Settings) -> flask.Blueprint:
    """The routes of what can be fetched."""
    routes = flask.Blueprint("downloads", __name__)

    @routes.get("/api/v1/submissions/<token>/annotated.xlsx")
    def annotated(token: str) -> flask.Response:
        with store.reading() as connection:
            found = read_submission(connection, token=token)
        kind = (found.report or {}).get("annotated") if found else None
        if found is None or kind not in _SUFFIXES:
            raise Refusal(404, "not_marked", _NOT_MARKED)
        name = f"{PurePath(found.filename).stem} – {_SUFFIXES[kind]}.xlsx"
        answer = _workbook(files.annotated_path_of(found.token), name)
        if answer is None:
            raise Refusal(404, "not_marked", _NOT_MARKED)
        return answer

    @routes.get("/template/<alliance>/<organisation>.xlsx")
    def template(alliance: str, organisation: str) -> flask.Response:
        return template_answer(settings, alliance, organisation)

    @routes.get("/template")
    @routes.get("/en/template")
    def chosen() -> flask.Response:
        """What a form without JavaScript asks for."""
        alliance, organisation = (flask.request.args.get(name, "") for name in ("alliance", "organisation"))
        if not alliance or not organisation:
            raise Refusal(400, "missing_field", _CHOOSE)
        return flask.make_response(flask.redirect(template_address(alliance, organisation), 303))

    return routes


def template_answer(settings: Settings, alliance: str, organisation: str) -> flask.Response:
    """An organisation's workbook.

    Raises:
        Refusal: 404, none has been made.
    """
    answer = None
    if re.fullmatch(SLUG, alliance) and re.fullmatch(SLUG, organisation):  # they become a path
        path = settings.templates / alliance / f"{organisation}.xlsx"
        answer = _workbook(path, f"skabelon-{alliance}-{organisation}.xlsx")
    if answer is None:
        raise Refusal(404, "no_template", _NO_TEMPLATE)
    return answer


def _workbook(path: Path, name: str) -> flask.Response | None:
    try:
        content = path.read_bytes()  # in memory: with compression on, send_file would leave the file open
    except OSError:
        return None
    answer = flask.send_file(io.BytesIO(content), _XLSX, as_attachment=True, download_name=name, etag=False)
    answer.cache_control.no_store = True
    return answer
