"""Who asks, and what of them a page may depend on: the one place that knows, for pages and for what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.wsgi import get_host

from config.settings import Settings
from dashboard.guards import is_at_the_machine
from store.viewer import PUBLIC, Viewer


def viewer_of(_: Mapping[str, Any]) -> Viewer:
    """Whoever sent this request. Until there are accounts everyone is the public.

    Args:
        _: the request as WSGI has it: its headers will tell.
    """
    return PUBLIC


def reader_of(environ: dict[str, Any], settings: Settings) -> str:
    """Everything about who asks that a page may depend on: two readers of one name get the same pages."""
    place = "at the machine" if is_at_the_machine(get_host(environ), settings) else "elsewhere"
    return f"{viewer_of(environ).name}, {place}"
