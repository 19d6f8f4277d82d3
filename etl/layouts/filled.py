"""Which cells of a sheet hold anything, and which columns a person sees."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from etl.opening.cells import EMPTY, TEXT, Sheet

_ROWS_NUMBERED = 3
Rows = npt.NDArray[np.int64]


def shown_columns(sheet: Sheet) -> list[int]:
    """Positions of the columns that a person sees."""
    hidden = set(sheet.hidden_columns)
    return [number for number, column in enumerate(sheet.columns) if column.letter not in hidden]


def is_filled(sheet: Sheet, columns: Iterable[int], rows: slice) -> npt.NDArray[np.bool_]:
    """bool[rows, columns]: which cells hold more than blanks."""
    blank = _blanks(sheet.texts)
    found = []
    for number in columns:
        column = sheet.columns[number]
        kind = column.kind[rows]
        filled = kind != EMPTY
        if len(blank):
            filled &= ~((kind == TEXT) & np.isin(column.text[rows], blank))
        found.append(filled)
    return np.stack(found, axis=1) if found else np.zeros((len(range(*rows.indices(sheet.rows))), 0), bool)


_KNOWN: list[tuple[list[str], npt.NDArray[np.int32]]] = []  # of the sheet in hand; a file's texts may be a million


def _blanks(texts: list[str]) -> npt.NDArray[np.int32]:
    """Places of the texts that are blank."""
    for known, blank in _KNOWN:
        if known is texts:
            return blank
    blank = np.array([i for i, text in enumerate(texts) if not text or text.isspace()], np.int32)
    _KNOWN[:] = [(texts, blank)]
    return blank


def forget_texts() -> None:
    """Let go of the texts of the last sheet, when a file has been read."""
    _KNOWN.clear()


def numbered_columns(sheet: Sheet, columns: list[int], top: int, first: int) -> list[int]:
    """The columns that "#1", "#2" ... stand for: those that hold anything in the headings or the rows right below."""
    filled = is_filled(sheet, columns, slice(top, sheet.rows))
    rows = np.flatnonzero(np.any(filled, axis=1))
    below = rows[rows >= first - top][:_ROWS_NUMBERED]
    chosen = np.concatenate([rows[rows < first - top], below])
    return [columns[place] for place in np.flatnonzero(np.any(filled[chosen], axis=0)).tolist()]
