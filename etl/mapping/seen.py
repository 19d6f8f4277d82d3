"""A table of the layout as it stands in the file: its block, and its columns as a person would name them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from config.definitions import Alliance
from config.layout import Layout, Table
from etl.layouts.apply import sheets_of
from etl.layouts.blocks import Block, find_blocks
from etl.layouts.filled import is_filled, numbered_columns
from etl.layouts.reader import Reader
from etl.layouts.subject import unit_text
from etl.layouts.wording import key, text_at, without_note
from etl.meaning.contents import distinct
from etl.opening.cells import NUMBER, Sheet, Workbook

_LOOKED_AT = 200  # rows of a column


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column of a block.

    Attributes:
        number: its position in the sheet.
        reference: how the layout names it: its heading, or "#2".
        has_numbers: most of what it holds are numbers.
    """

    number: int
    letter: str
    heading: str
    reference: str
    has_numbers: bool

    @property
    def label(self) -> str:
        return f"{self.letter}: {self.heading}" if self.heading else self.letter


@dataclass(slots=True)
class TableSeen:
    """A table of the layout where it stands first; `block` is None where it stands nowhere."""

    table: Table
    reader: Reader
    sheet: Sheet | None = None
    block: Block | None = None

    @property
    def columns(self) -> list[ColumnSeen]:
        """Its columns that hold anything, left to right."""
        return _columns(self.sheet, self.block) if self.sheet is not None and self.block is not None else []

    def texts_of(self, column: int, most: int) -> list[str]:
        """The distinct texts of a column in the rows of figures."""
        if self.sheet is None or self.block is None:
            return []
        rows = np.arange(self.block.first, self.block.last)
        rows = rows[self.sheet.visible_rows()[self.block.first : self.block.last]]
        _, contents = distinct(self.sheet, self.sheet.columns[column], rows)
        return list(dict.fromkeys(one.words for one in contents if one.words))[:most]

    @property
    def title(self) -> str:
        """The nearest text above the table that heads no column and is no unit; "" for none."""
        headings = {key(column.heading) for column in self.columns}
        titles = self.block.titles if self.block is not None else []
        return next((text for text in titles if key(text) not in headings and not unit_text([text])), "")

    @property
    def sample(self) -> float | None:
        """The first figure as it stands in the sheet."""
        if self.sheet is None or self.block is None:
            return None
        for one in self.block.values:
            held = self.sheet.columns[one.column].number[self.block.first : self.block.last]
            known = held[~np.isnan(held)]
            if len(known):
                return float(known[0])
        return None

    @property
    def where(self) -> str:
        """ "Tabel 1, A4:F20"."""
        if self.sheet is None or self.block is None:
            return ", ".join(self.table.sheets)
        columns, last = self.block.columns, max(self.block.first, self.block.last - 1)
        first = self.sheet.address(self.sheet.columns[columns[0]].letter, self.block.top)
        return f"{self.sheet.name}, {first}:{self.sheet.address(self.sheet.columns[columns[-1]].letter, last)}"


def tables_seen(layout: Layout, workbook: Workbook, declared: Alliance, organisation: str) -> list[TableSeen]:
    """Each table of a layout, at the first place where it stands in the file."""
    found = []
    for table in layout.tables:
        reader = Reader(declared, organisation, table)
        seen = TableSeen(table, reader)
        for sheet in sheets_of(table, workbook):
            blocks = find_blocks(sheet, reader).blocks
            if blocks:
                seen.sheet, seen.block = sheet, blocks[0]
                break
        found.append(seen)
    return found


def _columns(sheet: Sheet, block: Block) -> list[ColumnSeen]:
    last = min(block.last, block.first + _LOOKED_AT)
    filled = is_filled(sheet, block.columns, slice(block.top, last))
    held = [block.columns[place] for place in np.flatnonzero(np.any(filled, axis=0)).tolist()]
    heads = range(block.top, min(block.first, sheet.rows))
    headings = {number: _heading(sheet, number, heads) for number in held}
    numbered = numbered_columns(sheet, block.columns, block.top, block.first)
    found = []
    for number in held:
        kind = sheet.columns[number].kind[block.first : last]
        heading = without_note(headings[number]) if headings[number] else ""
        is_alone = sum(key(other) == key(heading) for other in headings.values()) == 1
        reference = heading if heading and is_alone else _numbered(numbered, number)
        if reference:
            has_numbers = bool((kind == NUMBER).sum() * 2 > (kind != 0).sum())
            found.append(ColumnSeen(number, sheet.columns[number].letter, heading, reference, has_numbers))
    return found


def _heading(sheet: Sheet, number: int, heads: range) -> str:
    """The lowest text above a column."""
    return next((text for row in reversed(heads) if (text := text_at(sheet, number, row))), "")


def _numbered(numbered: list[int], number: int) -> str:
    return f"#{numbered.index(number) + 1}" if number in numbered else ""
