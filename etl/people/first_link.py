"""Whoever starts an installation that nobody runs yet is told how to become its administrator."""

from __future__ import annotations

import sys
from datetime import datetime

from config.secret import installation_secret
from config.settings import Settings
from store.database import Store
from store.first_link import first_link_if_needed


def own_address(settings: Settings) -> str:
    """Where people reach this installation; of a server that listens everywhere and was told nothing, this machine."""
    if settings.url is not None:
        return settings.url
    host = "localhost" if settings.host in ("0.0.0.0", "::", "") else settings.host  # noqa: S104 - what it is not
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def tell_first_link(store: Store, settings: Settings, now: datetime) -> None:
    """Print the link of the first administrator to stderr, where there is none yet. It is kept nowhere."""
    with store.writing() as connection:
        path = first_link_if_needed(connection, installation_secret(settings), now)
    if path is not None:
        print(first_link_lines(own_address(settings) + path), file=sys.stderr, flush=True)


def first_link_lines(address: str) -> str:
    """What is said of a first link."""
    return f"Become the administrator (works once, within 24 hours):\n  {address}"
