"""Several workers, lost ones and frozen ones: each scheduled time has one run, each file goes in once."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.errands import refresh_now
from etl.jobs import import_submission
from etl.opening.openers import OPENERS
from etl.schedule import ask_if_due
from etl.worker import work_once
from store.runs import ask_for_run, read_runs
from store.schema import run, work
from store.work import ask, claim
from tests.faults import scene, truths
from tests.faults.forge import Forge
from tests.rooms import House


@pytest.mark.parametrize(("kind", "workers"), [("sqlite", 5), ("postgresql", 2)])
def test_workers_on_one_schedule(
    request: pytest.FixtureRequest, tmp_path: Path, forge: Forge, kind: str, workers: int
) -> None:
    """They start at once, on the same night."""
    with scene.house_on(request, kind, tmp_path) as house:
        for organisation, name, content, _ in scene.NIGHT[:2]:
            scene.put(house, organisation, name, content)
        told = [str(tmp_path / f"moment-{number}") for number in range(workers)]
        ended = forge.run(*[scene.asked(house, told=one) for one in told])
        assert ended == [0] * workers
        truths.nothing_is_half(house.store)
        truths.nothing_is_left(house.store)
        (sources,) = truths.sources_of_runs(house.store).values()
        assert sources == {("partner", "inbox/a.xlsx"): 1, ("partner", "inbox/b.xlsx"): 1}
        assert sum(truths.handed_in(house.store).values()) == 2


def test_several_ask_for_a_refresh_at_once(house: House) -> None:
    """Each gets its run; the file goes in once."""
    scene.put(house, "partner", "a.xlsx", scene.NIGHT[0][2])
    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(lambda _: refresh_now(house.room), range(3)))
    assert sorted(one.sources[0].outcome for one in runs) == ["accepted", "unchanged", "unchanged"]
    assert sum(truths.handed_in(house.store).values()) == 1
    truths.nothing_is_half(house.store)


def test_asked_for_and_due_at_the_same_moment(house: House) -> None:
    """The run of the schedule and the one that a person wants are two runs, and the files go in once."""
    scene.put(house, "partner", "a.xlsx", scene.NIGHT[0][2])
    with house.store.writing() as connection:
        number = ask_for_run(connection, None, "test", house.clock())
        ask(connection, "refresh", "test", house.clock(), run_id=number)
    scene.take_over(house)
    with house.store.reading() as connection:
        assert sorted(one.sources[0].outcome for one in read_runs(connection)) == ["accepted", "unchanged"]
    assert sum(truths.handed_in(house.store).values()) == 1


def test_a_row_of_the_queue_that_a_lost_worker_holds(house: House) -> None:
    """It is given back to the queue by whoever leads next."""
    number = scene.hand_in(house, "partner", "a.xlsx", scene.NIGHT[0][2])
    with house.store.writing() as connection:
        assert claim(connection, "lost long ago", house.clock() - timedelta(days=400))
    assert not work_once(house.room, "another"), "what somebody has in hand is nobody else's"
    scene.take_over(house)
    assert truths.outcome_of(house.store, number) == "accepted"


def test_finished_and_claimed_again(house: House) -> None:
    """A worker was lost between the last step of an import and the queue: the import is not done twice."""
    number = scene.hand_in(house, "partner", "a.xlsx", scene.NIGHT[0][2])
    import_submission(house.room, number)
    before = truths.figures(house.store)
    scene.take_over(house)
    assert truths.figures(house.store) == before
    assert truths.outcome_of(house.store, number) == "accepted"


def test_a_run_that_takes_its_worker_with_it(sqlite_house: House, forge: Forge) -> None:
    """Three times, at the same step: it is given up and told, and the next night is another night."""
    scene.put(sqlite_house, "partner", "a.xlsx", scene.NIGHT[0][2])
    with sqlite_house.store.writing() as connection:
        connection.execute(sa.delete(work))
    for _ in range(3):
        assert forge.run(scene.asked(sqlite_house, after=("UPDATE run SET started_at",))) == [-signal.SIGKILL]
    scene.take_over(sqlite_house)
    with sqlite_house.store.reading() as connection:
        (given_up,) = read_runs(connection)
    assert given_up.failure
    truths.nothing_is_left(sqlite_house.store)
    sqlite_house.clock.forward(days=1)
    scene.take_over(sqlite_house)
    with sqlite_house.store.reading() as connection:
        assert [one.outcome for one in read_runs(connection)[0].sources] == ["accepted"]


def test_the_same_night_asked_for_again_and_again(house: House) -> None:
    assert [ask_if_due(house.room) for _ in range(5)] == [True, False, False, False, False]
    scene.take_over(house)
    assert not ask_if_due(house.room)
    with house.store.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(run)).scalar() == 1


def test_the_process_that_opens_files_is_killed(sqlite_house: House) -> None:
    """While it waits: another is begun, and the file is read all the same."""
    scene.put(sqlite_house, "partner", "a.csv", "indikator;område;periode;værdi\nkommuner;Aarhus;2021;90\n")
    OPENERS.get_ready()
    for one in OPENERS._idle:
        os.kill(one._process.pid, signal.SIGKILL)
        one._process.wait()
    assert [one.outcome for one in refresh_now(sqlite_house.room).sources] == ["accepted"]
