"""Signing in: address and password, then a code of the telephone where one is set; and signing out.

Whatever was wrong, the answer and its time are the same: nobody learns whether an address has an account.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from config.language import Text
from dashboard.signing import codes, passwords
from dashboard.signing.attempt import ALL, MOST_EMAIL, Attempt, line
from dashboard.signing.desk import Desk, Form, Onward
from dashboard.viewing import current_actor
from store.accounts import Account, change_account, read_account, take_code
from store.audit import note
from store.schema import attempt as attempts
from store.sessions import begin, end, end_all

_WRONG = Text("E-mail eller adgangskode passer ikke.", "The e-mail address or the password does not fit.")
_WRONG_CODE = Text(
    "Koden passer ikke. Skriv den, der står på telefonen nu.",
    "The code does not fit. Write the one that the telephone shows now.",
)
_TOO_LATE = Text("Der gik for lang tid. Log ind igen.", "That took too long. Sign in again.")
_FAILURE = "sign_in_failed"
_AT_MOST_EVERY = timedelta(minutes=1)  # one row of the record for each internet address


def sign_in(desk: Desk, form: Form, _: Mapping[str, Any]) -> Onward | Attempt:
    """The first form, or the second one with the code."""
    return _with_code(desk, form) if form.get("ticket") else _with_password(desk, form)


def sign_out(desk: Desk, _: Form, __: Mapping[str, Any]) -> Onward:
    """End this session; whoever has none is signed out already."""
    actor = current_actor()
    if actor.session is not None:
        with desk.store.writing() as connection:
            end(connection, actor.session)
            note(connection, actor, "signed_out", desk.now)
    return Onward("/", session="")


def sign_out_everywhere(desk: Desk, _: Form, __: Mapping[str, Any]) -> Onward:
    """End all sessions of this account but this one."""
    actor = current_actor()
    with desk.store.writing() as connection:
        one = read_account(connection, key=actor.account_key)
        if one is not None:
            end_all(connection, one.account_id, but=actor.session)
            note(connection, actor, "signed_out_everywhere", desk.now, subject=one.key)
    return Onward("/account?saved=sessions#sessioner")


def begun(connection: sa.Connection, desk: Desk, one: Account) -> str:
    """A new session of an account, in place of the one that this browser has: its text."""
    actor = current_actor()
    if actor.session is not None:
        end(connection, actor.session)
    return begin(connection, desk.secret, desk.now, account_id=one.account_id)


def _with_password(desk: Desk, form: Form) -> Onward | Attempt:
    email, password = line(form, "email", MOST_EMAIL), form.get("password", "")
    with desk.store.reading() as connection:
        one = read_account(connection, email=email)
    if not passwords.is_right(None if one is None else one.password, password) or one is None:
        note_failure(desk, one)
        return Attempt("password", {"email": email}, {ALL: _WRONG})
    one = _kept_anew(desk, one, password)
    if one.totp is not None:
        return Attempt("code", ticket=codes.ticket(one, desk.secret, desk.now))
    return _let_in(desk, one, form)


def _with_code(desk: Desk, form: Form) -> Onward | Attempt:
    ticket = form["ticket"]
    with desk.store.reading() as connection:
        one = read_account(connection, key=codes.account_key_in(ticket))
    if one is None or one.totp is None or not codes.is_ticket(ticket, one, desk.secret, desk.now):
        return Attempt("password", {}, {ALL: _TOO_LATE})
    number = codes.number_of(form.get("code", ""), one.totp, desk.now)
    if number is not None:
        with desk.store.writing() as connection:
            is_new = take_code(connection, one.account_id, number)
        if is_new:
            return _let_in(desk, one, form)
    note_failure(desk, one)
    return Attempt("code", {}, {"code": _WRONG_CODE}, ticket=ticket)


def _let_in(desk: Desk, one: Account, form: Form) -> Onward | Attempt:
    with desk.store.writing() as connection:
        found = read_account(connection, account_id=one.account_id)
        if found is None or (found.password, found.totp) != (one.password, one.totp):  # changed meanwhile
            return Attempt("password", {}, {ALL: _WRONG})
        text = begun(connection, desk, one)
        actor = current_actor()._replace(key=f"account {one.key}")
        note(connection, actor, "signed_in", desk.now, subject=one.key)
    wanted = safe_next(form.get("next", ""))
    return Onward("/account", text) if wanted is None else Onward(wanted, text, is_whole=True)


def safe_next(path: str) -> str | None:
    """An address of ours to go on to; None for all others: "//elsewhere.example" is another site's."""
    is_ours = path.startswith("/") and not path.startswith("//") and path.isprintable() and "\\" not in path
    return path if is_ours and len(path) <= 2000 and not path.partition("?")[0].endswith("/sign-in") else None


def _kept_anew(desk: Desk, one: Account, password: str) -> Account:
    """The account, its password kept with the costs of now."""
    if one.password is None or not passwords.is_outdated(one.password):
        return one
    made = passwords.hashed(password)
    with desk.store.writing() as connection:
        found = read_account(connection, account_id=one.account_id)
        if found is None or found.password != one.password:
            return one
        change_account(connection, one.account_id, password=made)
        return read_account(connection, account_id=one.account_id) or one


def note_failure(desk: Desk, one: Account | None) -> None:
    """Into the record, once a minute at most of an internet address; whose account it was, if there is one."""
    actor, now = current_actor(), desk.now
    whose = hashlib.sha256(actor.address.encode()).hexdigest()
    with desk.store.writing() as connection:
        query = sa.select(attempts.c.attempt_id).where(attempts.c.kind == _FAILURE, attempts.c.whose == whose)
        if connection.execute(query.where(attempts.c.at > now - _AT_MOST_EVERY).limit(1)).first() is None:
            connection.execute(sa.insert(attempts).values(kind=_FAILURE, whose=whose, at=now))
            note(connection, actor, _FAILURE, now, subject="" if one is None else one.key)
