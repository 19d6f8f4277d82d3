"""The whole store as lines of JSON, the same from either database: what a backup is made of, and how it is compared.

Each table is a line that names it and its columns, a line for each row in the order of its key, and a line with the
count and the SHA-256 of its rows. The digest is of the contents: the order of the keys of a document, which PostgreSQL
does not keep, makes no difference to it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import orjson
import sqlalchemy as sa

from store import schema
from store.columns import Document, Moment, metadata
from store.database import Store

# Signs of life are of the processes of that day: a restored store has none.
PASSING = frozenset({schema.worker.name})
AT_ONCE = 2_000
TYPES: Mapping[str, Any] = {
    "moment": Moment(),
    "day": sa.Date(),
    "bytes": sa.LargeBinary(),
    "document": Document,
    "truth": sa.Boolean(),
    "text": sa.String(),
}
Columns = Sequence[tuple[str, str]]  # name and kind of each
# Numbers that JSONB writes otherwise than they were written: the one place where equal documents differ as text.
_WRITTEN_ANEW = re.compile(rb"\de\+?\d|\d{17}|-0\.0(?!\d)")
_LONG = 10**16


class Held(NamedTuple):
    """What a table holds: the number of its rows, and the SHA-256 of them."""

    rows: int
    sha256: str


def tables() -> list[sa.Table]:
    """The tables that are kept, each after those that it refers to."""
    return [one for one in metadata.sorted_tables if one.name not in PASSING]


def kind_of(column: sa.Column[Any]) -> str:
    """How the values of a column stand in a line: `plain` ones as they are."""
    return next((name for name, kind in TYPES.items() if isinstance(column.type, type(kind))), "plain")


def frozen_view(connection: sa.Connection) -> None:
    """Have everything that this transaction reads be of one moment. To be called before it reads anything."""
    if connection.dialect.name == "postgresql":  # SQLite's transactions are so always
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def lines(connection: sa.Connection, held: dict[str, Held], given: Sequence[sa.Table] | None = None) -> Iterator[bytes]:
    """Every row of every table.

    Args:
        held: filled with what each table holds, as its last line is given.
        given: these tables, as an earlier revision had them; None: those of this version.

    Raises:
        ValueError: for a number that is none, which no table may hold.
    """
    for table in tables() if given is None else given:
        columns = [[one.name, kind_of(one)] for one in table.columns]
        yield orjson.dumps({"table": table.name, "columns": columns}) + b"\n"
        digest, count = hashlib.sha256(), 0
        numbers = [place for place, one in enumerate(table.columns) if isinstance(one.type, sa.Double)]
        has_documents = any(kind == "document" for _, kind in columns)
        for row in _rows(connection, table):
            if any(row[place] is not None and not math.isfinite(row[place]) for place in numbers):
                raise ValueError(f"a number of table {table.name} is none")
            line = _line(row)
            digest.update(_canonical(row, line) if has_documents else line)
            count += 1
            yield line
        held[table.name] = Held(count, digest.hexdigest())
        yield orjson.dumps({"end": table.name, "rows": count, "sha256": digest.hexdigest()}) + b"\n"


def what_is_held(store: Store, columns: Mapping[str, Columns] | None = None) -> dict[str, Held]:
    """What each table holds, at one moment.

    Args:
        columns: of each table, as an earlier revision had them; None: as this version has them.
    """
    held: dict[str, Held] = {}
    with store.reading() as connection:
        frozen_view(connection)
        given = None if columns is None else [_as_it_was(connection, *one) for one in columns.items()]
        for _ in lines(connection, held, given):
            pass
    return held


def tables_there(connection: sa.Connection) -> list[sa.Table]:
    """The tables of an earlier revision, as they are found in the database."""
    found = sa.MetaData()
    found.reflect(connection)
    names = [one.name for one in found.sorted_tables if one.name not in PASSING | {"alembic_version"}]
    return [
        _as_it_was(connection, name, [(column.name, _kind_found(column)) for column in found.tables[name].columns])
        for name in names
    ]


def _kind_found(column: sa.Column[Any]) -> str:
    return "moment" if isinstance(column.type, sa.DateTime) else kind_of(column)


def _as_it_was(connection: sa.Connection, name: str, columns: Columns) -> sa.Table:
    keys = sa.inspect(connection).get_pk_constraint(name)["constrained_columns"]
    made = (sa.Column(one, TYPES.get(kind), primary_key=one in keys) for one, kind in columns)
    return sa.Table(name, sa.MetaData(), *made)


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[Sequence[Any]]:
    # Texts in the order of their bytes, as SQLite has them, whatever language the database sorts by.
    is_sqlite = connection.dialect.name == "sqlite"
    order = [
        one if is_sqlite or not isinstance(one.type, sa.String) else sa.collate(one, "C")
        for one in table.primary_key.columns
    ]
    query = sa.select(table).order_by(*order)
    with connection.execute(query, execution_options={"yield_per": AT_ONCE}) as found:
        for part in found.partitions():
            yield from part


def _line(row: Sequence[Any], option: int = 0) -> bytes:
    values = tuple(row)
    try:
        return orjson.dumps(values, _written, option | orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # a whole number of more than 64 bits, in a document
        return json.dumps(values, default=_written_slowly, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _canonical(row: Sequence[Any], line: bytes) -> bytes:
    if _WRITTEN_ANEW.search(line):
        row = [_plain(one) for one in row]
    return _line(row, orjson.OPT_SORT_KEYS)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if value == 0 and isinstance(value, float):
        return 0.0  # without its sign
    if abs(value) < _LONG or (isinstance(value, float) and not math.isfinite(value)):
        return value
    return str(int(Decimal(repr(value))))


def _written(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)


def _written_slowly(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else _written(value)
