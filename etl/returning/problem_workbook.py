"""A workbook that only lists the problems: for large files, and for those that cannot be marked (CSV, ODS, XLS)."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from etl.opening.own_sheets import FINDINGS
from etl.returning.problem_rows import (
    CELL,
    COLOURS,
    COLUMNS,
    DANISH_COLUMNS,
    FIRST_ROW,
    KEPT_IN_SIGHT,
    height_of,
    plain,
    problems_of,
    rest_of,
    row_of,
)

_WORDS = (
    "Ret cellerne i din egen fil, gem den, og send den igen.",
    "Correct the cells in your own file, save it, and send it again.",
    "Dette ark er kun en liste; send det ikke. / This sheet is only a list; do not send it.",
)


def problem_workbook(report: dict[str, Any], filename: str) -> bytes:
    """The content of an .xlsx file with one sheet.

    Args:
        report: as `make_report` made it.
        filename: of the file that it is about.
    """
    content = io.BytesIO()
    # Texts of strangers: an address in one is no link, a sign before one makes no formula.
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as b:
        b.set_properties({"title": plain(f"{FINDINGS}: {filename}")})
        title, bold = b.add_format({"bold": True, "font_size": 14}), b.add_format({"bold": True, "bottom": 1})
        wrapped = b.add_format({"text_wrap": True, "valign": "top"})
        kinds = {
            kind: b.add_format({"bg_color": f"#{colour}", "valign": "top", "bold": True})
            for kind, colour in COLOURS.items()
        }
        sheet = b.add_worksheet(FINDINGS)
        sheet.write_string(0, 0, plain(f"{FINDINGS} i {filename}"), title)
        for number, text in enumerate(_WORDS, 1):
            sheet.write_string(number, 0, text)
        for column, (heading, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(FIRST_ROW - 2, column, heading, bold)
        number = FIRST_ROW - 1
        for one in problems_of(report):
            texts = row_of(one)
            sheet.set_row(number, height_of(texts))
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text, kinds.get(one.severity, wrapped) if column == 0 else wrapped)
            number += 1
        if rest := rest_of(report):
            sheet.write_string(number, 0, rest)
        _set_up_page(sheet, number)
    return content.getvalue()


def _set_up_page(sheet: Any, last: int) -> None:
    """The Danish columns on one page, the English ones on the next; the places on both."""
    sheet.freeze_panes(FIRST_ROW - 1, KEPT_IN_SIGHT)
    sheet.autofilter(FIRST_ROW - 2, 0, max(FIRST_ROW - 1, last - 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_print_scale(60)
    sheet.repeat_rows(FIRST_ROW - 2)
    sheet.repeat_columns(0, CELL)
    sheet.set_v_pagebreaks([DANISH_COLUMNS])
    sheet.set_footer("&L&F&R&P/&N")
