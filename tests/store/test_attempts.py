"""Tries are counted by all processes together; each further one waits longer, and a wait ends."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from store.attempts import (
    KNOWN_FOR,
    Limit,
    Try,
    forgive,
    is_known,
    note_known,
    place_of,
    sweep_attempts,
    take,
    whose,
)
from store.database import Store
from store.schema import attempt
from tests.rooms import NOW

MINUTE = timedelta(minutes=1)
LIMIT = Limit("test", 3, timedelta(hours=1), MINUTE, 5 * MINUTE)
ONE, OTHER = Try(LIMIT, "a"), Try(LIMIT, "b")


def test_waits_grow_to_the_longest_and_knocking_lengthens_none(store: Store) -> None:
    now, waits = NOW, []
    with store.writing() as connection:
        assert [take(connection, [ONE], now) for _ in range(3)] == [timedelta()] * 3
        for _ in range(5):
            wait = take(connection, [ONE], now)
            assert take(connection, [ONE], now) == wait  # it was not counted
            assert take(connection, [OTHER, ONE], now) == wait
            waits.append(wait / MINUTE)
            now += wait
            assert take(connection, [ONE], now) == timedelta()
        assert waits == [1, 2, 4, 5, 5]
        assert take(connection, [OTHER], now) == timedelta()  # another's tries are another's
        forgive(connection, [ONE])
        assert take(connection, [ONE], now) == timedelta()


def test_what_is_tried_at_once_is_counted_once_each(store: Store, store_url: str) -> None:
    """Two processes, each with a connection of its own."""
    taken, other = [], Store(store_url)

    def tries(at: Store) -> None:
        for _ in range(5):
            with at.writing() as connection:
                taken.append(take(connection, [ONE], NOW) == timedelta())

    both = [threading.Thread(target=tries, args=(one,)) for one in (store, other)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    other.close()
    assert (len(taken), sum(taken)) == (10, LIMIT.free)


def test_what_no_limit_looks_at_is_swept(store: Store) -> None:
    with store.writing() as connection:
        take(connection, [ONE], NOW)
        note_known(connection, "k", NOW)
        note_known(connection, "k", NOW)
        assert sweep_attempts(connection, NOW + timedelta(days=1)) == 1
        assert is_known(connection, "k", NOW + timedelta(days=89))
        assert sweep_attempts(connection, NOW + KNOWN_FOR) == 1
        assert connection.execute(sa.select(sa.func.count()).select_from(attempt)).scalar_one() == 0


@pytest.mark.parametrize(
    ("why", "address", "place"),
    [
        ("as it is", "192.0.2.7", "192.0.2.7"),
        ("a household has as many addresses as it likes", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("the same host by another family", "::ffff:192.0.2.7", "192.0.2.7"),
        ("nobody said", "", ""),
    ],
)
def test_where_an_address_is_counted(why: str, address: str, place: str) -> None:
    assert place_of(address) == place, why


def test_what_is_kept_tells_nobody_who_it_was() -> None:
    assert whose(b"one", "192.0.2.7") != whose(b"other", "192.0.2.7")
    assert whose(b"one", "a", "b") != whose(b"one", "ab")
    assert len(whose(b"one", "a")) == 64
