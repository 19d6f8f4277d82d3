"""Every bad file gets one clear answer within seconds, and the next good file is read as if nothing had happened."""

from __future__ import annotations

import json
import re
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from etl.extract import extract
from etl.opening.cells import ERROR, NUMBER, TEXT, UNSAVED, Workbook
from etl.opening.limits import Limits
from etl.problems.problem import Problem, problem
from tests.etl import made_files as made
from tests.etl.made_files import ods, with_parts, written, xlsx_rows

# What no person should meet: where our files lie, what we are made of, how it failed.
INNER = re.compile(r"/|\\|calamine|openpyxl|zipfile|expat|numpy|python|traceback|exception|\betl\b|\.py\b|None", re.I)

CELL = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
ROW = f"<table:table-row>{CELL}</table:table-row>"
BOMB = {"xl/media/zeros.bin": bytes(30_000_000)}
BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


def far_corner(path: Path) -> Path:
    """The 5 kB workbook that aborts readers: openpyxl writes only the two cells."""
    book = openpyxl.Workbook()
    book.active["A1"] = book.active["XFD1048576"] = "x"
    book.save(path)
    assert path.stat().st_size < 6000
    return path


def far_corner_ods(path: Path) -> Path:
    """The same as an OpenDocument file says it: by counting up what is empty."""
    aside = '<table:table-cell table:number-columns-repeated="16383"/>'
    far = ROW.replace("row>", f"row>{aside}", 1)
    return ods(path, f"{ROW}{repeated('<table:table-row/>', 1_048_574)}{far}")


def repeated(row: str, times: int) -> str:
    return row.replace("table-row", f'table-row table:number-rows-repeated="{times}"', 1)


def cells(*addresses: str, value: str = "1", kind: str = "n") -> str:
    """Rows of an .xlsx sheet with the same value in each of these cells."""
    rows: dict[str, str] = {}
    for address in addresses:
        row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        rows[row] = rows.get(row, "") + f'<c r="{address}" t="{kind}"><v>{value}</v></c>'
    return "".join(f'<row r="{row}">{inside}</row>' for row, inside in rows.items())


def wide_box(path: Path) -> Path:
    """Two cells that are just near enough: their reader sets aside 768 MB."""
    return xlsx_rows(path, cells("A1", "X1000000"))


def slow_csv(path: Path) -> Path:
    """Quotation marks, so that its rows can only be counted by reading them."""
    return written(path, b'"a";b\n' * 4_000_000)


def hidden_everything(path: Path) -> Path:
    """Each cell is in a hidden sheet, row or column."""
    book = openpyxl.Workbook()
    book.active["B2"], book.active["C3"] = "x", "y"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("Lister")["A1"] = "x"
    book["Lister"].sheet_state = "hidden"
    book.save(path)
    return path


def many_sheets(path: Path) -> Path:
    book = openpyxl.Workbook()
    for number in range(8):
        book.create_sheet(f"Ark {number}")["A1"] = 1
    book.save(path)
    return path


SMALL = Limits(max_rows=1000, max_columns=50, max_sheets=5, max_unpacked_mb=20)
# (name as sent, how it is made, limits, code, cell)
BAD: list[tuple[str, Callable[[Path], Path], Limits, str, str | None]] = [
    # Not what it seems
    ("tom.xlsx", lambda p: written(p, b""), SMALL, "file_empty", None),
    ("tom.csv", lambda p: written(p, b"\xef\xbb\xbf\r\n ;\r\n"[:5]), SMALL, "file_empty", None),
    ("uden celler.xlsx", lambda p: xlsx_rows(p, ""), SMALL, "file_empty", None),
    ("brev.docx", lambda p: with_parts(p, {}), SMALL, "file_type_unknown", None),
    ("uden endelse", lambda p: with_parts(p, {}), SMALL, "file_type_unknown", None),
    ("tekst.xlsx", lambda p: written(p, "a;b\n1;2\n"), SMALL, "content_differs_from_name", None),
    ("side.xls", lambda p: written(p, "<html><table><tr><td>1"), SMALL, "content_differs_from_name", None),
    ("side.csv", lambda p: written(p, "\n<!DOCTYPE html>\n<p>Log ind"), SMALL, "content_differs_from_name", None),
    ("ark.xls", lambda p: made.good_xlsx(p.with_suffix(".xlsx")).rename(p), SMALL, "content_differs_from_name", None),
    ("gammelt.xlsx", lambda p: made.xls(p), SMALL, "content_differs_from_name", None),
    ("dokument.csv", lambda p: written(p, b"%PDF-1.7\n%\xe2\xe3"), SMALL, "content_differs_from_name", None),
    ("pakke.xlsx", lambda p: ods(p, ROW), SMALL, "content_differs_from_name", None),
    # Locked
    ("låst.xlsx", made.encrypted_package, SMALL, "password_protected", None),
    ("låst.xls", made.xls_with_password, SMALL, "password_protected", None),
    ("låst zip.xlsx", made.flagged_encrypted, SMALL, "password_protected", None),
    ("låst.ods", lambda p: ods(p, ROW, "<m:encryption-data/>"), SMALL, "password_protected", None),
    # Broken
    ("halv.xlsx", lambda p: made.truncated(p, made.good_xlsx), SMALL, "file_damaged", None),
    ("halv.xls", lambda p: made.truncated(p, made.xls), SMALL, "file_damaged", None),
    ("halv.ods", lambda p: made.truncated(p, made.ods_by_library), SMALL, "file_damaged", None),
    ("løgn.xlsx", made.lying_size, SMALL, "file_damaged", None),
    ("skåret.xlsx", lambda p: xlsx_rows(p, '<row r="1"><c r="A1"><v>1'), SMALL, "file_damaged", None),
    ("adresse.xlsx", lambda p: xlsx_rows(p, '<row r="1"><c r="Å1"><v>1</v></c></row>'), SMALL, "file_damaged", None),
    # The cell says that it is in another row, so that no check would see how far away it is
    ("falsk.xlsx", lambda p: xlsx_rows(p, cells("A1").replace("A1", "XFD1048576")), SMALL, "file_damaged", None),
    ("doctype.xlsx", lambda p: xlsx_rows(p, cells("A1"), root=BILLION), SMALL, "file_damaged", None),
    ("skjult doctype.xlsx", lambda p: with_parts(p, {"xl/x.xml": BILLION.encode()}), SMALL, "file_damaged", None),
    ("nul.csv", lambda p: written(p, b"a;b\n1;\0\n"), SMALL, "file_damaged", None),
    ("citat.csv", lambda p: written(p, 'a;b\n1;2\n"åben;3\n4;5\n'), SMALL, "file_damaged", "A3"),
    ("bytes.csv", lambda p: written(p, b"a;b\n1;\x81\n"), SMALL, "file_damaged", None),
    # Too much
    ("bombe.xlsx", lambda p: with_parts(p, BOMB), SMALL, "file_unpacks_too_large", None),
    ("stor.csv", lambda p: written(p, b"x" * 20_000_001), SMALL, "file_unpacks_too_large", None),
    ("hjørne.xlsx", far_corner, Limits(), "stray_cell", "XFD1048576"),
    ("bred.xlsx", lambda p: xlsx_rows(p, cells("A1", "XFD1")), SMALL, "stray_cell", "XFD1"),
    ("dyb.xlsx", lambda p: xlsx_rows(p, cells("A1", "B1048576")), SMALL, "stray_cell", "B1048576"),
    ("hjørne.ods", far_corner_ods, Limits(), "stray_cell", "XFD1048576"),
    ("gentaget.ods", lambda p: ods(p, repeated(ROW, 1_048_576)), SMALL, "too_many_rows", None),
    ("rækker.xlsx", lambda p: xlsx_rows(p, cells(*[f"A{n}" for n in range(9, 1010)])), SMALL, "too_many_rows", None),
    ("ti millioner.csv", lambda p: written(p, b"a;b\n" * 10_000_000), Limits(), "too_many_rows", None),
    ("citerede rækker.csv", lambda p: written(p, b'"a";b\n' * 1001), SMALL, "too_many_rows", None),
    ("mange kolonner.csv", lambda p: written(p, ";".join("abc" * 20)), SMALL, "too_many_columns", None),
    ("mange ark.xlsx", many_sheets, SMALL, "too_many_sheets", None),
    # Kills or keeps its reader
    ("dræber.xlsx", wide_box, Limits(memory_mb=350), "file_too_hard_to_read", None),
    ("lidt plads.xlsx", made.good_xlsx, Limits(memory_mb=40), "file_too_hard_to_read", None),
    ("ingen tid.xlsx", made.good_xlsx, Limits(seconds=0), "reading_took_too_long", None),
    ("lang tid.csv", slow_csv, Limits(max_rows=10**7, seconds=1), "reading_took_too_long", None),
    # Read, and of no use
    ("skjult.xlsx", hidden_everything, SMALL, "nothing_visible", None),
    ("ødelagt.csv", lambda p: written(p, "by;tal\nf�dte;1\n"), SMALL, "text_damaged", "A2"),
    ("dobbelt.xlsx", lambda p: xlsx_rows(p, cells("C7", value="fÃ¸dte", kind="str")), SMALL, "text_damaged", "C7"),
    ("ukendt fejl.xlsx", lambda p: xlsx_rows(p, cells("B4", value="#SPILL!", kind="e")), SMALL, "error_cell", "B4"),
]  # fmt: skip


@pytest.fixture
def good_file(tmp_path: Path) -> Path:
    return made.good_xlsx(tmp_path / "god.xlsx")


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of this test's own, to see what is left in it."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def nothing_left(folder: Path) -> bool:
    """No file in the folder, and no process that works there."""
    working = []
    for process in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):  # ended meanwhile
            working.append(str(process.readlink()))
    return not list(folder.iterdir()) and not any(place.startswith(str(folder)) for place in working)


def problems_of(path: Path, limits: Limits = SMALL) -> list[Problem]:
    found = extract(path, path.name, limits)
    assert isinstance(found, list), f"{path.name} was taken"
    return found


def workbook_of(path: Path, limits: Limits = SMALL) -> Workbook:
    found = extract(path, path.name, limits)
    assert isinstance(found, Workbook), found
    return found


def cell(workbook: Workbook, address: str, sheet: int = 0) -> tuple[int, float | str | None]:
    """(kind, number or text) of a cell by its true address."""
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]
    shown = workbook.sheets[sheet]
    column = next(column for column in shown.columns if column.letter == letters)
    index = int(row) - shown.first_row
    assert shown.address(letters, index) == address
    text, number = int(column.text[index]), float(column.number[index])
    return int(column.kind[index]), shown.texts[text] if text >= 0 else None if np.isnan(number) else number


@pytest.mark.parametrize(("name", "make", "limits", "code", "where"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_file_gets_one_clear_answer(
    name: str,
    make: Callable[[Path], Path],
    limits: Limits,
    code: str,
    where: str | None,
    tmp_path: Path,
    good_file: Path,
    own_temp: Path,
) -> None:
    path = make(tmp_path / name)
    started = time.monotonic()
    found = problems_of(path, limits)
    assert time.monotonic() - started < 8
    assert [(one.code, one.cell, one.severity) for one in found if one.severity == "error"] == [(code, where, "error")]
    for one in found:
        texts = [text[language] for text in (one.title, one.expected, one.remedy) for language in ("da", "en")]
        assert all(texts), "each text in both languages"
        assert not INNER.search(" ".join([*texts, one.found or ""]).replace("#DIV/0!", "")), texts
        assert str(tmp_path) not in json.dumps(one.to_json())
        assert one.title.da != one.title.en
    assert nothing_left(own_temp)
    assert cell(workbook_of(good_file), "C2") == (NUMBER, 12.5)


def test_every_limit_is_named_where_it_is_met() -> None:
    """A message that names no limit leaves the sender guessing; these do, in each language's digits."""
    assert "1.100.000" in problem("too_many_rows", rows=10_000_000, limit=1_100_000).title.da
    assert "10,000,000" in problem("too_many_rows", rows=10_000_000, limit=1_100_000).title.en
    assert "1.000 MB" in problem("file_unpacks_too_large", limit=1000).title.da


def test_found_and_limit_of_ten_million_rows(tmp_path: Path) -> None:
    (one,) = problems_of(written(tmp_path / "a.csv", b"a;b\n" * 10_000_000), Limits())
    assert one.title.da == "Der er 10.000.000 rækker; grænsen er 1.100.000."


def test_errors_and_unsaved_formulas_are_told_apart(tmp_path: Path) -> None:
    rows = (
        '<row r="3"><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C3" t="e"><v>#N/A</v></c></row>'
        '<row r="4"><c r="B4"><f>B9*2</f></c><c r="C4"><f>B9</f><v></v></c><c r="D4"><f>B9</f><v/></c></row>'
        '<row r="5"><c r="B5" t="str"><f>IF(1,"")</f><v></v></c><c r="C5" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="D5"><f>1+1</f><v>2</v></c></row>'
        '<row r="6"><c r="B6"><f t="shared" si="0"/><v>0</v></c><c r="G6"><f>1</f></c></row>'
        '<row r="7"><c r="B7"><v>NaN</v></c><c r="C7"><v>1e999</v></c></row>'
    )
    book = workbook_of(xlsx_rows(tmp_path / "a.xlsx", rows))
    expected = {
        "B3": (ERROR, "#DIV/0!"),
        "C3": (ERROR, "#N/A"),
        "B4": (UNSAVED, None),  # as openpyxl writes formulas
        "C4": (UNSAVED, None),
        "D4": (UNSAVED, None),
        "B5": (0, None),  # the saved result is an empty text
        "C5": (TEXT, "a"),
        "D5": (NUMBER, 2.0),
        "B6": (NUMBER, 0.0),
        "G6": (UNSAVED, None),  # beyond what the reader of values sees
        "B7": (ERROR, "#NUM!"),
        "C7": (ERROR, "#NUM!"),
    }
    assert {address: cell(book, address) for address in expected} == expected


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_other_programs_spell_the_same_sheet_otherwise(prefix: str, tmp_path: Path) -> None:
    """Prefixed names (as some .NET programs write) and cells without addresses (the standard allows it)."""
    row = f'<{prefix}row hidden="true"><{prefix}c><{prefix}v>1</{prefix}v></{prefix}c>'
    row += f'<{prefix}c t="e"><{prefix}v>#REF!</{prefix}v></{prefix}c></{prefix}row>'
    columns = f'<{prefix}cols><{prefix}col min="2" max="16384" hidden="1"/></{prefix}cols>'
    rows = f"<{prefix}row><{prefix}c><{prefix}v>5</{prefix}v></{prefix}c></{prefix}row>{row}"
    book = workbook_of(xlsx_rows(tmp_path / "a.xlsx", rows, before=columns, prefix=prefix))
    assert cell(book, "A1") == (NUMBER, 5.0)
    assert cell(book, "B2") == (ERROR, "#REF!")
    assert book.sheets[0].hidden_rows.tolist() == [2]
    assert book.sheets[0].hidden_columns == ["B"]


def test_what_is_hidden_is_marked_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tal"
    for row in (3, 4, 5, 7, 8):
        sheet.cell(row, 2, "Ærø"), sheet.cell(row, 4, row)
    for row in (4, 5, 6, 7, 20):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["D"].hidden = sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Lister")["A1"] = "K�benhavn"
    book["Lister"].sheet_state = "veryHidden"
    book.create_sheet("Tomt").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    read = workbook_of(tmp_path / "a.xlsx")
    tal = read.sheets[0]
    assert tal.first_row == 3
    assert [column.letter for column in tal.columns] == ["B", "C", "D"]
    assert tal.hidden_rows.tolist() == [4, 5, 6, 7]
    assert tal.visible_rows().tolist() == [True, False, False, False, False, True]
    assert [sheet.hidden for sheet in read.sheets] == [False, True, True]
    assert [(one.code, one.severity, one.sheet, one.found) for one in read.problems] == [
        ("hidden_rows_left_out", "warning", "Tal", "4–5, 7"),  # 6 holds nothing
        ("hidden_columns_left_out", "warning", "Tal", "D"),  # C holds nothing
        ("hidden_sheet_left_out", "warning", "Lister", None),  # and its broken text is nobody's concern
    ]


def test_macros_and_links_are_left_alone_and_told(tmp_path: Path) -> None:
    parts = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<a/>"}
    book = workbook_of(with_parts(tmp_path / "a.xlsm", parts))
    assert [(one.code, one.severity) for one in book.problems] == [
        ("macros_ignored", "note"),
        ("external_links_ignored", "note"),
    ]


def test_an_interrupted_reading_leaves_nothing_behind(tmp_path: Path, own_temp: Path, good_file: Path) -> None:
    path = slow_csv(tmp_path / "a.csv")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            extract(path, path.name, Limits(max_rows=10**7))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 3, "the child was not waited for"
    assert nothing_left(own_temp)
    assert cell(workbook_of(good_file), "C2") == (NUMBER, 12.5)


def test_reads_from_any_working_folder(good_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an `etl.py` of its own must not be mistaken for ours."""
    written(tmp_path / "etl.py", "raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert cell(workbook_of(Path("god.xlsx")), "A2") == (TEXT, "tyverier")


def test_a_file_that_is_not_there_is_our_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        extract(tmp_path / "væk.xlsx", "væk.xlsx")
