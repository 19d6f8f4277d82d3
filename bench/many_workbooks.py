"""How long the nightly refresh takes over many small workbooks, beside a bare parse of all: ratios within one run.

Usage: python -m bench.many_workbooks [WORKBOOKS [ROWS [ROUNDS]]]. All figures, partners and files are made up. Both
sides begin with a new process and the files on disk.

"many partners" is what a night is like: up to 100 organisations of one alliance, each with ten files, each file 200
months of one indicator, so that no two files speak of the same series. "one partner" is the worst that can come: all
files of one organisation and about the same 200 series, each file another month, so that every one must be held against
those before it and none can be taken together.

"brought in": from looking into the folders until every file is opened, stored with provenance and reported on.
"assessed": then every verdict from today, templates too, once for all files; BENCH_NOT_ASSESSED=1 leaves it out.

Two processes open files beside the one that brings them in, so that the ratio needs two processors that are free. "cpu"
is the processor time of each side with all its processes, and does not depend on what else runs.
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

KINDS = ("many partners", "one partner")


def refresh_of(folder: Path, home: Path) -> dict[str, float]:
    """Seconds of the worker's refresh, by its own path."""
    from bench._rooms import room_in
    from etl import refresh as at
    from store.runs import ask_for_run, read_runs

    room = room_in(home, partners=100)
    inbox = room.settings.inbox / "bench"
    shutil.copytree(folder, inbox)
    for path in inbox.rglob("*.xlsx"):
        os.utime(path, (time.time() - 60, time.time() - 60))
    with room.store.writing() as connection:
        run_id = ask_for_run(connection, None, "bench", room.clock())
    marks = [time.perf_counter()]
    assess_again = at.assess_again

    def noted(*given: object) -> None:
        marks.append(time.perf_counter())
        if "BENCH_NOT_ASSESSED" not in os.environ:
            assess_again(*given)  # type: ignore[arg-type]

    at.assess_again = noted
    at.refresh(room, run_id)
    marks.append(time.perf_counter())
    with room.store.reading() as connection:
        (done,) = read_runs(connection, run_id=run_id)
    assert {one.outcome for one in done.sources} == {"accepted"}, [one.problems for one in done.sources][:3]
    room.store.close()
    return {"brought in": marks[1] - marks[0], "assessed": marks[2] - marks[1]}


def make(kind: str, folder: Path, count: int, rows: int) -> None:
    """The workbooks, in the folders of the organisations."""
    from bench._rooms import PARTNERS, write_month, write_series

    for n in range(count):
        if kind == KINDS[0]:
            write_series(folder / PARTNERS[n // 10 % 100] / f"{n:04}.xlsx", n, rows)
        else:
            write_month(folder / "sekretariat" / f"{n:04}.xlsx", n, rows)


def main() -> None:
    count, rows, rounds = (int(given) for given in [*sys.argv[1:], *("1000", "200", "3")[len(sys.argv) - 1 :]])
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "workbooks"
            run([sys.executable, "-m", "bench.many_workbooks", "make", kind, str(folder), str(count), str(rows)])
            compare(kind, folder, Path(home), rounds if kind == KINDS[0] else 1)


def compare(kind: str, folder: Path, home: Path, rounds: int) -> None:
    floors: list[Cost] = []
    taken: dict[str, list[float]] = {"brought in": [], "assessed": []}
    for number in range(rounds):
        floors.append(bare(folder))
        cost = run([sys.executable, "-m", "bench.many_workbooks", "refresh", str(folder), str(home / f"{number}")])
        for name, seconds in json.loads(cost.told).items():
            taken[name].append(seconds)
        print(
            f"{kind}, {len(list(folder.rglob('*.xlsx')))} workbooks: bare {floors[-1].seconds:.2f} s "
            f"(cpu {floors[-1].cpu:.2f}) {floors[-1].peak:.0f} MiB; brought in {taken['brought in'][-1]:.2f} s, "
            f"assessed {taken['assessed'][-1]:.2f} s (cpu, with making ready, {cost.cpu:.2f}), {cost.peak:.0f} MiB",
            flush=True,
        )
    for name, seconds_ in taken.items():
        print(f"{kind}, {name}: {ratio(seconds_, [one.seconds for one in floors]):.2f} times the bare parse's seconds")


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "refresh":
        print(json.dumps(refresh_of(Path(sys.argv[2]), Path(sys.argv[3]))))
    elif len(sys.argv) == 6 and sys.argv[1] == "make":
        make(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    else:
        main()
