"""The tables as the history makes them, and what an operator is told where there are none."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from etl.workroom import open_room
from store.database import Store, StoreUnavailable, head
from store.schema import alliance, metadata
from tests.conftest import SERVER
from tests.rooms import settings_in
from tests.servers.postgres import fresh_database

ROOT = Path(__file__).parents[2]
MIGRATE = "import sys; from store.database import Store; print('ready', flush=True); sys.stdin.readline(); "
MIGRATE += "store = Store(sys.argv[1]); store.migrate(); print(store.version())"


@pytest.fixture
def empty_postgres() -> Iterator[str]:
    with fresh_database(os.environ[SERVER], "no_tables") as url:
        yield url


def _differences(connection: sa.Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def test_the_history_makes_the_tables_of_the_schema(store: Store) -> None:
    with store.reading() as connection:
        assert _differences(connection) == []
        assert set(sa.inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_the_comparison_sees_a_difference(store: Store) -> None:
    """The test above is worth nothing if the comparison is blind."""
    with store.writing() as connection:
        connection.execute(sa.text("alter table run drop column failure"))
        connection.execute(sa.text("drop index ix_work_finished_at_work_id"))
    with store.reading() as connection:
        assert len(_differences(connection)) == 2


def test_migrating_again_is_harmless(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(sa.insert(alliance).values(slug="bliver"))
    for _ in range(2):
        store.migrate()
    store.check()
    assert store.version() == head()
    with store.reading() as connection:
        assert connection.execute(sa.select(alliance.c.slug)).scalars().all() == ["bliver"]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_processes_that_start_at_once_on_an_empty_store(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'ny.db'}" if database == "sqlite" else request.getfixturevalue("empty_postgres")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE, url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in started:  # both have imported everything before either begins
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate(timeout=60) for one in started]
    assert [one.returncode for one in started] == [0, 0], told
    assert [out.strip() for out, _ in told] == [head()] * 2


def test_a_new_sqlite_file_that_another_process_writes_is_waited_for(tmp_path: Path) -> None:
    """The switch to WAL fails at once while somebody writes, whatever the busy timeout: it has to be tried again."""
    path = tmp_path / "ny.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other, ThreadPoolExecutor(1) as pool:
        other.execute("begin immediate")
        other.execute("create table noget (a)")
        store = Store(f"sqlite:///{path}")
        version = pool.submit(store.version)
        time.sleep(0.2)
        assert not version.done()
        other.execute("commit")
        assert version.result(30) is None
        store.close()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_store_without_tables_says_what_to_do(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{tmp_path / 'tom.db'}" if database == "sqlite" else request.getfixturevalue("empty_postgres")
    store = Store(url)
    assert store.version() is None
    with pytest.raises(StoreUnavailable, match="fremdrift migrate"):
        store.check()
    store.close()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_tables_are_changed_only_when_told(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """An upgrade must not happen because a process was started: first comes the backup."""
    url = f"sqlite:///{tmp_path / 'gammel.db'}" if database == "sqlite" else request.getfixturevalue("empty_postgres")
    old = Store(url)
    old.migrate("0007")
    for use in ("web", "status"):
        with pytest.raises(StoreUnavailable, match=r"backup.*fremdrift migrate.*FREMDRIFT_MIGRATE=1"):
            open_room(settings_in(tmp_path, url))
        assert old.version() == "0007", use
    open_room(settings_in(tmp_path, url, FREMDRIFT_MIGRATE=1)).store.close()
    assert old.version() == head()
    with old.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for told in ("0", "1"):
        with pytest.raises(StoreUnavailable, match="newer version"):
            open_room(settings_in(tmp_path, url, FREMDRIFT_MIGRATE=told))
    old.close()


def _closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _in_a_file(folder: Path) -> str:
    (folder / "fil").write_text("ikke en mappe")
    return f"sqlite:///{folder / 'fil' / 'fremdrift.db'}"


def _is_a_folder(folder: Path) -> str:
    (folder / "fremdrift.db").mkdir()
    return f"sqlite:///{folder / 'fremdrift.db'}"


def _is_no_database(folder: Path) -> str:
    (folder / "fremdrift.db").write_bytes(b"not a database, yet long enough to have a header " * 30)
    return f"sqlite:///{folder / 'fremdrift.db'}"


UNREACHABLE = [
    (lambda _: f"postgresql+psycopg://fremdrift@127.0.0.1:{_closed_port()}/x", "PostgreSQL, nobody at the port"),
    (lambda folder: f"postgresql+psycopg://fremdrift@/x?host={folder}", "PostgreSQL, no socket in the folder"),
    (lambda _: f"{os.environ[SERVER].replace('/postgres?', '/findes_ikke?')}", "PostgreSQL, no such database"),
    (_in_a_file, "SQLite below a file"),
    (lambda _: "sqlite:////proc/fremdrift/fremdrift.db", "SQLite in a folder that cannot be made"),
    (_is_a_folder, "SQLite where a folder stands"),
    (_is_no_database, "SQLite, another file in its place"),
]


@pytest.mark.parametrize(("address", "why"), UNREACHABLE, ids=[why for _, why in UNREACHABLE])
@pytest.mark.parametrize("use", ["migrate", "check", "reading", "writing"])
def test_unreachable_is_one_exception_with_a_remedy(address, why: str, use: str, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="FREMDRIFT_DATABASE_URL"):
        _use(address(tmp_path), use)


def _use(address: str, use: str) -> None:
    store = Store(address)
    try:
        with store.reading() if use == "reading" else store.writing() if use == "writing" else nullcontext():
            if use in ("migrate", "check"):
                getattr(store, use)()
    finally:
        store.close()


@pytest.mark.parametrize("address", ["noget vrøvl", "mysql://a@b/c", "postgresql+findesikke://a@b/c", ""])
def test_an_address_that_is_none_is_one_exception_with_a_remedy(address: str) -> None:
    with pytest.raises(StoreUnavailable, match="FREMDRIFT_DATABASE_URL"):
        Store(address)
