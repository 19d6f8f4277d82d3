"""An indicator as a workbook: every figure, every verdict, and a sheet that says what they are and where from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from config.indicator import Indicator
from config.language import Language, Text
from config.spreadsheet_text import neutralised
from dashboard.made_up import SENTENCE, WORDS
from dashboard.open_data.columns import Record
from dashboard.open_data.records import figures_of, verdicts_of, vintages_of
from dashboard.open_data.told import Told
from dashboard.open_data.workbook_sheets import Field, about_lines, figure_fields, verdict_fields, vintage_fields
from dashboard.refusal import Refusal
from dashboard.view import IndicatorView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NAMES = (
    Text("Tal", "Figures"),
    Text("Vurderinger", "Verdicts"),
    Text("Udgaver af rettede tal", "Corrected figures"),
    Text("Om tallene", "About the figures"),
)
_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDEST = 48
_LAST_ROW = 1_048_575  # what comes after would be left out without a word
_TOO_MANY = Text(
    "Indikatoren har flere tal, end et regneark har rækker. Hent CSV-filen i stedet: se Åbne data.",
    "The indicator has more figures than a sheet has rows. Fetch the CSV file instead: see Open data.",
)


def workbook(connection: sa.Connection, told: Told, view: IndicatorView, language: Language, today: date) -> bytes:
    """The whole file. Numbers are numbers, dates are dates, and no text is one that a spreadsheet would work out.

    Raises:
        Refusal: there are more figures than a sheet has rows.
    """
    import xlsxwriter  # takes its time to load, and few ask for a workbook

    declared, indicator = view.alliance, view.indicator
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _SAFE) as book:
        book.set_properties({"title": indicator.title[language], "created": datetime.combine(today, time())})
        names = [name[language] for name in _NAMES]
        if declared.made_up:
            names[0] = WORDS[language]
        sheets = [_Sheet(book, name, language, indicator) for name in names]
        if declared.made_up:
            for sheet in sheets:
                sheet.mark(SENTENCE[language])
        sheets[0].table(figure_fields(view), figures_of(connection, told, indicator.code))
        sheets[1].table(verdict_fields(indicator), verdicts_of(connection, told, indicator.code))
        sheets[2].table(vintage_fields(indicator), vintages_of(connection, told, indicator.code))
        sheets[3].lines(about_lines(told, view, language, today))
    return held.getvalue()


class _Sheet:
    """One sheet, and how its cells look."""

    def __init__(self, book: Any, name: str, language: Language, indicator: Indicator) -> None:
        self._sheet = book.add_worksheet(name)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._language = language
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self._text = book.add_format({"valign": "top"})
        self._wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self._bold = book.add_format({"valign": "top", "bold": True, "text_wrap": True})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        decimals = indicator.decimals
        self._looks = {
            "value": book.add_format({"num_format": _digits(decimals)}),
            "share": book.add_format({"num_format": "0.0%"}),
            "number": book.add_format({"num_format": "General"}),
        }

    def mark(self, text: str) -> None:
        """Printed on top of every page."""
        self._sheet.set_header(f"&L&B{text.replace('&', '&&')}")

    def table(self, fields: Sequence[Field], records: Any) -> None:
        """One row a record, under headings that stay and can be filtered."""
        widths = [len(field.heading[self._language]) for field in fields]
        for column, field in enumerate(fields):
            self._sheet.write_string(0, column, field.heading[self._language], self._head)
        row = 0
        for row, record in enumerate(records, 1):
            if row > _LAST_ROW:
                raise Refusal(422, "too_many_rows", _TOO_MANY)
            for column, field in enumerate(fields):
                widths[column] = max(widths[column], self._write(row, column, field, record))
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, min(width + 2, _WIDEST))
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.autofilter(0, 0, max(row, 1), len(fields) - 1)

    def lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """A name and what is said of it, one below the other."""
        for row, (name, text) in enumerate(lines):
            self._sheet.write_string(row, 0, neutralised(name), self._bold)
            self._sheet.write_string(row, 1, neutralised(text), self._wrapped)
        self._sheet.set_column(0, 0, 28)
        self._sheet.set_column(1, 1, 96)

    def _write(self, row: int, column: int, field: Field, record: Record) -> int:
        """The cell; how wide it is in letters."""
        value = field.of(record)
        if value is None:
            return 0
        if isinstance(value, Text):
            value = value[self._language]
        if field.kind == "date":
            self._sheet.write_datetime(row, column, datetime.combine(date.fromisoformat(value), time()), self._date)
            return 10
        if isinstance(value, (int, float)):
            self._sheet.write_number(row, column, value, self._looks[field.kind])
            return 10
        self._sheet.write_string(row, column, neutralised(str(value)), self._text)
        return len(str(value))


def _digits(decimals: int | None) -> str:
    """Thousands apart, in whichever way the reader's own spreadsheet does it."""
    if decimals is None:
        return "General"
    return "#,##0" + ("." + "0" * decimals if decimals else "")
