"""The cells of a sheet, piece after piece, put into its columns: no more is held than the columns will be.

A column of texts has no numbers, and one of numbers no texts: what a piece lacks is not kept.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from etl.opening.box import Box
from etl.opening.cells import DATE, EMPTY, ERROR, NO_TEXT, NUMBER, TEXT, Array, Column, Sheet, column_letter
from etl.opening.quick_cells import Cells
from etl.opening.quick_parts import Styles, unescaped
from etl.opening.quick_tags import NotPlain

_UNSEEN = -2
_SPARSE = 20  # as in `box`: fewer cells in so many places are scattered, and scattered cells are read the long way
_MOST_EMPTY = 1_000_000


class _Part(NamedTuple):
    """What a piece holds of one column, from a row on; None where no cell has a text, or a number."""

    row: int
    kind: npt.NDArray[np.uint8]
    number: npt.NDArray[np.float64] | None
    text: npt.NDArray[np.int32] | None


class QuickColumns:
    """Gathers the cells of one sheet.

    Args:
        shared: the workbook's shared texts.
    """

    def __init__(self, styles: Styles, shared: list[str]) -> None:
        self._styles, self._shared = styles, shared
        self._places = np.full(len(shared), _UNSEEN, np.int32)
        self._index: dict[str, int] = {"": NO_TEXT}
        self._parts: dict[int, list[_Part]] = {}
        self._last = 0

    def add(self, cells: Cells) -> None:
        """The cells of the next piece.

        Raises:
            NotPlain: they are scattered, do not follow those before, or are written in another way.
        """
        if not len(cells.row):
            return
        row, last = int(cells.row[0]), int(cells.row[-1])
        if row <= self._last:
            raise NotPlain
        self._last = last
        text = self._texts(cells)
        self._read_dates(cells)
        cells.kind[(cells.kind == TEXT) & (text == NO_TEXT)] = EMPTY
        rows = last - row + 1
        counts = np.bincount(cells.column)
        numbers = np.flatnonzero(counts).tolist()
        if rows * len(numbers) > max(_MOST_EMPTY, _SPARSE * len(cells.row)):
            raise NotPlain
        by_column = np.argsort(cells.column.astype(np.int16), kind="stable")
        ends = np.cumsum(counts).tolist()
        for column in numbers:
            here = by_column[ends[column] - int(counts[column]) : ends[column]]
            part = _part(cells, text, here, row, rows)
            self._parts.setdefault(column, []).append(part)

    def sheet(self, name: str, box: Box) -> Sheet:
        """The sheet as filled so far; what was gathered is given away."""
        columns = [
            _column(column_letter(number), self._parts.pop(number, []), box)
            for number in range(box.first_column, box.last_column + 1)
        ]
        return Sheet(name, box.first_row, columns, list(self._index)[1:])

    def _texts(self, cells: Cells) -> npt.NDArray[np.int32]:
        """The index of each cell's text among the sheet's distinct texts, in the order in which they are met."""
        code = cells.text
        is_shared = code >= 0
        held = code[is_shared]
        if len(held) and int(held.max()) >= len(self._shared):
            raise NotPlain
        self._meet(held)
        text = np.full(len(code), NO_TEXT, np.int32)
        text[is_shared] = self._places[held]
        for place in np.flatnonzero(code <= -2).tolist():
            text[place] = self._place(unescaped(cells.own[-2 - int(code[place])]))
        not_finite = (cells.kind == NUMBER) & ~np.isfinite(cells.number)
        if not_finite.any():  # 1e999: no spreadsheet shows a number there
            cells.kind[not_finite], cells.number[not_finite] = ERROR, np.nan
            text[not_finite] = self._place("#NUM!")
        return text

    def _meet(self, held: npt.NDArray[np.int32]) -> None:
        """Gives places to the shared texts that are new in this piece."""
        new = held[self._places[held] == _UNSEEN]
        for code in dict.fromkeys(new.tolist()):
            self._places[code] = self._place(self._shared[code])

    def _place(self, word: str) -> int:
        return self._index.setdefault(word, len(self._index) - 1)

    def _read_dates(self, cells: Cells) -> None:
        """Numbers with a date's format are days."""
        if cells.style.max(initial=0) >= len(self._styles.is_date):
            raise NotPlain
        is_date = (cells.kind == NUMBER) & self._styles.is_date[cells.style]
        if not is_date.any():
            return
        days = cells.number[is_date] + self._styles.days_before
        if (days < 61).any():  # times of day, and the days about the leap day that 1900 never had
            raise NotPlain
        cells.number[is_date] = days
        cells.kind[is_date] = DATE


def _part(cells: Cells, text: npt.NDArray[np.int32], here: Array, row: int, rows: int) -> _Part:
    place = cells.row[here] - row
    kind = np.zeros(rows, np.uint8)
    kind[place] = cells.kind[here]
    numbers, texts = cells.number[here], text[here]
    number = texts_ = None
    if not np.isnan(numbers).all():
        number = np.full(rows, np.nan)
        number[place] = numbers
    if (texts != NO_TEXT).any():
        texts_ = np.full(rows, NO_TEXT, np.int32)
        texts_[place] = texts
    return _Part(row, kind, number, texts_)


def _column(letter: str, parts: list[_Part], box: Box) -> Column:
    kind = np.zeros(box.rows, np.uint8)
    number: Array = np.broadcast_to(np.float64(np.nan), box.rows)
    text: Array = np.broadcast_to(np.int32(NO_TEXT), box.rows)
    if any(part.number is not None for part in parts):
        number = np.full(box.rows, np.nan)
    if any(part.text is not None for part in parts):
        text = np.full(box.rows, NO_TEXT, np.int32)
    for part in parts:
        here = slice(part.row - box.first_row, part.row - box.first_row + len(part.kind))
        kind[here] = part.kind
        if part.number is not None:
            number[here] = part.number
        if part.text is not None:
            text[here] = part.text
    return Column(letter, kind, number, text)
