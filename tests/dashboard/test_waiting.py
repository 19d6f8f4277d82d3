"""Two at once on PostgreSQL, one of whom waits for what the other holds: both come to their end."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from config.secret import installation_secret
from dashboard.web import build
from store.actor import AT_THE_COMMAND_LINE
from store.audit import find_broken, note
from store.database import Store
from store.entries import lock_alliance
from store.inviting import make_invitation
from store.viewer import Grant
from tests.people import BROWSER
from tests.rooms import NOW, House

_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
GOOD = "fire grønne heste i regn"


def wait_until_another_waits(store: Store) -> None:
    for _ in range(3_000):
        with store.reading() as connection:
            if connection.execute(sa.text(_WAITING)).scalar_one():
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_who_is_invited_comes_in_while_the_alliance_is_edited(house: House) -> None:
    """The editor holds the alliance and notes at the end; whoever is invited needs the alliance for their role, and
    must not hold the record while they wait for it."""
    secret, grant = installation_secret(house.room.settings), Grant("proeve", "viewer")
    with house.store.writing() as connection:
        path = make_invitation(connection, secret, AT_THE_COMMAND_LINE, "ny@example.dk", grant, NOW)
    browser = build(house.store, house.room.settings, house.clock).test_client()
    form = {"name": "Ny", "password": GOOD, "again": GOOD}
    with ThreadPoolExecutor(1) as pool:
        with house.store.writing() as connection:
            assert lock_alliance(connection, "proeve")
            coming = pool.submit(browser.post, path, data=form, headers=BROWSER)
            wait_until_another_waits(house.store)
            note(connection, AT_THE_COMMAND_LINE, "definition_edited", NOW, alliance="proeve")
        assert coming.result(timeout=60).status_code == 303
    with house.store.reading() as connection:
        assert find_broken(connection) is None
