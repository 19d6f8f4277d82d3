"""Two sides measured in one run: seconds and peak memory of a command with all processes that it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

BARE = """
import sys
from pathlib import Path
from python_calamine import CalamineWorkbook
given = Path(sys.argv[1])
for path in sorted(given.rglob("*.xlsx")) if given.is_dir() else [given]:
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
"""  # all cells as Python lists, one workbook at a time, nothing kept
_EVERY = 0.004  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command.

    Attributes:
        seconds: by the clock, from the start of the first process to the end of the last.
        peak: MiB resident, all of its processes at the same moment added up (pages that they share count twice).
        told: what it wrote on its standard output.
        cpu: seconds of processor time, of all its processes that it waited for.
    """

    seconds: float
    peak: float
    told: str
    cpu: float


def bare(path: Path) -> Cost:
    """A new Python that parses a workbook, or all of a folder, and does nothing else."""
    return run([sys.executable, "-c", BARE, str(path)])


def run(command: list[str]) -> Cost:
    """Run to its end.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    before, start = _cpu(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peaks = [0]
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, ended, peaks))
    watch.start()
    told, _ = process.communicate()
    seconds = time.perf_counter() - start
    ended.set()
    watch.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, max(peaks) / 2**20, told, _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(first: int, ended: threading.Event, peaks: list[int]) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    while not ended.wait(_EVERY):
        pages = 0
        for pid in _family(first):
            try:
                pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            except OSError:  # it ended just now
                continue
        peaks.append(pages * page)


def _family(first: int) -> list[int]:
    found, waiting = [], [first]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                waiting += map(int, Path(f"/proc/{pid}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return found


def ratio(ours: list[float], floor: list[float]) -> float:
    """The median of the rounds' ratios."""
    return median(one / other for one, other in zip(ours, floor, strict=True))
