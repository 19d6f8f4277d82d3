"""How long the intake takes, beside a bare parse of the same workbook: ratios within one run, never asserted as time.

Usage: python bench/ingest.py [ROWS]. The figures are made up. Both sides begin with a new process and the file on disk.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from config.definitions import Alliance
from config.places import municipalities
from config.settings import read_settings
from etl.extract import extract
from etl.harmonise import harmonise
from etl.jobs import open_room
from etl.load import compare, store
from etl.opening.limits import Limits
from etl.problems.findings import Findings
from etl.validate import validate
from store.definitions import apply
from store.submissions import NewSubmission, receive

ROUNDS = 3
NOW = datetime(2026, 11, 23, tzinfo=UTC)
BARE = (
    "import sys, python_calamine as c; "
    "b = c.CalamineWorkbook.from_path(sys.argv[1]); [b.get_sheet_by_name(n).to_python() for n in b.sheet_names]"
)


def declared() -> Alliance:
    """An invented alliance with one monthly indicator by municipality."""
    indicator = {"code": "ting", "goal": "g", "title": "Ting", "unit": "ting", "frequency": "monthly", "kind": "count",
                 "direction": "decrease", "by_area": True}  # fmt: skip
    return Alliance.model_validate(
        {
            "slug": "bench",
            "name": "Opdigtet",
            "problem": "Opdigtet",
            "years": {"from": 2020},
            "organisations": [{"slug": "sekretariat", "name": "Sekretariatet", "delivers": True}],
            "goals": [{"code": "g", "title": "Mål"}],
            "indicators": [indicator],
        }
    )


def write_workbook(path: Path, rows: int) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Indberetning")
    sheet.write_row(0, 0, ("indikator", "område", "periode", "værdi", "status"))
    places = [place.name for place in municipalities()]
    for number in range(rows):
        month = number // len(places)
        period = f"{1000 + month // 12}-{month % 12 + 1:02d}"
        sheet.write_row(number + 1, 0, ("ting", places[number % len(places)], period, number % 997, None))
    book.close()


def bare(path: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", BARE, str(path)], check=True)
    return time.perf_counter() - start


def steps(path: Path, home: Path) -> dict[str, float]:
    """Seconds of each step of the intake."""
    room = open_room(read_settings({"FREMDRIFT_HOME": str(home)}))
    with room.store.writing() as connection:
        apply(connection, declared(), "bench", NOW)
        new = NewSubmission("bench", "sekretariat", "upload", path.name, "", 0, "command", "bench", NOW)
        submission = receive(connection, new)
    taken: dict[str, float] = {}
    marks = [("", time.perf_counter())]

    def mark(step: str) -> None:
        marks.append((step, time.perf_counter()))
        taken[step] = marks[-1][1] - marks[-2][1]

    opened = extract(path, path.name, Limits())
    assert not isinstance(opened, list), opened
    mark("extract")
    findings = Findings()
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


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.xlsx"
        write_workbook(path, rows)
        for number in range(ROUNDS):
            floor = bare(path)
            taken = steps(path, Path(folder) / f"home-{number}")
            parts = ", ".join(f"{name} {seconds / floor:.2f}" for name, seconds in taken.items())
            whole = sum(taken.values())
            print(f"{rows} rows: bare parse {floor:.2f} s; intake {whole:.2f} s = {whole / floor:.2f} times ({parts})")


if __name__ == "__main__":
    main()
