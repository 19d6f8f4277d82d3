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
import numpy.typing as npt

from etl.opening.box import Extent
from etl.opening.cells import DATE, EMPTY, ERROR, NO_TEXT, NUMBER, TEXT, Column, Sheet, column_letter
from etl.opening.limits import Limits
from etl.opening.marks import Marks
from etl.opening.quick_cells import Cells, read_piece
from etl.opening.quick_parts import SheetPart, Styles, read_shared_texts, read_sheet_parts, read_styles, unescaped
from etl.opening.quick_tags import NotPlain

_PIECE = 8 << 20  # bytes of XML taken apart at a time
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
        parts = read_sheet_parts(archive)
        if len(parts) > limits.max_sheets:
            raise NotPlain  # the long way says so
        styles, texts = read_styles(archive), read_shared_texts(archive)
        return [_read_sheet(archive, part, styles, texts, limits) for part in parts]


def _read_sheet(archive: zipfile.ZipFile, part: SheetPart, styles: Styles, texts: list[str], limits: Limits) -> Sheet:
    marks, held = Marks(), []
    with archive.open(part.entry) as stream:
        for piece in _pieces(stream, marks):
            held.append(read_piece(piece))
            _note_hidden_rows(piece, marks)
    cells = _joined(held)
    _check_extent(part.name, cells, marks.extent, limits)
    sheet = _sheet(part.name, cells, styles, texts, marks)
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
    if b"hidden=" not in piece:
        return
    rows = [int(number) for number in _HIDDEN_ROW.findall(piece)]
    if len(rows) != len(_HIDDEN_ANYWHERE.findall(piece)):
        raise NotPlain
    marks.hidden_rows.extend((row, row) for row in rows)


def _note_hidden_columns(head: bytes, marks: Marks) -> None:
    for column in _COLUMN.findall(head):
        given = dict(re.findall(rb'(\w+)="([^"]*)"', column))
        if given.get(b"hidden") in (b"1", b"true"):
            marks.hidden_columns.append((int(given[b"min"]), int(given[b"max"])))


def _joined(held: list[Cells]) -> Cells:
    """The cells of all pieces; own texts are numbered on."""
    own: list[bytes] = []
    for cells in held:
        cells.text[cells.text <= -2] -= len(own)
        own.extend(cells.own)
    if not held:
        held = [read_piece(b"")]
    names = ("row", "column", "kind", "number", "text", "style")
    return Cells(**{name: np.concatenate([getattr(cells, name) for cells in held]) for name in names}, own=own)


def _check_extent(name: str, cells: Cells, extent: Extent, limits: Limits) -> None:
    """The same refusals as the long way's, from the outermost cells."""
    if not len(cells.row):
        return
    rows, columns = cells.row, cells.column
    if not (np.diff(rows * np.int64(16_384) + columns) > 0).all():
        raise NotPlain  # out of order, or a cell there twice: the long way tells them apart
    last = rows == rows.max()
    extent.add(len(rows), int(rows.min()), int(rows.max()), int(columns.min()), int(columns[last].max()))
    widest = columns == columns.max()
    extent.add(0, int(rows.min()), int(rows[widest].max()), int(columns.min()), int(columns.max()))
    extent.check(name, limits)


def _sheet(name: str, cells: Cells, styles: Styles, shared: list[str], marks: Marks) -> Sheet:
    box = marks.extent.box
    if box is None:
        return Sheet(name, 1, [], [])
    text, texts = _texts(cells, shared)
    _read_dates(cells, styles)
    empty = (cells.kind == TEXT) & (text == NO_TEXT)
    cells.kind[empty] = EMPTY
    columns = []
    for number in range(box.first_column, box.last_column + 1):
        column = Column(
            column_letter(number),
            np.zeros(box.rows, np.uint8),
            np.full(box.rows, np.nan),
            np.full(box.rows, NO_TEXT, np.int32),
        )
        here = np.flatnonzero(cells.column == number)
        place = cells.row[here] - box.first_row
        column.kind[place], column.number[place], column.text[place] = cells.kind[here], cells.number[here], text[here]
        columns.append(column)
    sheet = Sheet(name, box.first_row, columns, texts)
    marks.hide(sheet, box)
    return sheet


def _texts(cells: Cells, shared: list[str]) -> tuple[npt.NDArray[np.int32], list[str]]:
    """The index of each cell's text among the sheet's distinct texts, in the order in which they are met."""
    codes, first, inverse = np.unique(cells.text, return_index=True, return_inverse=True)
    index: dict[str, int] = {"": NO_TEXT}
    table = np.full(len(codes), NO_TEXT, np.int32)
    for place in np.argsort(first).tolist():
        code = int(codes[place])
        if code >= len(shared):
            raise NotPlain
        if code != NO_TEXT:
            word = shared[code] if code >= 0 else unescaped(cells.own[-2 - code])
            table[place] = index.setdefault(word, len(index) - 1)
    not_finite = (cells.kind == NUMBER) & ~np.isfinite(cells.number)
    text = table[inverse]
    if not_finite.any():  # 1e999: no spreadsheet shows a number there
        cells.kind[not_finite], cells.number[not_finite] = ERROR, np.nan
        text[not_finite] = index.setdefault("#NUM!", len(index) - 1)
    return text, list(index)[1:]


def _read_dates(cells: Cells, styles: Styles) -> None:
    """Numbers with a date's format are days."""
    if cells.style.max(initial=0) >= len(styles.is_date):
        raise NotPlain
    is_date = (cells.kind == NUMBER) & styles.is_date[cells.style]
    if not is_date.any():
        return
    days = cells.number[is_date] + styles.days_before
    if (days < 61).any():  # times of day, and the days about the leap day that 1900 never had
        raise NotPlain
    cells.number[is_date] = days
    cells.kind[is_date] = DATE
