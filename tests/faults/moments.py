"""Every moment at which a process changes the world, and an end to the process at one of them.

A moment is a statement, a commit, or a change of a file, just before it happens. What stands between two of them is
work in memory, which a killed process takes with it.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

_FILES = {"os.rename", "os.remove", "os.mkdir", "subprocess.Popen", "os.fork", "shutil.rmtree", "tempfile.mkstemp"}
_WRITES = os.O_WRONLY | os.O_RDWR


class Moments:
    """Counts moments, and kills this process at one of them.

    Args:
        told: where it is written at which moment the process ended.
        at: the number of the moment, from 1; 0: none.
        after: patterns that moments must match one after another; the process ends at the last.
    """

    def __init__(self, told: Path, at: int = 0, after: Sequence[str] = ()) -> None:
        self._told, self._at = told, at
        self._wanted = [re.compile(one) for one in after]
        self._blind = threading.get_ident()  # the thread that looks on from outside
        self._lock = threading.Lock()
        self.count = 0

    def watch(self) -> None:
        """From now on, for good: hooks of this kind cannot be taken away."""
        sys.addaudithook(self._heard)
        sa.event.listen(sa.Engine, "before_cursor_execute", self._asked)
        sa.event.listen(sa.Engine, "commit", lambda _: self.come("commit"))
        self._see_figures_written()

    def come(self, what: str) -> None:
        """A moment has come."""
        if threading.get_ident() == self._blind:
            return
        with self._lock:
            self.count += 1
            if self._wanted and self._wanted[0].search(what):
                self._wanted.pop(0)
                is_last = not self._wanted
            else:
                is_last = False
            if is_last or self.count == self._at:
                self._told.write_text(f"{self.count}|{_where()}|{' '.join(what.split())[:60]}")
                os.kill(os.getpid(), signal.SIGKILL)

    def _see_figures_written(self) -> None:
        """Figures go to the driver by the thousand, past the engine: before and after each such load is a moment."""
        from store import writing

        written = writing.add_vintages

        def add_vintages(*given: Any, **named: Any) -> Any:
            self.come("figures")
            made = written(*given, **named)
            self.come("figures are written")
            return made

        for module in list(sys.modules.values()):
            if getattr(module, "add_vintages", None) is written:
                module.add_vintages = add_vintages  # type: ignore[attr-defined]

    def _asked(self, _: Any, __: Any, statement: str, *more: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "BEGIN", "PRAGMA")):
            self.come(statement)

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if event in _FILES:
            self.come(f"{event} {given[0]}")
        elif event == "open" and isinstance(given[2], int) and given[2] & _WRITES and str(given[0]) != str(self._told):
            self.come(f"open {given[0]}")


def _where() -> str:
    """The innermost functions of the worker's own rooms, outermost first."""
    frame, found = sys._getframe(2), list[str]()
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("etl."):
            found.append(f"{module[4:]}.{frame.f_code.co_name.lstrip('_')}")
        frame = frame.f_back  # type: ignore[assignment]
    return " > ".join(reversed(found[:2])) or "beside it"
