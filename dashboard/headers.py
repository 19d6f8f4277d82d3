"""What an answer tells the browser to allow: as little as the pages need."""

from __future__ import annotations

import flask

from config.settings import Settings
from dashboard.caches import for_its_reader
from dashboard.routes import find
from dashboard.viewing import is_secure
from store.actor import ANYBODY

_OURS = "frame-ancestors 'self'"
_YEAR = 31_536_000  # seconds
# Nothing of these is used by any page; what a browser does not know it passes over.
_NOTHING = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)


class Headers:
    """Writes the headers of every answer, those of faults and of what is kept too.

    Args:
        policy: the content security policy without who may show a page in a frame.
    """

    def __init__(self, settings: Settings, policy: str) -> None:
        self._policy = policy
        self._framed = " ".join([_OURS, *settings.frames]) if settings.frames else ""
        self._is_secure = is_secure(settings)

    def __call__(self, answer: flask.Response) -> flask.Response:
        """Whoever is signed in is never shown in another site's frame, nor is a page with a form that changes much."""
        is_public = flask.g.get("actor", ANYBODY).key == ANYBODY.key
        may_be_framed = bool(self._framed) and is_public and _is_for_frames()
        headers = answer.headers
        headers.setdefault("Content-Security-Policy", f"{self._policy}; {self._framed if may_be_framed else _OURS}")
        if not may_be_framed:
            headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        headers.setdefault("X-Content-Type-Options", "nosniff")
        # Not "no-referrer": with it a browser calls the origin of our own forms "null".
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", _NOTHING)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if is_public and _is_open_data() else "same-origin"
        )
        if self._is_secure:
            headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
        return for_its_reader(answer)


def _is_for_frames() -> bool:
    """A page that shows published figures, and asks nothing of whoever looks at it."""
    request = flask.request
    return request.method in ("GET", "HEAD") and find(request.path).is_lasting


def _is_open_data() -> bool:
    """Tables and pictures that others may show on pages of theirs."""
    endpoint = flask.request.endpoint or ""
    return endpoint.startswith(("open_data.", "files.", "indicator_files."))
