"""The first to see a request: what was made before, and still holds, goes out without anything being made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from config.settings import Settings
from dashboard.freshness import Freshness
from dashboard.keeping import Answer, Place, Shelf
from dashboard.viewing import reader_of
from store.database import StoreUnavailable

PAGES, FILES = 16 << 20, 8 << 20  # bytes of a process for pages and Dash's answers, and for scripts and styles
SUITES = "/_dash-component-suites/"
_OURS = "/static/"

Environ = dict[str, Any]
Start = Callable[..., Any]
Wsgi = Callable[[Environ, Start], Iterable[bytes]]


class Front:
    """Around the application: pages and files that were kept. Whatever is not is the application's.

    A page is kept for its reader and only while the stamp of the store is the one it was made under; a question after
    a question mark is never kept, for there is no end of them.
    """

    def __init__(self, inner: Wsgi, freshness: Freshness, settings: Settings) -> None:
        self._inner, self._freshness, self._settings = inner, freshness, settings
        self.pages, self.files = Shelf(PAGES), Shelf(FILES)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        answer = self._kept(environ) if environ["REQUEST_METHOD"] == "GET" else None
        if answer is None:
            return self._inner(environ, start)
        status, headers, body = answer.reply(environ)
        start(status, headers)
        return [body]

    def _kept(self, environ: Environ) -> Answer | None:
        path = environ.get("PATH_INFO", "")
        if path.startswith((SUITES, _OURS)):
            return self.files.get(file_place(environ))
        if environ.get("QUERY_STRING"):
            return None
        try:
            return self.pages.get(self.page_place(environ, self._freshness.now()))
        except (StoreUnavailable, sa.exc.DBAPIError, OSError):  # the application says so, in words
            return None

    def page_place(self, environ: Environ, stamp: str) -> Place:
        """Where the page that is asked for is kept."""
        return Place("page", reader_of(environ, self._settings), environ.get("PATH_INFO", ""), stamp)

    def callback_place(self, environ: Environ, address: str, stamp: str) -> Place:
        """Where Dash's answer for the page at this address is kept."""
        return Place("callback", reader_of(environ, self._settings), address, stamp)


def file_place(environ: Environ) -> Place:
    """Where a script or style is kept: for everyone, as long as the process lives."""
    return Place("file", "", f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}", "")
