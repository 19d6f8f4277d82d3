"""What is told about a workbook that could be read: that it is empty, or what is hidden in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from etl.opening.cells import EMPTY, Sheet, Workbook
from etl.opening.own_sheets import OWN
from etl.problems.problem import Problem, problem


def remarks(workbook: Workbook) -> list[Problem]:
    """Everything to tell, an error included.

    Returns:
        `file_empty` or `nothing_visible` alone, or what is hidden, sheet by sheet.
    """
    filled = [sheet for sheet in workbook.sheets if _has_cells(sheet)]
    if not filled:
        return [problem("file_empty")]
    if not any(_has_visible_cells(sheet) for sheet in filled):
        return [problem("nothing_visible")]
    found: list[Problem] = []
    for sheet in filled:
        if sheet.name in OWN:
            continue
        if sheet.hidden:
            found.append(problem("hidden_sheet_left_out", sheet=sheet.name))
        else:
            found += _hidden_parts(sheet)
    return found


def _has_cells(sheet: Sheet) -> bool:
    return any(bool(np.any(column.kind != EMPTY)) for column in sheet.columns)


def _has_visible_cells(sheet: Sheet) -> bool:
    rows = sheet.visible_rows()
    columns = [column for column in sheet.columns if column.letter not in sheet.hidden_columns]
    return not sheet.hidden and any(bool(np.any(column.kind[rows] != EMPTY)) for column in columns)


def _hidden_parts(sheet: Sheet) -> Iterator[Problem]:
    """Hidden rows and columns that hold something; empty ones are nobody's concern."""
    filled = np.zeros(sheet.rows, bool)
    for column in sheet.columns:
        filled |= column.kind != EMPTY
    rows = [row for row in sheet.hidden_rows.tolist() if filled[row - sheet.first_row]]
    if rows:
        yield problem("hidden_rows_left_out", sheet=sheet.name, found=_spans(rows), count=len(rows))
    hidden = [column for column in sheet.columns if column.letter in sheet.hidden_columns]
    letters = [column.letter for column in hidden if np.any(column.kind != EMPTY)]
    if letters:
        yield problem("hidden_columns_left_out", sheet=sheet.name, found=", ".join(letters), count=len(letters))


def _spans(numbers: Sequence[int]) -> str:
    """[3, 4, 5, 9] as "3–5, 9"."""
    kept = set(numbers)
    starts = [number for number in numbers if number - 1 not in kept]
    ends = [number for number in numbers if number + 1 not in kept]
    return ", ".join(f"{start}" if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True))
