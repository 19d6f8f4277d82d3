"""The bell of the queue: whoever asks for work rings, and the worker that waits need not look for it all the time.

PostgreSQL: NOTIFY, heard when the transaction that rang is kept, and never when it is not. SQLite knows nothing like
it: there the queue is looked at ten times a second, which costs microseconds.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import Any

import sqlalchemy as sa

CHANNEL = "fremdrift_work"
LOOK = 0.1  # seconds between two looks at the queue of a SQLite store
_STOP = 0.25  # seconds until a worker that is told to stop notices


def ring(connection: sa.Connection) -> None:
    """Tell the worker that something has been put in the queue."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_notify(CHANNEL, "")))


def listen(connection: sa.Connection) -> None:
    """Have a connection outside transactions hear the bell from now on."""
    connection.exec_driver_sql(f"LISTEN {CHANNEL}")


def wait(connection: sa.Connection | None, stop: threading.Event, seconds: float) -> bool:
    """Until the bell rings, `stop` is set or the time is over; a lost connection ends it too, and is not told here.

    Args:
        connection: one that listens; None on SQLite, where nobody rings.

    Returns:
        whether it rang. What rang since the last wait counts.
    """
    if connection is None:
        stop.wait(min(seconds, LOOK))
        return False
    raw: Any = connection.connection.driver_connection
    end = time.monotonic() + seconds
    with suppress(connection.dialect.loaded_dbapi.Error):
        while not stop.is_set() and (left := end - time.monotonic()) > 0:
            if any(True for _ in raw.notifies(timeout=min(left, _STOP), stop_after=1)):
                return True
    return False
