"""Whether an act is noted after everything else: nothing waits for another's row while all wait for the record.

`store.audit.note` locks the whole record until its transaction is over. Whoever then waited for a row that another one
holds, who waits to note something, would wait for ever: PostgreSQL ends one of the two.
"""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

_WAITS = re.compile(
    r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)|\s*SELECT\b.*\b(?:FOR UPDATE|pg_advisory_xact_lock)", re.S
)
_RECORD = ("audit", "audit_address")
_NOTED = "noted"
late: list[str] = []  # statements that came after a note in their transaction


def _look(connection: sa.Connection, _: Any, statement: str, parameters: Any, *__: Any) -> None:
    found = _WAITS.match(statement)
    if found is None:
        return
    if found[1] in _RECORD:
        if statement.startswith("INSERT INTO audit "):
            connection.info[_NOTED] = True
    elif connection.info.get(_NOTED) and "advisory" not in statement:
        late.append(statement)


def _over(connection: sa.Connection) -> None:
    if not connection.invalidated:  # as a leader's, whose lock must end with it: what it noted went with it
        connection.info.pop(_NOTED, None)


def watch() -> None:
    """Look at every statement of this process from now on."""
    if not sa.event.contains(Engine, "before_cursor_execute", _look):
        sa.event.listen(Engine, "before_cursor_execute", _look)
        sa.event.listen(Engine, "commit", _over)
        sa.event.listen(Engine, "rollback", _over)
