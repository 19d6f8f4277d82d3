"""The store's engine: SQLite on one machine, PostgreSQL in production; the same tables and the same code above."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

# A server that is gone is noticed in half a minute, where the network says nothing.
_KEPT_ALIVE = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
BUSY_MS = 60_000  # a large import holds the one writer of SQLite for a while; uploads wait for it

NOT_THERE = "The store does not answer: check FREMDRIFT_DATABASE_URL and the database."
OLDER = (
    "The store's tables are of an earlier version. Make a backup (fremdrift backup), stop web and worker, then run "
    "'fremdrift migrate'; or set FREMDRIFT_MIGRATE=1 to have it done at every start."
)
NEWER = "The store's tables are of a newer version of Fremdrift: install that one, or restore a backup of this one."


class ReadyJson(str):
    """A document that is JSON already."""


def as_json(document: Any) -> str:
    """A document as the store keeps it. NaN is no JSON: PostgreSQL refuses it, SQLite would not."""
    if isinstance(document, ReadyJson):
        return str(document)
    return json.dumps(document, ensure_ascii=False, allow_nan=False)


# A fault is written to the log: no figure, address or hash of a secret may stand in it (what PostgreSQL itself says of
# a row is cut off by `config/logs.py`).
_QUIET: dict[str, Any] = {"json_serializer": as_json, "hide_parameters": True}


class StoreUnavailable(Exception):
    """The store cannot be reached, or is not of this version. The text is for the operator."""


class Store:
    """The shared measurement store. `reading()` and `writing()` give a connection in a transaction of its own.

    Raises:
        StoreUnavailable: for an address that is none, or a SQLite file whose folder cannot be made.
    """

    def __init__(self, url: str) -> None:
        try:
            self.url = sa.make_url(url)
            self.is_sqlite = self.url.get_backend_name() == "sqlite"
            if self.is_sqlite and self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self._reader = self._engine("BEGIN")
            self._writer = self._engine("BEGIN IMMEDIATE") if self.is_sqlite else self._reader
        except (sa.exc.ArgumentError, ImportError, OSError, ValueError) as fault:
            raise StoreUnavailable(NOT_THERE) from fault

    def _engine(self, begin: str) -> sa.Engine:
        if not self.is_sqlite:
            wanted = {name: value for name, value in _KEPT_ALIVE.items() if name not in self.url.query}
            return sa.create_engine(self.url, pool_pre_ping=True, connect_args=wanted, **_QUIET)
        engine = sa.create_engine(self.url, **_QUIET)

        @sa.event.listens_for(engine, "connect")
        def _connect(connection: Any, _: Any) -> None:
            connection.isolation_level = None  # take BEGIN away from the driver
            # Pages of 4 kB: what many files bring is moved to its place in one go.
            for setting in (
                f"busy_timeout={BUSY_MS}",
                "synchronous=NORMAL",
                "foreign_keys=ON",
                "wal_autocheckpoint=8000",
            ):
                connection.execute(f"PRAGMA {setting}")
            _switch_to_wal(connection)

        @sa.event.listens_for(engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            # A deferred BEGIN that turns into a write fails at once with "database is locked", busy_timeout or not.
            connection.exec_driver_sql(begin)

        return engine

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of the store; nothing is written.

        Raises:
            StoreUnavailable: if the database does not answer.
        """
        with self._open(self._reader) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction: all of it is kept, or none.

        Raises:
            StoreUnavailable: if the database does not answer.
        """
        with self._open(self._writer) as connection:
            yield connection

    @contextmanager
    def _open(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        try:
            connection = engine.connect()
        except sa.exc.DBAPIError as fault:  # also a file that is no database, which is no OperationalError
            raise StoreUnavailable(NOT_THERE) from fault
        with connection, connection.begin():
            yield connection

    def dedicated(self) -> sa.Connection:
        """A connection outside transactions and outside the pool's care, for locks; the caller closes it.

        Raises:
            StoreUnavailable: if the database does not answer.
        """
        try:
            return self._reader.connect().execution_options(isolation_level="AUTOCOMMIT")
        except sa.exc.DBAPIError as fault:
            raise StoreUnavailable(NOT_THERE) from fault

    def migrate(self, revision: str | None = None) -> None:
        """Bring the tables to this version, or up to an earlier revision; harmless when they are.

        Raises:
            StoreUnavailable: they are of a newer version.
        """
        wanted, there = revision or head(), self.version()
        if there == wanted:
            return
        if there is not None and not knows(there):
            raise StoreUnavailable(NEWER)
        with self._open(self._writer) as connection:
            if not self.is_sqlite:  # two processes that start at once: one migrates, the other finds it done
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7203101)")
            config = _alembic()
            config.attributes["connection"] = connection
            command.upgrade(config, wanted or "head")

    def version(self) -> str | None:
        """The revision of the tables that are there; None for an empty database."""
        with self.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def check(self) -> None:
        """Raises StoreUnavailable unless the store answers and its tables are of this version."""
        there = self.version()
        if there is None:
            raise StoreUnavailable("The store has no tables yet: run 'fremdrift migrate'.")
        if not knows(there):
            raise StoreUnavailable(NEWER)
        if there != head():
            raise StoreUnavailable(OLDER)

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()


class Within(Store):
    """A store whose transactions are parts of one that is open already: each is kept or taken back for itself, and all
    of them with the whole.
    """

    def __init__(self, whole: Store, connection: sa.Connection) -> None:
        self.url, self.is_sqlite = whole.url, whole.is_sqlite
        self._reader, self._writer = whole._reader, whole._writer
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """What is stored, with what the open transaction has written."""
        yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A savepoint: all of it is kept, or none."""
        with self._connection.begin_nested():
            yield self._connection


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Two processes that open a new file at once collide here, and busy_timeout does not make them wait."""
    end = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > end:
                raise
            time.sleep(0.01)


def head() -> str | None:
    """The newest revision in `store/migrations`."""
    return ScriptDirectory.from_config(_alembic()).get_current_head()


def knows(revision: str) -> bool:
    """Whether a revision is one of this version's."""
    return revision in {one.revision for one in ScriptDirectory.from_config(_alembic()).walk_revisions()}


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
