"""A SQLite store taken to PostgreSQL: every row of every table, each compared with the one it came from.

All of it is one transaction of the new database: whatever ends it, a fault, a lost process, a row that came out
otherwise, the new store is as empty as before, and one begins again. The old store is only read, and nobody can write
to it meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from etl.moving.comparing import compare_rows
from etl.moving.copying import NotMoved, copy_rows
from store.database import Store, head
from store.lead import Leadership
from store.schema import metadata

Tell = Callable[[str, int], None]


def move(source: Store, target: Store, tell: Tell) -> dict[str, int]:
    """Take all that the source holds to the target.

    Args:
        tell: is told of each table and its rows as soon as they are in.

    Returns:
        how many rows each table has, all of them compared.

    Raises:
        NotMoved: nothing was moved, and why; for the operator.
        store.database.StoreUnavailable: one of the two does not answer, or the source is of another version.
    """
    _check_kinds(source, target)
    source.check()
    with Leadership(source) as lead:
        if not lead.try_take():
            raise NotMoved("A worker runs on the SQLite store. Stop it and the web process, then move.")
        _prepare(target)
        with source.writing() as old, target.writing() as new:  # nobody else writes to either
            _lock_empty(new)
            counts = {}
            for table in metadata.sorted_tables:
                counts[table.name] = copy_rows(old, new, table)
                tell(table.name, counts[table.name])
            for table in metadata.sorted_tables:
                compare_rows(old, new, table)
                _number_on(new, table)
    with target.writing() as new:
        new.exec_driver_sql("ANALYZE")  # or its first questions are planned for empty tables
    return counts


def _check_kinds(source: Store, target: Store) -> None:
    if not source.is_sqlite:
        raise NotMoved("FREMDRIFT_DATABASE_URL names no SQLite store. From PostgreSQL to PostgreSQL use pg_dump.")
    if target.url.get_backend_name() != "postgresql":
        raise NotMoved("--to takes the address of a PostgreSQL database: postgresql+psycopg://user@host/name.")
    with source.reading() as connection:
        strange = set(sa.inspect(connection).get_table_names()) - {*metadata.tables, "alembic_version"}
    if strange:
        raise NotMoved(f"The SQLite store has tables that are not Fremdrift's: {', '.join(sorted(strange))}.")


def _prepare(target: Store) -> None:
    """Tables of this version, where there are none yet."""
    if target.version() not in (None, head()):
        raise NotMoved("The database has tables of another version. Name an empty one.")
    with target.reading() as connection:
        strange = set(sa.inspect(connection).get_table_names()) - {*metadata.tables, "alembic_version"}
    if strange:
        raise NotMoved(f"The database holds other tables ({', '.join(sorted(strange)[:5])}). Name one of its own.")
    target.migrate()


def _lock_empty(new: sa.Connection) -> None:
    """Whoever else would write waits until all is there; what is there already is never mixed with it."""
    names = ", ".join(f'"{name}"' for name in metadata.tables)
    new.exec_driver_sql(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
    filled = [
        table.name
        for table in metadata.sorted_tables
        if new.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
    ]
    if filled:
        raise NotMoved(f"The database is not empty: there are rows in {', '.join(filled)}. Name an empty one.")


def _number_on(new: sa.Connection, table: sa.Table) -> None:
    """New rows are numbered after those that came."""
    column = table.autoincrement_column
    if column is None:
        return
    sequence = new.execute(sa.select(sa.func.pg_get_serial_sequence(table.name, column.name))).scalar()
    if sequence is not None:
        last = sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery()
        new.execute(sa.select(sa.func.setval(sequence, last, False)))
