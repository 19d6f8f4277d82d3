"""A person's own account: name and language, password, codes of the telephone, and its deletion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from config.language import Text
from dashboard.signing import codes, passwords
from dashboard.signing.attempt import ALL, MOST_NAME, Attempt, line, name_mistake
from dashboard.signing.desk import Desk, Form, Onward
from dashboard.viewing import current_actor
from store.accounts import Account, administrators, change_account, read_account, set_codes
from store.audit import note
from store.forgetting import delete_account
from store.sessions import end_all

_WRONG = Text("Adgangskoden passer ikke.", "The password does not fit.")
_WRONG_CODE = Text("Koden passer ikke. Passer telefonens ur?", "The code does not fit. Is the telephone's clock right?")
_AGAIN = Text(
    "De to adgangskoder er ikke ens. Skriv den samme to gange.",
    "The two passwords are not the same. Write the same one twice.",
)
_ALONE = Text(
    "Du er den eneste administrator. Gør først en anden til administrator.",
    "You are the only administrator. First make somebody else one.",
)
_SURE = Text("Sæt kryds, hvis kontoen skal slettes.", "Tick the box if the account is to be deleted.")
_ELSEWHERE = Text("Kontoen har ingen adgangskode her.", "The account has no password here.")


def change_own(desk: Desk, form: Form, _: Mapping[str, Any]) -> Onward | Attempt:
    """Name and language."""
    one, name = _own(desk), line(form, "name", MOST_NAME)
    mistake = name_mistake(name)
    if mistake is not None:
        return Attempt("own", {"name": name}, {"name": mistake})
    language = "en" if form.get("language") == "en" else "da"
    with desk.store.writing() as connection:
        change_account(connection, one.account_id, name=name, language=language)
        note(connection, current_actor(), "account_changed", desk.now, subject=one.key)
    return Onward("/account?saved=own#dig")


def change_password(desk: Desk, form: Form, _: Mapping[str, Any]) -> Onward | Attempt:
    """Another password: all sessions but this one end."""
    one, password = _own(desk), form.get("password", "")
    if one.password is None:
        return Attempt("password", {}, {ALL: _ELSEWHERE})
    if not passwords.is_right(one.password, form.get("current", "")):
        return Attempt("password", {}, {"current": _WRONG})
    mistake = passwords.mistake_in(password, one.email or "", one.name or "")
    if mistake is not None:
        return Attempt("password", {}, {"password": mistake})
    if form.get("again", "") != password:
        return Attempt("password", {}, {"again": _AGAIN})
    made = passwords.hashed(password)
    with desk.store.writing() as connection:
        change_account(connection, one.account_id, password=made)
        end_all(connection, one.account_id, but=current_actor().session)
        note(connection, current_actor(), "password_changed", desk.now, subject=one.key)
    return Onward("/account?saved=password#adgangskode")


def set_up_codes(desk: Desk, form: Form, _: Mapping[str, Any]) -> Onward | Attempt:
    """Have codes asked for from now on; one of them proves that the telephone makes them."""
    one, made = _own(desk), form.get("codes", "")
    if one.password is None or not codes.is_secret(made):
        return Attempt("codes", {}, {ALL: _ELSEWHERE if one.password is None else _WRONG_CODE})
    if not passwords.is_right(one.password, form.get("current", "")):
        return Attempt("codes", {"codes": made}, {"codes_current": _WRONG})
    number = codes.number_of(form.get("code", ""), made, desk.now)
    if number is None:
        return Attempt("codes", {"codes": made}, {"code": _WRONG_CODE})
    with desk.store.writing() as connection:
        set_codes(connection, one.account_id, made, number)
        end_all(connection, one.account_id, but=current_actor().session)
        note(connection, current_actor(), "codes_set", desk.now, subject=one.key)
    return Onward("/account?saved=codes#koder")


def end_codes(desk: Desk, form: Form, _: Mapping[str, Any]) -> Onward | Attempt:
    """The password alone from now on."""
    one = _own(desk)
    if not passwords.is_right(one.password, form.get("current", "")):
        return Attempt("codes_end", {}, {"codes_current": _WRONG})
    with desk.store.writing() as connection:
        set_codes(connection, one.account_id, None)
        end_all(connection, one.account_id, but=current_actor().session)
        note(connection, current_actor(), "codes_ended", desk.now, subject=one.key)
    return Onward("/account?saved=codes#koder")


def delete_own(desk: Desk, form: Form, _: Mapping[str, Any]) -> Onward | Attempt:
    """Forget who they were; what they have delivered stays."""
    one = _own(desk)
    if not form.get("sure"):
        return Attempt("delete", {}, {"sure": _SURE})
    if one.password is not None and not passwords.is_right(one.password, form.get("current", "")):
        return Attempt("delete", {}, {"delete_current": _WRONG})
    with desk.store.writing() as connection:
        if administrators(connection) == {one.account_id}:
            return Attempt("delete", {}, {ALL: _ALONE})
        delete_account(connection, one.account_id, desk.now)
        note(connection, current_actor(), "account_deleted", desk.now, subject=one.key)
    return Onward("/sign-in?deleted=1", session="")


def _own(desk: Desk) -> Account:
    with desk.store.reading() as connection:
        one = read_account(connection, key=current_actor().account_key)
    assert one is not None  # a deleted account has no session
    return one
