"""File names as disks of every age hold them: none of them stops the refresh."""

from __future__ import annotations

import os
import shutil
import time

from etl.collect import collect
from etl.errands import refresh_now
from store.definitions import read_delivering
from store.known_files import read_footprints
from tests.rooms import House

NAMES = [
    ("tal.xlsx", "inbox/tal.xlsx"),
    ("TAL.XLSX", "inbox/TAL.XLSX"),
    ("tal for Ærø \U0001f331.xlsx", "inbox/tal for Ærø \U0001f331.xlsx"),
    ("tal\udcff.xlsx", "inbox/tal\ufffd.xlsx"),
    ("a" * 250 + ".xlsx", "inbox/" + "a" * 250 + ".xlsx"),
    ("tal\n; rm.xlsx", "inbox/tal\n; rm.xlsx"),
]


def test_odd_names_in_a_folder_go_in_once(house: House) -> None:
    folder = house.room.settings.inbox / "proeve" / "sekretariat"
    folder.mkdir(parents=True)
    when = time.time() - 60
    for number, (name, _) in enumerate(NAMES):
        shutil.copy(house.workbook([["antal", None, 2001 + number, 95, None]]), folder / name)
        os.utime(folder / name, (when, when))
    for outcome in ("accepted", "unchanged"):
        run = refresh_now(house.room)
        assert {one.source: one.outcome for one in run.sources} == dict.fromkeys(
            (source for _, source in NAMES), outcome
        )
        assert run.failure is None


def test_of_an_inbox_that_was_brought_in_no_file_is_asked_about_the_next_night(house: House) -> None:
    folder = house.room.settings.inbox / "proeve" / "sekretariat"
    folder.mkdir(parents=True)

    def put(name: str, value: float | str) -> None:
        shutil.copy(house.workbook([["antal", None, 2001, value, None]]), folder / name)
        os.utime(folder / name, (time.time() - 60,) * 2)

    def looked() -> tuple[int, list[int]]:
        """How many files are found, and whose the store is asked about."""
        with house.store.reading() as connection:
            where, footprints = read_delivering(connection), read_footprints(connection)
        asked = list[int]()
        found = collect(
            house.room.settings.inbox, where, lambda number: asked.append(number) or {}, footprints=footprints
        )
        return len([*found]), asked

    put("tal.xlsx", 95)
    refresh_now(house.room)
    assert looked() == (1, [])
    put("tal.xlsx", 97)
    count, asked = looked()
    assert (count, len(asked)) == (1, 1), "what has changed since is seen"
    put("afvist.xlsx", "ikke et tal")
    refresh_now(house.room)
    count, asked = looked()
    assert (count, len(asked)) == (2, 1), "a rejected file is told of every night"
