"""Whether a fault is the database's or the disk's: then nothing is wrong with the work, which is tried again."""

from __future__ import annotations

import errno
import sqlite3
from typing import Any, Literal

import sqlalchemy as sa

from store.database import StoreUnavailable

# Of SQLSTATE: connection, resources (also a full disk), shut down or starting, system, a server that only reads.
_POSTGRESQL = ("08", "53", "57P", "58", "25006")
_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
_DISK = {errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.EROFS, errno.ESTALE}


def is_outage(fault: BaseException) -> bool:
    """Whether the store or a disk failed, rather than what was being done with it."""
    return any(_is_one(each) for each in _chain(fault))


def is_lost(fault: BaseException) -> bool:
    """Whether the database went away in the middle of it, for which a piece of work may be the reason."""
    return any(
        _state(each) in ("", "57P02") or getattr(each, "connection_invalidated", False) for each in _chain(fault)
    )


def told(fault: BaseException) -> str:
    """The last cause in one line, for the log: no address, no statement and no figure is in it."""
    cause = _chain(fault)[-1]
    said = str(cause).strip().splitlines()
    if isinstance(cause, OSError):
        return cause.strerror or type(cause).__name__
    return said[0] if said and isinstance(cause, sqlite3.Error) else type(cause).__name__


def _chain(fault: BaseException | None) -> list[BaseException]:
    """The fault with what it came from, ours, SQLAlchemy's, the driver's, and what was being dealt with when it came:
    whatever fails while a lost connection is rolled back is the same outage.
    """
    found: list[BaseException] = []
    while fault is not None and fault not in found:
        found.append(fault)
        before = None if fault.__suppress_context__ else fault.__context__
        fault = fault.__cause__ or getattr(fault, "orig", None) or before
    return found


def _is_one(fault: BaseException) -> bool:
    if isinstance(fault, StoreUnavailable | sa.exc.PendingRollbackError):  # or a connection asked again that was lost
        return True
    if isinstance(fault, sa.exc.DBAPIError) and fault.connection_invalidated:
        return True
    if isinstance(fault, sqlite3.Error):
        return (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF in _SQLITE  # the rest of it says where
    if isinstance(fault, OSError):
        return fault.errno in _DISK
    state = _state(fault)
    return state is not None and (not state or state.startswith(_POSTGRESQL))


def _state(fault: Any) -> str | None:
    """The SQLSTATE of a fault of PostgreSQL's; "" where the connection was lost before it could say one; else None."""
    if not type(fault).__module__.startswith("psycopg"):
        return None
    state = getattr(fault, "sqlstate", None)
    if state is None:
        return "" if type(fault).__name__ in ("OperationalError", "InterfaceError") else None
    return str(state)


Failing = Literal["full", "read_only", "lost"]
_FULL = {errno.EDQUOT, errno.ENOSPC, errno.EFBIG}


def what_fails(fault: BaseException) -> Failing | None:
    """What a person can be told: no room, nothing can be written, the store is not there; None: a fault of ours."""
    chain = _chain(fault)
    if any(_is_full(each) for each in chain):
        return "full"
    if any(_is_read_only(each) for each in chain):
        return "read_only"
    return "lost" if is_outage(fault) or any(_has_no_tables(each) for each in chain) else None


def _is_full(fault: BaseException) -> bool:
    if isinstance(fault, OSError):
        return fault.errno in _FULL
    if isinstance(fault, sqlite3.Error):
        return (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_FULL
    return _state(fault) == "53100"


def _is_read_only(fault: BaseException) -> bool:
    if isinstance(fault, OSError):
        return fault.errno == errno.EROFS
    if isinstance(fault, sqlite3.Error):
        return (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_READONLY
    return _state(fault) == "25006"


def _has_no_tables(fault: BaseException) -> bool:
    """A database that answers and is not ours: its disk was not there when it was opened, and an empty one was made."""
    if isinstance(fault, sqlite3.Error):
        return str(fault).startswith("no such table")
    return _state(fault) == "42P01"
