"""A copy of a partner's workbook with its bad cells coloured and commented, and a sheet that lists all problems.

Everything else stays: figures, formulas, formats, merged cells, the partner's own comments. openpyxl does not take
along macros, charts and pictures; the list says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from etl.export import STARTS_A_FORMULA
from etl.opening.own_sheets import FINDINGS
from etl.problems.problem import Problem
from etl.returning.problem_rows import (
    CELL,
    COLOURS,
    FIRST_ROW,
    HEADINGS,
    WIDTHS,
    address_of,
    by_cell,
    note_of,
    problems_of,
    rest_of,
    row_of,
)

_OURS = "Fremdrift:"  # where our part of a comment begins
_WORDS = (
    "Ret de farvede celler i dette regneark, gem det, og send det igen. Arket her bliver ikke læst.",
    "Kopien er uden makroer, diagrammer og billeder; din egen fil er, som den var.",
)
_TOP = Alignment(vertical="top", wrap_text=True)
_FILLS = {kind: PatternFill("solid", start_color=f"FF{colour}") for kind, colour in COLOURS.items()}
_COMMENT_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 360, 18, 48  # pixels, pixels, signs


def mark_workbook(path: Path, report: dict[str, Any], copy: Path) -> None:
    """Write the marked copy of an .xlsx or .xlsm file. Runs in a child process: the file is a stranger's.

    Raises:
        Exception: of whatever kind, where openpyxl cannot take the file; then there is no copy.
    """
    problems = problems_of(report)
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, rich_text=True)
    _take_off_earlier_marks(book)
    for (sheet, address), here in by_cell(problems).items():
        _mark(book[sheet], address, here)
    _keep_texts_texts(book)
    _list(book, problems, rest_of(report))
    book.save(copy)


def _cells(sheet: Any) -> list[Any]:
    # Only those that are there: iter_rows would make every cell of the box.
    return list(sheet._cells.values())


def _take_off_earlier_marks(book: Any) -> None:
    """A copy that was corrected and sent back still has the marks of the last time."""
    if FINDINGS in book.sheetnames and str(book[FINDINGS]["A1"].value).startswith(FINDINGS):
        book.remove(book[FINDINGS])
    for sheet in book.worksheets:
        for cell in _cells(sheet):
            if cell.comment is not None and _OURS in cell.comment.text:
                own = cell.comment.text.partition(_OURS)[0].rstrip()
                cell.comment = Comment(own, cell.comment.author) if own else None
                if cell.fill.start_color.rgb in {f"FF{colour}" for colour in COLOURS.values()}:
                    cell.fill = PatternFill()


def _mark(sheet: Any, address: str, problems: list[Problem]) -> None:
    cell = sheet[_shown_cell(sheet, address)]
    cell.fill = _FILLS[problems[0].severity]
    own = cell.comment
    text = f"{_OURS}\n{note_of(problems)}"
    comment = Comment(f"{own.text}\n\n{text}" if own else text, own.author if own else _OURS.rstrip(":"))
    lines = sum(1 + len(line) // _LINE_LENGTH for line in comment.text.splitlines())
    comment.width, comment.height = _COMMENT_WIDTH, _LINE_HEIGHT * (lines + 1)
    cell.comment = comment


def _shown_cell(sheet: Any, address: str) -> str:
    """Of cells that are merged into one only the first can be marked."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            return f"{get_column_letter(merged.min_col)}{merged.min_row}"
    return address


def _keep_texts_texts(book: Any) -> None:
    """A text that looks like a formula gets the sign by which spreadsheets know it for a text, unseen."""
    for sheet in book.worksheets:
        for cell in _cells(sheet):
            if getattr(cell, "data_type", "") == "s" and str(cell.value).startswith(STARTS_A_FORMULA):
                cell.quotePrefix = True


def _list(book: Any, problems: list[Problem], rest: str | None) -> None:
    names = set(book.sheetnames)
    sheet = book.create_sheet(FINDINGS, 0)
    sheet["A1"], sheet["A1"].font = FINDINGS, Font(bold=True, size=14)
    for number, text in enumerate(_WORDS, 2):
        sheet.cell(number, 1, text)
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), 1):
        sheet.cell(FIRST_ROW - 1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, one in enumerate(problems, FIRST_ROW):
        for column, text in enumerate(row_of(one), 1):
            cell = sheet.cell(number, column, text)
            cell.alignment, cell.data_type = _TOP, "s"
        if one.severity in _FILLS:
            sheet.cell(number, 1).fill = _FILLS[one.severity]
        if one.sheet in names:
            _lead(sheet.cell(number, CELL + 1), one)
    if rest:
        sheet.cell(FIRST_ROW + len(problems), 1, rest)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    for other in book.worksheets:  # two sheets shown as chosen would be edited as one
        other.sheet_view.tabSelected = other is sheet
    book.active = sheet


def _lead(cell: Any, one: Problem) -> None:
    """A way to the cell itself."""
    cell.hyperlink = Hyperlink(cell.coordinate, location=f"{quote_sheetname(one.sheet)}!{address_of(one.cell)}")
    cell.font = Font(underline="single", color="FF0B5394")
    if not cell.value:
        cell.value = "arket"
