"""Small files opened by the batch: the same as each by itself, or left to be opened by itself."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings

from etl.extract import extract, extract_plain
from etl.opening.cells import Workbook
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from etl.opening.read_plain import MOST_UNPACKED, read_plain
from tests.etl import made_files as made
from tests.etl.test_quick_xlsx import GRIDS, _cells, _write


def _book(path: Path, rows: list[list[object]], **more: object) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Indberetning")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if "formula" in more:
            sheet.write_formula(9, 9, "=1+1")
        if "hidden" in more:
            book.add_worksheet("Skjult").write(0, 0, "x")
            book.worksheets()[1].hide()
    return path


def _bomb(path: Path) -> Path:
    return _more(path, "xl/media/image1.png", b"\0" * (MOST_UNPACKED + 1))


def _more(path: Path, part: str, content: bytes) -> Path:
    """A workbook that would be plain, but for one part more."""
    _book(path, [["a"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, content)
    return path


def test_a_plain_one_is_taken(tmp_path: Path) -> None:
    assert read_plain(_more(tmp_path / "a.xlsx", "xl/media/image1.png", b"x"), "a.xlsx", Limits()) is not None


CIVIL = [["cpr"], *[[f"0101{year:02}-{1234 + year}"] for year in range(50, 70)]]

# name, how it is made, why it must be opened by itself
ODD: list[tuple[str, Callable[[Path], Path], str]] = [
    ("a.xlsx", lambda path: made.written(path, b"no workbook"), "no workbook"),
    ("a.xlsx", lambda path: made.written(path, b"x" + _book(path, [["a"]]).read_bytes()), "something before it"),
    ("a.xlsx", lambda path: made.truncated(path, lambda one: _book(one, [["a"]])), "cut short"),
    ("a.xlsx", made.flagged_encrypted, "says that it is encrypted"),
    ("a.xlsx", made.lying_size, "lies about a size"),
    ("a.xlsx", _bomb, "unpacks to more than a small file has"),
    ("a.csv", lambda path: _book(path, [["a"]]), "another name than content"),
    ("a.xlsx", lambda path: _book(path, [["a"]], hidden=True), "a hidden sheet: a note"),
    ("a.xlsx", lambda path: _book(path, CIVIL), "personal data"),
    ("a.xlsx", lambda path: _book(path, [["KÃ¸benhavn"]]), "a text to be mended"),
    ("a.xlsx", lambda path: _book(path, [["a\ufffdb"]]), "a broken text"),
    ("a.xlsx", lambda path: _book(path, []), "empty"),
    ("a.xlsx", lambda path: _more(path, "xl/vbaProject.bin", b"x"), "macros: a note"),
    ("a.xlsx", lambda path: _more(path, "xl/more.xml", b"<!DOCTYPE a>"), "a document type"),
    ("a.xlsx", lambda path: _more(path, "xl/comments1.xml", b"010150-1234"), "personal data that no sheet shows"),
    ("a.xlsx", lambda path: _more(path, "xl/WORKBOOK.xml", b"<a/>"), "two parts of one name"),
    ("a.xlsx", lambda path: made.written(path, b""), "no bytes"),
]


@pytest.mark.parametrize(("name", "make", "why"), ODD, ids=[why for _, _, why in ODD])
def test_what_is_odd_is_opened_by_itself(tmp_path: Path, name: str, make: Callable[[Path], Path], why: str) -> None:
    assert read_plain(make(tmp_path / name), name, Limits()) is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=GRIDS)
def test_the_same_as_by_itself(tmp_path: Path, grid: list[list[object]]) -> None:
    """Whatever stands in it: nothing that is told of a file is lost."""
    path = tmp_path / "a.xlsx"
    _write(path, grid)
    plain, whole = read_plain(path, path.name, Limits()), read_file(path, path.name, Limits())
    if plain is None:
        return
    assert isinstance(whole, Workbook)
    assert _cells(plain.sheets) == _cells(whole.sheets)
    assert (plain.problems, plain.is_template, plain.format) == ([], whole.is_template, whole.format)
    assert whole.problems == []


def test_a_batch_gives_its_plain_files(tmp_path: Path) -> None:
    good = [_book(tmp_path / f"{number}.xlsx", [["a", 1.5], ["b", 2]]) for number in range(3)]
    bad = made.written(tmp_path / "bad.xlsx", b"no workbook")
    found = extract_plain([(path, path.name) for path in (good[0], bad, good[1], good[2])], Limits())
    assert list(found) == [0, 2, 3]
    whole = extract(good[0], good[0].name)
    assert isinstance(whole, Workbook)
    assert all(_cells(one.sheets) == _cells(whole.sheets) for one in found.values())


@pytest.mark.parametrize("limits", [Limits(memory_mb=40), Limits(seconds=0)], ids=["memory", "time"])
def test_a_batch_that_is_too_much_gives_none_of_its_files(tmp_path: Path, limits: Limits) -> None:
    """Each of them is then opened by itself, bound as ever; and the next batch is not the worse for it."""
    path = _book(tmp_path / "a.xlsx", [["a", 1.5]])
    assert extract_plain([(path, path.name)], limits) == {}
    assert list(extract_plain([(path, path.name)], Limits())) == [0]
