"""File names as disks of every age hold them: none of them stops the refresh."""

from __future__ import annotations

import os
import shutil
import time

from etl.errands import refresh_now
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
