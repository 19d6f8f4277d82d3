"""The sheets of an .xlsb file as its records have them: extent, error cells, hidden rows and columns, formulas.

After [MS-XLSB]: a record is its kind and its length, each in seven bits a byte, and its data.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from etl.opening.biff import ERROR_CODES, UNKNOWN_CODE
from etl.opening.limits import Limits
from etl.opening.marks import Marks
from etl.opening.sheet_names import check_names
from etl.opening.xml_parts import elements
from etl.opening.zip_check import file_damaged, parts_by_name
from etl.problems.problem import refused

_ROW, _BLANK, _COLUMN_INFO, _SHEET = 0, 1, 60, 156
_ERRORS, _FORMULAS = (3, 11), (8, 9, 10, 11)
_CELLS = range(2, 12)
_PASSED_OVER = (*range(12, 19), 62)  # cells without an address of their own, and formatted texts: calamine drops them
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x10, 0x01


def scan_xlsb(path: Path, limits: Limits) -> dict[str, Marks]:
    """The marks of every sheet, by its name.

    Raises:
        FileRefused: damaged, or a sheet too large or too spread out to be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            marks = {}
            for name, part in _sheets(archive):
                marks[name] = _sheet_marks(archive.read(part), limits)
                marks[name].extent.check(name, limits)
            return marks
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise file_damaged() from error


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    there = parts_by_name(archive)
    book, relations = there.get("xl/workbook.bin"), there.get("xl/_rels/workbook.bin.rels")
    if book is None or relations is None:
        raise file_damaged()
    targets = {given.get("Id"): given.get("Target", "") for _, given in elements(archive, relations)}
    sheets = []
    for kind, data in _records(archive.read(book)):
        if kind == _SHEET:
            relation, place = _wide(data, 8)
            inside = posixpath.join("/xl", targets.get(relation, "").replace("\\", "/"))
            part = there.get(posixpath.normpath(inside).lstrip("/").lower())
            if part is None:
                raise file_damaged()
            sheets.append((_wide(data, place)[0], part))
    check_names([name for name, _ in sheets])
    return sheets


def _sheet_marks(sheet: bytes, limits: Limits) -> Marks:
    marks = Marks()
    row, filled = 0, list[int]()
    for kind, data in _records(sheet):
        if kind == _ROW:
            marks.extent.add_row(row, filled)
            number, flags = struct.unpack_from("<I7xB", data)
            row, filled = number + 1, []
            if flags & _ROW_HIDDEN:
                marks.hidden_rows.append((row, row))
        elif kind in _CELLS:
            (column,) = struct.unpack_from("<I", data)
            filled.append(column + 1)
            marks.formulas += kind in _FORMULAS
            if kind in _ERRORS:
                marks.errors.append((row, column + 1, ERROR_CODES.get(data[8], UNKNOWN_CODE)))
        elif kind == _COLUMN_INFO:
            first, last, flags = struct.unpack_from("<II8xH", data)
            if flags & _COLUMN_HIDDEN:
                marks.hidden_columns.append((first + 1, last + 1))
        elif kind in _PASSED_OVER:
            raise refused("file_too_hard_to_read", memory=limits.memory_mb)
    marks.extent.add_row(row, filled)
    return marks


def _wide(data: bytes, start: int) -> tuple[str, int]:
    """A text with its length before it, and the place behind it."""
    (length,) = struct.unpack_from("<I", data, start)
    end = start + 4 + 2 * length
    if end > len(data):
        raise file_damaged()
    return data[start + 4 : end].decode("utf-16-le"), end


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(kind, data) of each record; IndexError where the last one is cut short."""
    place, size = 0, len(data)
    while place < size:
        kind = data[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        while True:
            byte = data[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift == 28:
                break
        if place + length > size:
            raise IndexError
        yield kind, data[place : place + length]
        place += length
