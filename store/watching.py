"""Whether anything was written to the store since it was last looked at, told without asking it a question."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from store.database import Store

_DIALECT = sqlite.dialect(paramstyle="named")


class Question:
    """A query with one row for an answer, as SQLite itself takes it: a fifth of what it costs through the engine."""

    def __init__(self, query: sa.Select[Any]) -> None:
        compiled = query.compile(dialect=_DIALECT)
        self.text = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._bound = {name: one.type.bind_processor(_DIALECT) for one, name in compiled.bind_names.items()}
        self._read = [one.type.result_processor(_DIALECT, None) for one in query.selected_columns]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What is asked with."""
        every = self._fixed | dict(given)
        return {name: process(every[name]) if process else every[name] for name, process in self._bound.items()}

    def row(self, raw: tuple[Any, ...]) -> tuple[Any, ...]:
        """The answer, as the engine gives it."""
        return tuple(read(one) if read else one for read, one in zip(self._read, raw, strict=True))


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
                return int(self._opened(self._path).execute("PRAGMA data_version").fetchone()[0])
            except sqlite3.Error:  # whoever reads next says what is wrong
                return None

    def ask(self, question: Question, given: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The row that answers a question; None where there is none, or something has to be waited for."""
        if not self._path:
            return None
        with self._lock:
            try:
                # All of them: a row that is not fetched would keep this connection at what the store was then.
                rows = self._opened(self._path).execute(question.text, question.values(given)).fetchall()
            except sqlite3.Error:
                return None
        return question.row(rows[0]) if rows else None

    def _opened(self, path: str) -> sqlite3.Connection:
        if self._connection is None:
            # It only reads, which nobody who writes keeps it from; where it would have to wait after all, it does not.
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        return self._connection

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
