"""Each workbook type gives the same picture: true addresses, true kinds, and what is hidden."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlwt

from etl.opening.cells import BOOL, DATE, EMPTY, ERROR, NUMBER, TEXT, TIME, UNSAVED, Format, Sheet, Workbook
from etl.opening.limits import Limits
from etl.opening.read_workbook import read_workbook
from etl.opening.xml_parts import elements
from etl.problems.problem import FileRefused
from tests.etl import made_files as made
from tests.etl.made_files import ods_part

Shown = tuple[int, float | str | None]


def read(path: Path, kind: Format) -> Workbook:
    return read_workbook(path, kind, Limits())


def filled(sheet: Sheet) -> dict[str, Shown]:
    """Every cell that is not empty: address, kind, and number or text."""
    found: dict[str, Shown] = {}
    for column in sheet.columns:
        for index in np.flatnonzero(column.kind != EMPTY).tolist():
            text, number = int(column.text[index]), float(column.number[index])
            shown = sheet.texts[text] if text >= 0 else None if np.isnan(number) else round(number, 9)
            found[sheet.address(column.letter, index)] = (int(column.kind[index]), shown)
    return found


def test_xlsx_kinds_at_true_addresses(tmp_path: Path) -> None:
    """Leading rows and columns are empty; the far styled cell holds nothing and makes the sheet no larger."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C5"], sheet["D5"], sheet["E5"] = "Ærø", 1, -2.5
    sheet["C6"], sheet["D6"] = True, False
    sheet["C7"], sheet["D7"] = datetime.date(2024, 1, 2), datetime.datetime(2024, 1, 2, 18)
    sheet["C8"], sheet["D8"] = datetime.time(6), datetime.timedelta(hours=36)
    sheet["AB9"] = "Ærø"
    sheet["D11"] = 0
    sheet["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    (read_sheet,) = read(tmp_path / "a.xlsx", "xlsx").sheets
    assert (read_sheet.first_row, read_sheet.rows) == (5, 7)
    assert (read_sheet.columns[0].letter, read_sheet.columns[-1].letter) == ("C", "AB")
    assert filled(read_sheet) == {
        "C5": (TEXT, "Ærø"),
        "D5": (NUMBER, 1.0),
        "E5": (NUMBER, -2.5),
        "C6": (BOOL, 1.0),
        "D6": (BOOL, 0.0),
        "C7": (DATE, 45293.0),  # as the spreadsheet itself counts days
        "D7": (DATE, 45293.75),
        "C8": (TIME, 0.25),
        "D8": (TIME, 1.5),
        "AB9": (TEXT, "Ærø"),
        "D11": (NUMBER, 0.0),
    }
    assert read_sheet.texts == ["Ærø"]


def test_xls_with_errors_and_hidden_parts(tmp_path: Path) -> None:
    book = read(made.xls(tmp_path / "a.xls"), "xls")
    sheet, hidden = book.sheets
    assert filled(sheet) == {
        "A1": (TEXT, "by"),
        "B1": (TEXT, "værdi"),
        "C1": (TEXT, "note"),
        "A2": (TEXT, "Ærø"),
        "B2": (NUMBER, 12.5),
        "C2": (TEXT, "skjult"),
        "B3": (ERROR, "#DIV/0!"),
        "B4": (NUMBER, 7.0),
    }
    assert sheet.hidden_rows.tolist() == [4]
    assert sheet.hidden_columns == ["C"]
    assert (sheet.hidden, hidden.hidden) == (False, True)


def test_xls_dates_and_long_tables(tmp_path: Path) -> None:
    """A container large enough that its sectors lie in several places, and a date by its format alone."""
    book = xlwt.Workbook(encoding="cp1252")
    sheet = book.add_sheet("Tål")
    day = xlwt.easyxf(num_format_str="dd-mm-yyyy")
    for row in range(20_000):
        sheet.write(row + 1, 1, f"række {row}")
    sheet.write(1, 2, datetime.date(2024, 1, 2), day)
    book.save(str(tmp_path / "a.xls"))
    (read_sheet,) = read(tmp_path / "a.xls", "xls").sheets
    cells = filled(read_sheet)
    assert read_sheet.name == "Tål"
    assert cells["B20001"] == (TEXT, "række 19999")
    assert cells["C2"] == (DATE, 45293.0)


def test_ods_as_a_library_writes_it(tmp_path: Path) -> None:
    (sheet,) = read(made.ods_by_library(tmp_path / "a.ods"), "ods").sheets
    assert filled(sheet) == {
        "A3": (TEXT, "by"),
        "B3": (TEXT, "kode"),
        "C3": (TEXT, "værdi"),
        "A4": (TEXT, "Ærø"),
        "B4": (TEXT, "0492"),
        "C4": (NUMBER, 12.5),
        "A5": (TEXT, "Fanø"),
        "B5": (TEXT, "0563"),
        "C5": (NUMBER, 3.0),
    }
    assert sheet.hidden_rows.tolist() == [5]
    assert sheet.hidden_columns == ["B"]


def test_ods_errors_unsaved_formulas_and_repeats(tmp_path: Path) -> None:
    """As LibreOffice writes them: one cell or row stands for several, an error is a text or a number."""
    f = "of:=1/0"
    gap, rest = ods_part("cell", columns=2), ods_part("cell", columns=16384)
    rows = [
        ods_part("row", rest, rows=4),
        ods_part(
            "row",
            gap
            + ods_part("cell", columns=2, value_type="float", value=7, text="7")
            + ods_part("cell", formula=f, value_type="string", calc_type="error", text="#DIV/0!"),
            rows=2,
        ),
        ods_part(
            "row",
            ods_part("cell", formula=f)
            + ods_part("cell", formula=f, value_type="float", value=0, calc_type="error", text="Err:502")
            + ods_part("cell", formula=f, value_type="string", text="#N/A")
            + ods_part("cell", formula=f, value_type="string", text="")
            + ods_part("cell", formula=f, value_type="float", value=5, text="5"),
            visibility="filter",
        ),
        ods_part("row", rest, rows=1_048_569, visibility="collapse"),
    ]
    columns = ods_part("column", columns=3) + ods_part("column", columns=16381, visibility="collapse")
    (sheet,) = read(made.ods(tmp_path / "a.ods", "".join(rows), columns=columns), "ods").sheets
    assert filled(sheet) == {
        **{f"{letter}{row}": (NUMBER, 7.0) for letter in "CD" for row in (5, 6)},
        "E5": (ERROR, "#DIV/0!"),
        "E6": (ERROR, "#DIV/0!"),
        "A7": (UNSAVED, None),
        "B7": (ERROR, "Err:502"),
        "C7": (ERROR, "#N/A"),
        "E7": (NUMBER, 5.0),
    }
    assert sheet.hidden_rows.tolist() == [7]
    assert sheet.hidden_columns == ["D", "E"]


def test_a_sheet_name_may_hold_anything(tmp_path: Path) -> None:
    """Marks are found by the sheet's name, through the workbook's own list, not by the order of its parts."""
    book = openpyxl.Workbook()
    for title in ("Q&A <1>", "Tal „æøå“", "'x'"):
        book.create_sheet(title)["B2"] = f"={title!r}"
    book.move_sheet("'x'", offset=-3)
    book.save(tmp_path / "a.xlsx")
    sheets = read(tmp_path / "a.xlsx", "xlsx").sheets
    assert [sheet.name for sheet in sheets] == ["'x'", "Sheet", "Q&A <1>", "Tal „æøå“"]
    assert [list(filled(sheet).items()) for sheet in sheets if sheet.name != "Sheet"] == [[("B2", (UNSAVED, None))]] * 3


def test_no_entity_is_resolved_in_any_encoding(tmp_path: Path) -> None:
    """In UTF-16 the bytes of "<!DOCTYPE" are not to be found, but the parser meets it."""
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a name="&b;"/>'
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.xml", text.encode("utf-16"))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive, pytest.raises(FileRefused) as refusal:
        elements(archive, archive.getinfo("a.xml"))
    assert "DOCTYPE" in refusal.value.problem.title.da


@pytest.mark.parametrize(("kind", "make"), [("xls", made.xls), ("xlsx", made.good_xlsx), ("ods", made.ods_by_library)])
def test_no_cut_of_a_file_gives_anything_but_one_problem(
    kind: Format, make: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Cut anywhere, a file is refused or read; it is never a fault."""
    whole = make(tmp_path / f"a.{kind}").read_bytes()
    for size in range(len(whole) // 50, len(whole), len(whole) // 50):
        (tmp_path / f"b.{kind}").write_bytes(whole[:size])
        with suppress(FileRefused):
            read(tmp_path / f"b.{kind}", kind)
            assert kind == "xls", "a zipped file has its directory at its end"
