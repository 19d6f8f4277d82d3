"""The processes that stay to open files: each file apart from the next, and none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from etl.opening.cells import Workbook
from etl.opening.child import WORKBOOK
from etl.opening.limits import Limits
from etl.opening.openers import Openers
from tests.etl import made_files as made

ROOT = Path(__file__).parents[2]


@pytest.fixture
def openers() -> Iterator[Openers]:
    made_here = Openers()
    yield made_here
    made_here.close()


@pytest.fixture
def good_file(tmp_path: Path) -> Path:
    return made.good_xlsx(tmp_path / "god.xlsx")


def _open(openers: Openers, path: Path, folder: Path, **more: Any) -> int | None:
    limits = Limits(**more)
    folder.mkdir(exist_ok=True)
    arguments = {"path": str(path), "filename": path.name, "folder": str(folder), "limits": asdict(limits)}
    return openers.run(arguments, folder, limits.seconds)


def _processes(openers: Openers) -> list[int]:
    return [opener._process.pid for opener in openers._idle]


def _is_gone(pid: int) -> bool:
    """No such process, or one that only waits for its parent to look."""
    for _ in range(100):
        try:
            if "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text():
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_one_process_opens_many_files(openers: Openers, good_file: Path, tmp_path: Path) -> None:
    pids = set()
    for number in range(5):
        folder = tmp_path / f"{number}"
        assert _open(openers, good_file, folder) == 0
        assert Workbook.read(folder / WORKBOOK).sheets[0].name == "Indberetning"
        pids.update(_processes(openers))
    assert len(pids) == 1


def test_a_file_that_dies_takes_nothing_with_it(openers: Openers, good_file: Path, tmp_path: Path) -> None:
    assert _open(openers, good_file, tmp_path / "a") == 0
    before = _processes(openers)
    assert _open(openers, good_file, tmp_path / "b", memory_mb=40) == 1
    assert not (tmp_path / "b" / WORKBOOK).exists()
    assert _open(openers, good_file, tmp_path / "c") == 0
    assert _processes(openers) == before


def test_out_of_time_ends_the_process_and_what_it_forked(openers: Openers, good_file: Path, tmp_path: Path) -> None:
    assert _open(openers, good_file, tmp_path / "a") == 0
    (opener,) = _processes(openers)
    assert _open(openers, good_file, tmp_path / "b", seconds=0) is None
    assert _processes(openers) == []
    assert _is_gone(opener)
    assert _working_in(tmp_path / "b") == []
    assert _open(openers, good_file, tmp_path / "c") == 0


def _working_in(folder: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            found += [str(process)] if str(process.readlink()).startswith(str(folder)) else []
    return found


def test_one_that_was_lost_is_replaced(openers: Openers, good_file: Path, tmp_path: Path) -> None:
    assert _open(openers, good_file, tmp_path / "a") == 0
    (lost,) = _processes(openers)
    os.kill(lost, signal.SIGKILL)
    assert _is_gone(lost)
    assert _open(openers, good_file, tmp_path / "b") == 0
    assert _processes(openers) != [lost]


def test_threads_open_at_once(openers: Openers, good_file: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda number: _open(openers, good_file, tmp_path / f"{number}"), range(8)))
    assert codes == [0] * 8
    assert len(_processes(openers)) <= 2


def test_a_killed_worker_leaves_none_behind(good_file: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from etl.extract import extract; from etl.opening.openers import "
        "OPENERS; extract(Path(sys.argv[1]), 'god.xlsx'); print(OPENERS._idle[0]._process.pid, flush=True); "
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(good_file)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL
    assert _is_gone(int(done.stdout))
