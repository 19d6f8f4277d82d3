"""Where a request came from, behind as many servers of the operator's as the operator has said."""

from __future__ import annotations

import ipaddress
from typing import Any


def address_of(environ: dict[str, Any], proxies: int) -> str:
    """The internet address of whoever asks; "" where that is not told.

    Args:
        proxies: servers before this one that add who asked them at the end of X-Forwarded-For. What stands before
            theirs was written by whoever asks, and proves nothing.
    """
    said = str(environ.get("REMOTE_ADDR") or "")
    if proxies:
        told = [one.strip() for one in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
        said = told[-proxies] if len(told) >= proxies else said
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        return ""
