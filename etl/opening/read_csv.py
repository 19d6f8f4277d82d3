"""A CSV file as a sheet of texts; what a number means in it is decided later, column by column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from config.language import Text
from etl.opening.box import Box, check_size
from etl.opening.cells import Workbook
from etl.opening.columns import SheetBuilder
from etl.opening.csv_dialect import decode, delimiter
from etl.opening.limits import Limits
from etl.problems.problem import refused

SHEET = "CSV"
_SEPARATOR_LINE = "sep="  # Excel's own hint; Excel does not count it as a row either


def read_csv(path: Path, limits: Limits) -> Workbook:
    """The file as a workbook of one sheet, named "CSV".

    Raises:
        FileRefused: too large, not text, or a quotation mark that is never closed.
    """
    if path.stat().st_size > limits.max_unpacked_mb * 10**6:
        raise refused("file_unpacks_too_large", limit=limits.max_unpacked_mb)
    data = path.read_bytes()
    _check_lines(data, limits)
    text = decode(data)
    del data
    sign = delimiter(text)
    first_line, _, rest = text.partition("\n")
    if first_line.lower().startswith(_SEPARATOR_LINE) and len(first_line.strip()) == len(_SEPARATOR_LINE) + 1:
        sign, text = first_line[len(_SEPARATOR_LINE)], rest
    rows, columns = _size(text, sign)
    if columns == 0:
        return Workbook("csv", [])
    check_size(SHEET, rows, columns, limits)
    builder = SheetBuilder(SHEET, Box(1, rows, 1, columns))
    builder.fill(_padded(islice(_rows(text, sign), rows), columns), 1, 1)
    return Workbook("csv", [builder.sheet()])


def _check_lines(data: bytes, limits: Limits) -> None:
    """Before anything is parsed. With quotation marks a line need not be a row, so then the rows are counted later."""
    lines = max(data.count(b"\n"), data.count(b"\r")) + (not data.endswith((b"\n", b"\r")))
    if b'"' not in data:
        check_size(SHEET, lines, 1, limits)


def _size(text: str, sign: str) -> tuple[int, int]:
    """Rows up to the last that holds something, and columns up to the widest row."""
    rows = columns = 0
    for number, row in enumerate(_rows(text, sign), start=1):
        if any(row):
            rows, columns = number, max(columns, len(row))
    return rows, columns


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    """The rows, one of a blank line being empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    line = number = 1
    try:
        for row in reader:
            yield row
            number, line = number + 1, reader.line_num + 1
    except csv.Error as error:
        what = Text(
            f"et anførselstegn i linje {line} begynder en tekst, som ikke slutter rigtigt",
            f"a quotation mark in line {line} begins a text that does not end properly",
        )
        if '"' not in text:
            what = Text(
                f"en celle i linje {line} er længere, end nogen celle kan være",
                f"a cell in line {line} is longer than any cell can be",
            )
        raise refused("file_damaged", sheet=SHEET, cell=f"A{number}", what=what) from error


def _padded(rows: Iterable[list[str]], columns: int) -> Iterator[list[str]]:
    """Rows of equal width; a row that ends early has empty cells."""
    for row in rows:
        yield row if len(row) == columns else row + [""] * (columns - len(row))
