"""People who are signed in, for tests: an account with the roles that a test says, and what their browser sends."""

from __future__ import annotations

import itertools
import os
from datetime import datetime
from typing import TYPE_CHECKING

import flask
from flask.testing import FlaskClient

from config.secret import installation_secret
from config.settings import Settings
from dashboard.viewing import cookie_name
from dashboard.web import build
from store.accounts import add_account
from store.database import Store
from store.grants import give
from store.sessions import begin
from store.viewer import Grant

if TYPE_CHECKING:  # a room reads workbooks, with all that this takes; whoever measures pages does without
    from tests.rooms import House

_NUMBERS = itertools.count(1)
BROWSER = {"Sec-Fetch-Site": "same-origin"}  # what a browser says of a page of ours


def session_of(
    store: Store,
    settings: Settings,
    now: datetime,
    *grants: Grant,
    is_administrator: bool = False,
    name: str | None = None,
) -> dict[str, str]:
    """A new account with these roles, signed in: the cookie (name and value) that its browser holds."""
    number = next(_NUMBERS)
    with store.writing() as connection:
        email = f"person{number}.{os.getpid()}@example.dk"  # a process of a test's may use the test's own store
        one = add_account(connection, name or f"Person {number}", email, now, is_administrator=is_administrator)
        for grant in grants:
            give(connection, one.account_id, grant, "test", now)
        text = begin(connection, installation_secret(settings), now, account_id=one.account_id)
    return {"name": cookie_name(settings), "value": text}


def client_of(server: flask.Flask, cookie: dict[str, str] | None) -> FlaskClient:
    """A browser that is signed in; None: anybody's."""
    client = server.test_client()
    if cookie is not None:
        client.set_cookie(cookie["name"], cookie["value"])
        client.environ_base["HTTP_SEC_FETCH_SITE"] = BROWSER["Sec-Fetch-Site"]
    return client


def administrator_of(house: House) -> FlaskClient:
    """The browser of an administrator of a room's own dashboard."""
    server = build(house.store, house.room.settings, house.clock)
    return administrators(server, house.store, house.room.settings, house.clock())


def administrators(server: flask.Flask, store: Store, settings: Settings, now: datetime) -> FlaskClient:
    """The browser of an administrator of this server's installation: may do everything."""
    return client_of(server, session_of(store, settings, now, is_administrator=True))
