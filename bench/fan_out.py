"""How long judging takes in one process, in the pool, by dask clusters of 1, 2 and 4 workers: ratios within one run.

Usage: python -m bench.fan_out [INDICATORS [ROUNDS]]. Each has 40 points; all figures are made up. Every side judges the
whole of one SQLite store for the first time, from a copy, by `etl.assessing.judge_again`: reading, combining, writing
included. Starting the pool is in its time; the cluster stands already, as it would. What each side wrote is compared.

Asked, on two processors: dask loses no more than 15 % against the pool.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
TABLES = ("published", "snapshot", "frozen_forecast", "judged")


def make(home: Path, count: int) -> None:
    """A store with these figures, none of them judged."""
    from bench._rooms import received, write_rows
    from bench.assess import _HEADINGS, NOW, _Quiet, declared, values
    from config.settings import read_settings
    from etl.jobs import import_submission, open_room
    from store.definitions import apply

    room = open_room(read_settings({"FREMDRIFT_HOME": str(home)}))
    with room.store.writing() as connection:
        apply(connection, declared(count), "bench", NOW)
    rows = [(f"i-{number}", period, value) for number in range(count) for period, value in values(number)]
    write_rows(home / "tal.xlsx", [_HEADINGS, *rows])
    quiet = _Quiet(room.store, room.files, room.settings, lambda: NOW)
    assert import_submission(quiet, received(quiet, home / "tal.xlsx").submission_id).outcome == "accepted"
    room.store.close()


def judge(home: Path) -> tuple[float, str]:
    """Seconds by the clock, and a digest of all that was written."""
    from dataclasses import replace

    from bench.assess import NOW
    from config.settings import read_settings
    from etl.assessing import judge_again
    from etl.jobs import open_room

    room = replace(open_room(read_settings(os.environ | {"FREMDRIFT_HOME": str(home)})), clock=lambda: NOW)
    start = time.perf_counter()
    judge_again(room)
    seconds = time.perf_counter() - start
    written = hashlib.sha256()
    with room.store.reading() as connection:
        for name in TABLES:
            for row in connection.exec_driver_sql(f"select * from {name} order by 1"):
                written.update(repr(tuple(row)).encode())
    room.store.close()
    return seconds, written.hexdigest()


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers of one thread, on this machine."""
    dask = str(Path(sys.executable).with_name("dask"))
    started = []
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    words = [dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True)
    started.append(scheduler)
    try:
        assert scheduler.stderr is not None
        address = next(found[0] for line in scheduler.stderr if (found := re.search(r"tcp://127\.0\.0\.1:\d+", line)))
        words = [dask, "worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        for _ in range(workers):
            started.append(subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL, text=True))
        from distributed import Client

        with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(workers, timeout=120)
            client.run(_load)
        yield address
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _load() -> None:
    """A worker that stands already has the program at hand."""
    import etl.judged_apart  # noqa: F401


def side(store: Path, **settings: str) -> tuple[float, str]:
    """One side, in a process of its own and on a copy."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(store, home)
        words = [sys.executable, "-m", "bench.fan_out", "judge", str(home)]
        told = subprocess.run(words, env=os.environ | settings, stdout=subprocess.PIPE, text=True, check=True)
        seconds, written = told.stdout.split()
        return float(seconds), written


def main() -> None:
    count, rounds = (int(given) for given in [*sys.argv[1:], *("2000", "3")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        subprocess.run([sys.executable, "-m", "bench.fan_out", "make", str(store), str(count)], check=True)
        taken: dict[str, list[float]] = {}
        digests = set()
        for _ in range(rounds):
            sides = {"one process": {"FREMDRIFT_PROCESSES": "1"}, "pool": {"FREMDRIFT_PROCESSES": "2"}}
            for name, settings in sides.items():
                seconds, written = side(store, **settings)
                taken.setdefault(name, []).append(seconds)
                digests.add(written)
            for workers in (1, 2, 4):
                with cluster(workers) as address:
                    seconds, written = side(store, FREMDRIFT_DASK=address, FREMDRIFT_PROCESSES="1")
                taken.setdefault(f"dask, {workers}", []).append(seconds)
                digests.add(written)
            print({name: round(each[-1], 2) for name, each in taken.items()}, flush=True)
    for name, each in taken.items():
        ratio = median(one / pool for one, pool in zip(each, taken["pool"], strict=True))
        print(f"{name}: {count / median(each):.0f} series a second, {ratio:.2f} times the pool's seconds")
    print("all wrote the same" if len(digests) == 1 else "THEY DIFFER")


if __name__ == "__main__":
    if sys.argv[1:2] == ["judge"]:
        print(*judge(Path(sys.argv[2])))
    elif sys.argv[1:2] == ["make"]:
        make(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
