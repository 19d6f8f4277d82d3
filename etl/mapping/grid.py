"""The sheet as the person knows it, with what we make of each cell: as much of it as one looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from config.personal_numbers import masked
from etl.layouts.apply import TableRead
from etl.layouts.filled import shown_columns
from etl.opening.cells import EMPTY, Sheet
from etl.problems.excerpt import shown_cell
from etl.problems.problem import Problem

ABOVE = 8  # rows shown above a table's headings
BELOW = 24  # rows of figures that are shown
NOTES = 3  # rows shown below a table
MOST_COLUMNS = 40
MOST_SHEETS = 12

VALUE, LEFT, HEADING, BAD = "value", "left", "heading", "bad"


@dataclass(slots=True)
class Grid:
    """One sheet.

    Attributes:
        letters: the columns that are shown.
        heads: for each of them the role of the column below the headings, "" for none.
        rows: row number, and for each column the text and the role of its cell; a gap between numbers is a jump.
        more: rows that are not shown.
        notes: hidden rows and columns are not read; said by name.
    """

    sheet: str
    letters: list[str]
    heads: list[str]
    rows: list[tuple[int, list[tuple[str, str]]]]
    more: int = 0
    hidden: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        cells = [[number, [[masked(text), role] for text, role in row]] for number, row in self.rows]
        return {"sheet": masked(self.sheet), "letters": self.letters, "heads": self.heads, "rows": cells,
                "more": self.more, "hidden": self.hidden}  # fmt: skip


def grids(sheets: list[Sheet], read: list[TableRead], values: set[tuple[str, str]], bad: list[Problem]) -> list[Grid]:
    """The sheets that hold tables.

    Args:
        values: (sheet, cell) of every figure that is read.
        bad: problems at cells.
    """
    wrong = {(one.sheet, one.cell) for one in bad if one.cell}
    found: list[Grid] = []
    for sheet in sheets:
        own = [one for one in read if one.sheet == sheet.name]
        if own and len(found) < MOST_SHEETS:
            found.append(_grid(sheet, own, values, wrong))
    return found


def plain_grid(sheet: Sheet) -> Grid:
    """A sheet on which nothing was found, as it stands."""
    columns = shown_columns(sheet)[:MOST_COLUMNS]
    rows = np.flatnonzero(sheet.visible_rows()[: ABOVE + BELOW]).tolist()
    cells = [(sheet.first_row + r, [(shown_cell(sheet, sheet.columns[c], r), "") for c in columns]) for r in rows]
    letters = [sheet.columns[c].letter for c in columns]
    return Grid(sheet.name, letters, [""] * len(letters), cells, sheet.rows - len(rows), _hidden(sheet))


def _grid(sheet: Sheet, tables: list[TableRead], values: set[tuple[str, str]], wrong: set[Any]) -> Grid:
    columns = _columns(sheet, tables)
    shown = _rows(sheet, tables)
    roles = _roles(sheet, tables)
    cells = []
    for row in shown:
        entries = []
        for number in columns:
            column = sheet.columns[number]
            text = shown_cell(sheet, column, row)
            entries.append((text, _role(sheet, number, row, roles, values, wrong) if text else ""))
        cells.append((sheet.first_row + row, entries))
    letters = [sheet.columns[number].letter for number in columns]
    heads = [_column_role(number, tables, sheet) for number in columns]
    return Grid(sheet.name, letters, heads, cells, sheet.rows - len(shown), _hidden(sheet))


def _columns(sheet: Sheet, tables: list[TableRead]) -> list[int]:
    """The shown columns that hold anything, the tables' first."""
    held = [c for c in shown_columns(sheet) if (sheet.columns[c].kind[:3000] != EMPTY).any()]
    last = max(max(one.block.columns) for one in tables)
    return [c for c in held if c <= last][:MOST_COLUMNS]


def _rows(sheet: Sheet, tables: list[TableRead]) -> list[int]:
    visible = sheet.visible_rows()
    wanted: set[int] = set()
    for one in tables:
        block = one.block
        wanted |= set(range(max(0, block.top - ABOVE), min(block.first + BELOW, block.last)))
        wanted |= set(range(max(block.first, block.last - 2), min(block.last + NOTES, sheet.rows)))
    return [row for row in sorted(wanted) if visible[row]]


def _roles(sheet: Sheet, tables: list[TableRead]) -> list[tuple[TableRead, dict[int, str]]]:
    """For each table the role of its label columns."""
    numbers = {column.letter: place for place, column in enumerate(sheet.columns)}
    found = []
    for one in tables:
        labels = {numbers[letter]: name.partition(":")[0] for name, letter in one.letters.items() if letter in numbers}
        found.append((one, {number: role for number, role in labels.items() if role != "value"}))
    return found


def _role(
    sheet: Sheet,
    number: int,
    row: int,
    roles: list[tuple[TableRead, dict[int, str]]],
    values: set[tuple[str, str]],
    wrong: set[Any],
) -> str:
    address = (sheet.name, sheet.address(sheet.columns[number].letter, row))
    if address in wrong:
        return BAD
    if address in values:
        return VALUE
    for one, labels in roles:
        block = one.block
        if number not in block.columns:
            continue
        if block.top <= row < block.first:
            is_above = any(column.column == number and column.period for column in block.values)
            return "period" if is_above else HEADING
        if block.first <= row < block.last:
            return labels.get(number, LEFT)
    return ""


def _column_role(number: int, tables: list[TableRead], sheet: Sheet) -> str:
    """What a column is in the first table that has it."""
    letter = sheet.columns[number].letter
    for one in tables:
        named = next((name.partition(":")[0] for name, held in one.letters.items() if held == letter), "")
        if named:
            return named
        if any(column.column == number for column in one.block.values):
            return VALUE
        if number in one.block.columns:
            return LEFT
    return ""


def _hidden(sheet: Sheet) -> list[str]:
    rows = [str(row) for row in sheet.hidden_rows.tolist()[:10]]
    return [*sheet.hidden_columns[:10], *rows]
