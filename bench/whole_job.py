"""How long a partner waits for a file: the worker's whole job, beside a bare parse of the same file in the same run.

Usage: python bench/whole_job.py [ROWS ...]. All figures are made up: places by year and group. Both sides are warm: the
modules are loaded, as they are in a worker. "again" is the same file with one figure more, on top of the first.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from bench._rooms import GROUPS, HEADINGS, INDICATORS, received, room_in, rows, write_rows
from config.places import municipalities
from etl.jobs import Workroom, import_submission
from etl.worker import work_once

SIZES = (1_000, 2_000, 100_000)
_MONTHS = [f"{2025 + month // 12}-{month % 12 + 1:02d}" for month in range(10)]


def wide_rows(count: int) -> Iterator[tuple[Any, ...]]:
    """So many figures of many series: every place, then the next month, then the next group."""
    keys = product(INDICATORS, GROUPS, _MONTHS, municipalities())
    for number, (code, group, month, place) in enumerate(islice(keys, count)):
        yield code, place.name, month, group, 4000 + number * 7919 % 991, None


def parse(path: Path) -> float:
    """Seconds of a bare parse."""
    start = time.perf_counter()
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - start


def job(room: Workroom, path: Path) -> tuple[float, float]:
    """Seconds until the file is accepted and reported, and of the queued work that nobody waits for."""
    submission = received(room, path)
    start = time.perf_counter()
    done = import_submission(room, submission.submission_id)
    assert done.outcome == "accepted", done.report
    waited = time.perf_counter() - start
    while work_once(room, "bench"):
        pass
    return waited, time.perf_counter() - start - waited


def main() -> None:
    for count in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        made = {"wide": list(wide_rows(min(count, 105_000))), "long": list(rows(count))}
        for shape, figures in made.items():
            with tempfile.TemporaryDirectory() as folder:
                measure(shape, count, figures, Path(folder))


def measure(shape: str, count: int, figures: list[tuple[Any, ...]], folder: Path) -> None:
    """One file, and the same with one figure less before it, each into a store of its own."""
    first, second = folder / "first.xlsx", folder / "second.xlsx"
    write_rows(first, [HEADINGS, *figures[:-1]])
    write_rows(second, [HEADINGS, *figures])
    series = len({(code, place, group) for code, place, _, group, _, _ in figures})
    room = room_in(folder / "home")
    for name, path in (("first", first), ("again", second)):
        gc.collect()
        floor = parse(path)
        waited, later = job(room, path)
        print(
            f"{count} rows, {series} series, {shape}, {name}: bare {floor:.2f} s; "
            f"job {waited:.2f} s ({waited / floor:.1f} times); afterwards {later:.2f} s",
            flush=True,
        )
    room.store.close()


if __name__ == "__main__":
    main()
