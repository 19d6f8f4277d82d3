"""Judging by several processes: what comes of it is the same byte for byte, whoever did it and whoever was lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import etl.assessing
import etl.fan_out
from bench.assess import declared, values
from etl.assessing import judge_again
from etl.fan_out import Dask, FanOut, Helpers, Processes
from etl.jobs import Workroom, import_submission
from store.definitions import apply
from store.schema import frozen_forecast, judged, published, snapshot
from store.submissions import NewSubmission, receive
from tests.etl import fanned
from tests.rooms import NOW, House

ROOT = Path(__file__).parents[2]
COUNT = 24  # indicators of forty points each


class _Quiet(Workroom):
    """A room in which a file is loaded and not judged."""

    @property
    def shows_at_once(self) -> bool:
        return False


@pytest.fixture
def full(sqlite_house: House) -> House:
    """Invented figures of several rhythms, loaded and not judged."""
    rows = [[f"i-{n}", None, period, value, None] for n in range(COUNT) for period, value in values(n)]
    with sqlite_house.store.writing() as connection:
        apply(connection, declared(COUNT), "file", NOW)
    room = sqlite_house.room
    path = sqlite_house.workbook(rows)
    with path.open("rb") as stream:
        file = room.files.receive(stream, 10**9)
    with room.store.writing() as connection:
        new = NewSubmission("bench", "sekretariat", "upload", path.name, file.sha256, file.size, "command", "x", NOW)
        submission = receive(connection, new)
        room.files.keep(file, submission.token)
    quiet = _Quiet(room.store, room.files, room.settings, room.clock)
    assert import_submission(quiet, submission.submission_id).outcome == "accepted"
    return sqlite_house


def _all(house: House) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that judging writes, as the database holds it; and takes all of it away again."""
    found = {}
    with house.store.writing() as connection:
        for table in (published, snapshot, frozen_forecast, judged):
            raw = connection.exec_driver_sql(f"select * from {table.name} order by 1")
            found[table.name] = [tuple(row) for row in raw]
            connection.execute(sa.delete(table))
            if (
                not house.store.is_sqlite and (number := table.autoincrement_column) is not None
            ):  # SQLite does by itself
                counted = sa.func.pg_get_serial_sequence(table.name, number.name)
                connection.execute(sa.select(sa.func.setval(counted, 1, False)))
        connection.exec_driver_sql("delete from counter")
    return found


def _judge(house: House, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> dict[str, list[tuple[Any, ...]]]:
    """All that judging writes, in small pieces, each of which is given to helpers where there are any."""
    monkeypatch.setattr(etl.assessing, "_PIECE", 5)
    monkeypatch.setattr(etl.fan_out, "_FEW", 0)
    judge_again(replace(house.room, settings=replace(house.room.settings, **settings)), "bench")
    return _all(house)


def test_a_pool_gives_the_same_bytes_as_one_process(
    full: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    alone = _judge(full, monkeypatch, processes=1)
    assert len(alone["published"]) == COUNT == len(alone["judged"])
    assert alone["frozen_forecast"], "the forecasts that were frozen are compared as well"
    assert _judge(full, monkeypatch, processes=2) == alone
    assert not caplog.records, "no helper was lost: the pool did it"


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A real dask cluster of two workers on this machine, started with the commands of docs/operators.md."""
    dask = str(Path(sys.executable).with_name("dask"))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    started = list[subprocess.Popen[str]]()

    def start(*words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen([dask, *words], env=environment, stderr=subprocess.PIPE, text=True)
        started.append(process)
        return process

    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    assert scheduler.stderr is not None
    address = next(found[0] for line in scheduler.stderr if (found := re.search(r"tcp://127\.0\.0\.1:\d+", line)))
    for _ in range(2):
        start("worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    yield address, started[1:]
    for process in reversed(started):
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def test_a_cluster_gives_the_same_bytes_and_its_lost_workers_tasks_are_done_by_another(
    full: House,
    cluster: tuple[str, list[subprocess.Popen[str]]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    address, workers = cluster
    alone = _judge(full, monkeypatch, processes=1)
    fan = FanOut(Dask(address), few=0)
    begun = fan.begin(fanned.slowly, range(12))
    assert fan.begin(fanned.double, [1]).results() == [2], "the cluster is there"
    workers[0].kill()
    assert begun.results() == [2 * number for number in range(12)]
    assert fan.has_help, "by the worker that is left, not by this process"
    fan.close()
    assert _judge(full, monkeypatch, processes=1, dask=address) == alone
    assert not [one for one in caplog.records if one.name == "etl.fan_out"], "the cluster did it"
    workers[1].kill()
    monkeypatch.setattr(etl.fan_out, "_PATIENCE", 0.0)
    assert _judge(full, monkeypatch, processes=1, dask=address) == alone, "nobody is left: it is done here"


LOST: list[tuple[str, str]] = [
    ("kill_once", "one process of the pool is lost: others are started"),
    ("kill_all_but", "every process is lost, again and again: it is done here"),
]


@pytest.mark.parametrize(("name", "why"), LOST)
def test_what_a_lost_process_had_in_hand_is_done_by_another(name: str, why: str, tmp_path: Path) -> None:
    given: list[Any] = [(n, str(tmp_path / "lost") if name == "kill_once" else os.getpid()) for n in range(6)]
    fan = FanOut(Processes(2), few=0)
    first, second = (fan.begin(getattr(fanned, name), given) for _ in range(2))
    assert first.results() == second.results() == [2 * n for n in range(6)], why
    assert fan.has_help is (name == "kill_once"), why
    fan.close()


class _Nobody(Helpers):
    def start(self) -> Any:
        raise ConnectionRefusedError("nobody answers")


def test_the_next_helpers_are_asked_where_the_first_do_not_answer() -> None:
    fan = FanOut(_Nobody(), Processes(1), few=0)
    assert fan.begin(fanned.double, [1, 2]).results() == [2, 4]
    assert fan.has_help
    with pytest.raises(ArithmeticError, match="not 7"):  # a fault of the work is no lost helper
        fan.begin(fanned.refuse, [7]).results()
    assert fan.has_help
    fan.close()


def test_another_version_of_the_program_is_given_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert etl.fan_out.told("another", fanned.double, 1).refused
    fan = FanOut(Processes(1), few=0)
    monkeypatch.setattr(etl.fan_out, "program_digest", lambda: "another")
    assert fan.begin(fanned.double, [1]).results() == [2]
    assert not fan.has_help
    fan.close()


def test_little_is_done_at_once() -> None:
    fan = FanOut(_Nobody(), few=2)
    assert fan.begin(fanned.double, [1, 2]).results() == [2, 4]
    assert fan.has_help, "nobody was asked"


def test_the_pool_ends_with_the_one_that_started_it() -> None:
    """A worker that is killed leaves no processes that wait for work for ever."""
    code = "from etl.fan_out import *; from tests.etl import fanned; import os, time; f = FanOut(Processes(1), few=0)\n"
    code += "print(f.begin(os.getpgid, [0]).results()[0], f.begin(fanned.pid, [0]).results()[0], flush=True)\n"
    code += "time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        helper = int(process.stdout.readline().split()[1])
    process.kill()
    process.wait()
    for _ in range(200):
        if not Path(f"/proc/{helper}").exists() or Path(f"/proc/{helper}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("it still waits")
