"""All accounts, for the administrator: who is one too, a new password, codes of a telephone that is lost, deletion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flask
import sqlalchemy as sa

from config.language import Text
from dashboard.signing.attempt import ALL, Attempt
from dashboard.signing.desk import Desk, Form, Onward
from dashboard.viewing import current_actor
from store.accounts import Account, administrators, change_account, read_account, set_codes
from store.audit import note
from store.forgetting import delete_account
from store.inviting import make_reset
from store.links import withdraw_made_by
from store.sessions import end_all

_LAST = Text(
    "Det er den eneste administrator. Gør først en anden til administrator.",
    "That is the only administrator. First make somebody else one.",
)
_DONE = Onward("/accounts?saved=1")


def make_administrator(desk: Desk, _: Form, parts: Mapping[str, Any]) -> Onward:
    """One who runs the installation from now on."""
    with desk.store.writing() as connection:
        one = _of(connection, parts)
        if not one.is_administrator:
            change_account(connection, one.account_id, is_administrator=True)
            note(connection, current_actor(), "administrator_made", desk.now, subject=one.key)
    return _DONE


def end_administrator(desk: Desk, _: Form, parts: Mapping[str, Any]) -> Onward | Attempt:
    """No administrator any longer; one is left always."""
    with desk.store.writing() as connection:
        one = _of(connection, parts)
        if administrators(connection) <= {one.account_id}:
            return Attempt("accounts", {}, {ALL: _LAST})
        if one.is_administrator:
            change_account(connection, one.account_id, is_administrator=False)
            withdraw_made_by(connection, f"account {one.key}", desk.now)
            note(connection, current_actor(), "administrator_ended", desk.now, subject=one.key)
    return _DONE


def reset_any(desk: Desk, _: Form, parts: Mapping[str, Any]) -> Attempt:
    """A link by which that person chooses a new password: shown once."""
    with desk.store.writing() as connection:
        one = _of(connection, parts)
        if one.email is None or one.password is None:  # who signs in elsewhere has none
            flask.abort(404)
        path = make_reset(connection, desk.secret, current_actor(), one, desk.now)
    return Attempt("reset", {"email": one.email}, link=desk.whole(path))


def end_codes_of(desk: Desk, _: Form, parts: Mapping[str, Any]) -> Onward:
    """For one whose telephone is lost: the password alone, and signed out everywhere."""
    with desk.store.writing() as connection:
        one = _of(connection, parts)
        set_codes(connection, one.account_id, None)
        end_all(connection, one.account_id)
        note(connection, current_actor(), "codes_ended", desk.now, subject=one.key)
    return _DONE


def delete_any(desk: Desk, _: Form, parts: Mapping[str, Any]) -> Onward | Attempt:
    """Forget who that was; what they have delivered stays."""
    with desk.store.writing() as connection:
        one = _of(connection, parts)
        if administrators(connection) == {one.account_id}:
            return Attempt("accounts", {}, {ALL: _LAST})
        delete_account(connection, one.account_id, desk.now)
        note(connection, current_actor(), "account_deleted", desk.now, subject=one.key)
    return _DONE


def _of(connection: sa.Connection, parts: Mapping[str, Any]) -> Account:
    found = read_account(connection, key=parts["key"])
    if found is None:
        flask.abort(404)
    return found
