"""What the one-time links open: the first administrator's account, an invitation, a new password.

A link is looked at when its page is asked for, and used when its form is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from config.language import Language, Text
from dashboard.limits import forgive_account
from dashboard.signing import passwords
from dashboard.signing.attempt import (
    ALL,
    MOST_EMAIL,
    MOST_NAME,
    Attempt,
    email_mistake,
    line,
    name_mistake,
    only,
)
from dashboard.signing.desk import Desk, Form, Onward
from dashboard.signing.sign_in import begun
from dashboard.viewing import current_actor
from store.accounts import Account, add_account, change_account, read_account
from store.actor import Actor
from store.audit import note
from store.grants import give
from store.links import Link, LinkKind, look_at, use, withdraw_all
from store.sessions import end_all
from store.viewer import Grant

_TAKEN = Text(
    "Der er en konto med den adresse. Log ind med den.", "There is an account with that address. Sign in with it."
)
_AGAIN = Text(
    "De to adgangskoder er ikke ens. Skriv den samme to gange.",
    "The two passwords are not the same. Write the same one twice.",
)
_OVER = Text("Linket gælder ikke mere.", "The link is no longer valid.")


def open_first(desk: Desk, form: Form, parts: Mapping[str, Any]) -> Onward | Attempt:
    """Make the administrator that the link is for."""
    email = line(form, "email", MOST_EMAIL)
    return _opened(desk, form, parts["link"], "first", email)


def open_invitation(desk: Desk, form: Form, parts: Mapping[str, Any]) -> Onward | Attempt:
    """Give the role that the link is for: to whoever is signed in, or to a new account."""
    with desk.store.reading() as connection:
        link = look_at(connection, parts["link"], "invite", desk.secret, desk.now)
    if link is None:
        return Attempt("over", {}, {ALL: _OVER})
    if form.get("way") != "mine":
        return _opened(desk, form, parts["link"], "invite", link.email or line(form, "email", MOST_EMAIL))
    actor = current_actor()
    with desk.store.writing() as connection:
        one = None if actor.account_key is None else read_account(connection, key=actor.account_key)
        used = None if one is None else use(connection, parts["link"], "invite", desk.secret, desk.now)
        if one is None or used is None:
            return Attempt("over", {}, {ALL: _OVER})
        _note_role(connection, desk, one, _given(connection, desk, one, used))
    return Onward("/account?saved=role")


def open_reset(desk: Desk, form: Form, parts: Mapping[str, Any]) -> Onward | Attempt:
    """Set the new password; whoever used the old one is signed out."""
    with desk.store.reading() as connection:
        link = look_at(connection, parts["link"], "reset", desk.secret, desk.now)
        one = None if link is None else read_account(connection, account_id=link.account_id)
    if one is None:
        return Attempt("over", {}, {ALL: _OVER})
    mistakes = _password_mistakes(form, one.email or "", one.name or "")
    if mistakes:
        return Attempt("reset", {}, mistakes)
    made = passwords.hashed(form["password"])
    with desk.store.writing() as connection:
        if use(connection, parts["link"], "reset", desk.secret, desk.now) is None:
            return Attempt("over", {}, {ALL: _OVER})
        change_account(connection, one.account_id, password=made)
        end_all(connection, one.account_id)
        withdraw_all(connection, "reset", desk.now, one.account_id)
        forgive_account(connection, desk.secret, one.email or "")
        note(connection, _as(one), "password_changed", desk.now, subject=one.key)
    return Onward("/sign-in?changed=1")


def _opened(desk: Desk, form: Form, text: str, kind: LinkKind, email: str) -> Onward | Attempt:
    """A new account by a link."""
    name = line(form, "name", MOST_NAME)
    with desk.store.reading() as connection:
        is_open = look_at(connection, text, kind, desk.secret, desk.now) is not None
    if not is_open:
        return Attempt("over", {}, {ALL: _OVER})
    mistakes = only(name=name_mistake(name), email=email_mistake(email)) | _password_mistakes(form, email, name)
    texts = {"name": name, "email": email}
    if mistakes:
        return Attempt("new", texts, mistakes)
    made = passwords.hashed(form["password"])
    try:
        return _made(desk, text, kind, texts, made, "en" if form.get("language") == "en" else "da")
    except sa.exc.IntegrityError:  # another one of that address was made at the same moment: the link is as it was
        return Attempt("new", texts, {"email": _TAKEN})


def _made(
    desk: Desk, text: str, kind: LinkKind, texts: dict[str, str], password: str, language: Language
) -> Onward | Attempt:
    name, email = texts["name"], texts["email"]
    with desk.store.writing() as connection:
        if read_account(connection, email=email) is not None:
            return Attempt("new", texts, {"email": _TAKEN})
        link = use(connection, text, kind, desk.secret, desk.now)
        if link is None:
            return Attempt("over", {}, {ALL: _OVER})
        one = add_account(
            connection,
            name,
            email,
            desk.now,
            password=password,
            is_administrator=kind == "first",
            language=language,
        )
        session = begun(connection, desk, one)
        grant = None
        if kind == "first":
            withdraw_all(connection, "first", desk.now)
        else:
            grant = _given(connection, desk, one, link)
        note(connection, _as(one), "account_made", desk.now, subject=one.key)  # after all that waits for a row
        if grant is None:
            note(connection, _as(one), "administrator_made", desk.now, subject=one.key)
        else:
            _note_role(connection, desk, one, grant)
    return Onward("/account?saved=new", session)


def _given(connection: sa.Connection, desk: Desk, one: Account, link: Link) -> Grant:
    """The role of an invitation; whoever made it gave it."""
    grant = link.grant
    assert grant is not None  # every invitation has one
    give(connection, one.account_id, grant, link.made_by, desk.now)
    return grant


def _note_role(connection: sa.Connection, desk: Desk, one: Account, grant: Grant) -> None:
    note(
        connection,
        _as(one),
        "role_given",
        desk.now,
        alliance=grant.alliance,
        organisation=grant.organisation,
        subject=one.key,
        after={"role": grant.role},
    )


def _as(one: Account) -> Actor:
    return current_actor()._replace(key=f"account {one.key}")


def _password_mistakes(form: Form, email: str, name: str) -> dict[str, Text]:
    password = form.get("password", "")
    mistake = passwords.mistake_in(password, email, name)
    if mistake is not None:
        return {"password": mistake}
    return {} if form.get("again", "") == password else {"again": _AGAIN}
