"""Many figures written at once, the quickest way that each database has: a country's file brings a million."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from store.judged import raise_versions
from store.provenance import Origin, add_provenance, split_cell
from store.schema import observation_table

WRITTEN = (
    "series_id", "period", "value", "numerator", "denominator", "status", "provenance_id", "cell_row", "superseded_at",
)  # fmt: skip
_AT_ONCE = 250  # rows in one statement
_NUMBERS_AT_ONCE = 20_000

Columns = Mapping[str, Sequence[Any]]


def add_vintages(connection: sa.Connection, columns: Columns) -> None:
    """Store new vintages, the quicker where they come in the order of series and period.

    Args:
        columns: the columns of the table, of one length. What was current before must have been superseded.
    """
    lists = [columns[name] for name in WRITTEN]
    if not lists[0]:
        return
    raise_versions(connection, columns["series_id"])
    if connection.dialect.name == "postgresql":
        _copy(connection, lists)
    else:
        _insert(connection, lists)


def add_single(connection: sa.Connection, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Store single vintages, each with a provenance of its own; what a person decided, rather than a file.

    Args:
        rows: series_id, period, value, numerator, denominator, status, source, submission_id, sheet, cell, known_from
            and superseded_at of each.
    """
    raise_versions(connection, [row["series_id"] for row in rows])
    for row in rows:
        cell_column, cell_row = split_cell(row["cell"])
        origin = Origin(row["sheet"], cell_column, row["source"], row["known_from"])
        (number,) = add_provenance(connection, row["submission_id"], [origin], now)
        held = dict(row) | {"provenance_id": number, "cell_row": cell_row}
        connection.execute(sa.insert(observation_table).values({name: held[name] for name in WRITTEN}))


def supersede(connection: sa.Connection, numbers: Sequence[int], now: datetime) -> None:
    """Mark these vintages (by their observation_id) as those before the current one."""
    is_postgresql = connection.dialect.name == "postgresql"
    for start in range(0, len(numbers), _NUMBERS_AT_ONCE):
        part = list(numbers[start : start + _NUMBERS_AT_ONCE])
        # One parameter, however many numbers: a list of parameters is read anew for every statement.
        if is_postgresql:
            meant = sa.select(sa.func.unnest(sa.literal(part, postgresql.ARRAY(sa.BigInteger))))
        else:
            meant = sa.select(sa.func.json_each(json.dumps(part)).table_valued("value").c.value)
        is_meant = observation_table.c.observation_id.in_(meant)
        connection.execute(sa.update(observation_table).where(is_meant).values(superseded_at=now))


def _copy(connection: sa.Connection, lists: list[Sequence[Any]]) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    # A column without any value is left out: most files have no numerators, and what is not written takes no time.
    given = {name: each for name, each in zip(WRITTEN, lists, strict=True) if each.count(None) < len(each)}
    with raw.cursor() as cursor, cursor.copy(f"COPY observation ({', '.join(given)}) FROM STDIN") as copy:
        for row in zip(*given.values(), strict=True):
            copy.write_row(row)


def _insert(connection: sa.Connection, lists: list[Sequence[Any]]) -> None:
    """Rows by the hundred; what is the same in all of them is handed over once a statement."""
    raw = connection.connection.driver_connection
    assert raw is not None
    lists[-1] = _moments(connection, lists[-1])
    count = len(lists[0])
    is_same = [each[0] == each[-1] and each.count(each[0]) == count for each in lists]
    shared = [each[0] for each, same in zip(lists, is_same, strict=True) if same]
    varying = [each for each, same in zip(lists, is_same, strict=True) if not same]
    width = len(varying)
    flat: list[Any] = [None] * (count * width)
    for place, each in enumerate(varying):
        flat[place::width] = each
    for start in range(0, count, _AT_ONCE):
        rows = min(_AT_ONCE, count - start)
        raw.execute(_statement(tuple(is_same), rows), [*shared, *flat[start * width : (start + rows) * width]])


@lru_cache(16)
def _statement(is_same: tuple[bool, ...], rows: int) -> str:
    """An INSERT of so many rows; the shared parameters come first."""
    shared, width = sum(is_same), len(is_same) - sum(is_same)
    lines = []
    for row in range(rows):
        once, each = iter(range(1, shared + 1)), iter(range(shared + row * width + 1, shared + (row + 1) * width + 1))
        lines.append(", ".join(f"?{next(once if same else each)}" for same in is_same))
    return f"INSERT INTO observation ({', '.join(WRITTEN)}) VALUES ({'), ('.join(lines)})"  # noqa: S608 - our names


def _moments(connection: sa.Connection, moments: Sequence[datetime | None]) -> Sequence[Any]:
    """Moments as this database keeps them; a file has few different ones."""
    stored_as = observation_table.c.superseded_at.type.dialect_impl(connection.dialect)
    written = stored_as.bind_processor(connection.dialect)
    assert written is not None
    texts = {one: None if one is None else written(one) for one in set(moments)}
    return [texts[one] for one in moments]
