"""Rows of a dump (`store/dump.py`) put into an empty store, on either database: all of them, or none."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

import orjson
import sqlalchemy as sa

from store import schema
from store.audit import empty_for_a_restore
from store.database import Store
from store.dump import AT_ONCE, TYPES, Columns, tables

# What makes a store somebody's. Runs and work come by themselves, as soon as a worker starts.
_TELLING = (
    schema.alliance,
    schema.submission,
    schema.observation_table,
    schema.definition,
    schema.run_source,
    schema.account,
)
_READ: Mapping[str, Callable[[str], Any]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "bytes": base64.b64decode,
}

_LONG = re.compile(rb"\d{19}")


class Filled(NamedTuple):
    """What a table got: how many rows, and in which columns."""

    rows: int
    columns: Columns


class BrokenDump(ValueError):
    """The lines are not those of a whole dump."""


def what_stands(store: Store) -> list[str]:
    """The tables that make the store somebody's; none of them: it is empty, and may be filled."""
    if store.version() is None:
        return []
    with store.reading() as connection:
        there = set(sa.inspect(connection).get_table_names())
        return [
            one.name
            for one in _TELLING
            if one.name in there and connection.execute(sa.select(sa.literal(1)).select_from(one).limit(1)).first()
        ]


def make_tables(store: Store, revision: str) -> None:
    """Give an empty store the tables of a revision, whatever it had of its own."""
    if store.version() == revision:
        return
    with store.writing() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        found.drop_all(connection)
    store.migrate(revision)


def fill(store: Store, given: Iterable[bytes]) -> dict[str, Filled]:
    """Put the rows of a dump into an empty store, in one transaction.

    Returns:
        what each table got.

    Raises:
        BrokenDump: where the lines end too early, or are not as many as they say. Then nothing is kept.
    """
    filled: dict[str, Filled] = {}
    rest = iter(given)
    with store.writing() as connection:
        there = set(sa.inspect(connection).get_table_names())
        for table in reversed(tables()):
            if table.name not in there:  # an earlier revision has fewer
                continue
            if table is schema.audit:  # refuses to be emptied
                empty_for_a_restore(connection)
            else:
                connection.execute(sa.delete(table))
        for line in rest:
            head = orjson.loads(line)
            if "table" not in head:
                raise BrokenDump("a table was expected")
            columns = [(name, kind) for name, kind in head["columns"]]
            filled[head["table"]] = Filled(_fill(connection, head["table"], columns, rest), columns)
        if not store.is_sqlite:
            _number_on(connection)
    return filled


def _fill(connection: sa.Connection, name: str, columns: Columns, rest: Iterator[bytes]) -> int:
    write = _copy if connection.dialect.name == "postgresql" else _insert
    end: dict[str, Any] = {}

    def rows() -> Iterator[list[Any]]:
        readers = [(place, _READ[kind]) for place, (_, kind) in enumerate(columns) if kind in _READ]
        for line in rest:
            if line.startswith(b"{"):
                end.update(orjson.loads(line))
                return
            row = _loaded(line)
            for place, read in readers:
                if row[place] is not None:
                    row[place] = read(row[place])
            yield row

    count = write(connection, name, columns, rows())
    if end.get("end") != name or end.get("rows") != count:
        raise BrokenDump(f"table {name} is not whole")
    return count


def _loaded(line: bytes) -> list[Any]:
    try:
        # orjson makes a float of a whole number of more than 64 bits.
        return list(json.loads(line) if _LONG.search(line) else orjson.loads(line))
    except ValueError as fault:
        raise BrokenDump("a row cannot be read") from fault


def _insert(connection: sa.Connection, name: str, columns: Columns, rows: Iterator[list[Any]]) -> int:
    table = sa.table(name, *(sa.column(one, TYPES.get(kind)) for one, kind in columns))
    names, count = [one for one, _ in columns], 0
    while part := list(islice(rows, AT_ONCE)):
        connection.execute(sa.insert(table), [dict(zip(names, row, strict=True)) for row in part])
        count += len(part)
    return count


def _copy(connection: sa.Connection, name: str, columns: Columns, rows: Iterator[list[Any]]) -> int:
    raw = connection.connection.driver_connection
    assert raw is not None
    documents = [place for place, (_, kind) in enumerate(columns) if kind == "document"]
    quote, count = connection.dialect.identifier_preparer.quote, 0
    names = ", ".join(quote(one) for one, _ in columns)
    with raw.cursor() as cursor, cursor.copy(f"COPY {quote(name)} ({names}) FROM STDIN") as copy:
        for row in rows:
            for place in documents:
                if row[place] is not None:
                    row[place] = json.dumps(row[place], ensure_ascii=False)
            copy.write_row(row)
            count += 1
    return count


def _number_on(connection: sa.Connection) -> None:
    """New rows are numbered after those that came."""
    numbered = connection.exec_driver_sql(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%%'"
    ).all()
    quote = connection.dialect.identifier_preparer.quote
    for table, column in numbered:
        highest = f"SELECT max({quote(column)}) FROM {quote(table)}"  # noqa: S608 - names of our own tables
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(({highest}), 1), ({highest}) IS NOT NULL)",
            (quote(table), column),
        )
