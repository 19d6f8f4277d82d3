"""How often one may try: to sign in, to open a link, to make a secret, to hand in a file. All processes count together.

Each limit is for whoever acts and for where they are. Who is locked out by another's guessing still comes in from where
they have signed in before, or by a link for a new password.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from math import ceil

import flask
import sqlalchemy as sa

from config.language import Text
from config.settings import Settings
from dashboard.refusal import Refusal
from dashboard.viewing import cookie_name, current_actor
from store.accounts import read_account
from store.attempts import Limit, Try, forgive, give_back, is_known, note_known, place_of, take, whose
from store.clock import Clock
from store.database import Store

_HOUR, _DAY, _MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
_HALF = timedelta(seconds=30)
# Guesses at one account from one place; at many accounts from one place; at one account from many places.
HERE = Limit("sign_in", 5, _DAY, _HALF, _HOUR)
PLACE = Limit("sign_in_place", 30, _HOUR, _HALF, 5 * _MINUTE)
ACCOUNT = Limit("sign_in_account", 50, _DAY, _MINUTE, _HOUR)
CODE = Limit("sign_in_code", 5, _HOUR, _MINUTE, _HOUR)  # six figures, for a ticket that holds for five minutes
OWN = Limit("own_password", 10, _HOUR, _MINUTE, _HOUR)  # whoever sits at another's open browser
OPEN = Limit("open_link", 20, _HOUR, _HALF, _HOUR)
TOKEN = Limit("wrong_token", 30, _HOUR, _HALF, 5 * _MINUTE)  # from one place; who has a right one is not held back
MAKE = Limit("make_secret", 60, _HOUR, _MINUTE, _HOUR)
UPLOAD = Limit("upload", 300, _HOUR, _HALF, 10 * _MINUTE)
UPLOAD_PLACE = Limit("upload_place", 600, _HOUR, _HALF, 10 * _MINUTE)

_LINK = re.compile(r"^(/en)?/(first|invite|reset)/<")
_OWN = re.compile(r"^(/en)?/account/(password|codes|codes/end|delete)$")
_MAKES = re.compile(
    r"^(/en)?/(account/tokens|alliance/<slug>/(links|members|members/<key>/reset)|accounts/<key>/reset)$"
)
_UPLOAD = re.compile(r"^(/api/v1/submissions|(/en)?/deliver/<text>)$")
_SIGN_IN = re.compile(r"^(/en)?/sign-in$")


def check_limits(server: flask.Flask, store: Store, settings: Settings, secret: bytes, clock: Clock) -> None:
    """Look at each request after it is known who sends it and that they may, and before its body is read.

    The check raises Refusal: 429, with how long to wait.
    """

    def check() -> None:
        rule = flask.request.url_rule
        if flask.request.method != "POST" or rule is None:
            return
        if _SIGN_IN.match(rule.rule):
            flask.g.signing = Signing(store, secret, clock())
            flask.g.signing.begin()
            return
        tries = _tries(rule.rule, secret)
        if tries:
            with store.writing() as connection:
                refuse(take(connection, tries, clock()))

    def signed_in(answer: flask.Response) -> flask.Response:
        signing = flask.g.get("signing")
        given = f"{cookie_name(settings)}="
        if signing is not None and any(one.startswith(given) for one in answer.headers.getlist("Set-Cookie")):
            signing.was_right()
        return answer

    server.before_request(check)
    server.after_request(signed_in)


class Signing:
    """One try to sign in, by a password or by a code of the telephone, from before either is looked at."""

    def __init__(self, store: Store, secret: bytes, now: datetime) -> None:
        self._store, self._secret, self._now = store, secret, now
        form = flask.request.form
        self._place = place_of(current_actor().address)
        self._ticket, self._email = form.get("ticket", ""), form.get("email", "")
        self._taken: list[Try] = []

    def begin(self) -> None:
        """Count it, whether or not there is such an account.

        Codes are counted for the ticket that the right password gave: nobody can use up another's. The password that
        gave it stays counted until a code was right.

        Raises:
            Refusal: 429.
        """
        with self._store.writing() as connection:
            if self._ticket:
                self._taken = [Try(CODE, whose(self._secret, self._ticket))]
            else:
                here, others = self._of(self._email)
                self._taken = [here] if is_known(connection, self._known(self._email), self._now) else [here, *others]
            refuse(take(connection, self._taken, self._now))

    def was_right(self) -> None:
        """They are in: from here they are known, and what was tried before from here is forgiven."""
        with self._store.writing() as connection:
            email = self._email
            if self._ticket:
                one = read_account(connection, key=self._ticket.partition(".")[0])
                email = "" if one is None or one.email is None else one.email
            forgive(connection, [self._of(email)[0]])
            give_back(connection, self._taken, self._now)
            note_known(connection, self._known(email), self._now)

    def _of(self, email: str) -> tuple[Try, list[Try]]:
        who = email.strip().casefold()
        elsewhere = [Try(PLACE, whose(self._secret, self._place)), Try(ACCOUNT, whose(self._secret, who))]
        return Try(HERE, whose(self._secret, who, self._place)), elsewhere

    def _known(self, email: str) -> str:
        return whose(self._secret, "known", email.strip().casefold(), self._place)


def count_wrong_token(store: Store, secret: bytes, address: str, now: datetime) -> None:
    """A program has brought a token that opens nothing: another try from where it is.

    Raises:
        Refusal: 429.
    """
    with store.writing() as connection:
        refuse(take(connection, [Try(TOKEN, whose(secret, place_of(address)))], now))


def forgive_account(connection: sa.Connection, secret: bytes, email: str) -> None:
    """A link for a new password was used: whoever owns the address may sign in with it at once."""
    who, place = email.strip().casefold(), place_of(current_actor().address)
    forgive(connection, [Try(ACCOUNT, whose(secret, who)), Try(HERE, whose(secret, who, place))])


def refuse(wait: timedelta) -> None:
    """Nothing where there is nothing to wait for.

    Raises:
        Refusal: 429, in words; never who else has tried.
    """
    if wait <= timedelta():
        return
    seconds = ceil(wait.total_seconds())
    minutes = ceil(seconds / 60)
    da = f"{seconds} sekunder" if seconds < 60 else "1 minut" if minutes == 1 else f"{minutes} minutter"
    en = f"{seconds} seconds" if seconds < 60 else "1 minute" if minutes == 1 else f"{minutes} minutes"
    text = Text(f"Der er forsøgt for mange gange. Prøv igen om {da}.", f"That was tried too often. Try again in {en}.")
    raise Refusal(429, "too_many", text, wait=seconds)


def _tries(rule: str, secret: bytes) -> list[Try]:
    """What a form at this address counts for, whoever sends it and wherever they are."""
    actor = current_actor()
    place = whose(secret, place_of(actor.address))
    if _UPLOAD.match(rule):
        own = [] if actor.is_anybody else [Try(UPLOAD, whose(secret, actor.key))]
        return [*own, Try(UPLOAD_PLACE, place)]
    if _LINK.match(rule):
        return [Try(OPEN, place)]
    if _OWN.match(rule):
        return [Try(OWN, whose(secret, actor.key))]
    return [Try(MAKE, whose(secret, actor.key))] if _MAKES.match(rule) else []
