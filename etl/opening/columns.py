"""Rows of Python values, as a reader gives them, made into the columns of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import numpy as np

from etl.opening.box import Box
from etl.opening.cells import (
    BOOL,
    DATE,
    EMPTY,
    ERROR,
    NO_TEXT,
    NUMBER,
    TEXT,
    TIME,
    UNSAVED,
    Array,
    Column,
    Sheet,
    column_letter,
)

_BLOCK = 8192  # rows turned at a time: the objects of a block fit in the processor's cache
_EPOCH = np.datetime64("1899-12-30", "us")
_DAY = np.timedelta64(1, "D")
_KINDS: dict[type, int] = {
    str: TEXT, float: NUMBER, int: NUMBER, bool: BOOL, date: DATE, datetime: DATE, time: TIME, timedelta: TIME,
}  # fmt: skip


class SheetBuilder:
    """Fills the columns of one sheet.

    Args:
        box: all rows and columns that the sheet will have.
    """

    def __init__(self, name: str, box: Box) -> None:
        self._box = box
        self._name = name
        self._texts = _Texts()
        letters = map(column_letter, range(box.first_column, box.last_column + 1))
        n = box.rows
        self._columns = [
            Column(letter, np.zeros(n, np.uint8), np.full(n, np.nan), np.full(n, NO_TEXT, np.int32))
            for letter in letters
        ]

    def fill(self, rows: Iterable[Sequence[object]], row: int, column: int) -> None:
        """Puts equally long rows of values where the first value belongs in `row`, `column` (counted from 1).

        Args:
            rows: values are str ("" for empty), float, int, bool, date, datetime, time or timedelta.
        """
        start, first = row - self._box.first_row, column - self._box.first_column
        rest = iter(rows)
        while block := list(islice(rest, _BLOCK)):
            here = slice(start, start + len(block))
            for target, values in zip(self._columns[first:], zip(*block, strict=True), strict=False):
                self._convert(values, target.kind[here], target.number[here], target.text[here])
            start += len(block)

    def mark_error(self, row: int, column: int, code: str) -> None:
        """An error cell, with the code that it shows."""
        self._mark(row, column, ERROR, self._texts[code])

    def mark_unsaved(self, row: int, column: int) -> None:
        """A formula without a saved result."""
        self._mark(row, column, UNSAVED, NO_TEXT)

    def sheet(self) -> Sheet:
        """The sheet as filled so far."""
        return Sheet(self._name, self._box.first_row, self._columns, self._texts.listed())

    def _mark(self, row: int, column: int, kind: int, text: int) -> None:
        target, index = self._columns[column - self._box.first_column], row - self._box.first_row
        target.kind[index], target.number[index], target.text[index] = kind, np.nan, text

    def _convert(self, values: Sequence[Any], kind: Array, number: Array, text: Array) -> None:
        kind[:] = np.fromiter(map(_KINDS.__getitem__, map(type, values)), np.uint8, len(values))
        for code in {_KINDS[kind_of] for kind_of in set(map(type, values))}:
            where = np.flatnonzero(kind == code)
            chosen = [values[index] for index in where.tolist()]
            if code == TEXT:
                text[where] = np.fromiter(map(self._texts.__getitem__, chosen), np.int32, len(chosen))
                kind[where] = np.where(text[where] == NO_TEXT, EMPTY, TEXT)
            else:
                number[where] = _numbers(code, chosen)
        not_finite = (kind == NUMBER) & ~np.isfinite(number)
        if not_finite.any():  # "NaN" or 1e999 in the file: no spreadsheet shows a number there
            kind[not_finite], number[not_finite], text[not_finite] = ERROR, np.nan, self._texts["#NUM!"]


class _Texts(dict[str, int]):
    """The index of each distinct text, given out as it is asked for; "" is no text."""

    def __init__(self) -> None:
        super().__init__({"": NO_TEXT})

    def __missing__(self, text: str) -> int:
        index = self[text] = len(self) - 1
        return index

    def listed(self) -> list[str]:
        return list(self)[1:]


def _numbers(code: int, values: list[Any]) -> Array:
    if code == DATE:
        return np.asarray((np.array(values, "datetime64[us]") - _EPOCH) / _DAY)
    if code == TIME:
        return np.asarray(np.array([_duration(value) for value in values], "timedelta64[us]") / _DAY)
    return np.array(values, np.float64)


def _duration(value: time | timedelta) -> timedelta:
    if isinstance(value, timedelta):
        return value
    return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
