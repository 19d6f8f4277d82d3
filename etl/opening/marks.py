"""What the reader of values does not tell of a sheet: errors, formulas without a result, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from etl.opening.box import Box, Extent
from etl.opening.cells import Sheet, column_letter


@dataclass(slots=True)
class Marks:
    """The marks of one sheet; rows and columns counted from 1.

    Attributes:
        extent: the cells that hold something.
        errors: (row, column, code), code as in "#DIV/0!".
        unsaved: (row, column) of each formula without a saved result.
        formulas: how many formulas there are, of a format that does not tell whether their results are saved.
        hidden_rows, hidden_columns: (first, last), the last one included; they may reach far beyond the cells.
    """

    extent: Extent = field(default_factory=Extent)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    formulas: int = 0
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def hide(self, sheet: Sheet, box: Box) -> None:
        """Writes into the sheet which of its rows and columns are hidden."""
        rows = set(_within(self.hidden_rows, box.first_row, box.last_row))
        columns = set(_within(self.hidden_columns, box.first_column, box.last_column))
        sheet.hidden_rows = np.array(sorted(rows), np.int64)
        sheet.hidden_columns = [column_letter(column) for column in sorted(columns)]


def _within(spans: list[tuple[int, int]], first: int, last: int) -> Iterator[int]:
    for start, end in spans:
        yield from range(max(start, first), min(end, last) + 1)
