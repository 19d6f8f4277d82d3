"""The day from which a figure was known, as people write it; a day that no clock can hold is a problem at its cell."""

from __future__ import annotations

from datetime import date

import pytest

from etl.errands import submit
from etl.meaning.contents import Content, Fault
from etl.meaning.words import Meanings
from etl.opening.cells import TEXT
from tests.rooms import HEADINGS, House, small_alliance

MEANINGS = Meanings(small_alliance(), "sekretariat")
DAYS = [
    ("31-01-2022", date(2022, 1, 31), "as it is written in Denmark"),
    ("1.6.2020", date(2020, 6, 1), "with dots"),
    ("1/6/2020", date(2020, 6, 1), "day before month, always"),
    ("2020-06-01", date(2020, 6, 1), "the international way"),
    ("1. juni 2020", date(2020, 6, 1), "in words"),
    ("24/12-2005", date(2005, 12, 24), "as it is said"),
    ("2020-06-01 00:00:00", date(2020, 6, 1), "as programs write it"),
    ("29-02-2024", date(2024, 2, 29), "a leap day"),
    ("01-01-1900", date(1900, 1, 1), "the first day taken"),
    ("31-12-1899", None, "the day before it"),
    ("01-01-0001", None, "the first day of all, which begins before time does"),
    ("0001-01-01", None, "the same, the international way"),
    ("29-02-2023", None, "no leap day"),
    ("31-06-2021", None, "no such day"),
    ("2022-13-01", None, "no such month"),
    ("99-99-9999", None, "nines"),
    ("31-01-22", None, "two digits of a year"),
    ("januar 2022", None, "a month"),
    ("٣١-٠١-٢٠٢٢x", None, "other digits, and a letter"),
]


@pytest.mark.parametrize(("text", "day", "why"), DAYS, ids=[why for *_, why in DAYS])
def test_a_day_as_people_write_it(text: str, day: date | None, why: str) -> None:
    found = MEANINGS.day(Content(TEXT, text, None))
    if day is None:
        assert isinstance(found, Fault), why
        assert found.code == "day_unknown"
    else:
        assert found == day


def test_a_day_before_time_is_a_problem_at_its_cell(sqlite_house: House) -> None:
    path = sqlite_house.workbook([["antal", None, 2021, 95, None, "01-01-0001"]], headings=[*HEADINGS, "kendt fra"])
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert [(one["code"], one["cell"]) for one in done.report["problems"]] == [("day_unknown", "F2")]
