"""A spreadsheet file as columns: values from calamine, errors and what is hidden from the file's own marks."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from etl.opening.biff import scan_xls
from etl.opening.box import Box, check_size
from etl.opening.cells import Format, Sheet, Workbook, column_letter
from etl.opening.columns import SheetBuilder
from etl.opening.limits import Limits
from etl.opening.marks import Marks
from etl.opening.ods_xml import scan_ods
from etl.opening.quick_tags import NotPlain
from etl.opening.quick_xlsx import read_quickly
from etl.opening.sheet_xml import scan_xlsx
from etl.opening.xlsb import scan_xlsb
from etl.opening.zip_check import check_zip, file_damaged
from etl.problems.problem import Problem, problem, refused

_PANIC = "PanicException"  # what a fault inside calamine becomes; its class cannot be imported
# Any other error code makes calamine give up the whole sheet.
_READABLE_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"}


def read_workbook(path: Path, file_format: Format, limits: Limits) -> Workbook:
    """All sheets of a workbook, hidden ones too.

    Their size is known before calamine sees them: for a cell in the far corner it would set aside 500 GB. An .xls
    cannot be that large.

    Raises:
        FileRefused: the file cannot be read, or goes beyond a limit.
    """
    if file_format in ("xlsx", "xlsm"):
        notes = check_zip(path, limits)
        # Whatever is odd is read the long way, which says what is wrong.
        with suppress(NotPlain, ValueError, LookupError, OverflowError):
            return Workbook(file_format, read_quickly(path, limits), notes)
    return read_at_length(path, file_format, limits)


def read_at_length(path: Path, file_format: Format, limits: Limits) -> Workbook:
    """The same by way of calamine: for every format, and for all that is not plain."""
    marks, notes = _scan(path, file_format, limits)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            shown = [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
            if len(shown) > limits.max_sheets:
                raise refused("too_many_sheets", sheets=len(shown), limit=limits.max_sheets)
            sheets = []
            for entry in shown:
                if entry.name not in marks:
                    raise file_damaged()
                sheet = _read_sheet(book, entry.name, marks[entry.name], limits)
                sheet.hidden = entry.visible != SheetVisibleEnum.Visible
                if marks[entry.name].formulas and not sheet.hidden:
                    notes.append(problem("formulas_not_checked", sheet=sheet.name, count=marks[sheet.name].formulas))
                sheets.append(sheet)
    except PasswordError as error:
        raise refused("password_protected") from error
    except (CalamineError, OSError) as error:  # the latter where a part ends before it says it does
        raise file_damaged() from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise file_damaged() from error
        raise
    return Workbook(file_format, sheets, notes)


def _scan(path: Path, file_format: Format, limits: Limits) -> tuple[dict[str, Marks], list[Problem]]:
    if file_format == "xls":
        return scan_xls(path)
    notes = check_zip(path, limits)
    if file_format == "ods":
        return scan_ods(path, limits), notes
    return scan_xlsb(path, limits) if file_format == "xlsb" else scan_xlsx(path, limits), notes


def _read_sheet(book: CalamineWorkbook, name: str, marks: Marks, limits: Limits) -> Sheet:
    try:
        values = book.get_sheet_by_name(name)
    except CalamineError:
        _refuse_unreadable_error(name, marks)
        raise
    box = _box(values, marks)
    if box is None:
        return Sheet(name, 1, [], [])
    check_size(name, box.rows, box.columns, limits)
    builder = SheetBuilder(name, box)
    if values.start is not None:
        row, column = values.start
        builder.fill(islice(values.iter_rows(), row, None), row + 1, column + 1)  # rows come from the sheet's first
    for row, column in marks.unsaved:
        builder.mark_unsaved(row, column)
    for row, column, code in marks.errors:
        builder.mark_error(row, column, code)
    sheet = builder.sheet()
    marks.hide(sheet, box)
    return sheet


def _box(values: CalamineSheet, marks: Marks) -> Box | None:
    """What calamine read, and the cells it takes for empty."""
    if values.start is None or values.end is None:
        return marks.extent.box
    (first_row, first_column), (last_row, last_column) = values.start, values.end
    return Box(first_row + 1, last_row + 1, first_column + 1, last_column + 1).around(marks.extent.box)


def _refuse_unreadable_error(name: str, marks: Marks) -> None:
    for row, column, code in marks.errors:
        if code not in _READABLE_ERRORS:
            raise refused("error_cell", sheet=name, cell=f"{column_letter(column)}{row}", found=code)
