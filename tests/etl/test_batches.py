"""Small files opened by the batch: the same as each by itself, or left to be opened by itself."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.extract import extract, extract_plain
from etl.opening.box import Box
from etl.opening.cells import Workbook
from etl.opening.columns import SheetBuilder
from etl.opening.kept_archive import MOST_UNPACKED
from etl.opening.letters import mend
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from etl.opening.read_plain import read_plain, read_plain_ones
from etl.personal.innocent import Innocence
from etl.personal_data import personal_problems
from tests.etl import made_files as made
from tests.etl.raw_books import raw_xlsx
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


TELLING: list[object] = [  # what a search for personal data may stumble upon, and what it passes by
    "cpr", "010150-1234", "0101501234", "101501234", "navn", "Anne Madsen", "Bo Hansen", "Per Olsen", "Ib Jensen",
    "adresse", "Lange Gade 5", "Smalle Gade 7", "Brede Gade 9", "fornavn", "Anne", "e-mail", "a@eksempel.dk", "køn",
    "alder", "K", "M", "fødselsdato", "1950-01-01", "1951-02-03", "elev", "KÃ¸benhavn", "S›by", "antal", "2024-01", 1.0,
    17.0, 2.5, 101_501_234.0, 311_299_1234.0,
]  # fmt: skip
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


def _alone(path: Path) -> Workbook | None:
    """The workbook as `read_file` gives it, where there is nothing to tell of it."""
    whole = read_file(path, path.name, Limits())
    return whole if isinstance(whole, Workbook) and not whole.problems else None


def _same(found: Workbook | None, alone: Workbook | None) -> bool:
    if found is None or alone is None:
        return found is alone
    return (_cells(found.sheets), found.sheets[0].texts, found.format) == (
        _cells(alone.sheets), alone.sheets[0].texts, alone.format,
    )  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grids=st.lists(st.tuples(GRIDS, st.integers(0, 3), st.integers(0, 30)), min_size=2, max_size=5))
def test_the_same_in_company(tmp_path: Path, grids: list[tuple[list[list[object]], int, int]]) -> None:
    """Sheets that are taken apart as one are what each of them is by itself, wherever its cells lie."""
    files = [(tmp_path / f"{number}.xlsx", f"{number}.xlsx") for number in range(len(grids))]
    for (path, _), (grid, top, left) in zip(files, grids, strict=True):
        _write(path, grid, top, left)
    found = read_plain_ones(files, Limits())
    for place, (path, name) in enumerate(files):
        assert _same(found.get(place), read_plain(path, name, Limits()))


# the rows of a sheet, and why its company must not change what is made of them
RAW_ROWS = [
    ('<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>', "a text of its own"),
    ('<row r="1"><c r="A1" t="str"><f>"a"</f><v>a</v></c></row>', "a formula's text"),
    ('<row r="1"><c r="A1"><f>1</f></c></row>', "a formula without a result"),
    ('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>', "an error"),
    ('<row r="1"><c r="A1"><v>1e999</v></c></row>', "no number"),
    ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', "a shared text that is not there"),
    ('<row r="1"><c r="A1" s="9"><v>1</v></c></row>', "a format that is not there"),
    ('<row r="1"><c r="A1" s="1"><v>3</v></c></row>', "a day before the leap day that never was"),
    ('<row r="1"><c r="A1" s="1"><v>45000</v></c></row>', "a day"),
    ('<row r="1"><c r="A1" t="b"><v>1</v></c><c r="C1" t="s"><v>1</v></c></row>', "yes, and a text"),
    ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>', "out of order"),
    ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>', "a row twice"),
    ('<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>', "a hidden row"),
    ('<row r="1" hidden=\'1\'><c r="A1"><v>1</v></c></row>', "a row hidden in other quotes"),
    ('<row r="1" hidden="false"><c r="A1"><v>1</v></c></row>', "rows that say they are shown"),
    ('<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c></row>', "blanks before a text"),
    ('<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0041_&amp;</t></is></c></row>', "a sign by its number"),
    ('<row r="1"><c r="A1" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="B1" t="s"><v>1</v></c></row>', "an entity"),
    ('<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>', "a text with formats within"),
    ('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><v>1</v></c></row>', "a stray cell"),
    ('<row r="1"><c r="A1"/></row>', "nothing in it"),
    ("", "no rows"),
    ('<row r="1"><c r="A1"><v>1</v></c>', "its row not closed"),
    ('<c r="A2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>', "its row not begun"),
    ('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"', "cut within a tag"),
    ('><c r="A2"><v>2</v></c></row>', "begun within a tag"),
    ('<row r="1"><c r="A1"><v>101010000</v></c></row>', "a number that may be a person's"),
]
PLAIN_ROWS = '<row r="2"><c r="B2" t="s"><v>1</v></c><c r="C2"><v>2.5</v></c></row>'


def test_odd_company_changes_nothing(tmp_path: Path) -> None:
    shared = "<si><t>a</t></si><si><t>b</t></si>"
    files, alone = [], []
    for number, rows in enumerate(one for raw, _ in RAW_ROWS for one in (raw, PLAIN_ROWS)):
        path = tmp_path / f"{number}.xlsx"
        raw_xlsx(path, rows, shared=shared)
        files.append((path, path.name))
        alone.append(_alone(path))
    found = read_plain_ones(files, Limits())
    for place, one in found.items():
        whole = alone[place]
        assert whole is not None
        assert _cells(one.sheets) == _cells(whole.sheets)
    assert all(place in found for place in range(1, len(files), 2)), "a plain file is plain in any company"
    assert {why for place, (_, why) in enumerate(RAW_ROWS) if 2 * place in found} >= {
        "a text of its own", "a day", "yes, and a text", "rows that say they are shown",
    }  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(TELLING), min_size=1, max_size=3), min_size=1, max_size=8),
    st.sampled_from(["Ark", "010150-1234", "navn@eksempel.dk", "cpr"]),
)
def test_innocent_sheets_have_nothing_to_tell(grid: list[list[object]], name: str) -> None:
    rows = [[*row, *[""] * (3 - len(row))] for row in grid]
    builder = SheetBuilder(name, Box(1, len(rows), 1, 3))
    builder.fill(rows, 1, 1)
    book = Workbook("xlsx", [builder.sheet()])
    if Innocence().of(book.sheets[0]):
        assert personal_problems(book, "a.xlsx") == []
        assert list(mend(book)) == []


def test_a_usual_sheet_is_innocent() -> None:
    builder = SheetBuilder("Indberetning", Box(1, 2, 1, 3))
    builder.fill([["indikator", "område", "værdi"], ["ledige", "Århus", 12.5]], 1, 1)
    assert Innocence().of(builder.sheet())


@pytest.mark.parametrize("inside", ["row r='1' hidden='1'", 'row r="1" hidden = "1"'])
def test_a_hidden_row_is_hidden_in_any_quotes(tmp_path: Path, inside: str) -> None:
    rows = f'<{inside}><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    whole = read_file(raw_xlsx(tmp_path / "a.xlsx", rows), "a.xlsx", Limits())
    assert isinstance(whole, Workbook)
    assert [one.code for one in whole.problems] == ["hidden_rows_left_out"]


@pytest.mark.parametrize("column", ["<col min='1' max='1' hidden='1'/>", '<col min="1" max="1" hidden = "true"/>'])
def test_a_hidden_column_is_hidden_in_any_quotes(tmp_path: Path, column: str) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>'
    whole = read_file(raw_xlsx(tmp_path / "a.xlsx", rows, around=f"<cols>{column}</cols>{{}}"), "a.xlsx", Limits())
    assert isinstance(whole, Workbook)
    assert [one.code for one in whole.problems] == ["hidden_columns_left_out"]


def test_texts_as_openpyxl_writes_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["indikator", "periode", "værdi"], ["a & b", "2024-01", 1.5], ["a & b", "2024-02", 2]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = read_plain_ones([(tmp_path / "a.xlsx", "a.xlsx")] * 2, Limits())
    whole = _alone(tmp_path / "a.xlsx")
    assert whole is not None
    assert [_cells(one.sheets) for one in found.values()] == [_cells(whole.sheets)] * 2
