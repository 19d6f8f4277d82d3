"""How long the nightly refresh takes over many small workbooks, beside a bare parse of all: ratios within one run.

Usage: python bench/many_workbooks.py [WORKBOOKS [ROWS [ROUNDS]]]. The figures are made up. Both sides begin with a new
process and the files on disk. "brought in": from looking into the folders until every file is stored with provenance
and reported on. "assessed": then every verdict from today, templates too, once for all files.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench._beside import Cost, bare, ratio, run


def refresh_of(folder: Path, home: Path) -> dict[str, float]:
    """Seconds of the worker's refresh, by its own path."""
    from bench._rooms import room_in
    from etl import refresh as at
    from store.runs import ask_for_run, read_runs

    room = room_in(home)
    inbox = room.settings.inbox / "bench" / "sekretariat"
    shutil.copytree(folder, inbox)
    for path in inbox.iterdir():
        os.utime(path, (time.time() - 60, time.time() - 60))
    with room.store.writing() as connection:
        run_id = ask_for_run(connection, None, "bench", room.clock())
    marks = [time.perf_counter()]
    assess_again = at.assess_again

    def noted(*given: object) -> None:
        marks.append(time.perf_counter())
        assess_again(*given)  # type: ignore[arg-type]

    at.assess_again = noted
    at.refresh(room, run_id)
    marks.append(time.perf_counter())
    with room.store.reading() as connection:
        (done,) = read_runs(connection, run_id=run_id)
    assert {one.outcome for one in done.sources} == {"accepted"}, [one.problems for one in done.sources][:3]
    room.store.close()
    return {"brought in": marks[1] - marks[0], "assessed": marks[2] - marks[1]}


def main() -> None:
    count, rows, rounds = (int(given) for given in [*sys.argv[1:], *("1000", "200", "3")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "workbooks"
        folder.mkdir()
        make = f"for n in range({count}): write_workbook(Path({str(folder)!r}) / f'{{n:04}}.xlsx', {rows}, n * {rows})"
        run([sys.executable, "-c", f"from bench._rooms import *\n{make}"])
        compare(folder, Path(home), rounds)


def compare(folder: Path, home: Path, rounds: int) -> None:
    floors: list[Cost] = []
    taken: dict[str, list[float]] = {"brought in": [], "assessed": []}
    for number in range(rounds):
        floors.append(bare(folder))
        cost = run([sys.executable, "-m", "bench.many_workbooks", "refresh", str(folder), str(home / f"{number}")])
        for name, seconds in json.loads(cost.told).items():
            taken[name].append(seconds)
        print(
            f"{len(list(folder.iterdir()))} workbooks: bare {floors[-1].seconds:.2f} s {floors[-1].peak:.0f} MiB; "
            f"brought in {taken['brought in'][-1]:.2f} s, assessed {taken['assessed'][-1]:.2f} s, {cost.peak:.0f} MiB",
            flush=True,
        )
    for name, seconds_ in taken.items():
        print(f"{name}: {ratio(seconds_, [one.seconds for one in floors]):.2f} times the bare parse's seconds")


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "refresh":
        print(json.dumps(refresh_of(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main()
