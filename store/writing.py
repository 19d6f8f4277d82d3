"""Many figures written at once, the quickest way that each database has: a country's file brings a million."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from store.blocks import BEGINNING, END, Field, as_blocks, floats, moments, texts, whole_numbers
from store.judged import raise_versions
from store.provenance import Origin, add_provenance, split_cell
from store.schema import observation_table

WRITTEN = (
    "series_id", "period", "value", "numerator", "denominator", "status", "provenance_id", "cell_row", "superseded_at",
)  # fmt: skip
_NUMBERS = ("value", "numerator", "denominator")
_STATEMENT = 250  # rows in one INSERT
_AT_ONCE = 20_000  # rows that are made ready, or numbers that are sent, at a time

_SENT: dict[str, Callable[[Any], Field]] = {
    **dict.fromkeys(("series_id", "provenance_id"), whole_numbers),
    **dict.fromkeys(("period", "status"), texts),
    **dict.fromkeys(_NUMBERS, floats),
    "cell_row": partial(whole_numbers, size=4),
    "superseded_at": moments,
}

Columns = Mapping[str, Any]


def add_vintages(connection: sa.Connection, columns: Columns) -> None:
    """Store new vintages, the quicker where they come in the order of series and period.

    Args:
        columns: the columns of the table, each a sequence or an array, of one length; NaN and None are no number,
            moments are datetime64 in UTC. What was current before must have been superseded.
    """
    count = len(columns["series_id"])
    if not count:
        return
    raise_versions(connection, np.unique(columns["series_id"]).tolist())
    held = dict(columns) | {name: np.asarray(columns[name], float) for name in _NUMBERS}
    held["superseded_at"] = np.asarray(columns["superseded_at"], "datetime64[us]")
    parts = ({name: held[name][start : start + _AT_ONCE] for name in WRITTEN} for start in range(0, count, _AT_ONCE))
    if connection.dialect.name == "postgresql":
        # A column without any value is left out: most files have no numerators, and what is not written takes no time.
        empty = {name for name in (*_NUMBERS, "superseded_at") if np.isnan(held[name]).all()}
        _copy(connection, parts, [name for name in WRITTEN if name not in empty])
    else:
        for part in parts:
            _insert(connection, part)


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
    number = observation_table.c.observation_id
    is_postgresql = connection.dialect.name == "postgresql"
    for start in range(0, len(numbers), _AT_ONCE):
        # One parameter, however many numbers: a list of parameters is read anew for every statement. PostgreSQL takes
        # the numbers in their order; a subquery of them would be hashed, and the table gone through here and there.
        part = ",".join(map(str, numbers[start : start + _AT_ONCE]))
        if is_postgresql:
            is_meant = number == sa.func.any(
                sa.cast(sa.literal(f"{{{part}}}", sa.Text), postgresql.ARRAY(sa.BigInteger))
            )
        else:
            is_meant = number.in_(sa.select(sa.func.json_each(f"[{part}]").table_valued("value").c.value))
        connection.execute(sa.update(observation_table).where(is_meant).values(superseded_at=now))


def _copy(connection: sa.Connection, parts: Iterable[Columns], names: Sequence[str]) -> None:
    """The database writes a part while the next one is made ready."""
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor, cursor.copy(f"COPY observation ({', '.join(names)}) FROM STDIN (FORMAT BINARY)") as to:
        to.write(BEGINNING)
        for part in parts:
            for block in as_blocks([_SENT[name](part[name]) for name in names]):
                to.write(block)
        to.write(END)


def _insert(connection: sa.Connection, columns: Columns) -> None:
    """Rows by the hundred; what is the same in all of them is handed over once a statement."""
    raw = connection.connection.driver_connection
    assert raw is not None
    lists = [_values(connection, name, columns[name]) for name in WRITTEN]
    count = len(lists[0])
    is_same = [each[0] == each[-1] and each.count(each[0]) == count for each in lists]
    shared = [each[0] for each, same in zip(lists, is_same, strict=True) if same]
    varying = [each for each, same in zip(lists, is_same, strict=True) if not same]
    width = len(varying)
    flat: list[Any] = [None] * (count * width)
    for place, each in enumerate(varying):
        flat[place::width] = each
    for start in range(0, count, _STATEMENT):
        rows = min(_STATEMENT, count - start)
        raw.execute(_statement(tuple(is_same), rows), [*shared, *flat[start * width : (start + rows) * width]])


def _values(connection: sa.Connection, name: str, column: Any) -> list[Any]:
    """A column as SQLite's driver takes it."""
    if name == "superseded_at":
        return _as_kept(connection, column)
    if name not in _NUMBERS:
        return column.tolist() if isinstance(column, np.ndarray) else list(column)
    held = column.astype(object)
    held[np.isnan(column)] = None
    return list(held.tolist())


@lru_cache(16)
def _statement(is_same: tuple[bool, ...], rows: int) -> str:
    """An INSERT of so many rows; the shared parameters come first."""
    shared, width = sum(is_same), len(is_same) - sum(is_same)
    lines = []
    for row in range(rows):
        once, each = iter(range(1, shared + 1)), iter(range(shared + row * width + 1, shared + (row + 1) * width + 1))
        lines.append(", ".join(f"?{next(once if same else each)}" for same in is_same))
    return f"INSERT INTO observation ({', '.join(WRITTEN)}) VALUES ({'), ('.join(lines)})"  # noqa: S608 - our names


def _as_kept(connection: sa.Connection, moments: npt.NDArray[np.datetime64]) -> list[str | None]:
    """Moments as this database keeps them; a file has few different ones."""
    stored_as = observation_table.c.superseded_at.type.dialect_impl(connection.dialect)
    written = stored_as.bind_processor(connection.dialect)
    assert written is not None
    distinct, which = np.unique(moments, return_inverse=True)
    texts = [None if one is None else written(one.replace(tzinfo=UTC)) for one in distinct.tolist()]
    return [texts[number] for number in which.tolist()]
