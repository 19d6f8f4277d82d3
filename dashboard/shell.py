"""Dash: the same page again, alive. One callback fills it from the address; the curve is coloured in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import flask
from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from dashboard.assets import Assets
from dashboard.curves import CURVE
from dashboard.render import for_dash

_SCRIPTS = ("still.js", "plotly-da.js", "figure.js", "swap.js")
_TABLE = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\n?')  # 300 kB for a component that no page has
_ROOT = '<div id="app" hidden><div id="react-entry-point"></div></div>'

Compose = Callable[[str, dict[str, str]], list[Component]]  # path, query -> the framed page


class Shell(Dash):
    """A Dash whose document is ours."""

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """Dash's own markup alone; `document.py` writes what stands around it."""
        scripts = _TABLE.sub("", parts["scripts"])
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
        add_log_handler=False,
    )
    app.layout = html.Div(
        [dcc.Location(id="url", refresh=False), dcc.Store(id="scheme"), html.Div(id="page", disable_n_clicks=True)],
        disable_n_clicks=True,
    )

    @app.callback(Output("page", "children"), Input("url", "pathname"), Input("url", "search"))
    def _fill(pathname: str | None, search: str | None) -> Any:
        query = dict(parse_qsl((search or "").lstrip("?"), keep_blank_values=True))
        return for_dash(compose(pathname or "/", query), {CURVE})

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("fremdrift", "curve"),
        Output(CURVE, "children"),
        Input(f"{CURVE}-figure", "data"),
        Input("scheme", "data"),
    )
    return app


def content_security_policy(app: Dash) -> str:
    """Nothing from elsewhere, no inline script but Dash's own; plotly writes its own styles."""
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' " + " ".join(app.csp_hashes()),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )
