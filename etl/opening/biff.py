"""The sheets of an .xls file as its records have them: error cells, hidden rows and columns, and a password.

After [MS-XLS], records FilePass, BoundSheet8, Row, ColInfo, BoolErr and Formula.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from etl.opening.marks import Marks
from etl.opening.ole import OleFile
from etl.opening.zip_check import file_damaged
from etl.problems.problem import Problem, problem, refused

_FILEPASS, _BOUNDSHEET, _ROW, _COLINFO, _BOOLERR, _FORMULA, _EOF = 0x2F, 0x85, 0x208, 0x7D, 0x205, 0x06, 0x0A
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_UNKNOWN_CODE = "#VALUE!"


def scan_xls(path: Path) -> tuple[dict[str, Marks], list[Problem]]:
    """The marks of every sheet by its name (without extents: the format has few cells), and notes.

    Raises:
        FileRefused: damaged, or protected by a password.
    """
    try:
        file = OleFile(path.read_bytes())
        streams = {name.lower(): name for name in file.names()}
        book = file.stream(streams.get("workbook") or streams["book"])
        marks = {name: _sheet_marks(book, start) for name, start in _sheets(book)}
    except (ValueError, struct.error, KeyError, IndexError) as error:  # ValueError: OleDamaged, half a character
        raise file_damaged() from error
    has_macros = "_vba_project" in streams
    return marks, [problem("macros_ignored")] if has_macros else []


def _sheets(book: bytes) -> list[tuple[str, int]]:
    sheets = []
    for kind, data in _records(book, 0):
        if kind == _FILEPASS:
            raise refused("password_protected")
        if kind == _BOUNDSHEET:
            start, _, _, length, is_wide = struct.unpack_from("<IBBBB", data)
            name = (
                data[8 : 8 + length * 2].decode("utf-16-le") if is_wide & 1 else data[8 : 8 + length].decode("latin-1")
            )
            sheets.append((name, start))
    return sheets


def _sheet_marks(book: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, data in _records(book, start):
        if kind == _ROW:
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
                marks.errors.append((row + 1, column + 1, _CODES.get(value, _UNKNOWN_CODE)))
        elif kind == _FORMULA:
            row, column, result, value, marker = struct.unpack_from("<HH2xBxB3xH", data)
            if marker == 0xFFFF and result == 2:
                marks.errors.append((row + 1, column + 1, _CODES.get(value, _UNKNOWN_CODE)))
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
