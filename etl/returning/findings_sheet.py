"""The sheet "Fejl og advarsler" of a marked copy: each problem with the way to its cell, and what the copy lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break, ColBreak

from config.language import Text
from etl.opening.own_sheets import FINDINGS
from etl.problems.problem import Problem
from etl.returning.problem_rows import (
    CELL,
    COLOURS,
    COLUMNS,
    DANISH_COLUMNS,
    FIRST_ROW,
    KEPT_IN_SIGHT,
    address_of,
    height_of,
    row_of,
)

_WORDS = (
    "Ret de markerede celler i dette regneark, gem det, og send det igen. Arket her bliver ikke læst.",
    "Correct the marked cells in this workbook, save it, and send it again. This sheet is not read.",
)
_WHOLE = "Kopien har alt fra din fil. / The copy holds all of your file."
_TOP = Alignment(vertical="top", wrap_text=True)
_FONT = "Calibri"  # named: without a name some spreadsheets take another than that of the cells beside it
_BOLD = Font(_FONT, 11, bold=True)
_LINK = Font(_FONT, 11, underline="single", color="FF0B5394")


def is_findings_sheet(sheet: Any) -> bool:
    """Whether it is ours, of an earlier copy, and not a sheet to which the partner has given the same name."""
    return str(sheet.title).startswith(FINDINGS) and [
        sheet.cell(FIRST_ROW - 1, column).value for column in range(1, len(COLUMNS) + 1)
    ] == [heading for heading, _ in COLUMNS]


def write_findings(book: Any, problems: Sequence[Problem], rest: str | None, lacks: Sequence[Text]) -> None:
    """Add the sheet, first of all and the one that is shown.

    Args:
        rest: a word on problems that are not listed.
        lacks: what of the partner's workbook is not in the copy.
    """
    names = set(book.sheetnames)
    sheet = book.create_sheet(FINDINGS, 0)
    sheet["A1"], sheet["A1"].font = FINDINGS, Font(_FONT, 14, bold=True)
    for number, text in enumerate((*_WORDS, _lacks(lacks)), 2):
        sheet.cell(number, 1, text)
    for column, (heading, width) in enumerate(COLUMNS, 1):
        cell = sheet.cell(FIRST_ROW - 1, column, heading)
        cell.font, cell.border = _BOLD, Border(bottom=Side("thin"))
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, one in enumerate(problems, FIRST_ROW):
        _write_row(sheet, number, one, names)
    if rest:
        sheet.cell(FIRST_ROW + len(problems), 1, rest)
    _set_up_page(sheet, FIRST_ROW + len(problems) - 1)
    for other in book.worksheets:  # two sheets shown as chosen would be edited as one
        other.sheet_view.tabSelected = other is sheet
    book.active = sheet


def _lacks(lacks: Sequence[Text]) -> str:
    if not lacks:
        return _WHOLE
    danish, english = (", ".join(one[language] for one in lacks) for language in ("da", "en"))
    return (
        f"Kopien mangler: {danish}. Din egen fil er, som den var. / "
        f"The copy lacks: {english}. Your own file is as it was."
    )


def _write_row(sheet: Any, number: int, one: Problem, names: set[str]) -> None:
    texts = row_of(one)
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(number, column, text)
        cell.alignment, cell.data_type = _TOP, "s"
    sheet.row_dimensions[number].height = height_of(texts)
    if one.severity in COLOURS:
        kind = sheet.cell(number, 1)
        kind.fill, kind.font = PatternFill("solid", start_color=f"FF{COLOURS[one.severity]}"), _BOLD
    if one.sheet in names:
        cell = sheet.cell(number, CELL + 1)
        cell.hyperlink = Hyperlink(cell.coordinate, location=f"{quote_sheetname(one.sheet)}!{address_of(one.cell)}")
        cell.font = _LINK


def _set_up_page(sheet: Any, last: int) -> None:
    """The Danish columns on one page, the English ones on the next; the places on both."""
    kept = get_column_letter(KEPT_IN_SIGHT)
    sheet.freeze_panes = f"{get_column_letter(KEPT_IN_SIGHT + 1)}{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{FIRST_ROW - 1}:{get_column_letter(len(COLUMNS))}{max(FIRST_ROW, last)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.scale = "landscape", 9, 60
    sheet.print_title_rows, sheet.print_title_cols = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}", f"A:{kept}"
    sheet.col_breaks = ColBreak()
    sheet.col_breaks.append(Break(DANISH_COLUMNS))
