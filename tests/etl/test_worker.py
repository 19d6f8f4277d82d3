"""The worker: one leads, a lost one's work is done by the next, and an import cut off leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.errands import submit
from etl.program import program_digest
from etl.worker import Worker, work_once
from store.lead import Leadership
from store.observations import read_observations
from store.submissions import NewSubmission, read_submission, receive
from store.viewer import OPERATOR
from store.work import ask, claim, release_orphans, worker_lives
from tests.rooms import House

ROOT = Path(__file__).parents[2]
YEARS = range(1900, 2025)
PATIENCE = 60


@pytest.fixture
def start_worker(house: House, store_url: str):
    """Starts the real worker process; whatever still runs at the end is ended."""
    started: list[subprocess.Popen[bytes]] = []

    def _start() -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "FREMDRIFT_HOME": str(house.folder),
            "FREMDRIFT_DATABASE_URL": store_url,
            "PYTHONPATH": str(ROOT),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "fremdrift", "worker"], env=environment, cwd=house.folder, stderr=subprocess.DEVNULL
        )
        started.append(process)
        return process

    yield _start
    for process in started:
        process.kill()
        process.wait()


def _until(check, what: str):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.005)
    raise AssertionError(f"waited {PATIENCE} s in vain for {what}")


def _queue(house: House, rows) -> int:
    path = house.workbook(rows)
    with path.open("rb") as stream:
        received = house.room.files.receive(stream, 10**9)
    with house.store.writing() as connection:
        new = NewSubmission("proeve", "sekretariat", "upload", path.name, received.sha256, received.size, "command",
                            "test", house.clock())  # fmt: skip
        submission = receive(connection, new)
        house.room.files.keep(received, submission.token)
        ask(connection, "submission", "test", house.clock(), submission_id=submission.submission_id)
    return submission.submission_id


def _state(house: House, number: int) -> str:
    with house.store.reading() as connection:
        found = read_submission(connection, submission_id=number)
    assert found is not None
    return found.state


def _lives(house: House) -> bool:
    with house.store.reading() as connection:
        return worker_lives(connection, datetime.now(UTC))


def _stored(house: House) -> int:
    with house.store.reading() as connection:
        return len(read_observations(connection, "proeve", OPERATOR, ["kommuner"]))


def test_killed_in_the_middle_of_an_import(house: House, start_worker):
    from config.places import municipalities

    rows = [["kommuner", place.name, year, 7, None] for place in municipalities() for year in YEARS]
    number = _queue(house, rows)
    first = start_worker()
    _until(lambda: _state(house, number) in ("checked", "accepted"), "the import to reach the store")
    assert os.getpriority(os.PRIO_PROCESS, first.pid) > os.getpriority(os.PRIO_PROCESS, 0), "it stands back for readers"
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert _state(house, number) == "checked", "killed too late to prove anything"
    assert _stored(house) == 0
    start_worker()
    _until(lambda: _state(house, number) == "accepted", "the next worker to do the work")
    assert _stored(house) == len(rows)


def test_a_worker_knows_from_its_start_which_program_it_is(sqlite_house: House) -> None:
    """Files that are replaced beneath it are another program's: its verdicts must not pass for theirs."""
    program_digest.cache_clear()
    worker = Worker(sqlite_house.room)
    worker.stop.set()
    worker.run()
    assert program_digest.cache_info().currsize == 1


def test_a_second_worker_stands_by_and_takes_over(house: House, start_worker):
    first = start_worker()
    _until(lambda: _lives(house), "a sign of life")
    second = start_worker()
    number = _queue(house, [["antal", None, 2021, 95, None]])
    _until(lambda: _state(house, number) == "accepted", "the leader's import")
    first.send_signal(signal.SIGTERM)
    assert first.wait(PATIENCE) == 0
    number = _queue(house, [["antal", None, 2022, 90, None]])
    _until(lambda: _state(house, number) == "accepted", "the import by the other")
    assert second.poll() is None


def test_a_command_waits_for_the_worker_that_lives(house: House, start_worker):
    start_worker()
    _until(lambda: _lives(house), "a sign of life")
    done = submit(house.room, house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    assert done.outcome == "accepted"


def test_only_one_leads(house: House):
    with Leadership(house.store) as one, Leadership(house.store) as other:
        assert one.try_take()
        assert one.try_take(), "asking again keeps the lead"
        assert not other.try_take()
        one.release()
        assert other.try_take()
        assert other.is_held()
        assert not one.is_held()


def test_work_that_takes_its_worker_with_it_is_given_up(house: House):
    number = _queue(house, [["antal", None, 2021, 95, None]])
    for _ in range(3):
        with house.store.writing() as connection:
            assert claim(connection, "doomed", house.clock()) is not None
        with house.store.writing() as connection:
            assert release_orphans(connection) == 1
    assert work_once(house.room, "next")
    assert _state(house, number) == "rejected"
    assert not work_once(house.room, "next")
    with house.store.reading() as connection:
        found = read_submission(connection, submission_id=number)
    assert [one["code"] for one in found.report["problems"]] == ["import_failed"]


def test_work_that_fails_is_tried_three_times_and_told(house: House, caplog):
    number = _queue(house, [["antal", None, 2021, 95, None]])
    with house.store.reading() as connection:
        token = read_submission(connection, submission_id=number).token
    house.room.files.delete(token)  # a fault of ours: the received bytes are gone
    for _ in range(3):
        assert work_once(house.room, "a")
    assert not work_once(house.room, "a")
    assert _state(house, number) == "rejected"
    assert len([one for one in caplog.records if one.levelname == "ERROR"]) == 3
