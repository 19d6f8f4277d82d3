"""Files that the refresh brings in together: the same comes of them as of each by itself, and nothing is half in."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.places import municipalities
from etl import together
from etl.errands import refresh_now
from etl.jobs import import_submission
from store.observations import read_observations
from store.runs import ask_for_run
from store.submissions import NewSubmission, Submission, read_submission, receive
from store.viewer import OPERATOR
from store.work import ask
from tests.rooms import House

ROOT = Path(__file__).parents[2]
PLACES = [place.name for place in municipalities()]

# name, rows (or bytes), why it is there; several stand for one another's figures, so their order matters
FILES: list[tuple[str, Any, str]] = [
    ("a.xlsx", [["antal", None, 2020, 100, None], ["antal", None, 2022, 90, None]], "plain"),
    ("b.xlsx", [["antal", None, 2022, 91, None], ["kommuner", "Aarhus", 2021, 3, None]], "corrects the one before"),
    ("c.xlsx", b"no workbook", "cannot be opened"),
    ("d.xlsx", [["antal", None, "2021K7", 95, None]], "has a mistake"),
    ("e.xlsx", [["antal", None, 2023, 9_000, None]], "a hundredfold: asks a person"),
    ("f.xlsx", [["antal", None, 2022, 91, None]], "says what is said already"),
    ("g.xlsx", [["antal", None, 2026, 40, None]], "a warning: its period is not over"),
    ("h.xlsx", [["antal", None, 2025, 50, None]], "moves the verdict"),
]


def _files(house: House) -> list[Path]:
    made = []
    for name, rows, _ in FILES:
        path = house.folder / "afsendt" / name
        path.parent.mkdir(exist_ok=True)
        if isinstance(rows, bytes):
            path.write_bytes(rows)
        else:
            shutil.copy(house.workbook(rows), path)
        made.append(path)
    return made


def _drop(house: House, paths: list[Path]) -> None:
    folder = house.room.settings.inbox / "proeve" / "sekretariat"
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        shutil.copy(path, folder / path.name)
        os.utime(folder / path.name, (time.time() - 60, time.time() - 60))


def _receive(house: House, path: Path) -> Submission:
    with path.open("rb") as stream:
        received = house.room.files.receive(stream, 10**9)
    with house.store.writing() as connection:
        new = NewSubmission("proeve", "sekretariat", f"inbox/{path.name}", path.name, received.sha256, received.size,
                            "refresh", "x", house.clock())  # fmt: skip
        submission = receive(connection, new)
        house.room.files.keep(received, submission.token)
    return submission


def _said(house: House) -> tuple[list[Any], list[Any]]:
    """Every figure with its vintages and cell, and every file with its report."""
    with house.store.reading() as connection:
        numbers = range(1, len(FILES) + 1)
        files = [read_submission(connection, submission_id=number) for number in numbers]
        figures = read_observations(connection, "proeve", OPERATOR, ["antal", "kommuner"], with_earlier=True)
    names = {one.token: one.filename for one in files if one}
    told = [
        (one.filename, one.state, one.outcome, {k: v for k, v in (one.report or {}).items() if k != "verdicts"})
        for one in files
        if one
    ]
    said = [
        (one.indicator, one.area, one.period, one.value, one.status, names[one.submission], one.cell, one.earlier)
        for one in figures
    ]
    return said, told


def test_the_same_as_one_by_one(house: House) -> None:
    paths = _files(house)
    for path in paths:
        import_submission(house.room, _receive(house, path).submission_id)
    alone = _said(house)
    assert {outcome for _, _, outcome, _ in alone[1]} >= {
        "accepted",
        "rejected",
        "unchanged",
        "awaiting_confirmation",
    }
    _empty(house)
    _drop(house, paths)
    refresh_now(house.room)
    assert _said(house) == alone


def _empty(house: House) -> None:
    """The store as it was before any file came."""
    from store.schema import metadata

    kept = {"alliance", "organisation", "indicator", "definition", "counter", "worker", "audit"}  # which only grows
    with house.store.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            if table.name not in kept:
                connection.execute(table.delete())
        if not house.store.is_sqlite:
            connection.exec_driver_sql("ALTER SEQUENCE submission_submission_id_seq RESTART")


def test_the_report_says_what_the_figures_mean_for_the_verdict(house: House) -> None:
    _drop(house, _files(house)[:2])
    refresh_now(house.room)
    _drop(house, _files(house)[-1:])
    refresh_now(house.room)
    with house.store.reading() as connection:
        last = read_submission(connection, submission_id=3)
    assert last is not None
    assert [one["indicator"] for one in last.report["verdicts"]] == ["antal"]  # type: ignore[index]
    assert last.report["verdicts"][0]["after"] == "met"  # type: ignore[index]


def test_a_fault_of_ours_with_one_file_stops_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where figures of it were written already: they are taken back, and those before and after it stay."""

    def breaks(room: Any, number: int) -> Submission:
        done = import_submission(room, number)
        if done.filename == "b.xlsx":
            raise RuntimeError("in the middle of it")
        return done

    monkeypatch.setattr(together, "import_submission", breaks)
    paths = _files(house)
    _drop(house, [paths[0], paths[1], paths[5]])
    run = refresh_now(house.room)
    assert [one.outcome for one in run.sources] == ["accepted", "failed", "accepted"]
    said, _ = _said(house)
    assert {(period, value, cell) for _, _, period, value, _, _, cell, _ in said} == {
        ("2020", 100.0, "D2"),
        ("2022", 91.0, "D2"),
    }
    monkeypatch.undo()
    assert [one.outcome for one in refresh_now(house.room).sources] == ["unchanged", "accepted", "unchanged"]


def test_killed_in_the_middle_of_a_refresh(house: House, store_url: str, tmp_path: Path) -> None:
    """What was kept is whole and is not brought in twice; the next worker does the rest."""
    rows = {f"{n:02}.xlsx": [["kommuner", place, 1950 + n, 7, None] for place in PLACES] for n in range(30)}
    for name, content in rows.items():
        shutil.copy(house.workbook(content), tmp_path / name)
    _drop(house, [tmp_path / name for name in rows])
    with house.store.writing() as connection:
        run_id = ask_for_run(connection, None, "test", house.clock())
        ask(connection, "refresh", "test", house.clock(), run_id=run_id)
    worker = _start(house, store_url)
    _until(lambda: _state_of(house, 10) is not None, "the files to be received")
    time.sleep(0.3)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    held = _by_period(house)
    assert len(held) < len(rows), "killed too late to prove anything"
    assert set(held.values()) <= {len(PLACES)}
    worker = _start(house, store_url)
    try:
        _until(lambda: len(_by_period(house)) == len(rows), "the next worker to bring in the rest")
        assert set(_by_period(house).values()) == {len(PLACES)}
    finally:
        worker.kill()
        worker.wait()


def _start(house: House, store_url: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "FREMDRIFT_HOME": str(house.folder),
        "FREMDRIFT_DATABASE_URL": store_url,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "fremdrift", "worker"]
    return subprocess.Popen(command, env=environment, cwd=house.folder, stderr=subprocess.DEVNULL)


def _until(check: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 60
    while not check():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.01)


def _state_of(house: House, number: int) -> str | None:
    with house.store.reading() as connection:
        found = read_submission(connection, submission_id=number)
    return found.state if found else None


def _by_period(house: House) -> dict[str, int]:
    with house.store.reading() as connection:
        found = read_observations(connection, "proeve", OPERATOR, ["kommuner"])
    periods = [one.period for one in found]
    return {period: periods.count(period) for period in set(periods)}
