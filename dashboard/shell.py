"""Dash: the same page again, alive. One callback fills it from the address; curves come alive in the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import flask
from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from dashboard.assets import Assets
from dashboard.render import for_dash
from dashboard.routes import query_of

_SCRIPTS = ("still.js", "plotly-da.js", "figure.js", "swap.js")
# 300 kB for a component that no page has, and 100 kB for browsers of before 2017.
_UNUSED = re.compile(r'<script src="[^"]*/(?:dash_table/|deps/polyfill@)[^"]*"></script>\n?')
_ROOT = '<div id="app" hidden><div id="react-entry-point"></div></div>'

CALLBACK = "/_dash-update-component"
_OUTPUT, _INPUTS = {"id": "page", "property": "children"}, [("url", "pathname"), ("url", "search")]

Compose = Callable[[str, dict[str, str]], list[Component]]  # path, query -> the framed page


class Shell(Dash):
    """A Dash whose document is ours."""

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """Dash's own markup alone; `document.py` writes what stands around it."""
        scripts = _UNUSED.sub("", parts["scripts"])
        return "\n".join([_ROOT, parts["config"], scripts, parts["renderer"]])


def dash_app(server: flask.Flask, assets: Assets, compose: Compose) -> Shell:
    """Dash on this server, with its one callback."""
    app = Shell(
        "fremdrift",
        server=server,  # type: ignore[arg-type]
        compress=True,
        update_title=None,  # type: ignore[arg-type]
        include_assets_files=False,
        suppress_callback_exceptions=True,
        external_scripts=[assets.url(name) for name in _SCRIPTS],
        enable_mcp=False,
        use_async=False,  # or it would be, wherever asgiref happens to be installed
        add_log_handler=False,
    )
    app.layout = html.Div(
        [dcc.Location(id="url", refresh=False), html.Div(id="page", disable_n_clicks=True)],
        disable_n_clicks=True,
    )

    @app.callback(Output("page", "children"), Input("url", "pathname"), Input("url", "search"))
    def _fill(pathname: str | None, search: str | None) -> Any:
        return for_dash(compose(pathname or "/", query_of((search or "").lstrip("?"))), ())

    return app


def asked_page(body: bytes) -> tuple[str, dict[str, str]] | None:
    """The page that a request to Dash's callback asks for, and what of it; None for anything else.

    What a browser sends is taken and nothing else: Dash meets every other shape with a fault.
    """
    try:
        asked = json.loads(body)
        values = {one["property"]: one.get("value") for one in asked["inputs"]}
        is_page = (asked["output"], asked["outputs"]) == ("page.children", _OUTPUT) and not asked.get("state")
        is_page &= [(one["id"], one["property"]) for one in asked["inputs"]] == _INPUTS
        is_page &= all(isinstance(one, str) for one in asked.get("changedPropIds", []))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    path, search = (values["pathname"] or "/", values["search"] or "") if is_page else (None, "")
    return (path, query_of(search.lstrip("?"))) if isinstance(path, str) and isinstance(search, str) else None


def content_security_policy(app: Dash) -> str:
    """Nothing from elsewhere, no inline script but Dash's own; plotly writes its own styles. Who may show a page in a
    frame is added by `headers.py`.
    """
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' " + " ".join(app.csp_hashes()),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )
