"""A sheet as the search for personal data sees it: its columns by their distinct texts, its numbers, its headings.

Hidden rows and columns are looked at like all others. Each distinct text is examined once, however many cells hold it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from re import Pattern
from typing import Any

import numpy as np
import numpy.typing as npt

from etl.opening.cells import EMPTY, NUMBER, TEXT, Column, Sheet
from etl.personal.headings import Kind, kinds_of

HEADING_ROWS = 100  # a heading stands among the first of its sheet
Numbers = npt.NDArray[np.int64]
_BETWEEN = "\0"  # stands between two texts, and in no pattern


@dataclass(frozen=True, slots=True)
class Heading:
    """A cell that says what stands below it."""

    row: int
    kinds: frozenset[Kind]


class Table:
    """One sheet, with its columns looked at."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._kinds: dict[int, frozenset[Kind]] = {}
        self.columns = [Look(self, column) for column in sheet.columns]

    def kinds(self, text: int) -> frozenset[Kind]:
        """What a text says as a heading."""
        if text not in self._kinds:
            self._kinds[text] = kinds_of(self.sheet.texts[text])
        return self._kinds[text]

    def with_heading(self, *kinds: Kind) -> list[Look]:
        """The columns that have a heading of one of these kinds."""
        return [look for look in self.columns if look.kinds & set(kinds)]

    def matches(self, pattern: Pattern[str]) -> Iterator[tuple[int, Any]]:
        """(text, match) of every match in any distinct text; all texts are searched in one pass."""
        for found in pattern.finditer(self.joined):
            yield bisect_right(self._starts, found.start()) - 1, found

    @cached_property
    def joined(self) -> str:
        """All distinct texts, a zero between them."""
        return _BETWEEN.join(self.sheet.texts)

    @cached_property
    def _starts(self) -> list[int]:
        lengths = np.fromiter(map(len, self.sheet.texts), np.int64, len(self.sheet.texts)) + 1
        return [0, *np.cumsum(lengths).tolist()]


class Look:
    """One column: its headings and what stands in it."""

    def __init__(self, table: Table, column: Column) -> None:
        self.table, self.column = table, column
        self.letter = column.letter
        self.headings = list(self._headings())
        self.kinds: frozenset[Kind] = frozenset().union(*(heading.kinds for heading in self.headings))

    def _headings(self) -> Iterator[Heading]:
        rows = np.flatnonzero(self.column.kind[:HEADING_ROWS] == TEXT)
        texts = self.column.text[rows].tolist()
        kinds = {text: self.table.kinds(text) for text in set(texts)}
        for row, text in zip(rows.tolist(), texts, strict=True):
            if kinds[text]:
                yield Heading(row, kinds[text])

    def row_of(self, *kinds: Kind) -> int:
        """The row of the first heading of these kinds; -1 for none."""
        return next((heading.row for heading in self.headings if heading.kinds & set(kinds)), -1)

    @cached_property
    def texts(self) -> tuple[Numbers, Numbers]:
        """The distinct texts of the column (places in `Sheet.texts`) and how many cells hold each."""
        held = self.column.text[self.column.kind == TEXT]
        if len(held) < len(self.table.sheet.texts):
            found, counts = np.unique(held, return_counts=True)
            return found.astype(np.int64), counts
        counts = np.bincount(held, minlength=1)
        found = np.flatnonzero(counts)
        return found, counts[found]

    def words(self, most: int) -> list[str]:
        """Distinct texts that are no headings, at most so many."""
        places = islice((i for i in self.texts[0].tolist() if not self.table.kinds(i)), most)
        return [self.table.sheet.texts[i] for i in places]

    def words_below(self, row: int) -> tuple[list[str], int]:
        """The distinct texts below a row, and how many cells hold one."""
        held = self.column.text[row + 1 :][self.column.kind[row + 1 :] == TEXT]
        return [self.table.sheet.texts[i] for i in np.unique(held).tolist()], len(held)

    def numbers_below(self, row: int) -> npt.NDArray[np.float64]:
        return np.asarray(self.column.number[row + 1 :][self.column.kind[row + 1 :] == NUMBER])

    def filled_below(self, row: int) -> npt.NDArray[np.bool_]:
        return np.asarray(self.column.kind[row + 1 :] != EMPTY)
