"""A plain .xlsx file, read in pieces without an object for each cell: the everyday case, several times as quick.

Whatever is not plain (see `quick_cells`) is left to the long way, so that the two always give the same.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np

from etl.opening.box import Extent
from etl.opening.cells import Sheet
from etl.opening.limits import Limits
from etl.opening.marks import Marks
from etl.opening.quick_batch import RawSheet
from etl.opening.quick_cells import Cells, read_piece
from etl.opening.quick_columns import QuickColumns
from etl.opening.quick_parts import SheetPart, Styles, read_shared_texts, read_sheet_parts, read_styles, share_texts
from etl.opening.quick_tags import NotPlain

_PIECE = 2 << 20  # bytes of XML taken apart at a time
_HEAD = 1 << 20  # columns and views stand within these first bytes
_ROW_END = b"</row>"
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_ANYWHERE = re.compile(rb'<row\b[^>]*?\bhidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col\b[^>]*>")
_DATA = re.compile(rb"<sheetData\s*(/?)>")


def read_quickly(path: Path, limits: Limits) -> list[Sheet]:
    """All sheets of a plain workbook, hidden ones too.

    Raises:
        NotPlain: read it the long way.
        FileRefused: a sheet is too large, or has a stray cell.
    """
    with zipfile.ZipFile(path) as archive:
        return read_archive(archive, limits)


def read_archive(archive: zipfile.ZipFile, limits: Limits) -> list[Sheet]:
    """The same of an archive that is open."""
    parts = read_sheet_parts(archive)
    if len(parts) > limits.max_sheets:
        raise NotPlain  # the long way says so
    styles, texts = read_styles(archive), read_shared_texts(archive)
    return [_read_sheet(archive, part, styles, texts, limits) for part in parts]


def unpack_only_sheet(archive: zipfile.ZipFile) -> RawSheet | None:
    """The sheet of a workbook that has one, small and shown whole; None for every other one.

    Raises:
        NotPlain: read it the long way.
        FileRefused: damaged.
    """
    parts, marks = read_sheet_parts(archive), Marks()
    if len(parts) != 1 or parts[0].is_hidden or parts[0].entry.file_size > _HEAD:
        return None
    styles, texts = read_styles(archive), read_shared_texts(archive)
    with archive.open(parts[0].entry) as stream:
        rows = b"".join(_pieces(stream, marks))
    _note_hidden_rows(rows, marks)
    if marks.hidden_columns or marks.hidden_rows:
        return None
    rows, texts = share_texts(rows, texts)
    return RawSheet(parts[0].name, rows, styles, texts)


def _read_sheet(archive: zipfile.ZipFile, part: SheetPart, styles: Styles, texts: list[str], limits: Limits) -> Sheet:
    marks, columns = Marks(), QuickColumns(styles, texts)
    with archive.open(part.entry) as stream:
        for piece in _pieces(stream, marks):
            cells = read_piece(piece)
            _note_hidden_rows(piece, marks)
            _note_extent(cells, marks.extent)
            columns.add(cells)
    marks.extent.check(part.name, limits)
    box = marks.extent.box
    if box is None:
        return Sheet(part.name, 1, [], [], part.is_hidden)
    sheet = columns.sheet(part.name, box)
    marks.hide(sheet, box)
    sheet.hidden = part.is_hidden
    return sheet


def _pieces(stream: IO[bytes], marks: Marks) -> Iterator[bytes]:
    """The rows of a sheet in pieces that begin and end between rows; what stands before them is noted."""
    head = stream.read(_HEAD)
    begins = _DATA.search(head)
    if begins is None or b"<!" in head[: begins.start()] or b"AlternateContent" in head[: begins.start()]:
        raise NotPlain
    _note_hidden_columns(head[: begins.start()], marks)
    if begins[1]:
        return
    rest = head[begins.end() :]
    while True:
        more = stream.read(_PIECE)
        rest += more
        end = rest.find(b"</sheetData>") if b"</sheetData>" in rest[-len(more) - 12 :] or not more else -1
        if end >= 0 or not more:
            if end < 0:
                raise NotPlain  # cut off: the long way says what is wrong
            if b"<sheetData" in rest[end:] or any(
                b"sheetData" in more for more in iter(lambda: stream.read(_PIECE), b"")
            ):
                raise NotPlain  # a second table
            yield rest[:end].strip()
            return
        cut = rest.rfind(_ROW_END) + len(_ROW_END)
        if cut >= len(_ROW_END):
            yield rest[:cut]
            rest = rest[cut:]


def _note_hidden_rows(piece: bytes, marks: Marks) -> None:
    if b"hidden" not in piece:
        return
    if piece.count(b"hidden") != piece.count(b' hidden="'):
        raise NotPlain  # other quotes, or a word of a formula
    rows = [int(number) for number in _HIDDEN_ROW.findall(piece)]
    if len(rows) != len(_HIDDEN_ANYWHERE.findall(piece)):
        raise NotPlain
    marks.hidden_rows.extend((row, row) for row in rows)


def _note_hidden_columns(head: bytes, marks: Marks) -> None:
    for column in _COLUMN.findall(head):
        given = dict(re.findall(rb'(\w+)="([^"]*)"', column))
        if b"hidden" in column and b"hidden" not in given:
            raise NotPlain  # other quotes
        if given.get(b"hidden") in (b"1", b"true"):
            marks.hidden_columns.append((int(given[b"min"]), int(given[b"max"])))


def _note_extent(cells: Cells, extent: Extent) -> None:
    """The outermost cells of a piece, for the same refusals as the long way's."""
    if not len(cells.row):
        return
    rows, columns = cells.row, cells.column  # rows come in their order
    if not (np.diff(rows * np.int64(16_384) + columns) > 0).all():
        raise NotPlain  # out of order, or a cell there twice: the long way tells them apart
    first, last, widest = int(rows[0]), int(rows[-1]), int(columns.max())
    in_last = columns[np.searchsorted(rows, last) :]
    extent.add(len(rows), first, last, int(columns.min()), int(in_last.max()))
    extent.add(0, first, int(rows[len(rows) - 1 - int(np.argmax(columns[::-1] == widest))]), widest, widest)
