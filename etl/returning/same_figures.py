"""Whether a copy holds the same in every cell as the file that it was made of: read by the reader that reads files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum


def holds_the_same(received: Path, copy: Path, but_for: Collection[str]) -> bool:
    """Every sheet of the received file but these is there, each filled cell has its value, and no other is filled."""
    one, other = CalamineWorkbook.from_path(str(received)), CalamineWorkbook.from_path(str(copy))
    there = set(other.sheet_names)
    names = [
        sheet.name
        for sheet in one.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.name not in but_for
    ]
    return all(name in there and _cells(one, name) == _cells(other, name) for name in names)


def _cells(book: CalamineWorkbook, name: str) -> dict[tuple[int, int], Any]:
    sheet = book.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    return {
        (top + row, left + column): (type(value).__name__, value)
        for row, cells in enumerate(sheet.to_python())
        for column, value in enumerate(cells)
        if value != ""
    }
