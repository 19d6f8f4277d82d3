"""The stamp that pages are kept under is never an old one, on either database."""

from __future__ import annotations

from dashboard.freshness import Freshness
from store.database import Store
from store.definitions import apply
from tests.rooms import NOW, small_alliance


def test_a_postgres_store_is_asked_each_time(store: Store, store_url: str) -> None:
    """Only SQLite tells for nothing that somebody wrote; what PostgreSQL does not tell is asked."""
    fresh = Freshness(store, "program", lambda: NOW)
    first = fresh.now("/")
    assert fresh.now("/") == first
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    assert fresh.now("/") != first
    with store.reading() as connection:
        assert fresh.of(connection, NOW, "/") == fresh.now("/")
    fresh.close()
