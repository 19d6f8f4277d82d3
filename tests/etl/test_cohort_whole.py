"""A cohort is all in or not at all, and the run tells of each of its files as of any other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from etl.cohort import keep
from etl.errands import refresh_now
from store.observations import read_observations
from store.runs import read_runs
from store.submissions import move, read_submission
from store.viewer import OPERATOR
from tests.etl.test_cohort import PARTNERS, PLACES, _drop, _refreshed
from tests.rooms import House

ROOT = Path(__file__).parents[2]


def _good(house: House, files: int = 6) -> dict[Path, Path]:
    """Files of two partners, each of two places of its own."""
    return {
        Path(partner) / f"{number}.xlsx": house.workbook(
            [["kommuner", place, 2020, 7, None] for place in PLACES[number * 2 : number * 2 + 2]]
        )
        for partner in PARTNERS
        for number in range(files)
    }


def _figures(house: House) -> int:
    with house.store.reading() as connection:
        return len(read_observations(connection, "proeve", OPERATOR, ["kommuner"]))


KILLED = """
import os, sys
from config.settings import read_settings
from etl.cohort import keep
from etl.errands import refresh_now
from etl.jobs import open_room
keep.keep_contents = lambda *given: os.kill(os.getpid(), 9)
refresh_now(open_room(read_settings(dict(os.environ))))
"""


def test_killed_in_the_middle_of_a_cohort(house: House, store_url: str) -> None:
    """Nothing of it is there, and its files are found again."""
    _drop(house, _good(house))
    environment = os.environ | {"FREMDRIFT_HOME": str(house.folder), "FREMDRIFT_DATABASE_URL": store_url}
    done = subprocess.run([sys.executable, "-c", KILLED], env=environment, cwd=ROOT)
    assert done.returncode == -signal.SIGKILL
    assert _figures(house) == 0
    refresh_now(house.room)  # after the run that was lost, which is taken up again
    with house.store.reading() as connection:
        again, lost = read_runs(connection)
    assert [one.outcome for one in lost.sources] == ["accepted"] * 12
    assert [one.outcome for one in again.sources] == ["unchanged"] * 12
    assert _figures(house) == 24


def test_a_fault_of_ours_with_a_cohort_stops_no_file(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*given: Any) -> Any:
        raise RuntimeError("in the middle of it")

    monkeypatch.setattr(keep, "finish_together", breaks)
    run = _refreshed(house, _good(house))
    assert [one.outcome for one in run.sources] == ["accepted"] * 12
    assert _figures(house) == 24


def test_the_run_and_what_is_remembered_are_told_of_each(house: House) -> None:
    files = _good(house, 2)
    run = _refreshed(house, files)
    assert [(one.organisation, one.source, one.outcome, one.counts) for one in run.sources] == [
        (partner, f"inbox/{number}.xlsx", "accepted", {"new": 2, "changed": 0, "unchanged": 0, "vanished": 0})
        for partner in PARTNERS
        for number in range(2)
    ]
    with house.store.reading() as connection:
        named = [read_submission(connection, token=one.submission) for one in run.sources]
    assert [one.source for one in named if one] == [one.source for one in run.sources]
    assert [one.outcome for one in refresh_now(house.room).sources] == ["unchanged"] * 4


def test_what_waits_for_a_person_is_told_every_night(house: House) -> None:
    """Until it is answered, or another file has come."""
    where = Path("sekretariat") / "a.xlsx"
    _refreshed(house, {where: house.workbook([["kommuner", "Aarhus", year, 50, None] for year in range(2015, 2022)])})
    outlier = house.workbook([["kommuner", "Aarhus", year, 50, None] for year in range(2015, 2022)] + [
        ["kommuner", "Aarhus", 2022, 9_000, None]
    ])  # fmt: skip
    asked = _refreshed(house, {where: outlier})
    again = refresh_now(house.room)
    for run in (asked, again, refresh_now(house.room)):
        assert [one.outcome for one in run.sources] == ["awaiting_confirmation"]
        assert run.sources[0].submission == asked.sources[0].submission
        assert run.sources[0].counts == asked.sources[0].counts
    with house.store.reading() as connection:
        waits = read_submission(connection, token=asked.sources[0].submission)
    assert waits is not None
    with house.store.writing() as connection:
        move(connection, waits.submission_id, "withdrawn", 1.0)
    assert [one.outcome for one in refresh_now(house.room).sources] == ["unchanged"]
