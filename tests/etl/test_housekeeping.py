"""Old files go by rule and nothing else does: neither what waits for a person, nor what is received right now."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.deciding.errands import undo_submission
from etl.errands import refresh_now, submit
from etl.operations.housekeeping import keep_house
from store.deleted import count_deleted
from store.leftovers import find_leftovers
from store.observations import read_observations
from store.runs import read_deleted_after, read_runs
from store.schema import submission
from store.submissions import Submission, move, read_submission
from store.viewer import OPERATOR
from tests.rooms import House


def ruled(house: House, accepted: int = 0, others: int = 0) -> None:
    settings = replace(house.room.settings, keep_files_days=accepted, keep_rejected_days=others)
    house.room = replace(house.room, settings=settings)


def deliver(house: House, value: object = 95, **more: object) -> Submission:
    return submit(house.room, house.workbook([["antal", None, 2021, value, None]]), "proeve", "sekretariat", **more)  # type: ignore[arg-type]


def is_there(house: House, one: Submission) -> bool:
    return house.room.files.path_of(one.token).exists()


def test_files_go_when_their_days_are_over_and_their_figures_stay(house: House) -> None:
    ruled(house, accepted=100, others=10)
    accepted, rejected = deliver(house), deliver(house, "mange")
    assert house.room.files.annotated_path_of(rejected.token).exists()
    keep_house(house.room)
    house.clock.forward(days=11)
    young = deliver(house, "flere")
    refresh_now(house.room)  # the worker does it after every refresh
    assert [is_there(house, one) for one in (accepted, rejected, young)] == [True, False, True]
    assert not house.room.files.annotated_path_of(rejected.token).exists()
    with house.store.reading() as connection:
        found = read_submission(connection, token=rejected.token)
        assert found is not None
        assert found.report is not None
        assert found.report["annotated"] is None  # its page offers no copy that is not there
        assert found.report["problems"] == rejected.report["problems"]  # type: ignore[index]
    house.clock.forward(days=95)
    assert keep_house(house.room) == ({"proeve": 2}, 0)
    assert keep_house(house.room) == ({}, 0)
    assert not is_there(house, accepted)
    with house.store.reading() as connection:
        (figure,) = read_observations(connection, "proeve", OPERATOR, ["antal"])
        assert (figure.value, figure.submission) == (95, accepted.token)
        assert count_deleted(connection) == {"rule": 3}
    undo_submission(house.room, accepted.token)  # what needs the file says so, and goes on
    with house.store.reading() as connection:
        assert read_observations(connection, "proeve", OPERATOR, ["antal"]) == []


def test_a_refresh_is_told_what_was_deleted_after_it(house: House) -> None:
    ruled(house, others=10)
    deliver(house, "mange")
    house.clock.forward(days=11)
    run = refresh_now(house.room)
    rest = {"pieces": 0, "addresses": 0, "sessions": 0, "attempts": 0, "links": 0}
    with house.store.reading() as connection:
        assert [one.deleted for one in read_deleted_after(connection)] == [{"files": {"proeve": 1}} | rest]
    house.room.files.folder.rename(house.room.files.folder.with_name("aside"))  # half of it fails
    refresh_now(house.room)
    del rest["pieces"]
    with house.store.reading() as connection:
        assert read_deleted_after(connection)[0].deleted == rest
        assert read_runs(connection, run_id=run.run_id)[0].deleted is not None


def test_without_a_rule_nothing_is_deleted(sqlite_house: House) -> None:
    ruled(sqlite_house)
    one, other = deliver(sqlite_house), deliver(sqlite_house, "mange")
    sqlite_house.clock.forward(days=9000)
    assert keep_house(sqlite_house.room) == ({}, 0)
    assert is_there(sqlite_house, one)
    assert is_there(sqlite_house, other)


def test_what_waits_for_a_person_stays(sqlite_house: House) -> None:
    ruled(sqlite_house, accepted=1, others=1)
    deliver(sqlite_house)
    waiting = deliver(sqlite_house, 95_000)
    assert waiting.outcome == "awaiting_confirmation"
    being_read = deliver(sqlite_house, 94)
    with sqlite_house.store.writing() as connection:
        move(connection, being_read.submission_id, "received", 0.0, finished_at=None)
    sqlite_house.clock.forward(days=9000)
    keep_house(sqlite_house.room)
    assert is_there(sqlite_house, waiting)
    assert is_there(sqlite_house, being_read)


NAMES = [
    (".receiving-abc", 2, True, "a process was killed while it received"),
    (".receiving-def", 0, False, "somebody receives right now"),
    (".form-abc", 2, True, "a form that was cut off"),
    (".writing-abc", 2, True, "a marked copy that was not finished"),
    ("nobodys.bin", 2, True, "renamed, and the transaction was not kept"),
    ("nobodys.annotated.xlsx", 2, True, "the same of a marked copy"),
    ("nobodys-new.bin", 0, False, "its transaction may be open still"),
    ("README.txt", 900, False, "not one of ours: whoever put it there knows"),
    ("fremdrift.db", 900, False, "the folder may be shared"),
]


@pytest.mark.parametrize(("name", "days", "goes", "why"), NAMES, ids=[why for *_, why in NAMES])
def test_what_nobody_points_at_goes_after_a_day(
    name: str, days: int, goes: bool, why: str, sqlite_house: House
) -> None:
    mine = deliver(sqlite_house)
    path = sqlite_house.room.files.folder / name
    path.write_bytes(b"010190-1234")
    old = (sqlite_house.clock() - timedelta(days=days, hours=1 if days else 0)).timestamp()
    for one in (path, sqlite_house.room.files.path_of(mine.token)):
        os.utime(one, (old, old))
    with sqlite_house.store.reading() as connection:
        assert find_leftovers(connection, sqlite_house.room.files, sqlite_house.clock()) == [name] * goes
    keep_house(sqlite_house.room)
    assert path.exists() is not goes
    assert is_there(sqlite_house, mine)


def test_a_fault_of_the_rules_is_not_one_of_the_refresh(sqlite_house: House, caplog: pytest.LogCaptureFixture) -> None:
    folder = sqlite_house.room.files.folder
    folder.rename(folder.with_name("aside"))
    run = refresh_now(sqlite_house.room)
    assert (run.failure, run.finished_at is None) == (None, False)
    assert "could not be deleted" in caplog.text
    assert "10190" not in caplog.text


def test_every_state_of_a_submission_has_its_rule(sqlite_house: House) -> None:
    """A new state that no rule speaks of would keep its files for ever, unseen."""
    from store import submissions

    names = {"RECEIVED", "READ", "CHECKED", "AWAITING", "ACCEPTED", "REJECTED", "WITHDRAWN"}
    known = {value for name, value in vars(submissions).items() if name in names}
    one = deliver(sqlite_house)
    ruled(sqlite_house, accepted=1, others=1)
    gone = set()
    for state in known:
        with sqlite_house.store.writing() as connection:
            connection.execute(sa.update(submission).values(state=state))
            connection.exec_driver_sql("DELETE FROM deleted_file")
        Path(sqlite_house.room.files.path_of(one.token)).touch()
        sqlite_house.clock.forward(days=30)
        keep_house(sqlite_house.room)
        gone |= set() if is_there(sqlite_house, one) else {state}
    assert known - gone == {"received", "read", "awaiting_confirmation"}
