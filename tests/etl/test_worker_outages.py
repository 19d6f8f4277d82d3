"""A database that goes away ends no worker: it comes back to its work, and nothing is counted against the work."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl import worker as etl_worker
from etl.worker import LOSSES, Interrupted, Worker, work_once
from store.database import Store
from store.definitions import apply
from store.runs import ask_for_run, read_runs
from store.schema import submission, work
from store.submissions import read_submission
from store.work import ask, claim, finish, release_orphans
from tests.etl.test_worker import PATIENCE, ROOT, _queue, _state, _until
from tests.rooms import NOW, House, house_in, small_alliance
from tests.servers.postgres import Postgres


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A PostgreSQL of this test's own, to be stopped and started."""
    one = Postgres()
    try:
        one.start()
        yield one
    finally:
        one.stop()


@pytest.fixture
def own_house(server: Postgres, tmp_path: Path) -> Iterator[House]:
    url = f"postgresql+psycopg://postgres@/postgres?host={server.home}"
    store = Store(url)
    store.migrate()
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    yield house_in(tmp_path, store, url)
    store.close()


def test_workers_go_on_after_the_database_was_restarted(own_house: House, server: Postgres) -> None:
    """The server is stopped in good order, then crashes: the same two processes do the work that comes after."""
    environment = os.environ | {
        "FREMDRIFT_HOME": str(own_house.folder),
        "FREMDRIFT_DATABASE_URL": own_house.room.settings.database_url,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "fremdrift", "worker"]
    with (own_house.folder / "log").open("wb") as log:
        workers = [subprocess.Popen(command, env=environment, cwd=own_house.folder, stderr=log) for _ in range(2)]
    try:
        _until(lambda: (own_house.folder / "log").read_text().count("is ready") == 2, "both workers")
        for year, how in enumerate((None, signal.SIGINT, signal.SIGQUIT), 2021):
            if how is not None:
                server.halt(how)
                server.go_on()
            number = _queue(own_house, [["antal", None, year, 95, None]])
            _until(lambda number=number: _state(own_house, number) == "accepted", f"the work after {how}")
        assert [one.poll() for one in workers] == [None, None], "a worker ended"
    finally:
        for one in workers:
            one.send_signal(signal.SIGTERM)
        ended = [one.wait(PATIENCE) for one in workers]
    assert ended == [0, 0]
    told = (own_house.folder / "log").read_text()
    assert "the store answers again" in told
    assert "Traceback" not in told


def test_a_store_that_fails_is_not_counted_against_the_work(house: House, monkeypatch, caplog) -> None:
    """A full disk, five times in a row: the piece is done once there is room, and nobody is told anything else."""
    caplog.set_level(logging.INFO)
    number = _queue(house, [["antal", None, 2021, 95, None]])
    worker = Worker(house.room)
    tries: list[int] = []

    def done(room, submission_id: int) -> None:
        tries.append(submission_id)
        if len(tries) <= 5:
            raise OSError(28, "No space left on device", "/somewhere/secret")
        worker.stop.set()

    monkeypatch.setattr(etl_worker, "import_submission", done)
    monkeypatch.setattr(etl_worker, "PATIENCE", (0.0,))
    thread = threading.Thread(target=worker.run)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert tries.count(number) == 6
    with house.store.reading() as connection:
        attempts = connection.execute(sa.select(work.c.attempts).where(work.c.submission_id == number)).scalar_one()
        assert read_submission(connection, submission_id=number).state == "received"
    assert attempts == 1
    assert "No space left on device" in caplog.text
    assert "secret" not in caplog.text


def test_work_that_loses_its_database_again_and_again_is_given_up(house: House, monkeypatch) -> None:
    """It may be the work that brings the server down: the queue behind it must go on some day."""
    number = _queue(house, [["antal", None, 2021, 95, None]])
    worker = Worker(house.room)
    tries: list[int] = []

    def lost(room, submission_id: int) -> None:
        tries.append(submission_id)
        raise sa.exc.OperationalError("", {}, Exception(), connection_invalidated=True)

    monkeypatch.setattr(etl_worker, "import_submission", lost)
    monkeypatch.setattr(etl_worker, "PATIENCE", (0.0,))
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        _until(lambda: _state(house, number) == "rejected", "the work to be given up")
    finally:
        worker.stop.set()
        thread.join(PATIENCE)
    assert LOSSES <= len(tries) <= LOSSES + etl_worker.ATTEMPTS


SPOTS = {
    "etl.template.read_versions": "a template is asked about, on a connection that all of them share",
    "etl.telling.tell.read_letters": "the letters after the run are written",
    "etl.taking_up.import_submission": "a file that a lost worker had received is imported",
}


@pytest.mark.parametrize("spot", SPOTS, ids=list(SPOTS.values()))
def test_a_database_lost_at_any_spot_of_a_refresh_leaves_it_to_be_taken_up(
    house: House, monkeypatch, caplog, spot: str
) -> None:
    """What may be logged and left out elsewhere is not: the run is done again, whole."""
    number = _queue(house, [["antal", None, 2021, 95, None]])
    with house.store.writing() as connection:
        connection.execute(sa.update(submission).values(via="refresh"))
        received = claim(connection, "lost", house.clock())
        assert received is not None
        finish(connection, received.work_id, house.clock())  # so that only the refresh can bring it in
        run_id = ask_for_run(connection, "proeve", "test", house.clock())
        ask(connection, "refresh", "test", house.clock(), run_id=run_id)

    def lost(*_args: object, **_kwargs: object) -> None:
        monkeypatch.undo()
        raise sa.exc.OperationalError("", {}, Exception(), connection_invalidated=True)

    monkeypatch.setattr(spot, lost)
    with pytest.raises(Interrupted):
        work_once(house.room, "a")
    with house.store.writing() as connection:
        release_orphans(connection)
    assert work_once(house.room, "b")
    with house.store.reading() as connection:
        (found,) = read_runs(connection)
    assert found.finished_at is not None
    assert found.failure is None
    assert _state(house, number) == "accepted"
    assert "Traceback" not in caplog.text


def test_what_the_worker_does_wrong_itself_still_ends_it(house: House, monkeypatch) -> None:
    """Only the store's faults are borne: a fault of ours is seen by whoever starts the worker again."""
    monkeypatch.setattr(etl_worker, "release_orphans", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Worker(house.room).run()


def test_only_the_innocent_get_their_attempt_back(house: House) -> None:
    with house.store.writing() as connection:
        numbers = [ask(connection, "assess", "test", house.clock(), alliance="proeve") for _ in range(2)]
        for _ in numbers:
            claim(connection, "a", house.clock())
        assert release_orphans(connection, {numbers[1]}) == 2
        again = [claim(connection, "a", house.clock()) for _ in numbers]
        assert [one.attempts for one in again if one is not None] == [2, 1]
        for one in numbers:
            finish(connection, one, house.clock())
