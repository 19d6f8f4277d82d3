"""The bell: heard once what rang is kept, by the leader only while it leads; SQLite has none and looks instead."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from store.lead import Leadership
from store.work import ask, ask_to_assess
from tests.rooms import House

LONG = 60.0  # nobody waits so long: whoever does has not heard the bell


@pytest.fixture
def leader(house: House):
    with Leadership(house.store) as one:
        assert one.try_take()
        yield one


def _is_postgresql(house: House) -> bool:
    return not house.store.is_sqlite


def test_rings_for_every_kind_of_work(house: House, leader: Leadership) -> None:
    stop = threading.Event()
    with house.store.writing() as connection:
        ask(connection, "assess", "test", house.clock(), alliance="proeve")
    assert leader.wait(stop, LONG) is _is_postgresql(house), "what rang before the wait is not lost"
    assert not leader.wait(stop, 0.01), "it rang once"
    with house.store.writing() as connection:
        ask_to_assess(connection, "proeve", "test", house.clock())
    assert not leader.wait(stop, 0.01), "one that waits for the same is there already"


def test_wakes_whoever_waits(house: House, leader: Leadership) -> None:
    with ThreadPoolExecutor(1) as pool:
        heard = pool.submit(leader.wait, threading.Event(), LONG)
        time.sleep(0.05)
        with house.store.writing() as connection:
            ask(connection, "assess", "test", house.clock(), alliance="proeve")
        assert heard.result(LONG / 2) is _is_postgresql(house)


def test_what_was_not_kept_is_not_heard(house: House, leader: Leadership) -> None:
    with house.store.writing() as connection:
        ask(connection, "assess", "test", house.clock(), alliance="proeve")
        connection.rollback()
    assert not leader.wait(threading.Event(), 0.3)


def test_stop_ends_the_wait(house: House, leader: Leadership) -> None:
    stop = threading.Event()
    threading.Timer(0.05, stop.set).start()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(leader.wait, stop, LONG).result(LONG / 2) is False


def test_a_lost_connection_ends_the_wait_and_the_lead(house: House, leader: Leadership) -> None:
    if house.store.is_sqlite:
        assert leader.is_held()  # a lock on a file is lost with its process only
        return
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(leader.wait, threading.Event(), LONG)
        with house.store.writing() as connection:
            mine = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            connection.execute(
                sa.text(mine + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
            )
        assert waiting.result(LONG / 2) is False
    assert not leader.is_held()
    assert leader.try_take(), "and may be taken again"


def test_the_server_asks_after_a_leader_that_says_nothing(house: House, leader: Leadership) -> None:
    """A machine that lost its power: without this its session, and the lead, live on for two hours."""
    if house.store.is_sqlite:
        return  # a lock on a file ends with its process
    raw = leader._connection.connection.driver_connection  # type: ignore[union-attr]
    assert raw is not None
    held = {name.decode(): value.decode() for name, value in ((one.keyword, one.val or b"") for one in raw.pgconn.info)}
    assert (held["keepalives_idle"], held["tcp_user_timeout"]) == ("10", "30000"), "our side of the line"
