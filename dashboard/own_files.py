"""Scripts, styles and the icon under addresses of ours, and what robots are told."""

from __future__ import annotations

import flask

from dashboard.assets import Assets

# What is sent compressed to whoever takes it so; pictures and workbooks are compressed already.
COMPRESSED = (
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "application/javascript",
    "application/json",
    "image/svg+xml",
)
_NOT_FOR_ROBOTS = (
    "/api/",
    "/upload/",
    "/template/",
    "/deliver/",
    "/en/upload/",
    "/en/deliver/",
    "/*/edit",
    "/sign-in",
    "/en/sign-in",
)
_ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in _NOT_FOR_ROBOTS)


def add_own_files(server: flask.Flask, assets: Assets) -> None:
    """Their addresses."""

    def static(name: str) -> flask.Response:
        return assets.answer(name) or flask.abort(404)

    server.add_url_rule("/static/<name>", "static", static)
    server.add_url_rule("/favicon.svg", "icon", lambda: static("favicon.svg"))
    server.add_url_rule("/favicon.ico", "icon_ico", lambda: static("favicon.svg"))
    server.add_url_rule("/robots.txt", "robots", lambda: flask.Response(_ROBOTS, mimetype="text/plain"))
