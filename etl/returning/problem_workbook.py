"""A workbook that only lists the problems: for large files, and for those that cannot be marked (CSV, ODS, XLS)."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from etl.opening.own_sheets import FINDINGS
from etl.returning.problem_rows import COLOURS, FIRST_ROW, HEADINGS, WIDTHS, problems_of, rest_of, row_of

_WORDS = ("Ret cellerne i din egen fil, gem den, og send den igen.", "Dette ark er kun en liste; send det ikke.")


def problem_workbook(report: dict[str, Any], filename: str) -> bytes:
    """The content of an .xlsx file with one sheet.

    Args:
        report: as `make_report` made it.
        filename: of the file that it is about.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": f"{FINDINGS}: {filename}"})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        fills = {
            kind: book.add_format({"bg_color": f"#{colour}", "valign": "top", "bold": True})
            for kind, colour in COLOURS.items()
        }
        sheet = book.add_worksheet(FINDINGS)
        sheet.write_string(0, 0, f"{FINDINGS} i {filename}", bold)
        for number, text in enumerate(_WORDS, 1):
            sheet.write_string(number, 0, text)
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(FIRST_ROW - 2, column, heading, bold)
        row = FIRST_ROW - 1
        for row, one in enumerate(problems_of(report), FIRST_ROW - 1):
            for column, text in enumerate(row_of(one)):
                sheet.write_string(row, column, text, fills.get(one.severity, wrapped) if column == 0 else wrapped)
        if rest := rest_of(report):
            sheet.write_string(row + 1, 0, rest)
        sheet.freeze_panes(FIRST_ROW - 1, 0)
    return content.getvalue()
