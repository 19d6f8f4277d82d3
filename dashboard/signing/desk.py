"""What the forms of signing in and of accounts need at hand, and where they lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import flask

from config.settings import Settings
from dashboard.signing.attempt import Attempt
from dashboard.visit import Page, Visit
from store.clock import Clock
from store.database import Store

Look = Callable[..., Visit]  # of an address, a connection, a query and a form
Write = Callable[[Page, Visit], flask.Response]


@dataclass(frozen=True, slots=True)
class Desk:
    """What these forms need at hand; `look` makes a visit, `write` the HTML document."""

    server: flask.Flask
    store: Store
    settings: Settings
    secret: bytes
    clock: Clock
    look: Look
    write: Write

    @property
    def now(self) -> datetime:
        return self.clock()

    def whole(self, path: str) -> str:
        """An address as it is told to people."""
        return (self.settings.url or flask.request.host_url.rstrip("/")) + path


class Onward(NamedTuple):
    """Done: where to go.

    Attributes:
        path: of a page, without its language; one that was asked for is taken as it is.
        session: what the cookie holds from now on; "" takes it away; None leaves it.
        is_whole: the path has its language already.
    """

    path: str
    session: str | None = None
    is_whole: bool = False


Form = Mapping[str, str]
Take = Callable[[Desk, Form, Mapping[str, Any]], Onward | Attempt]
