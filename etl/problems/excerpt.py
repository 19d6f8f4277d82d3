"""Parts of a sheet as the person sees them: a cell, and a cell among its neighbours."""

from __future__ import annotations

from typing import Any

from config.language import format_number
from etl.meaning.contents import Content
from etl.opening.cells import BOOL, DATE, EMPTY, ERROR, NUMBER, TEXT, Column, Sheet, column_letter, column_number


def excerpt(sheet: Sheet, cell: str) -> dict[str, Any] | None:
    """The cell among its neighbours: up to three rows of up to six columns, as the person sees them."""
    letters, digits = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not letters or not digits or not sheet.columns:
        return None
    row, column = int(digits) - sheet.first_row, column_number(letters)
    first = max(1, min(column - 3, column_number(sheet.columns[-1].letter) - 5))
    shown = {column_letter(number): None for number in range(first, first + 6)}
    columns = [one for one in sheet.columns if one.letter in shown]
    rows = [index for index in (row - 1, row, row + 1) if 0 <= index < sheet.rows]
    return {
        "columns": [one.letter for one in columns],
        "rows": [[sheet.first_row + i, [shown_cell(sheet, one, i) for one in columns]] for i in rows],
        "cell": cell,
    }


def shown_cell(sheet: Sheet, column: Column, index: int) -> str:
    """A cell as a person sees it, shortened; "" for an empty one."""
    kind = int(column.kind[index])
    if kind in (TEXT, ERROR):
        text = sheet.texts[int(column.text[index])] if column.text[index] >= 0 else ""
        return text if len(text) <= 40 else text[:39] + "…"
    if kind == NUMBER:
        number = float(column.number[index])
        return str(int(number)) if number == int(number) else format_number(number)
    if kind == DATE:
        return Content(DATE, None, float(column.number[index])).shown
    if kind == BOOL:
        return "SAND" if column.number[index] else "FALSK"
    return "" if kind == EMPTY else "?"
