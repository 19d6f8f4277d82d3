"""A spreadsheet or CSV file with one series, as a case to judge. All figures are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.judge_file import observations_in
from progress.read_case import CaseError

READ = [
    ("2019;5\n2020;4\n", [["2019", 5.0], ["2020", 4.0]], "no heading"),
    ("år;antal\n2019;1.234,5\n2020;1.100\n", [["2019", 1234.5], ["2020", 1100.0]], "one number tells the column"),
    ("periode;tal\n1. kvt. 2024;3\n2024K2;4\n", [["2024-Q1", 3.0], ["2024-Q2", 4.0]], "periods as people write them"),
    ("år;antal;note\n2019;5;a\n;;b\n2020;;c\n", [["2019", 5.0], ["2020", None]], "blanks, a third column"),
    ("year,value\n2019,5.5\n", [["2019", 5.5]], "commas between, and points"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[:2] for row in READ], ids=[row[2] for row in READ])
def test_periods_and_values_in_two_columns(tmp_path: Path, text: str, expected: list[list[object]]) -> None:
    path = tmp_path / "tal.csv"
    path.write_text(text)
    assert observations_in(path) == expected


def test_a_workbook_holds_numbers_and_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["år", "antal"], [2019, 5], [2020, "4,5"], [2021, None]):
        book.active.append(row)
    book.create_sheet("mere").append(["x", "y"])
    path = tmp_path / "tal.xlsx"
    book.save(path)
    assert observations_in(path) == [["2019", 5.0], ["2020", 4.5], ["2021", None]]


def test_a_day_in_a_workbook_is_a_day(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([date(2024, 3, 12), 5])
    book.active.append([date(2024, 3, 13), 4])
    path = tmp_path / "tal.xlsx"
    book.save(path)
    assert observations_in(path) == [["2024-03-12", 5.0], ["2024-03-13", 4.0]]


REFUSED = [
    ("år;antal\n2019;5\nhej;4\n", "A3", "er ikke en periode", "no period"),
    ("år;antal\n2019;fem\n", "B2", "er ikke et tal", "no number"),
    ("år;antal\n2019;1.234\n", "B2", "kan læses på to måder", "1234, or 1.234"),
    ("år;antal\n2019;1.234,5\n2020;1,234.5\n", "B2", "på en anden måde", "Danish and English"),
    ("2019x;1.234\n2020;4,5\n", "A1", "er ikke en periode", "a figure in the first row"),
    ("år\n2019\n", "–", "to kolonner", "one column"),
    ("", "–", "tom", "nothing"),
]


@pytest.mark.parametrize(("text", "cell", "told"), [row[:3] for row in REFUSED], ids=[row[3] for row in REFUSED])
def test_what_is_not_understood_is_named_at_its_cell(tmp_path: Path, text: str, cell: str, told: str) -> None:
    path = tmp_path / "tal.csv"
    path.write_text(text)
    with pytest.raises(CaseError) as fault:
        observations_in(path)
    first = fault.value.problems[0]
    assert first.case == "tal.csv"
    assert first.field == cell
    assert told in first.text.da
    assert first.text.en
