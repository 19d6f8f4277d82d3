"""Many small plain sheets taken apart at once, laid below each other: what costs the same for few cells and for many is
paid once for all of them.

Only the plainest sheets are taken: shown whole, of numbers, days, yes and no and shared texts. Every other one, and all
that `read_piece` refuses, is left to be read by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from etl.opening.box import Box, lies_close
from etl.opening.cells import BOOL, DATE, NO_TEXT, NUMBER, TEXT, Column, Sheet, column_letter
from etl.opening.limits import Limits
from etl.opening.quick_cells import Cells, Places, read_piece
from etl.opening.quick_parts import Styles
from etl.opening.quick_tags import NotPlain

_PIECE = 2 << 20  # bytes of XML taken apart at a time
_FIRST_WHOLE_DAY = 61  # as in `quick_columns`: what is earlier is read the long way
_TAKEN = np.isin(np.arange(256), (NUMBER, TEXT, BOOL))


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The one sheet of a workbook, unpacked: the rows of its table as XML, none hidden, formats and shared texts."""

    name: str
    rows: bytes
    styles: Styles
    texts: list[str]


def is_simple(raw: RawSheet) -> bool:
    """Whether its rows can stand between those of other sheets, and no text is there twice or empty."""
    return (
        raw.rows.startswith(b"<row")
        and raw.rows.endswith(b"</row>")
        and raw.rows.count(b"<") == raw.rows.count(b">")
        and len({"", *raw.texts}) == len(raw.texts) + 1
    )


def read_simple(sheets: Sequence[RawSheet], limits: Limits) -> list[Sheet | None]:
    """Each of these simple sheets; None for those that are to be read by themselves."""
    return [one for part in _parts(sheets) for one in _read(part, limits)]


def _parts(sheets: Sequence[RawSheet]) -> Iterator[list[RawSheet]]:
    part, size = list[RawSheet](), 0
    for one in sheets:
        if part and size + len(one.rows) > _PIECE:
            yield part
            part, size = [], 0
        part.append(one)
        size += len(one.rows)
    if part:
        yield part


def _read(sheets: Sequence[RawSheet], limits: Limits) -> list[Sheet | None]:
    if not sheets:
        return []
    try:
        return _Batch(sheets).read(limits)
    except NotPlain:
        if len(sheets) == 1:
            return [None]
        half = len(sheets) // 2  # one that is not plain does not cost the others their company
        return [*_read(sheets[:half], limits), *_read(sheets[half:], limits)]


class _Batch:
    """The cells of several sheets, one sheet after the other."""

    def __init__(self, sheets: Sequence[RawSheet]) -> None:
        self._sheets = sheets
        begins = _starts([len(one.rows) for one in sheets])
        self._cells = read_piece(b"".join(one.rows for one in sheets), begins)
        self._starts = np.searchsorted(self._cells.at, begins)
        self._counts = np.diff(self._starts, append=len(self._cells.at))
        if not self._counts.all():
            raise NotPlain  # an empty one
        self._of = np.repeat(np.arange(len(sheets)), self._counts)

    def read(self, limits: Limits) -> list[Sheet | None]:
        cells = self._cells
        is_left = self._any(~_TAKEN[cells.kind]) | ~self._in_order() | self._read_dates(cells)
        is_left |= self._any((cells.kind == NUMBER) & ~np.isfinite(cells.number))
        codes, texts, is_beyond = self._texts(cells)
        is_left |= is_beyond
        boxes = self._boxes(cells)
        fits = [lies_close(box, count, limits) for box, count in zip(boxes, self._counts.tolist(), strict=True)]
        if is_left.any() or not all(fits):
            return self._without(is_left | ~np.array(fits), limits)
        return self._laid_out(cells, codes, texts, boxes)

    def _without(self, is_left: npt.NDArray[np.bool_], limits: Limits) -> list[Sheet | None]:
        """The others, read without those that are left."""
        others = iter(_read([one for one, left in zip(self._sheets, is_left, strict=True) if not left], limits))
        return [None if left else next(others) for left in is_left.tolist()]

    def _any(self, of_cells: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        return np.logical_or.reduceat(of_cells, self._starts)

    def _in_order(self) -> npt.NDArray[np.bool_]:
        """Of each sheet whether its cells come in order, none twice."""
        place = self._cells.row * np.int64(16_384) + self._cells.column
        follows = np.append(True, place[1:] > place[:-1])
        follows[self._starts] = True
        return ~self._any(~follows)

    def _read_dates(self, cells: Cells) -> npt.NDArray[np.bool_]:
        """Makes numbers with a date's format days; of each sheet whether it has one that is read the long way."""
        known = [len(one.styles.is_date) for one in self._sheets]
        is_unknown = cells.style >= np.array(known)[self._of]
        styles = np.concatenate([one.styles.is_date for one in self._sheets])
        is_date = styles[np.where(is_unknown, 0, cells.style + _starts(known)[self._of])] & (cells.kind == NUMBER)
        before = np.array([one.styles.days_before for one in self._sheets])[self._of[is_date]]
        cells.number[is_date] += before
        cells.kind[is_date] = DATE
        return self._any(is_unknown | (is_date & (cells.number < _FIRST_WHOLE_DAY)))

    def _texts(self, cells: Cells) -> tuple[npt.NDArray[np.int32], list[list[str]], npt.NDArray[np.bool_]]:
        """The number of each cell's text among those of its sheet, in the order in which they are met; those texts; and
        of each sheet whether it has texts that are not shared, or names some that are not there.
        """
        known = [len(one.texts) for one in self._sheets]
        is_text = cells.kind == TEXT
        is_beyond = is_text & ((cells.text < 0) | (cells.text >= np.array(known)[self._of]))
        at = np.flatnonzero(is_text & ~is_beyond)
        begins = _starts(known)
        shared = cells.text[at] + begins[self._of[at]]
        first = np.full(sum(known), len(is_text))
        first[shared[::-1]] = at[::-1]  # where a place is written twice, the last one stays
        met = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(is_text))]
        ends = np.cumsum(np.bincount(self._of[first[met]], minlength=len(known)))
        number = np.empty(len(first), np.int64)
        number[met] = np.arange(len(met)) - np.append(0, ends[:-1])[self._of[first[met]]]
        codes = np.full(len(is_text), NO_TEXT, np.int32)
        codes[at] = number[shared]
        every = [text for one in self._sheets for text in one.texts]
        told = [every[place] for place in met.tolist()]
        return codes, [told[start:end] for start, end in _spans(ends.tolist())], self._any(is_beyond)

    def _boxes(self, cells: Cells) -> list[Box]:
        first, last = cells.row[self._starts], cells.row[self._starts + self._counts - 1]
        left = np.minimum.reduceat(cells.column, self._starts)
        right = np.maximum.reduceat(cells.column, self._starts)
        each = zip(first.tolist(), last.tolist(), left.tolist(), right.tolist(), strict=True)
        return [Box(*one) for one in each]

    def _laid_out(
        self, cells: Cells, codes: npt.NDArray[np.int32], texts: list[list[str]], boxes: list[Box]
    ) -> list[Sheet | None]:
        """The columns of all boxes one behind the other, and each sheet's own part of them."""
        heights = np.array([box.rows for box in boxes])
        tops = np.array([box.first_row for box in boxes])
        lefts = np.array([box.first_column for box in boxes])
        begins = _starts([box.rows * box.columns for box in boxes])
        whole = sum(box.rows * box.columns for box in boxes)
        of = self._of
        places = begins[of] + (cells.column - lefts[of]) * heights[of] + (cells.row - tops[of])
        kind, number, text = _filled(whole, places, cells.kind, cells.number, codes)
        return [
            Sheet(raw.name, box.first_row, list(_columns(box, begin, kind, number, text)), words)
            for raw, box, begin, words in zip(self._sheets, boxes, begins.tolist(), texts, strict=True)
        ]


def _starts(lengths: Sequence[int]) -> Places:
    return np.array([0, *accumulate(lengths)][:-1], np.int64)


def _spans(ends: list[int]) -> Any:
    return zip([0, *ends[:-1]], ends, strict=True)


def _filled(whole: int, places: Places, kind: Any, number: Any, text: Any) -> tuple[Any, Any, Any]:
    kinds, numbers = np.zeros(whole, np.uint8), np.full(whole, np.nan)
    texts = np.full(whole, NO_TEXT, np.int32)
    kinds[places], numbers[places], texts[places] = kind, number, text
    return kinds, numbers, texts


def _columns(box: Box, begin: int, kind: Any, number: Any, text: Any) -> Any:
    for column in range(box.columns):
        here = slice(begin + column * box.rows, begin + (column + 1) * box.rows)
        yield Column(column_letter(box.first_column + column), kind[here], number[here], text[here])
