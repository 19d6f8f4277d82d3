"""The sheet of a template that is filled in: one row a figure; only the cells to fill can be written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from config.indicator import Indicator
from etl.export import neutralised
from etl.meaning.headings import DANISH
from etl.opening.own_sheets import FORM, TOLD
from etl.returning.form_styles import Styles, height_of
from progress.due import Row
from store.time_period import TimePeriod
from store.written_periods import read_period

EMPTY_ROWS = 50  # below the rows that are asked for, for whatever else there is
UNIT, LAST, LAST_PERIOD = TOLD
_WIDTHS = {"indicator": 42, "area": 24, "period": 17, "status": 18, UNIT: 24, LAST_PERIOD: 17, "organisation": 18}
_LEFT = ("period", LAST_PERIOD)  # a year is a number, and stands as the other periods do
_FILLED = ("value", "status", "numerator", "denominator")
_LOCKED_FIELDS = (UNIT, LAST, LAST_PERIOD, "organisation")
_NO_NUMBER = "Skriv ét tal. Findes det ikke, så lad cellen være tom, og vælg en status."
_NOT_LISTED = "Vælg en af mulighederne på listen."


class FormSheet:
    """Writes the sheet.

    Args:
        names: what each indicator is called in the sheet, by its code.
        lists: defined name of the list that a field's cells are chosen from.
        dimensions: code -> heading.
        own_areas: the name of each indicator's own place, by its code.
    """

    def __init__(
        self,
        book: Any,
        styles: Styles,
        names: Mapping[str, str],
        lists: Mapping[str, str],
        dimensions: Mapping[str, str],
        organisation: str,
        own_areas: Mapping[str, str],
    ) -> None:
        self._sheet = book.add_worksheet(FORM)
        self._styles, self._names, self._lists, self._organisation = styles, names, lists, organisation
        self._dimensions, self._own_areas = dimensions, own_areas
        self._fields: list[str] = []

    def write(self, rows: Sequence[Row]) -> None:
        """The headings, the rows, and some that are empty."""
        is_rate = any(one.indicator.combine == "pooled_rate" or one.indicator.numerator for one in rows)
        dimensions = [f"dimension:{code}" for code in self._dimensions]
        rates = ["numerator", "denominator"] if is_rate else []
        self._fields = ["indicator", "area", *dimensions, "period", "value", "status", *rates, *_LOCKED_FIELDS]
        for column, field in enumerate(self._fields):
            self._sheet.write_string(0, column, self._heading(field), self._styles.heading)
            self._sheet.set_column(column, column, _WIDTHS.get(field, 14))
        for number, row in enumerate(rows, 1):
            self._write_row(number, row)
        for number in range(len(rows) + 1, len(rows) + 1 + EMPTY_ROWS):
            for column, field in enumerate(self._fields):
                style = self._styles.of(field not in _LOCKED_FIELDS, None, field in _LEFT)
                self._sheet.write_blank(number, column, None, style)
        self._offer_choices(len(rows) + EMPTY_ROWS)
        self._check_numbers(rows)
        self._sheet.freeze_panes(1, 1)
        self._sheet.autofilter(0, 0, len(rows) + EMPTY_ROWS, len(self._fields) - 1)
        may = ("format_columns", "format_rows", "autofilter", "sort", "select_locked_cells", "select_unlocked_cells")
        self._sheet.protect("", dict.fromkeys(may, True))
        set_up_page(self._sheet)
        self._sheet.repeat_rows(0)
        self._sheet.print_area(0, 0, len(rows) + 5, len(self._fields) - 1)

    def _heading(self, field: str) -> str:
        if field.startswith("dimension:"):
            return neutralised(self._dimensions[field.partition(":")[2]])
        return DANISH.get(field, field)

    def _write_row(self, number: int, row: Row) -> None:
        shown: dict[str, str | int | float | None] = {
            "indicator": self._names[row.indicator.code],
            "area": row.area or self._own_areas.get(row.indicator.code, ""),
            "period": written_period(row.period) if row.period else None,
            UNIT: (row.indicator.unit_short or row.indicator.unit).da,
            LAST: _last_value(row),
            LAST_PERIOD: written_period(row.last[0]) if row.last else None,
            "organisation": self._organisation,
        }
        self._sheet.set_row(
            number, height_of((str(shown[field]), _WIDTHS[field]) for field in ("indicator", "area", UNIT))
        )
        shown |= {f"dimension:{code}": value for code, value in row.dimensions.items()}
        open_fields = _FILLED if row.period else (*_FILLED, "period")
        for column, field in enumerate(self._fields):
            figures = row.indicator if field in ("value", LAST) else None
            style = self._styles.of(field in open_fields, figures, field in _LEFT)
            what = shown.get(field)
            if what is None or what == "":
                self._sheet.write_blank(number, column, None, style)
            elif isinstance(what, str):
                self._sheet.write_string(number, column, neutralised(what), style)
            else:
                self._sheet.write_number(number, column, what, style)

    def _offer_choices(self, last_row: int) -> None:
        for field, name in self._lists.items():
            if field in self._fields:
                column = self._fields.index(field)
                rule = {"validate": "list", "source": f"={name}", "error_title": "Ikke på listen"}
                self._sheet.data_validation(1, column, last_row, column, rule | {"error_message": _NOT_LISTED})

    def _check_numbers(self, rows: Sequence[Row]) -> None:
        """One rule for each run of rows of the same indicator, and one for the empty rows."""
        column, first = self._fields.index("value"), 1
        for number, row in enumerate(rows, 1):
            if number == len(rows) or rows[number].indicator is not row.indicator:
                self._sheet.data_validation(first, column, number, column, _number_rule(row.indicator))
                first = number + 1
        self._sheet.data_validation(first, column, first + EMPTY_ROWS - 1, column, _number_rule(None))
        if "numerator" in self._fields:
            start = self._fields.index("numerator")
            self._sheet.data_validation(1, start, first + EMPTY_ROWS - 1, start + 1, _number_rule(None))


def set_up_page(sheet: Any) -> None:
    """As it is printed: A4 on its side, as wide as the page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P/&N")


def written_period(period: TimePeriod) -> str | int:
    """As a person writes it, and as we read it: a year as a number, "1. kvartal 2024", or our own form."""
    if period.frequency == "A":
        return int(str(period))
    label = period.label("da")
    return label if read_period(label) == period else str(period)


def _last_value(row: Row) -> str | float | None:
    """The figure to compare with; a small count that must not be shown is not shown here either."""
    if row.last is None:
        return None
    threshold, value = row.indicator.suppression.threshold, row.last[1]
    if threshold and row.indicator.kind in ("count", "state") and 0 < value < threshold:
        return f"færre end {threshold}"
    return value


def _number_rule(indicator: Indicator | None) -> dict[str, Any]:
    low, high = indicator.limits if indicator else (None, None)
    rule: dict[str, Any] = {"validate": "decimal", "error_title": "Ikke et muligt tal", "error_message": _NO_NUMBER}
    if low is not None and high is not None:
        rule |= {"criteria": "between", "minimum": low, "maximum": high}
    elif high is not None:
        rule |= {"criteria": "<=", "value": high}
    else:
        rule |= {"criteria": ">=", "value": -(10**15) if low is None else low}
    if indicator is not None:
        rule |= {"input_title": "Enhed", "input_message": indicator.unit.da[:255]}
    return rule
