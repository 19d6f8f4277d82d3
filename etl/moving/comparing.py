"""Two stores held against each other: row by row in the order of the key, every value as the program reads it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from itertools import zip_longest
from typing import Any

import sqlalchemy as sa

from etl.moving.copying import NotMoved

_AT_ONCE = 5000  # rows held at a time, on each side


def compare_rows(old: sa.Connection, new: sa.Connection, table: sa.Table) -> None:
    """Compare a table of both.

    Raises:
        NotMoved: naming the first row that is not the same, and its column.
    """
    with closing(_rows(old, table)) as before, closing(_rows(new, table)) as after:
        for one, other in zip_longest(before, after):
            if one != other:
                _check_columns(table, one, other)


def _check_columns(table: sa.Table, one: tuple[Any, ...] | None, other: tuple[Any, ...] | None) -> None:
    if one is None or other is None:
        raise NotMoved(f"Table {table.name}: the two stores do not have the same rows. Nothing was moved.")
    for column, before, after in zip(table.c, one, other, strict=True):
        if not is_same(before, after):
            keys = zip(table.c, one, strict=True)
            key = ", ".join(f"{of.name} {value}" for of, value in keys if of.primary_key)
            raise NotMoved(f"Table {table.name}, {key}: {column.name} came out otherwise. Nothing was moved.")


def is_same(one: Any, other: Any) -> bool:
    """Whether two values say the same. PostgreSQL keeps 1e20 within a document as a whole number: the same double."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, float) and isinstance(other, int | float) and not isinstance(other, bool):
        return one == float(other) or (one != one and other != other)
    return type(one) is type(other) and bool(one == other)


def _rows(connection: sa.Connection, table: sa.Table) -> Generator[tuple[Any, ...]]:
    # Texts in the order of their bytes, as SQLite has them, whatever language the database sorts by.
    is_postgresql = connection.dialect.name == "postgresql"
    order = [
        sa.collate(column, "C") if is_postgresql and isinstance(column.type, sa.String) else column
        for column in table.primary_key
    ]
    query = sa.select(table).order_by(*order).execution_options(yield_per=_AT_ONCE)
    with connection.execute(query) as result:
        for part in result.partitions():
            yield from map(tuple, part)
