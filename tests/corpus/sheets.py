"""Sheets made of rows of plain values, as the reader of files would give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.opening.box import Box
from etl.opening.cells import Sheet, Workbook
from etl.opening.columns import SheetBuilder

Rows = Sequence[Sequence[Any]]


class Wrong(str):
    """An error cell: `Wrong("#DIV/0!")`."""


def sheet_of(rows: Rows, name: str = "Ark1", first_row: int = 1, first_column: int = 1) -> Sheet:
    """A sheet whose rows hold these values; None for an empty cell."""
    width = max((len(row) for row in rows), default=0)
    if not rows or not width:
        return Sheet(name, 1, [], [])
    box = Box(first_row, first_row + len(rows) - 1, first_column, first_column + width - 1)
    builder = SheetBuilder(name, box)
    plain = [["" if value is None else _held(value) for value in [*row, *[None] * (width - len(row))]] for row in rows]
    builder.fill(plain, first_row, first_column)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, Wrong):
                builder.mark_error(first_row + at, first_column + column, str(value))
    return builder.sheet()


def workbook_of(sheets: dict[str, Rows]) -> Workbook:
    """A workbook of such sheets."""
    return Workbook("xlsx", [sheet_of(rows, name) for name, rows in sheets.items()])


def _held(value: Any) -> Any:
    return "" if isinstance(value, Wrong) else value
