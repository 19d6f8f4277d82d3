"""How long the intake of one large workbook takes and how much memory, beside a bare parse: ratios within one run.

Usage: python bench/ingest.py [ROWS [ROUNDS]]. The figures are made up. Both sides begin with a new process and the file
on disk. "steps": extracted, harmonised, validated, compared and stored with provenance, without starting Python and
without making an empty store. "process": all of that. "job": `import_submission`, which also assesses and publishes.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from bench._beside import Cost, bare, ratio, run


def steps(path: Path, home: Path) -> dict[str, float]:
    """Seconds of each step."""
    from bench._rooms import NOW, declared, received, room_in
    from etl.extract import extract
    from etl.harmonise import harmonise
    from etl.load import compare, store
    from etl.problems.findings import Findings
    from etl.validate import validate

    room = room_in(home)
    submission = received(room, path)
    taken: dict[str, float] = {}
    marks = [time.perf_counter()]

    def mark(step: str) -> None:
        marks.append(time.perf_counter())
        taken[step] = marks[-1] - marks[-2]

    opened = extract(path, path.name, room.limits)
    assert not isinstance(opened, list), opened
    mark("extract")
    findings = Findings(opened.problems)
    harmonised = harmonise(opened, declared(), "sekretariat", findings)
    mark("harmonise")
    rows = validate(harmonised.tidy, declared(), harmonised.sheets, NOW.date(), findings)
    assert not findings.has_errors, findings.kept[:3]
    mark("validate")
    with room.store.writing() as connection:
        difference = compare(connection, rows, submission)
        mark("compare")
        store(connection, difference, submission, NOW)
    mark("store")
    room.store.close()
    return taken


def job(path: Path, home: Path) -> dict[str, float]:
    """Seconds of the worker's whole job."""
    from bench._rooms import received, room_in
    from etl.jobs import import_submission

    room = room_in(home)
    submission = received(room, path)
    start = time.perf_counter()
    done = import_submission(room, submission.submission_id)
    assert done.outcome == "accepted", done.report
    taken = time.perf_counter() - start
    room.store.close()
    return {"job": taken}


def measured(what: str, path: Path, home: Path) -> tuple[Cost, dict[str, float]]:
    cost = run([sys.executable, "-m", "bench.ingest", what, str(path), str(home)])
    return cost, json.loads(cost.told)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.xlsx"
        run([sys.executable, "-c", f"from bench._rooms import *; write_workbook(Path({str(path)!r}), {count})"])
        compare(path, Path(folder), count, rounds)


def compare(path: Path, folder: Path, count: int, rounds: int) -> None:
    """Rounds of all sides in turn, and the medians of their ratios."""
    floors: list[Cost] = []
    whole: dict[str, list[float]] = {"steps": [], "process": [], "job": []}
    peaks: dict[str, list[float]] = {"steps": [], "job": []}
    for number in range(rounds):
        floors.append(bare(path))
        floor = floors[-1]
        for what in ("steps", "job") if number == 0 else ("steps",):  # the whole job takes minutes: once
            cost, taken = measured(what, path, folder / f"{what}-{number}")
            whole[what].append(sum(taken.values()))
            peaks[what].append(cost.peak)
            if what == "steps":
                whole["process"].append(cost.seconds)
            parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in taken.items())
            print(
                f"{count} rows: bare {floor.seconds:.2f} s {floor.peak:.0f} MiB; {what} {whole[what][-1]:.2f} s "
                f"({parts}) {cost.peak:.0f} MiB",
                flush=True,
            )
    seconds = [one.seconds for one in floors]
    for what, taken_ in whole.items():
        print(f"{what}: {ratio(taken_, seconds[: len(taken_)]):.2f} times the bare parse's seconds")
    for what, peak in peaks.items():
        print(f"{what}: {ratio(peak, [one.peak for one in floors][: len(peak)]):.2f} times its peak memory")


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] in ("steps", "job"):
        print(json.dumps({"steps": steps, "job": job}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main()
