"""The cells of a plain .xlsx sheet read straight from its XML, a piece at a time, as arrays.

A sheet's XML is dictionary-encoded already: `t="s"` cells hold numbers of shared texts. So no cell ever becomes an
object here: tags are found and attributes taken apart for a whole piece at once. What is not written the plain way
(inline texts, prefixes, unusual attributes) raises `NotPlain`, and the sheet is read the long way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.opening.cells import BOOL, EMPTY, ERROR, NO_TEXT, NUMBER, TEXT, UNSAVED
from etl.opening.quick_numbers import read_numbers, read_whole
from etl.opening.quick_tags import (
    CELL,
    EMPTY_CELL,
    EMPTY_FORMULA,
    EMPTY_ROW,
    FORMULA,
    ROW,
    VALUE,
    NotPlain,
    read_tags,
)

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

ERRORS = {b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"}
PADDING = b"\0" * 32  # so that looking a few bytes ahead never leaves the piece
_ONE = np.zeros(1, np.int64)
_LESS, _GREATER, _SLASH, _SPACE, _QUOTE, _EQUALS = b'<>/ "='


@dataclass(slots=True)
class Cells:
    """The cells of one piece that hold something, as arrays of one length.

    Attributes:
        row, column: counted from 1.
        kind: as in `cells`; shared texts and results of formulas are both TEXT.
        number: NaN where there is none.
        text: number of the shared text; of an own text -2 - its place in `own`; -1 for none.
        style: number of the cell's format, 0 where none is given.
        own: texts that stand in the cells themselves: results of formulas, codes of errors.
        at: where in the piece each cell begins.
    """

    row: npt.NDArray[np.int32]
    column: npt.NDArray[np.int32]
    kind: npt.NDArray[np.uint8]
    number: npt.NDArray[np.float64]
    text: npt.NDArray[np.int32]
    style: npt.NDArray[np.int32]
    own: list[bytes]
    at: Places


def read_piece(piece: bytes, begins: Places = _ONE) -> Cells:
    """The cells of a piece of `<sheetData>` that begins and ends between rows.

    Args:
        begins: where in the piece sheets begin, each with a row; their cells come one sheet after the other.

    Raises:
        NotPlain: something in it is written in another way.
    """
    data = np.frombuffer(piece + PADDING, np.uint8)
    tags = np.flatnonzero(data == _LESS)
    kinds = read_tags(data, tags)
    at = np.flatnonzero((kinds == CELL) | (kinds == EMPTY_CELL))
    cell = tags[at]
    row, column, after = _addresses(data, cell)
    _check_rows(data, tags[(kinds == ROW) | (kinds == EMPTY_ROW)], cell, row, begins)
    style, kind_sign = _attributes(data, cell, after)
    # The tags are known to follow each other as they must: a formula, then a value, or one of them, or none.
    is_open = kinds[at] == CELL
    follows = kinds[np.minimum(at + 1, len(kinds) - 1)]
    has_formula = is_open & ((follows == FORMULA) | (follows == EMPTY_FORMULA))
    value = at + 1
    if has_formula.any():
        value = value + has_formula + (has_formula & (follows == FORMULA))
    value = np.minimum(value, len(kinds) - 2)
    has_value = is_open & (kinds[value] == VALUE)
    start, stop = np.where(has_value, tags[value] + 3, 0), np.where(has_value, tags[value + 1], 0)
    return _contents(piece, data, _Tags(cell, row, column, style, kind_sign, has_value, has_formula, start, stop))


def _check_rows(data: Bytes, rows: Places, cell: Places, of: npt.NDArray[np.int32], begins: Places) -> None:
    """Each row says its number first, the rows of a sheet come in order, and each cell lies in the row around it."""
    if not _stands(data, rows + 4, b' r="').all():
        raise NotPlain
    numbers, behind = read_whole(data, rows + 8, 7)
    follows = numbers[1:] > numbers[:-1]
    follows[np.searchsorted(rows, begins[1:]) - 1] = True
    if not ((data[behind] == _QUOTE).all() and follows.all()):
        raise NotPlain
    counts = np.diff(np.searchsorted(cell, rows), append=len(cell))
    if len(cell) and not (np.repeat(numbers, counts) == of).all():
        raise NotPlain


def _addresses(data: Bytes, cell: Places) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Places]:
    """Row and column of ` r="AB12"`, which must come first, and the place behind it."""
    for offset, sign in ((2, _SPACE), (3, ord("r")), (4, _EQUALS), (5, _QUOTE)):
        if not (data[cell + offset] == sign).all():
            raise NotPlain
    letters = [data[cell + offset].astype(np.int32) - 64 for offset in (6, 7, 8)]
    has_two = letters[1] > 0
    has_three = has_two & (letters[2] > 0)
    column = letters[0]
    column = np.where(has_two, column * 26 + letters[1], column)
    column = np.where(has_three, column * 26 + letters[2], column)
    if not ((letters[0] >= 1) & (letters[0] <= 26) & (column <= 16_384)).all():
        raise NotPlain
    row, place = read_whole(data, cell + 7 + has_two + has_three, 7)
    if not ((data[place] == _QUOTE) & (row >= 1)).all():
        raise NotPlain
    return row, column.astype(np.int32), place + 1


def _attributes(data: Bytes, cell: Places, place: Places) -> tuple[npt.NDArray[np.int32], Bytes]:
    """Format and type of each cell; nothing else may stand in its tag.

    Returns:
        style, and type as a sign: 0 number, "s" shared, "S" own text, "b", "e".
    """
    has_style = _stands(data, place, b' s="')
    style, after = read_whole(data, place + 4, 6)
    if not (data[after[has_style]] == _QUOTE).all():
        raise NotPlain
    place = np.where(has_style, after + 1, place)
    has_type = _stands(data, place, b' t="')
    sign, length = data[place + 4], np.ones(len(place), np.int64)
    is_own = has_type & _stands(data, place + 4, b'str"')
    length[is_own] = 3
    kind_sign = np.where(has_type, sign, 0).astype(np.uint8)
    kind_sign[is_own] = ord("S")
    known = np.isin(kind_sign, np.frombuffer(b"\0sSben", np.uint8))
    place = np.where(has_type, place + 4 + length + 1, place)
    closes = (data[place] == _GREATER) | ((data[place] == _SLASH) & (data[place + 1] == _GREATER))
    if not (known & closes & (~has_type | (data[place - 1] == _QUOTE))).all():
        raise NotPlain
    kind_sign[kind_sign == ord("n")] = 0
    return np.where(has_style, style, 0).astype(np.int32), kind_sign


def _stands(data: Bytes, place: Places, word: bytes) -> npt.NDArray[np.bool_]:
    found = np.ones(len(place), bool)
    for offset, sign in enumerate(word):
        found &= data[place + offset] == sign
    return found


@dataclass(slots=True)
class _Tags:
    """What the tags of the cells say; `start` and `stop` enclose the value."""

    at: Places
    row: npt.NDArray[np.int32]
    column: npt.NDArray[np.int32]
    style: npt.NDArray[np.int32]
    sign: Bytes
    has_value: npt.NDArray[np.bool_]
    has_formula: npt.NDArray[np.bool_]
    start: Places
    stop: Places


def _contents(piece: bytes, data: Bytes, tags: _Tags) -> Cells:
    row, column, style, sign, start, stop = tags.row, tags.column, tags.style, tags.sign, tags.start, tags.stop
    is_filled = tags.has_value & (stop > start)
    kind = np.full(len(row), EMPTY, np.uint8)
    number, text = np.full(len(row), np.nan), np.full(len(row), NO_TEXT, np.int32)
    # A formula may have "" as its result: then the type and an empty value are there.
    kind[tags.has_formula & ~is_filled & ~((sign == ord("S")) & tags.has_value)] = UNSAVED
    is_number = is_filled & (sign == 0)
    number[is_number] = read_numbers(piece, data, start[is_number], stop[is_number])
    kind[is_number] = NUMBER
    is_shared = is_filled & (sign == ord("s"))
    codes, behind = read_whole(data, start[is_shared], 9)
    if not (behind == stop[is_shared]).all():
        raise NotPlain
    text[is_shared], kind[is_shared] = codes, TEXT
    is_yes_or_no = is_filled & (sign == ord("b"))
    if (
        not ((stop - start)[is_yes_or_no] == 1).all()
        or not np.isin(data[start[is_yes_or_no]], (ord("0"), ord("1"))).all()
    ):
        raise NotPlain
    number[is_yes_or_no], kind[is_yes_or_no] = data[start[is_yes_or_no]] == ord("1"), BOOL
    own: list[bytes] = []
    for letter, becomes in ((ord("S"), TEXT), (ord("e"), ERROR)):
        for place in np.flatnonzero(is_filled & (sign == letter)).tolist():
            own.append(piece[start[place] : stop[place]])
            if becomes == ERROR and own[-1] not in ERRORS:
                raise NotPlain
            text[place], kind[place] = -1 - len(own), becomes
    held = np.flatnonzero(kind != EMPTY)
    return Cells(row[held], column[held], kind[held], number[held], text[held], style[held], own, tags.at[held])
