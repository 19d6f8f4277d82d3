"""The first to see a request: what was made before, and still holds, goes out without anything being made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from dashboard.freshness import Freshness
from dashboard.keeping import Answer, Place, Reply, Shelf
from dashboard.refusal import Refusal
from dashboard.routes import find, query_of
from dashboard.viewing import Readers, reader_of
from store.actor import Actor
from store.database import StoreUnavailable

# Bytes of a process: for pages and Dash's answers; for answers to what may be asked of a page; for scripts and styles.
PAGES, QUESTIONS, FILES = 16 << 20, 4 << 20, 8 << 20
SUITES = "/_dash-component-suites/"
_OURS = "/static/"

Environ = dict[str, Any]
Start = Callable[..., Any]
Wsgi = Callable[[Environ, Start], Iterable[bytes]]


class Front:
    """Around the application: pages and files that were kept. Whatever is not is the application's.

    A page is kept for its reader and only while the stamp of the store is the one it was made under. What a page knows
    nothing of is no question; there is no end of the others, so they have a shelf of their own and push no page out.
    """

    def __init__(self, inner: Wsgi, freshness: Freshness, readers: Readers) -> None:
        self._inner, self._freshness, self._readers = inner, freshness, readers
        self.pages, self.questions, self.files = Shelf(PAGES), Shelf(QUESTIONS), Shelf(FILES)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        answer = self._kept(environ) if environ["REQUEST_METHOD"] == "GET" else None
        if answer is None:
            return self._inner(environ, start)
        status, headers, body = answer.reply(environ)
        start(status, headers)
        return [body]

    def at_once(self, environ: Environ) -> Reply | None:
        """What is kept, if nothing has to be waited for: neither the store nor a compression."""
        answer = self._kept(environ, is_hurried=True)
        return answer.reply(environ) if answer is not None and answer.is_ready(environ) else None

    def _kept(self, environ: Environ, is_hurried: bool = False) -> Answer | None:
        path = environ.get("PATH_INFO", "")
        if path.startswith((SUITES, _OURS)):
            return self.files.get(file_place(environ))
        try:
            if is_hurried:
                token = self._freshness.token()
                stamp, actor = self._freshness.known(path, token), self._readers.known(environ, token)
            else:
                stamp, actor = self._freshness.now(path), self._readers.actor(environ)
        except (Refusal, StoreUnavailable, sa.exc.DBAPIError, OSError):  # the application says so, in words
            return None
        return None if stamp is None or actor is None else self.get(self.page_place(environ, actor, stamp))

    def get(self, place: Place) -> Answer | None:
        """The page or the answer of Dash that is kept there."""
        return self._shelf(place).get(place)

    def put(self, place: Place, answer: Answer) -> None:
        """Keep it."""
        self._shelf(place).put(place, answer)

    def _shelf(self, place: Place) -> Shelf:
        return self.questions if "?" in place.address else self.pages

    def page_place(self, environ: Environ, actor: Actor, stamp: str) -> Place:
        """Where the page that is asked for is kept."""
        path = environ.get("PATH_INFO", "")
        if environ.get("QUERY_STRING") or "?" in path:
            path = find(path).with_query(query_of(environ.get("QUERY_STRING", "")))
        return Place("page", reader_of(actor), path, stamp)

    def callback_place(self, actor: Actor, address: str, stamp: str) -> Place:
        """Where Dash's answer for the page at this address is kept."""
        return Place("callback", reader_of(actor), address, stamp)


def file_place(environ: Environ) -> Place:
    """Where a script or style is kept: for everyone, as long as the process lives."""
    return Place("file", "", f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}", "")
