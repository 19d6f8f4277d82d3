"""Whether anything was written to the store since it was last looked at, told without asking it a question."""

from __future__ import annotations

import os
import sqlite3
import threading

from store.database import Store


class Watch:
    """A look at a SQLite file that costs microseconds: its own count of what other connections have committed."""

    def __init__(self, store: Store) -> None:
        self._path = store.url.database if store.is_sqlite else None
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def token(self) -> int | None:
        """Another number after every commit of anyone; None where that cannot be told (PostgreSQL, no file yet)."""
        if not self._path or not os.path.exists(self._path):
            return None
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            except sqlite3.Error:  # whoever reads next says what is wrong
                return None

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
