"""`POST /account/preview`: whoever is signed in sees the pages as the public does, until they say otherwise."""

from __future__ import annotations

import flask
from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.drawing import Field
from dashboard.parts import also
from dashboard.refusal import Refusal
from dashboard.viewing import current_actor
from dashboard.visit import Here, localised
from store.database import Store
from store.sessions import show_public

PATH = "/account/preview"
_SIGN_IN = Text("Log ind for at gøre det.", "Sign in to do that.")
_BANNER = Text(
    "Du ser siderne, som offentligheden ser dem.",
    "You see the pages as the public sees them.",
)
_START = Text("Se som offentligheden", "See as the public does")
_STOP = Text("Se igen med dine rettigheder", "See again with your rights")


def blueprint(store: Store) -> flask.Blueprint:
    """The route of the preview; it never shows more than the public sees, whoever looks."""
    routes = flask.Blueprint("preview", __name__)

    @routes.post(PATH)
    @routes.post(f"/en{PATH}")
    def preview() -> flask.Response:
        """`show` public or own; `back`, where to go on."""
        actor = current_actor()
        if actor.session is None:
            raise Refusal(401, "sign_in", _SIGN_IN)
        with store.writing() as connection:
            show_public(connection, actor.session, flask.request.form.get("show") == "public")
        answer = flask.make_response(flask.redirect(_own_path(flask.request.form.get("back", "")), 303))
        answer.cache_control.no_store = True
        return answer

    return routes


def banner(here: Here) -> list[Component]:
    """That the pages are shown as the public sees them, with the way back; nothing else than then."""
    if not here.shows_public:
        return []
    words = html.Span(here.text(_BANNER))
    return [html.Div(html.Div([words, _form(here, "own", _STOP)]), className="som-offentlig", role="note")]


def way_to_preview(here: Here) -> Component | None:
    """For whoever is signed in and sees by their own rights."""
    return _form(here, "public", _START) if here.is_signed_in and not here.shows_public else None


def _form(here: Here, show: str, words: Text) -> Component:
    return html.Form(
        [
            Field("show", "hidden", value=show),
            Field("back", "hidden", value=here.link(here.path)),
            html.Button(here.text(words), type="submit", className="som-link"),
        ],
        action=localised(PATH, here.language),
        method="post",
        **also(data_preview=show),
    )


def _own_path(text: str) -> str:
    """A path of ours, and no way to another host."""
    is_ours = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and len(text) < 2000
    return text if is_ours else "/"
