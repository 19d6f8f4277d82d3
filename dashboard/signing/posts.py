"""The forms of signing in and of accounts: what is sent leads on, or comes back with what is to be put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flask

from dashboard.routes import compose, find, split_language
from dashboard.signing.desk import Desk, Onward, Take
from dashboard.signing.elsewhere import answer_elsewhere
from dashboard.signing.forms import FORMS
from dashboard.viewing import give_cookie, take_cookie
from dashboard.visit import localised


def answer_signing(server: flask.Flask, *at_hand: Any) -> None:
    """Have the pages take what their forms send; `at_hand` as a `Desk` has it, after the server."""
    desk = Desk(server, *at_hand)
    for path, (page, take) in FORMS.items():
        for prefix in ("", "/en"):
            view = _view(desk, page, take)
            desk.server.add_url_rule(prefix + path, f"signing {prefix}{path}", view, methods=["POST"])
    answer_elsewhere(desk)


def _view(desk: Desk, page: str, take: Take) -> Callable[..., flask.Response]:
    def sent(**parts: Any) -> flask.Response:
        language, _ = split_language(flask.request.path)
        form = flask.request.form.to_dict()
        outcome = take(desk, form, parts)
        if isinstance(outcome, Onward):
            path = outcome.path if outcome.is_whole else localised(outcome.path, language)
            answer = flask.make_response(flask.redirect(path, 303))
            if outcome.session:
                give_cookie(answer, outcome.session, desk.settings)
            elif outcome.session is not None:
                take_cookie(answer, desk.settings)
        else:
            address = find(localised(page.format(**parts), language))
            query = {"next": form["next"]} if "next" in form else {}
            with desk.store.reading() as connection:
                visit = desk.look(address, connection, query, None)
                answer = desk.write(compose(address, visit, attempt=outcome), visit)
        answer.cache_control.no_store = True
        return answer

    return sent
