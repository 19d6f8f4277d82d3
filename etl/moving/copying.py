"""One table's rows by COPY, and which of them PostgreSQL does not take: it is stricter than SQLite about texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

_AT_ONCE = 5000
_WHERE = re.compile(r"COPY \w+, line (\d+)(?:, column (\w+))?")


class NotMoved(Exception):
    """Why a store was not moved; the text is for the operator. Both stores are as they were."""


def copy_rows(old: sa.Connection, new: sa.Connection, table: sa.Table) -> int:
    """Copy a table.

    Returns:
        how many rows were written.

    Raises:
        NotMoved: naming the row that does not fit.
    """
    raw: Any = new.connection.driver_connection
    names = ", ".join(f'"{column.name}"' for column in table.c)
    count = 0
    try:
        with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in _written(old, table):
                count += 1
                copy.write_row(row)
    except new.dialect.loaded_dbapi.DataError as fault:
        raise _refused(old, table, fault, count) from fault
    return count


def _written(old: sa.Connection, table: sa.Table) -> Iterator[tuple[Any, ...]]:
    """Rows as COPY takes them: documents as the texts that they are stored as."""
    columns = [
        sa.type_coerce(column, sa.Text).label(column.name) if isinstance(column.type, sa.JSON) else column
        for column in table.c
    ]
    query = sa.select(*columns).select_from(table).order_by(*table.primary_key)
    with old.execute(query.execution_options(yield_per=_AT_ONCE)) as result:
        for part in result.partitions():
            yield from map(tuple, part)


def _refused(old: sa.Connection, table: sa.Table, fault: Any, count: int) -> NotMoved:
    """The row by its key and the column by its name, never what stands in it."""
    found = _WHERE.search(fault.diag.context or "")
    line = int(found[1]) if found else count  # the driver itself refuses the row that it is handed
    column = f", column {found[2]}" if found and found[2] else ""
    keys = list(table.primary_key)
    row = old.execute(sa.select(*keys).order_by(*keys).offset(line - 1).limit(1)).first()
    key = ", ".join(f"{one.name} {value}" for one, value in zip(keys, row or (), strict=False))
    why = fault.diag.message_primary or str(fault).splitlines()[0]
    return NotMoved(f"Table {table.name}, {key}{column}: PostgreSQL does not take it ({why}). Nothing was moved.")
