"""Who may write: a page of ours, or a program that carries no session, under a name that is ours.

A browser says by itself where a request comes from (Origin, Sec-Fetch-Site), and no page can make it say otherwise. So
a request that brings a session must prove by these that a page of ours sent it, whatever it is that it would change;
no form needs a secret of its own, and pages can be kept. The cookie is not sent from other sites either (SameSite).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

import flask

from config.language import Text
from config.settings import Settings
from dashboard.refusal import Refusal
from dashboard.viewing import session_text

WRITES = {"POST", "PUT", "PATCH", "DELETE"}
_FOREIGN = Text("Siden, der sendte dette, hører ikke til her.", "The page that sent this does not belong here.")
_STRANGE_HOST = Text(
    "Adressen, som dette blev sendt til, er ikke en af vores.", "The address this was sent to is not one of ours."
)


def check_writes(settings: Settings) -> Callable[[], None]:
    """A check to run before each request; what would change something must come from us and be meant for us."""

    def check() -> None:
        request = flask.request
        if request.method not in WRITES:
            return
        if not host_is_ours(request.host, settings):
            raise Refusal(403, "foreign_host", _STRANGE_HOST)
        origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
        has_session = session_text(request.environ, settings) is not None
        if not origin_is_ours(origin, site, request.host) or (has_session and origin is None and site is None):
            raise Refusal(403, "foreign_origin", _FOREIGN)

    return check


def origin_is_ours(origin: str | None, site: str | None, host: str) -> bool:
    """A browser says where a request comes from; a program that is no browser says nothing, and carries no session."""
    if origin is not None:
        return origin.casefold() in (f"http://{host}".casefold(), f"https://{host}".casefold())
    return site in (None, "same-origin", "none")


def host_is_ours(host: str, settings: Settings) -> bool:
    """Where the operator has said under which address people come, only that and this machine's own names are taken
    (against DNS rebinding); a server that listens beyond this machine and was told none takes any.
    """
    name = hostname(host)
    if settings.url is not None:
        return name == hostname(urlsplit(settings.url).netloc) or is_loopback(name)
    return name == settings.host.casefold() or is_loopback(name) or not is_loopback(settings.host)


@lru_cache(maxsize=256)
def hostname(host: str) -> str:
    """`[::1]:8050` is "::1"; what is no host is ""."""
    try:
        return (urlsplit(f"//{host}").hostname or "").casefold()
    except ValueError:
        return ""


@lru_cache(maxsize=256)
def is_loopback(name: str) -> bool:
    """Whether a name or an address is this machine's own, for itself alone."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
