"""What a cache between us and a reader may keep, and for whom."""

from __future__ import annotations

import flask

from dashboard.front import SUITES
from store.actor import ANYBODY

_SAME = (SUITES, "/static/", "/favicon.", "/robots.txt")  # whoever asks


def for_its_reader(answer: flask.Response) -> flask.Response:
    """The answer, kept for nobody else where it may differ from reader to reader."""
    if not flask.request.path.startswith(_SAME):
        answer.vary.add("Cookie")
        if flask.g.get("actor", ANYBODY).key != ANYBODY.key:
            answer.cache_control.private = True
    return answer
