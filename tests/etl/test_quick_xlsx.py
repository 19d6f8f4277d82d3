"""The quick reader and the long way give the same, cell by cell; what is not plain is left to the long way."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.opening.cells import DATE, EMPTY, ERROR, TEXT, UNSAVED, Workbook
from etl.opening.limits import Limits
from etl.opening.quick_numbers import read_numbers
from etl.opening.quick_tags import NotPlain
from etl.opening.quick_xlsx import read_quickly
from etl.opening.read_workbook import read_at_length, read_workbook

LIMITS = Limits()
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_characters="_"), min_size=1, max_size=12)
DAYS = st.dates(date(1900, 3, 2), date(2200, 1, 1))
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 2)),
    DAYS,
)
GRIDS = st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=8)


def _cells(sheets) -> list[tuple]:
    """Everything that a sheet says, independent of how it was read."""
    seen = []
    for sheet in sheets:
        held = {}
        for column in sheet.columns:
            for index in np.flatnonzero(column.kind != EMPTY).tolist():
                text = sheet.texts[column.text[index]] if column.text[index] >= 0 else None
                number = None if np.isnan(column.number[index]) else float(column.number[index])
                held[sheet.address(column.letter, index)] = (int(column.kind[index]), number, text)
        seen.append((sheet.name, sheet.hidden, held, sheet.hidden_rows.tolist(), sheet.hidden_columns))
    return seen


def _long(path: Path) -> Workbook:
    return read_at_length(path, "xlsx", LIMITS)


def _write(path: Path, grid, top: int = 0, left: int = 0) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet("Tal & ting")
        for row, values in enumerate(grid, top):
            for column, value in enumerate(values, left):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), day)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write(row, column, value)


@settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(GRIDS, st.integers(0, 5), st.integers(0, 30))
def test_both_ways_give_the_same(tmp_path: Path, grid, top: int, left: int) -> None:
    path = tmp_path / "a.xlsx"
    _write(path, grid, top, left)
    assert _cells(read_quickly(path, LIMITS)) == _cells(_long(path).sheets)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GRIDS)
def test_also_for_another_writer(tmp_path: Path, grid) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for values in grid:
        book.active.append([value.strip("\u2028\u2029=") if isinstance(value, str) else value for value in values])
    book.save(path)
    assert _cells(read_workbook(path, "xlsx", LIMITS).sheets) == _cells(_long(path).sheets)


def test_formulas_errors_and_what_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark")
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(1, 0, '="a"&"b"', None, "a & b")
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
        sheet.write_number(3, 0, 7)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.write_number(4, 3, 8)
        sheet.set_column(3, 5, None, None, {"hidden": True})
        book.add_worksheet("Tomt")
        book.add_worksheet("Skjult").hide()
    quick = read_quickly(path, LIMITS)
    assert _cells(quick) == _cells(_long(path).sheets)
    assert [kind for kind, *_ in _cells(quick)[0][2].values()] == [2, TEXT, ERROR, 2, 2]
    assert (quick[0].hidden_rows.tolist(), quick[0].hidden_columns) == ([4], ["D"])
    assert quick[2].hidden


def _altered(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with one part's XML changed."""
    with zipfile.ZipFile(path) as book:
        parts = {entry: book.read(entry) for entry in book.namelist()}
    changed = re.sub(old, new, parts[part].decode(), count=1)
    assert changed != parts[part].decode(), "nothing was changed"
    parts[part] = changed.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"
ODD = [
    ("an inline text", SHEET, r'<c r="A1" t="s"><v>0</v></c>', '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'),
    ("an unknown attribute", SHEET, r'<c r="A1" ', '<c r="A1" cm="1" '),
    ("attributes in another order", SHEET, r'<c r="A1" t="s">', '<c t="s" r="A1">'),
    ("a comment", SHEET, r"<sheetData>", "<sheetData><!-- x -->"),
    ("a cell without an address", SHEET, r'<c r="A1" t="s">', '<c t="s">'),
    ("a row without a number", SHEET, r'<row r="1"[^>]*>', "<row>"),
    ("a text with formats within", "xl/sharedStrings.xml", r"<si><t>(.*?)</t></si>", r"<si><r><t>\1</t></r></si>"),
]


@pytest.mark.parametrize(("why", "part", "old", "new"), ODD, ids=[odd[0] for odd in ODD])
def test_what_is_not_plain_is_read_the_long_way(tmp_path: Path, why, part, old, new) -> None:
    path = tmp_path / "a.xlsx"
    _write(path, [["tekst", 1.5], ["mere", 2]])
    _altered(path, part, old, new)
    with pytest.raises(NotPlain):
        read_quickly(path, LIMITS)
    assert _cells(read_workbook(path, "xlsx", LIMITS).sheets) == _cells(_long(path).sheets), why


def test_a_formula_without_a_saved_result(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_formula(0, 0, "=1+1", None, 2)
    _altered(path, SHEET, "<v>2</v>", "")
    assert [cell[0] for cell in _cells(read_quickly(path, LIMITS))[0][2].values()] == [UNSAVED]


def test_the_system_of_1904(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    book.active["A1"] = datetime(2024, 3, 12)
    book.active["A1"].number_format = "dd-mm-yyyy"
    book.save(path)
    ((_, _, held, _, _),) = _cells(read_quickly(path, LIMITS))
    assert held["A1"] == (DATE, float((date(2024, 3, 12) - date(1899, 12, 30)).days), None)
    assert _cells(read_quickly(path, LIMITS)) == _cells(_long(path).sheets)


def test_pieces_are_cut_between_rows(tmp_path: Path, monkeypatch) -> None:
    from etl.opening import quick_xlsx

    path = tmp_path / "a.xlsx"
    _write(path, [[f"tekst {number}", number, number / 7] for number in range(2_000)])
    whole = _cells(read_quickly(path, LIMITS))
    for size in (997, 4_096, 50_000):
        monkeypatch.setattr(quick_xlsx, "_PIECE", size)
        monkeypatch.setattr(quick_xlsx, "_HEAD", 2_000)
        assert _cells(read_quickly(path, LIMITS)) == whole


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.decimals(-(10**9), 10**9, places=3), min_size=1))
def test_numbers_are_exactly_those_of_python(values) -> None:
    words = [str(value).encode() for value in values]
    piece = b"<" + b"<".join(words) + b"<"
    stops = np.flatnonzero(np.frombuffer(piece, np.uint8) == ord("<"))
    data = np.frombuffer(piece + b"\0" * 32, np.uint8)
    assert read_numbers(piece, data, stops[:-1] + 1, stops[1:]).tolist() == [float(word) for word in words]


@pytest.mark.parametrize("word", [b"", b"-", b".", b"1.2.3", b"abc", b"1,5"])
def test_what_is_no_number_is_none(word: bytes) -> None:
    data = np.frombuffer(word + b"<" + b"\0" * 32, np.uint8)
    with pytest.raises(ValueError, match="could not convert"):
        read_numbers(word + b"<", data, np.array([0]), np.array([len(word)]))
