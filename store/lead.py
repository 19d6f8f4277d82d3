"""Who leads: of all workers one at a time writes observations. A lost leader's place is free within a second.

PostgreSQL: an advisory lock on a connection of its own, which hears the queue's bell too. SQLite: a lock on a file
beside the database. Both vanish with the process that holds them.
"""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import sqlalchemy as sa

from store import bell
from store.database import NOT_THERE, Store, StoreUnavailable

KEY = 7203102
# A machine that is gone says no goodbye: the server asks after the leader's session, and frees the lead in half a
# minute rather than in two hours.
_ASK_AFTER = (
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; "
    "SET tcp_user_timeout = 30000"
)


class Leadership:
    """Take it with `try_take`, keep asking `is_held`, `wait` for work, give it back with `release`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection: sa.Connection | None = None
        self._handle: int | None = None

    def try_take(self) -> bool:
        """Whether this process leads now.

        Raises:
            StoreUnavailable: if the database does not answer.
        """
        return self._try_file() if self._store.is_sqlite else self._try_advisory()

    def is_held(self) -> bool:
        """Whether the lock still stands: a lost connection is a lost lock."""
        if self._store.is_sqlite:
            return self._handle is not None
        if self._connection is None:
            return False
        try:
            self._connection.exec_driver_sql("select 1")
        except sa.exc.DBAPIError:
            self.release()
            return False
        return True

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        """Until work is asked for, `stop` is set, the lead is lost or the time is over; SQLite: never long.

        Returns:
            whether work was asked for, as far as that can be heard.
        """
        return bell.wait(self._connection, stop, seconds)

    def release(self) -> None:
        if self._connection is not None:
            with suppress(sa.exc.SQLAlchemyError):  # a lost connection has no lock to give back
                # The server frees it by itself only some time after the connection has gone.
                self._connection.execute(sa.select(sa.func.pg_advisory_unlock(KEY)))
            self._connection.invalidate()  # closing would hand the session, lock and all, back to the pool
            self._connection.close()
            self._connection = None
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _try_advisory(self) -> bool:
        if self._connection is None:
            connection = self._store.dedicated()
            try:
                if not connection.execute(sa.select(sa.func.pg_try_advisory_lock(KEY))).scalar():
                    connection.close()
                    return False
                connection.exec_driver_sql(_ASK_AFTER)
                bell.listen(connection)
            except sa.exc.DBAPIError as fault:
                connection.invalidate()
                connection.close()
                raise StoreUnavailable(NOT_THERE) from fault
            self._connection = connection
        return True

    def _try_file(self) -> bool:
        if self._handle is None:
            database = Path(self._store.url.database or "fremdrift.db")
            handle = os.open(database.with_name(database.name + ".worker-lock"), os.O_CREAT | os.O_RDWR, 0o644)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                return False
            self._handle = handle
        return True

    def __enter__(self) -> Leadership:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.release()
