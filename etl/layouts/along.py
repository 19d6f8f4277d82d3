"""The labels of a block's rows: what each says of its figures, blanks filled down where the layout says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from config.layout import Where
from etl.layouts.blocks import Block
from etl.layouts.filled import is_filled
from etl.layouts.reader import LEFT_OUT, Parts, Reader
from etl.layouts.wording import content_at
from etl.meaning.contents import Content, Fault, distinct
from etl.opening.cells import Sheet

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Labels:
    """One field along the rows of a block.

    Attributes:
        column: where it stands; None where it is the same for all rows.
        codes: for each row the place in `parts` and `meanings`; -1 for blank.
        parts: the distinct contents.
        meanings: what each became: a value, a Fault, or LEFT_OUT.
    """

    column: int | None
    codes: Rows
    parts: list[Parts]
    meanings: list[Any]

    def values(self) -> npt.NDArray[Any]:
        """One value a row; None for blank, faulty and left out."""
        table = np.empty(len(self.meanings) + 1, dtype=object)
        for place, one in enumerate(self.meanings):
            table[place] = None if one is LEFT_OUT or isinstance(one, Fault) else one
        return np.asarray(table[self.codes])

    def table(self, each: list[Any], blank: Any) -> npt.NDArray[Any]:
        """For each row what belongs to its content in `each`."""
        return np.array([*each, blank])[self.codes]

    def mask(self, *what: Any) -> Mask:
        """Rows whose meaning is a Fault (`Fault`) or left out (`LEFT_OUT`)."""
        table = np.zeros(len(self.meanings) + 1, bool)
        for place, one in enumerate(self.meanings):
            table[place] = one is LEFT_OUT if LEFT_OUT in what else isinstance(one, Fault)
        return np.asarray(table[self.codes])


def read_labels(sheet: Sheet, block: Block, reader: Reader, rows: Rows, is_alone: Mask) -> dict[str, Labels]:
    """Each field that stands along the rows, or is the same for all of them.

    Args:
        rows: all shown rows of the block.
        is_alone: those of them that hold a label and no figure.
    """
    found = {}
    for name, where in reader.table.fields.items():
        if where.column:
            found[name] = _columns(sheet, block, reader, name, where, rows)
        elif where.group:
            found[name] = _groups(sheet, block, reader, name, rows, is_alone)
        elif not where.across:
            meaning = reader.constant(name, where, sheet.name, block.titles)
            codes = np.full(len(rows), -1 if meaning is None else 0)
            found[name] = Labels(None, codes, [()], [meaning])
    return found


def texts_along(sheet: Sheet, block: Block, heading: str, rows: Rows, fill: bool) -> tuple[Rows, list[Content]]:
    """The distinct contents of a named column, and which of them each row holds."""
    codes, contents = distinct(sheet, sheet.columns[block.labels[heading]], rows)
    return (_filled_down(codes) if fill else codes), contents


def _columns(sheet: Sheet, block: Block, reader: Reader, name: str, where: Where, rows: Rows) -> Labels:
    columns = [texts_along(sheet, block, heading, rows, where.fill_down) for heading in where.column]
    codes, parts = columns[0][0], [(content,) for content in columns[0][1]]
    at = block.labels[where.column[-1]]
    if len(columns) > 1:
        pairs, codes = np.unique(np.stack([one[0] for one in columns], axis=1), axis=0, return_inverse=True)
        parts = [
            tuple(contents[code] for code, (_, contents) in zip(pair, columns, strict=True) if code >= 0)
            for pair in pairs.tolist()
        ]
        codes = np.where(np.array([not one for one in parts], bool)[codes], -1, codes) if len(parts) else codes
    held = set(np.unique(codes).tolist())
    meanings = [reader.read(name, one) if place in held else None for place, one in enumerate(parts)]
    return Labels(at, codes, list(parts), meanings)


def _groups(sheet: Sheet, block: Block, reader: Reader, name: str, rows: Rows, is_alone: Mask) -> Labels:
    """The text of a row that holds nothing else counts for the rows below it, until the next such row."""
    codes = np.full(len(rows), -1, np.int64)
    parts: list[Parts] = []
    meanings: list[Any] = []
    filled = is_filled(sheet, block.columns, slice(0, sheet.rows))
    for place in np.flatnonzero(is_alone).tolist():
        held = np.flatnonzero(filled[rows[place]])
        if len(held) != 1:
            continue
        column = block.columns[int(held[0])]
        part = (content_at(sheet, column, int(rows[place])),)
        if _is_label(block, reader, column, part):
            continue  # a place without figures
        codes[place] = len(parts)
        parts.append(part)
        meanings.append(reader.read(name, part))
    return Labels(None, _filled_down(codes), parts, meanings)


def _is_label(block: Block, reader: Reader, column: int, part: Parts) -> bool:
    """Whether a text means something as the label of a row."""
    for name, where in reader.table.fields.items():
        if any(block.labels[heading] == column for heading in where.column):
            meaning = reader.read(name, part)
            if meaning is not LEFT_OUT and not isinstance(meaning, Fault) and not name.startswith("dimension:"):
                return True
    return False


def _filled_down(codes: Rows) -> Rows:
    """Each blank takes the place of the last that was none."""
    last = np.maximum.accumulate(np.where(codes >= 0, np.arange(len(codes)), -1))
    return np.where(last >= 0, codes[np.maximum(last, 0)], -1)
