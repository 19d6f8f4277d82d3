"""A fault of the store's is written to the log without what was to be stored: on both databases, by every way."""

from __future__ import annotations

import logging
from collections.abc import Callable

import psycopg
import pytest
import sqlalchemy as sa

from config.logs import AsJson, AsText
from store.schema import account
from tests.rooms import NOW, House

SECRET = "9182736455 og et navn"


def same_twice(connection: sa.Connection) -> None:
    row = {"key": "k", "name": SECRET, "email": f"{SECRET}@example.dk", "created_at": NOW, "language": "da"}
    for key in ("a", "b"):
        connection.execute(sa.insert(account).values(**row | {"key": key}))


def many_at_once(connection: sa.Connection) -> None:
    row = {"key": SECRET[:20], "name": SECRET, "created_at": NOW, "language": "da"}
    connection.execute(sa.insert(account), [row] * 3)


def lacking(connection: sa.Connection) -> None:
    connection.execute(sa.insert(account).values(key=SECRET, name=SECRET))


def no_number(connection: sa.Connection) -> None:
    connection.execute(sa.text("SELECT CAST(:value AS bigint) / (SELECT 0) FROM nothing"), {"value": SECRET})


def no_cast(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":  # which casts whatever it is
        connection.execute(sa.text("SELECT json(:value)"), {"value": SECRET})
    connection.execute(sa.text("SELECT CAST(CAST(:value AS text) AS bigint)"), {"value": SECRET})


def copied(connection: sa.Connection) -> None:
    """Past SQLAlchemy, as figures are written on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO account (key) VALUES (?)", (SECRET,))
    cursor = connection.connection.cursor()
    with cursor.copy("COPY account (account_id) FROM STDIN") as copy:  # type: ignore[attr-defined]
        copy.write_row([SECRET])


WAYS: list[Callable[[sa.Connection], None]] = [same_twice, many_at_once, lacking, no_number, no_cast, copied]


@pytest.mark.parametrize("way", WAYS, ids=[one.__name__ for one in WAYS])
def test_no_value_stands_in_the_log(house: House, way: Callable[[sa.Connection], None]) -> None:
    with pytest.raises((sa.exc.DBAPIError, psycopg.Error)) as caught, house.store.writing() as connection:
        way(connection)
    fault = caught.value
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "%s", (fault,), (type(fault), fault, fault.__traceback__))
    for form in (AsText(), AsJson()):
        text = form.format(record)
        assert SECRET not in text
        assert "9182736455" not in text
        assert type(fault).__name__ in text or str(fault)[:20] in text  # what it is stands there
