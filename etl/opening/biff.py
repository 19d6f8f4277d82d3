"""The sheets of an .xls file as its records have them: error cells, hidden rows and columns, and a password.

After [MS-XLS], records FilePass, BoundSheet8, Row, ColInfo, BoolErr and Formula.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from pathlib import Path

from etl.opening.box import OUTSIDE
from etl.opening.marks import Marks
from etl.opening.ole import OleFile
from etl.opening.sheet_names import check_names
from etl.opening.zip_check import file_damaged
from etl.problems.problem import Problem, problem, refused

_FILEPASS, _BOUNDSHEET, _ROW, _COLINFO, _BOOLERR, _FORMULA, _EOF = 0x2F, 0x85, 0x208, 0x7D, 0x205, 0x06, 0x0A
_BOF, _CODEPAGE, _BIFF8, _DIMENSIONS = 0x809, 0x42, 0x0600, 0x200
_CELLS = (0x201, 0x203, 0x204, 0x205, 0x06, 0x27E, 0xBD, 0xBE, 0xD6, 0xFD)  # each begins with its row and column
_COLUMNS, _ROWS = 256, 65_536  # an .xls has no more; a reader sets aside memory for what it claims
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
ERROR_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_WIDE_DIMENSIONS = 14  # bytes since Excel 97
UNKNOWN_CODE = "#VALUE!"


def scan_xls(path: Path) -> tuple[dict[str, Marks], list[Problem]]:
    """The marks of every sheet by its name (without extents: the format has few cells), and notes.

    Raises:
        FileRefused: damaged, or protected by a password.
    """
    try:
        file = OleFile(path.read_bytes())
        streams = {name.lower(): name for name in file.names()}
        book = file.stream(streams.get("workbook") or streams["book"])
        sheets = _sheets(book)
        check_names([name for name, _ in sheets])
        marks = {name: _sheet_marks(book, start) for name, start in sheets}
    except (ValueError, struct.error, KeyError, IndexError) as error:  # ValueError: OleDamaged, half a character
        raise file_damaged() from error
    has_macros = "_vba_project" in streams
    return marks, [problem("macros_ignored")] if has_macros else []


def _sheets(book: bytes) -> list[tuple[str, int]]:
    sheets, version, page = [], _BIFF8, "cp1252"
    for kind, data in _records(book, 0):
        if kind == _FILEPASS:
            raise refused("password_protected")
        if kind == _BOF:
            (version,) = struct.unpack_from("<H", data)
        elif kind == _CODEPAGE:
            page = _page(*struct.unpack_from("<H", data))
        elif kind == _BOUNDSHEET:
            (start,) = struct.unpack_from("<I", data)
            sheets.append((_name(data[6:], version, page), start))
    return sheets


def _name(data: bytes, version: int, page: str) -> str:
    """A sheet's name: before Excel 97 in the file's code page, since then with a flag that tells wide letters."""
    length = data[0]
    if version < _BIFF8:
        return data[1 : 1 + length].decode(page)
    return data[2 : 2 + length * 2].decode("utf-16-le") if data[1] & 1 else data[2 : 2 + length].decode("latin-1")


def _page(number: int) -> str:
    """The name of a code page; of an unknown one the Western European."""
    name = {1200: "utf-16-le", 10000: "mac-roman", 32768: "mac-roman"}.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def _sheet_marks(book: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, data in _records(book, start):
        if kind in _CELLS and struct.unpack_from("<2xH", data)[0] >= _COLUMNS:
            raise file_damaged(OUTSIDE)
        if kind == _DIMENSIONS:
            first_row, rows, first_column, columns = struct.unpack_from(
                "<IIHH" if len(data) >= _WIDE_DIMENSIONS else "<HHHH", data
            )
            if not (first_row <= rows <= _ROWS and first_column <= columns <= _COLUMNS):
                raise file_damaged(OUTSIDE)
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", data)
            if flags & _ROW_HIDDEN:
                marks.hidden_rows.append((row + 1, row + 1))
        elif kind == _COLINFO:
            first, last, flags = struct.unpack_from("<HH4xH", data)
            if flags & _COLUMN_HIDDEN:
                marks.hidden_columns.append((first + 1, last + 1))
        elif kind == _BOOLERR:
            row, column, value, is_error = struct.unpack_from("<HH2xBB", data)
            if is_error:
                marks.errors.append((row + 1, column + 1, ERROR_CODES.get(value, UNKNOWN_CODE)))
        elif kind == _FORMULA:
            marks.formulas += 1
            row, column, result, value, marker = struct.unpack_from("<HH2xBxB3xH", data)
            if marker == 0xFFFF and result == 2:
                marks.errors.append((row + 1, column + 1, ERROR_CODES.get(value, UNKNOWN_CODE)))
    return marks


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(kind, data) from one beginning-of-part record to its end; a chart inside a sheet is a part of its own."""
    depth = 0
    while start + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, start)
        data = book[start + 4 : start + 4 + length]
        start += 4 + length
        depth += (kind & 0xFF == 0x09) - (kind == _EOF)  # 0x09, 0x209, 0x409 and 0x809 begin a part
        if depth == 0:
            return
        if depth == 1:
            yield kind, data
