"""Who may write: only a page of ours, or a program on this machine, under a name that is ours."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

import flask

from config.language import Text
from config.settings import Settings
from dashboard.refusal import Refusal

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
        if not origin_is_ours(request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site"), request.host):
            raise Refusal(403, "foreign_origin", _FOREIGN)

    return check


def origin_is_ours(origin: str | None, site: str | None, host: str) -> bool:
    """A browser says where a request comes from; a program that is no browser says nothing, and carries no rights."""
    if origin is not None:
        return urlsplit(origin).netloc.casefold() == host.casefold()
    return site in (None, "same-origin", "none")


def host_is_ours(host: str, settings: Settings) -> bool:
    """Until the operator opens the installation only this machine's own names are taken (against DNS rebinding)."""
    return settings.is_open or hostname(host) == settings.host.casefold() or is_loopback(hostname(host))


def is_at_the_machine(host: str, settings: Settings) -> bool:
    """Whether who asks this host can only be somebody at the machine itself: nothing is opened to others."""
    return not settings.is_open and is_loopback(settings.host) and is_loopback(hostname(host))


@lru_cache(maxsize=256)
def hostname(host: str) -> str:
    """`[::1]:8050` is "::1"."""
    return (urlsplit(f"//{host}").hostname or "").casefold()


@lru_cache(maxsize=256)
def is_loopback(name: str) -> bool:
    """Whether a name or an address is this machine's own, for itself alone."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
