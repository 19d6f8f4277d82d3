"""What is tested on SQLite alone, because it does not concern the store, holds on PostgreSQL too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ONE_STORE

ROOT = Path(__file__).parents[2]
ROOMS = ("tests/etl", "tests/store")
NOT_OF_THE_STORE = {"test_move.py", "test_backup.py"}  # they are about a SQLite store


def _files() -> list[str]:
    found = [path for room in ROOMS for path in sorted((ROOT / room).glob("test_*.py"))]
    return [str(path.relative_to(ROOT)) for path in found if _is_meant(path)]


def _is_meant(path: Path) -> bool:
    return path.name not in NOT_OF_THE_STORE and "sqlite_house" in path.read_text(encoding="utf-8")


@pytest.mark.soak
@pytest.mark.parametrize("file", _files())
def test_holds_on_postgresql(file: str) -> None:
    environment = os.environ | {ONE_STORE: "postgresql"}
    # A command leaves its connections to the end of its process, which here does not end: no fault of its own.
    lenient = ["-W", "ignore::pytest.PytestUnraisableExceptionWarning"]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *lenient, file]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]


def test_there_are_such_files() -> None:
    """The list above is not empty by mistake."""
    assert len(_files()) > 10
