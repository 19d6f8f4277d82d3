"""Where a layout's table stands on a sheet: found by the texts of its headings, as often as it is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from config.layout import Table
from etl.layouts.filled import is_filled, numbered_columns, shown_columns
from etl.layouts.heading_rows import across_tops, heading_of, heading_places, tops_of
from etl.layouts.reader import LEFT_OUT, Parts, Reader
from etl.layouts.wording import LONGEST_HEADING, content_at, key, text_at, texts_of
from etl.meaning.contents import Fault
from etl.opening.cells import TEXT, Sheet

TITLE_ROWS = 12
Rows = npt.NDArray[np.int64]


@dataclass(slots=True)
class ValueColumn:
    """A column of values, and what its headings say of them."""

    column: int
    says: dict[str, Any] = field(default_factory=dict)
    period: Parts = ()  # the cells that name it


@dataclass(slots=True)
class Block:
    """One place where the table stands; rows and columns are positions in the sheet.

    Attributes:
        top: first row of headings.
        first, last: rows between which the figures stand; last is not included.
        columns: all shown columns of the block, left to right.
        labels: heading -> column, for every heading that the layout names.
        values: the columns of values.
        unread: columns with a heading that are neither.
        titles: texts above it, the nearest first.
    """

    top: int
    first: int
    last: int
    columns: list[int]
    labels: dict[str, int] = field(default_factory=dict)
    values: list[ValueColumn] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """The blocks of one table on one sheet; where there are none, the headings that its best row lacks."""

    blocks: list[Block]
    missing: tuple[str, ...] = ()
    share: float = 0.0  # of the required headings that the best row has


def find_blocks(sheet: Sheet, reader: Reader) -> Found:
    """Every place on a sheet where the reader's table stands."""
    table = reader.table
    shown = shown_columns(sheet)
    places = heading_places(sheet, shown, table.required)
    tops, missing = tops_of(table, places) if table.required else (across_tops(sheet, shown, reader), ())
    tops = [top for top in tops if _blocks_at(sheet, reader, places, top, sheet.rows)]
    if not tops:
        share = 1 - len(missing) / len(table.required) if table.required else 0.0
        return Found([], missing, share)
    blocks: list[Block] = []
    above = 0
    for top, end in zip(tops, [*tops[1:], sheet.rows], strict=True):
        here = _blocks_at(sheet, reader, places, top, end)
        for block in here:
            block.titles = _titles(sheet, block, above)
        above = max([above, *(_last_value(sheet, block) + 1 for block in here)])
        blocks += here
    return Found(blocks, (), 1.0)


def _blocks_at(
    sheet: Sheet, reader: Reader, places: dict[str, list[tuple[int, int]]], top: int, end: int
) -> list[Block]:
    """The blocks side by side that begin in this row, each with its columns and its end."""
    table = reader.table
    found = []
    for columns in _side_by_side(table, places, top, shown_columns(sheet)):
        block = Block(top, top + table.header_rows, end, columns)
        _name_columns(sheet, block, reader)
        if block.values and set(table.columns) <= set(block.labels):
            _find_end(sheet, block, table)
            found.append(block)
    return found


def _last_value(sheet: Sheet, block: Block) -> int:
    """The last row of a block that holds a value."""
    filled = is_filled(sheet, [one.column for one in block.values], slice(block.first, block.last))
    rows = np.flatnonzero(np.any(filled, axis=1))
    return block.first + int(rows[-1]) if len(rows) else block.first


def _side_by_side(
    table: Table, places: dict[str, list[tuple[int, int]]], top: int, shown: list[int]
) -> list[list[int]]:
    """The columns of each block that begins in this row: a new one where the first label stands again."""
    labels = [heading for where in table.fields.values() for heading in where.column if heading in places]
    starts = []
    for heading in labels:
        held = {col for row, col in places[heading] if top <= row < top + table.header_rows}
        starts.append(sorted(held))
    if not starts or min(len(one) for one in starts) < 2:
        return [shown]
    count = min(len(one) for one in starts)
    lefts = [min(one[number] for one in starts) for number in range(count)]
    lefts[0] = shown[0]
    ends = [*lefts[1:], shown[-1] + 1]
    return [[c for c in shown if left <= c < end] for left, end in zip(lefts, ends, strict=True)]


def _name_columns(sheet: Sheet, block: Block, reader: Reader) -> None:
    """Which column is what: those named, those with values, and those that are not read."""
    table = reader.table
    filled = is_filled(sheet, block.columns, slice(block.top, block.last))
    held = [block.columns[place] for place in np.flatnonzero(np.any(filled, axis=0)).tolist()]
    heads = range(block.top, min(block.first, sheet.rows))
    texts = {number: {key(text_at(sheet, number, row)) for row in heads} for number in held}
    numbered = numbered_columns(sheet, block.columns, block.top, block.first)
    for heading in table.columns:
        if heading.startswith("#"):
            place = int(heading[1:]) - 1 if heading[1:].isdecimal() else -1
            if 0 <= place < len(numbered):
                block.labels[heading] = numbered[place]
        else:
            number = next((n for n in held if key(heading) in texts[n]), None)
            if number is not None:
                block.labels[heading] = number
    taken = set(block.labels.values())
    if table.is_across:
        block.values = _across(sheet, block, reader, taken)
    else:
        block.values = [ValueColumn(block.labels[h]) for h in table.value if h in block.labels]
    taken |= {one.column for one in block.values}
    ignored = {key(heading) for heading in table.ignore}
    block.unread = [n for n in held if n not in taken and texts[n] - {""} and not texts[n] & ignored]


def _across(sheet: Sheet, block: Block, reader: Reader, labels: set[int]) -> list[ValueColumn]:
    """The columns whose headings all mean something.

    Beyond an empty column, a heading that means nothing begins another table.
    """
    found = []
    for part in _parts(sheet, block):
        read = {number: _says(sheet, block, reader, number, labels) for number in part if number not in labels}
        if labels & set(part) or not labels or (read and read[part[0]] is not None):
            found += [one for one in read.values() if one is not None]
    return found


def _says(sheet: Sheet, block: Block, reader: Reader, number: int, labels: set[int]) -> ValueColumn | None:
    """What the headings of a column mean; None where one of them means nothing."""
    if not _is_below(sheet, block, reader.table.below, number, labels):
        return None
    fields = {name: where.across for name, where in reader.table.fields.items() if where.across}
    # A measure below merged periods has a row of its own, which no field is read from.
    lowest = block.first - block.top if reader.table.below else max(row for rows in fields.values() for row in rows)
    found = ValueColumn(number)
    for name, rows in fields.items():
        parts = heading_of(sheet, block.top, rows, number, block.columns, labels, lowest)
        meaning = reader.read(name, parts) if parts else LEFT_OUT
        if meaning is LEFT_OUT or isinstance(meaning, Fault) or not reader.fits(name, meaning):
            return None
        found.says[name] = meaning
        if name == "period":
            found.period = parts
            if status := reader.status_of_marks(parts):
                found.says["status"] = status
    return found


def _is_below(sheet: Sheet, block: Block, words: tuple[str, ...], number: int, labels: set[int]) -> bool:
    """Whether one of these words stands above a column; a merged one stands at the left of what it spans."""
    if not words:
        return True
    lowest = block.first - block.top
    heads = [
        heading_of(sheet, block.top, (row,), number, block.columns, labels, lowest) for row in range(1, lowest + 1)
    ]
    wanted = {key(word) for word in words}
    return any(key(part.words) in wanted for parts in heads for part in parts)


def _parts(sheet: Sheet, block: Block) -> list[list[int]]:
    """The columns of a block between its empty columns."""
    filled = np.any(is_filled(sheet, block.columns, slice(block.top, block.last)), axis=0)
    parts: list[list[int]] = [[]]
    for place, number in enumerate(block.columns):
        if filled[place]:
            parts[-1].append(number)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def _find_end(sheet: Sheet, block: Block, table: Table) -> None:
    """Set `last`: at a blank row, or a row that begins with one of the layout's words."""
    filled = is_filled(sheet, block.columns, slice(block.first, block.last))
    if table.ends_at_blank_row:
        rows = np.asarray(np.any(filled, axis=1))
        begun = np.flatnonzero(rows)
        if len(begun):
            blank = np.flatnonzero(~rows[begun[0] :])
            if len(blank):
                block.last = block.first + int(begun[0]) + int(blank[0])
    until = tuple(key(text) for text in table.until)
    if until:
        codes = [i for i, text in enumerate(sheet.texts) if key(text[:LONGEST_HEADING]).startswith(until)]
        for number in block.columns:
            column = sheet.columns[number]
            here = slice(block.first, block.last)
            hit = np.flatnonzero((column.kind[here] == TEXT) & np.isin(column.text[here], codes))
            if len(hit):
                block.last = block.first + int(hit[0])
                break


def _titles(sheet: Sheet, block: Block, above: int) -> list[str]:
    """The texts that head a block, nearest row first, down to the block above it.

    The heading of a column of labels is one of them: many tables have their title there.
    """
    left = {n for n in block.columns if n < min(one.column for one in block.values)} | set(block.labels.values())
    left -= {one.column for one in block.values}
    heads = [(row, number) for row in range(block.top, min(block.first, sheet.rows)) for number in block.columns]
    found = [text_at(sheet, number, row) for row, number in heads if number in left]
    found = [text for text in found if text]
    for row in range(block.top - 1, max(above, block.top - TITLE_ROWS) - 1, -1):
        found += texts_of([content_at(sheet, number, row) for number in block.columns])
    return found
