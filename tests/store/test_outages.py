"""Faults of the database and the disk are told from faults of the work, as the real ones come."""

from __future__ import annotations

import errno
import os
import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from store.database import Store, StoreUnavailable
from store.outages import is_lost, is_outage, told
from store.schema import alliance
from tests.conftest import SERVER


def _ended(url: str, statement: str) -> Exception:
    """What comes of a statement."""
    store = Store(url)
    try:
        with store.writing() as connection:
            connection.exec_driver_sql(statement)
    except Exception as fault:
        return fault
    finally:
        store.close()
    raise AssertionError("nothing came of it")


POSTGRESQL = [
    # statement, the store's fault, the database was lost, why
    ("select pg_terminate_backend(pg_backend_pid())", True, True, "the session was ended"),
    ("set transaction read only; create table x (a int)", True, False, "a server that only reads"),
    ("do $$ begin raise exception sqlstate '53100'; end $$", True, False, "its disk is full"),
    ("do $$ begin raise exception sqlstate '57014'; end $$", False, False, "a statement that was cancelled"),
    ("select 1 / 0", False, False, "a fault of ours"),
    ("insert into findes_ikke values (1)", False, False, "no such table"),
    ("select '2024-13-01'::date", False, False, "a value that does not fit"),
]


@pytest.mark.parametrize(("statement", "outage", "lost", "why"), POSTGRESQL, ids=[one[3] for one in POSTGRESQL])
def test_of_postgresql(postgres_url: str, statement: str, outage: bool, lost: bool, why: str) -> None:
    fault = _ended(postgres_url, statement)
    assert (is_outage(fault), is_lost(fault)) == (outage, lost), repr(fault)
    assert statement not in told(fault)


def test_nobody_at_the_address() -> None:
    fault = _ended(os.environ[SERVER].replace("/postgres?", "/findes_ikke?"), "select 1")
    assert isinstance(fault, StoreUnavailable)
    assert is_outage(fault)
    assert "host" not in told(fault)


def test_of_sqlite(tmp_path: Path, migrated_sqlite: Path) -> None:
    """A file that may not grow, one that only reads, one that another holds, and a fault of ours."""
    path = tmp_path / "fremdrift.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        full = _ended(url, "insert into alliance (slug) values (hex(zeroblob(100000)))")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    only_read = _ended(f"sqlite:///file:{path}?mode=ro&uri=true", "insert into alliance (slug) values (1)")
    with (
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as one,
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other,
    ):
        one.execute("begin immediate")
        with pytest.raises(sqlite3.OperationalError) as busy:
            other.execute("begin immediate")
    assert [is_outage(one) for one in (full, only_read, busy.value)] == [True, True, True], (full, only_read)
    assert not is_lost(full)
    assert not is_outage(_ended(url, "select * from findes_ikke"))
    assert not is_outage(_ended(url, "insert into alliance (slug) values (null)"))


DISKS = [
    (OSError(errno.ENOSPC, "No space left on device"), True),
    (OSError(errno.EROFS, "Read-only file system"), True),
    (FileNotFoundError(errno.ENOENT, "No such file"), False),  # a file of ours is gone: trying again brings nothing
    (ValueError("x"), False),
]


@pytest.mark.parametrize(("fault", "expected"), DISKS, ids=lambda one: type(one).__name__)
def test_of_a_disk(fault: Exception, expected: bool) -> None:
    assert is_outage(fault) is expected
    wrapped = RuntimeError("while storing")
    wrapped.__cause__ = fault
    assert is_outage(wrapped) is expected, "also as the cause of another"


def test_a_row_that_is_there_already_is_no_outage(store: Store) -> None:
    twice = sa.insert(alliance).values([{"slug": "den-samme"}, {"slug": "den-samme"}])
    with store.writing() as connection, pytest.raises(sa.exc.IntegrityError) as doubled:
        connection.execute(twice)
    assert not is_outage(doubled.value)
