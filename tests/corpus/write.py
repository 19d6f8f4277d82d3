"""Writes the corpus's files: workbooks from rows of plain values, and CSV in the dialects that partners send."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]
Make = Callable[[Path], Path]
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


def book(
    sheets: Mapping[str, Rows] | Rows,
    merges: Mapping[str, Sequence[Merge]] | None = None,
    hidden: Sequence[str] = (),
    hidden_rows: Mapping[str, Sequence[int]] | None = None,
    hidden_columns: Mapping[str, Sequence[int]] | None = None,
    at: tuple[int, int] = (0, 0),
    strays: Sequence[tuple[int, int]] = (),
    formats: Mapping[tuple[int, int], Mapping[str, Any]] | None = None,
) -> Make:
    """A maker of an .xlsx.

    Args:
        merges: ranges to merge, by sheet; the value is the one that the rows have at its first cell.
        at: row and column, from 0, of the first value.
        strays: cells that hold only a blank, as used ranges have them.
        formats: how a cell is shown, by its row and column on every sheet, from 0.
    """
    held = sheets if isinstance(sheets, Mapping) else {"Ark1": sheets}

    def make(folder: Path) -> Path:
        path = folder / "tal.xlsx"
        with xlsxwriter.Workbook(path, {"in_memory": True}) as workbook:
            day, plain = workbook.add_format({"num_format": "dd-mm-yyyy"}), workbook.add_format()
            for name, rows in held.items():
                sheet = workbook.add_worksheet(name)
                if name in hidden:
                    sheet.hide()
                for first, left, last, right in (merges or {}).get(name, ()):
                    sheet.merge_range(first + at[0], left + at[1], last + at[0], right + at[1], "", plain)
                for number, row in enumerate(rows, start=at[0]):
                    for column, value in enumerate(row, start=at[1]):
                        shown = (formats or {}).get((number, column))
                        _write(sheet, number, column, value, workbook.add_format(shown) if shown else day, bool(shown))
                for number in (hidden_rows or {}).get(name, ()):
                    sheet.set_row(number, None, None, {"hidden": True})
                for column in (hidden_columns or {}).get(name, ()):
                    sheet.set_column(column, column, None, None, {"hidden": True})
                for number, column in strays:
                    sheet.write_string(number, column, " ")
        return path

    return make


def _write(sheet: Any, row: int, column: int, value: Any, day: Any, shown: bool) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str) and value.startswith("#"):
        sheet.write_formula(row, column, "=1/0", None, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, *([day] if shown else []))
    elif value is not None:
        sheet.write_number(row, column, value, *([day] if shown else []))


def text(content: str, encoding: str = "utf-8", name: str = "tal.csv") -> Make:
    """A maker of a text file, its lines ended as given."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode(encoding))
        return path

    return make


def lines(*rows: str, end: str = "\r\n") -> str:
    """Lines of a text file."""
    return end.join([*rows, ""])
