"""The refresh: what partners put in their folders goes in, once, and one bad source stops no other."""

from __future__ import annotations

import os
import shutil
import time

import pytest

from etl import collect
from etl.errands import refresh_now
from store.definitions import apply
from store.observations import read_observations
from store.viewer import OPERATOR
from tests.rooms import NOW, House, small_alliance


@pytest.fixture
def drop(house: House):
    """Puts a workbook in an organisation's folder, old enough to be taken for finished."""

    def _drop(rows, name="tal.xlsx", organisation="sekretariat", age=60.0):
        folder = house.room.settings.inbox / "proeve" / organisation
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        if isinstance(rows, bytes):
            path.write_bytes(rows)
        else:
            shutil.copy(house.workbook(rows), path)
        when = time.time() - age
        os.utime(path, (when, when))
        return path

    return _drop


def _outcomes(run):
    return {(one.organisation, one.source): one.outcome for one in run.sources}


def _count(house: House) -> int:
    with house.store.reading() as connection:
        return len(read_observations(connection, "proeve", OPERATOR, ["antal", "kommuner"]))


def test_a_new_file_is_accepted_then_unchanged_then_changed(house: House, drop):
    key = ("sekretariat", "inbox/tal.xlsx")
    drop([["antal", None, 2021, 95, None]])
    assert _outcomes(refresh_now(house.room)) == {key: "accepted"}
    assert _outcomes(refresh_now(house.room)) == {key: "unchanged"}
    drop([["antal", None, 2021, 96, None]], age=30)
    run = refresh_now(house.room)
    assert _outcomes(run) == {key: "accepted"}
    assert run.sources[0].counts == {"new": 0, "changed": 1, "unchanged": 0, "vanished": 0}
    assert _count(house) == 1


def test_an_unchanged_file_is_not_opened(house: House, drop):
    path = drop([["antal", None, 2021, 95, None]])
    refresh_now(house.room)
    facts = path.stat()
    path.write_bytes(b"x" * facts.st_size)  # the same size and time: nobody may look inside
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert _outcomes(refresh_now(house.room)) == {("sekretariat", "inbox/tal.xlsx"): "unchanged"}


def test_a_touched_file_with_the_same_bytes_is_unchanged(house: House, drop):
    path = drop([["antal", None, 2021, 95, None]])
    refresh_now(house.room)
    os.utime(path, (time.time() - 10, time.time() - 10))
    assert _outcomes(refresh_now(house.room)) == {("sekretariat", "inbox/tal.xlsx"): "unchanged"}


def test_a_broken_file_stops_no_other(house: House, drop):
    drop(b"no workbook", name="a.xlsx")
    drop([["antal", None, 2021, 95, None]], name="b.xlsx")
    drop([["kommuner", "Aarhus", 2021, 3, None]], name="c.xlsx", organisation="partner")
    run = refresh_now(house.room)
    assert list(_outcomes(run).values()) == ["accepted", "rejected", "accepted"]
    (broken,) = [one for one in run.sources if one.outcome == "rejected"]
    assert broken.problems[0]["title"]["da"]
    assert _count(house) == 2


def test_a_rejected_file_is_told_of_every_night_and_not_read_again_until_it_changes(house: House, drop):
    drop(b"no workbook")
    first, *later = (refresh_now(house.room) for _ in range(4))
    assert _outcomes(first) == {("sekretariat", "inbox/tal.xlsx"): "rejected"}
    for night in later:
        assert _outcomes(night) == _outcomes(first)
        assert night.sources[0].submission == first.sources[0].submission, "the same report, of the same reading"
    drop([["antal", None, 2021, 95, None]])
    assert _outcomes(refresh_now(house.room)) == {("sekretariat", "inbox/tal.xlsx"): "accepted"}


def test_a_file_that_cannot_be_opened_fails_and_is_tried_again(house: House, drop, monkeypatch):
    path = drop([["antal", None, 2021, 95, None]])
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(house.room.settings.max_upload_bytes + 1)  # larger than a file may be
    os.utime(path, (time.time() - 60, time.time() - 60))
    assert _outcomes(refresh_now(house.room)) == {("sekretariat", "inbox/tal.xlsx"): "failed"}
    with path.open("r+b") as file:
        file.truncate(size)
    os.utime(path, (time.time() - 60, time.time() - 60))
    assert _outcomes(refresh_now(house.room)) == {("sekretariat", "inbox/tal.xlsx"): "accepted"}


def test_files_being_written_hidden_files_and_links_are_passed_by(house: House, drop):
    drop([["antal", None, 2021, 95, None]], name="nu.xlsx", age=0)
    drop([["antal", None, 2021, 95, None]], name="~$aaben.xlsx")
    drop([["antal", None, 2021, 95, None]], name=".skjult.xlsx")
    drop(b"%PDF", name="referat.pdf")
    target = drop([["antal", None, 2021, 95, None]], name="rigtig.xlsx")
    (target.parent / "henvisning.xlsx").symlink_to(target)
    assert collect.STILL_BEING_WRITTEN > 0
    assert list(_outcomes(refresh_now(house.room))) == [("sekretariat", "inbox/rigtig.xlsx")]


def test_one_alliance_alone(house: House, drop):
    with house.store.writing() as connection:
        apply(connection, small_alliance(slug="en-anden"), "file", NOW)
    drop([["antal", None, 2021, 95, None]])
    assert refresh_now(house.room, "en-anden").sources == []
    assert _count(house) == 0
    with pytest.raises(LookupError):
        refresh_now(house.room, "ukendt")


def test_every_delivering_organisation_has_a_folder(house: House):
    refresh_now(house.room)
    assert sorted(path.name for path in (house.room.settings.inbox / "proeve").iterdir()) == ["partner", "sekretariat"]
