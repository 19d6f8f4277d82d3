"""A file with one series as a case for `fremdrift judge`: periods in its first column, values in its second.

Read as a partner's file is: Danish periods and numbers, one way of writing numbers in the column, nothing guessed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from config.language import LANGUAGES, Text
from config.written_numbers import read_numbers, take_apart
from etl.meaning.contents import Content, distinct
from etl.opening.cells import NUMBER, TEXT, Sheet
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from etl.problems.problem import Problem
from progress.read_case import CaseError, CaseProblem
from store.written_periods import read_period

_WAYS = {
    "ambiguous": Text(
        "kan læses på to måder; skriv alle tal på samme måde", "can be read in two ways; write all alike"
    ),
    "mixed": Text("er skrevet på en anden måde end de andre tal", "is written in another way than the other numbers"),
}
_NO_NUMBER = Text("er ikke et tal", "is not a number")
_NO_PERIOD = Text(
    "er ikke en periode; skriv for eksempel 2024, 2024-Q1 eller januar 2024",
    "is not a period; write for example 2024, 2024-Q1 or 2024-01",
)


def observations_in(path: Path) -> list[list[str | float | None]]:
    """`[[period, value], ...]` of the first sheet that a person sees; a first row that is no period is a heading.

    Raises:
        CaseError: the file cannot be read, or naming every cell that is not understood.
    """
    book = read_file(path, path.name, Limits())
    if isinstance(book, list):
        raise CaseError([_told(path.name, one) for one in book])
    sheet = next((each for each in book.sheets if not each.hidden and len(_seen_columns(each)) >= 2), None)
    if sheet is None:
        text = Text(
            "Filen skal have perioder og tal i to kolonner.", "The file must hold periods and values in two columns."
        )
        raise CaseError([CaseProblem(path.name, "–", text)])
    found, problems = _read(path.name, sheet)
    if problems:
        raise CaseError(problems)
    return found


def _read(name: str, sheet: Sheet) -> tuple[list[list[str | float | None]], list[CaseProblem]]:
    first, second = _seen_columns(sheet)[:2]
    periods, values = _cells(sheet, first), _cells(sheet, second)
    start = int(_is_heading(periods[0], values[0]))
    numbers = read_numbers(cell.words for cell in values[start:] if cell and cell.kind == TEXT)
    found: list[list[str | float | None]] = []
    problems = []
    for index, (said, cell) in enumerate(zip(periods, values, strict=True)):
        if index < start or (said is None and cell is None):
            continue
        period = read_period(said.words) if said else None
        number = None if cell is None else cell.number if cell.kind == NUMBER else numbers.get(cell.words)
        if period is None:
            problems.append(_problem(name, sheet, first, index, said, _NO_PERIOD))
        elif isinstance(number, str) or (cell is not None and number is None):
            why = _WAYS.get(number, _NO_NUMBER) if isinstance(number, str) else _NO_NUMBER
            problems.append(_problem(name, sheet, second, index, cell, why))
        else:
            found.append([str(period), number[1] if isinstance(number, tuple) else number])
    return found, problems


def _cells(sheet: Sheet, place: int) -> list[Content | None]:
    """A column from top to bottom; None for a cell that is empty, or that nobody sees."""
    codes, contents = distinct(sheet, sheet.columns[place], np.arange(sheet.rows))
    shown = zip(codes.tolist(), sheet.visible_rows().tolist(), strict=True)
    return [contents[code] if code >= 0 and is_seen else None for code, is_seen in shown]


def _seen_columns(sheet: Sheet) -> list[int]:
    return [place for place, column in enumerate(sheet.columns) if column.letter not in sheet.hidden_columns]


def _is_heading(first: Content | None, second: Content | None) -> bool:
    """Whether the first row holds words; one with a number is a row of figures, whatever stands before it."""
    if first is not None and read_period(first.words):
        return False
    return second is None or (second.kind == TEXT and take_apart(second.words) is None)


def _told(name: str, one: Problem) -> CaseProblem:
    said = (" ".join((one.title[each], one.expected[each], one.remedy[each])) for each in LANGUAGES)
    return CaseProblem(name, one.cell or "–", Text(*said))


def _problem(name: str, sheet: Sheet, place: int, index: int, cell: Content | None, why: Text) -> CaseProblem:
    shown = cell.shown if cell else ""
    where = sheet.address(sheet.columns[place].letter, index)
    return CaseProblem(name, where, Text(f"'{shown}' {why.da}.", f"'{shown}' {why.en}."))
