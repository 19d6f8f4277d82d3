"""The forms of the editing pages: what is sent is stored and leads on, or comes back with what is to be put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import flask
import sqlalchemy as sa

from dashboard.editing.place import Place, find_place
from dashboard.editing.saving import LOOK, Attempt, bring_back, save, take_out
from dashboard.pages import edit_decide, missing
from dashboard.routes import EDITED, Address, compose, find
from dashboard.viewing import current_actor
from dashboard.visit import Page, Visit, localised
from store.clock import Clock
from store.database import Store
from store.editing import Stored
from store.noting import noting_definitions

Look = Callable[[Address, sa.Connection, dict[str, str], dict[str, str] | None], Visit]
Write = Callable[[Page, Visit], flask.Response]


def answer_edits(server: flask.Flask, store: Store, clock: Clock, look: Look, write: Write) -> None:
    """Have the editing pages take what their forms send; `look` makes the visit, `write` the HTML document."""

    def edited(**parts: Any) -> flask.Response:
        address = find(flask.request.path)
        form = flask.request.form.to_dict()
        with store.reading() if form.get(LOOK) else store.writing() as connection:
            visit = look(address, connection, {}, form)
            outcome = _done(visit, address, parts, form, clock)
            if isinstance(outcome, Stored):
                path = f"/alliance/{parts['slug']}/edit/{outcome.kind}/{outcome.key}?saved=1"
                return flask.make_response(flask.redirect(localised(path, visit.language), 303))
            page = missing.page(visit) if outcome is None else compose(address, visit, attempt=outcome)
            answer = write(page, visit)
        answer.cache_control.no_store = True
        return answer

    for path in EDITED:
        for prefix in ("", "/en"):
            server.add_url_rule(prefix + path, f"edit {prefix}{path}", edited, methods=["POST"])


def _done(
    visit: Visit, address: Address, parts: Mapping[str, Any], form: Mapping[str, str], clock: Clock
) -> Stored | Attempt | None:
    """None where the address leads nowhere."""
    by = current_actor().key
    named = {name: value for name, value in parts.items() if name != "version"}
    place = find_place(visit, **named)
    if place is None:
        return None
    if address.compose is edit_decide.restore_page:
        found = edit_decide.version_of(place, parts["version"])
        with noting_definitions(visit.store, current_actor(), parts["slug"], clock(), "definition_restored"):
            return bring_back(visit.store, place, found, form, by, clock()) if found else None
    if place.is_retired or (address.compose is edit_decide.retire_page and not _can_go(place)):
        return None
    if address.compose is edit_decide.retire_page:
        with noting_definitions(visit.store, current_actor(), parts["slug"], clock()):
            return take_out(visit.store, place, form, by, clock())
    if form.get(LOOK):
        return save(visit.store, place, form, visit.language, by, clock())
    with noting_definitions(visit.store, current_actor(), parts["slug"], clock()):
        return save(visit.store, place, form, visit.language, by, clock())


def _can_go(place: Place) -> bool:
    return place.kind.code != "alliance" or place.part is not None
