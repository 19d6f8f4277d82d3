"""Who asks, and what of them a page may depend on: the one place that knows, for pages and for what is kept of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import flask
import sqlalchemy as sa

from config.language import Text
from config.settings import Settings
from dashboard.address import address_of
from dashboard.refusal import Refusal
from store.actor import ANYBODY, Actor
from store.clock import Clock
from store.database import Store, StoreUnavailable
from store.sessions import actor_of, note_seen
from store.tokens import USED_EVERY, actor_of_token, note_token_used
from store.viewer import PUBLIC, Viewer

_COOKIE = "fremdrift"
_MOST = 2_000  # sessions that a process remembers
_AGAIN = timedelta(seconds=60)  # after which the store is asked again, since sessions end by time too
_BEARER = "bearer "
_OPENS_NOTHING = Text(
    "Nøglen gælder ikke: den er forkert, udløbet eller trukket tilbage.",
    "The token is not valid: it is wrong, has ended or has been withdrawn.",
)

Environ = dict[str, Any]
Token = Callable[[], int | None]


class _Known(NamedTuple):
    token: int
    asked_at: Any
    actor: Actor


class Readers:
    """Tells whose request this is. Who has neither a token nor a cookie is anybody, and costs nothing.

    Args:
        token: changes with everything that is written to the store; None where that cannot be told.
    """

    def __init__(self, store: Store, settings: Settings, secret: bytes, clock: Clock, token: Token) -> None:
        self._store, self._settings, self._secret, self._clock, self._token = store, settings, secret, clock, token
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, _Known] = OrderedDict()
        self._noted: OrderedDict[str, datetime] = OrderedDict()  # when the use of a session or a token was last noted

    def actor(self, environ: Environ) -> Actor:
        """Whoever sent this request.

        Raises:
            StoreUnavailable: if the database does not answer.
            Refusal: 401, a token opens nothing.
        """
        text = token_text(environ)
        is_token = text is not None
        if text is None:
            text = session_text(environ, self._settings)
        if text is None:
            return ANYBODY._replace(address=address_of(environ, self._settings.proxies))
        token = self._token()  # read first: what is written meanwhile changes it
        actor = self._held(text, token)
        if actor is None:
            with self._store.reading() as connection:
                look = actor_of_token if is_token else actor_of
                actor = look(connection, text, self._secret, self._clock()) or ANYBODY
            if is_token and actor is ANYBODY:
                raise Refusal(401, "wrong_token", _OPENS_NOTHING)
            if token is not None:
                self._keep(text, _Known(token, self._clock(), actor))
        return actor._replace(address=address_of(environ, self._settings.proxies))

    def note_use(self, actor: Actor) -> None:
        """Have the use of a session or a token noted, now and then: after the answer, since the store may be busy."""
        number = (
            actor.session if actor.session is not None else actor.number if actor.key.startswith("token ") else None
        )
        if number is None:
            return
        whose, now = f"{actor.key}, {actor.session}", self._clock()
        last, note_it = self._noted.get(whose), note_token_used if actor.session is None else note_seen
        if last is not None and now - last < USED_EVERY:
            return
        self._noted[whose] = now
        while len(self._noted) > _MOST:
            self._noted.popitem(last=False)

        def note() -> None:
            try:
                with self._store.writing() as connection:
                    note_it(connection, number, now)
            except (StoreUnavailable, sa.exc.DBAPIError, OSError):  # it is told the next time
                self._noted.pop(whose, None)

        flask.after_this_request(lambda answer: (answer.call_on_close(note), answer)[1])

    def known(self, environ: Environ, token: int | None) -> Actor | None:
        """The same where the store need not be asked, by a token that was just asked for; else None."""
        text = token_text(environ) or session_text(environ, self._settings)
        return ANYBODY if text is None else self._held(text, token)

    def _held(self, text: str, token: int | None) -> Actor | None:
        with self._lock:
            found = self._sessions.get(text)
        if found is None or token is None or found.token != token or self._clock() - found.asked_at > _AGAIN:
            return None
        return found.actor

    def _keep(self, text: str, known: _Known) -> None:
        with self._lock:
            self._sessions.pop(text, None)
            self._sessions[text] = known
            while len(self._sessions) > _MOST:
                self._sessions.popitem(last=False)


def reader_of(actor: Actor) -> str:
    """Everything about who asks that a kept page may depend on: two readers of one name get the same pages."""
    if actor.is_anybody:
        return PUBLIC.name
    if not actor.is_signed_in:
        return f"{actor.viewer.name}, by a token"
    return f"{actor.viewer.name}, signed in{' as the public' if actor.shows_public else ''}"


def about(actor: Actor) -> dict[str, Any]:
    """What a page is told of whoever asks for it: `viewer`, `is_signed_in`, `shows_public` of `visit.Here`."""
    return {"viewer": viewer_of(actor), "is_signed_in": actor.is_signed_in, "shows_public": actor.shows_public}


def viewer_of(actor: Actor) -> Viewer:
    """Whose eyes a page is made for."""
    return PUBLIC if actor.shows_public else actor.viewer


def looking(actor: Actor) -> Actor:
    """The same where pages are looked at: whoever wants to see them as the public does is let in as the public is."""
    return actor._replace(viewer=viewer_of(actor))


def current_actor() -> Actor:
    """Whoever sent the request that is being answered."""
    found: Actor = flask.g.actor
    return found


def cookie_name(settings: Settings) -> str:
    """With TLS a name that a browser takes from this host alone, and only with TLS."""
    return f"__Host-{_COOKIE}" if is_secure(settings) else _COOKIE


def is_secure(settings: Settings) -> bool:
    """Whether people reach this by TLS."""
    return settings.url is not None and settings.url.startswith("https://")


def token_text(environ: Environ) -> str | None:
    """The token that a program sends, `Authorization: Bearer t-…`; None where it sends none.

    Whatever else a bearer brings to a page is for a server before this one; to the API it is a token, and a wrong one.
    """
    said = environ.get("HTTP_AUTHORIZATION", "")
    if said[: len(_BEARER)].lower() != _BEARER:
        return None
    text: str = said[len(_BEARER) :].strip()
    return text if text.startswith("t-") or environ.get("PATH_INFO", "").startswith("/api/") else None


def session_text(environ: Environ, settings: Settings) -> str | None:
    """What the session's cookie holds; None where there is none."""
    cookies = environ.get("HTTP_COOKIE", "")
    if _COOKIE not in cookies:
        return None
    name = cookie_name(settings)
    found = (one.partition("=") for one in cookies.split(";"))
    return next((value.strip() for key, _, value in found if key.strip() == name and value.strip()), None)


def give_cookie(answer: flask.Response, text: str, settings: Settings) -> None:
    """The session's cookie, for this answer's reader; the only one there is."""
    secure = is_secure(settings)
    answer.set_cookie(cookie_name(settings), text, httponly=True, secure=secure, samesite="Lax", path="/")


def take_cookie(answer: flask.Response, settings: Settings) -> None:
    """No session any longer."""
    secure = is_secure(settings)
    answer.delete_cookie(cookie_name(settings), httponly=True, secure=secure, samesite="Lax", path="/")
