"""Who asks: the one place that knows, for pages and for what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.viewer import PUBLIC, Viewer


def viewer_of(_: Mapping[str, Any]) -> Viewer:
    """Whoever sent this request. Until there are accounts everyone is the public.

    Args:
        _: the request as WSGI has it: its headers will tell.
    """
    return PUBLIC
