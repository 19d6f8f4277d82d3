"""Where the cells of a sheet lie, and whether they lie close enough together to be read."""

from __future__ import annotations

from dataclasses import dataclass

from config.language import Text
from etl.opening.cells import column_letter
from etl.opening.limits import Limits
from etl.opening.zip_check import file_damaged
from etl.problems.problem import refused

_WIDE_BOX = 25_000_000  # cells; readers set aside memory for every one of them, filled or not
_FEW = 10_000  # cells
_SPARSE = 20  # one cell in so many filled is "far from the others"
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384  # the largest sheet there is


OUTSIDE = Text("en celle ligger uden for det største ark, der findes", "a cell lies outside the largest sheet there is")
TWICE = Text("en celle eller en række står der to gange", "a cell or a row is there twice")


@dataclass(frozen=True, slots=True)
class Box:
    """Where a sheet's cells lie; rows and columns counted from 1, the last ones included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def rows(self) -> int:
        return self.last_row - self.first_row + 1

    @property
    def columns(self) -> int:
        return self.last_column - self.first_column + 1

    def around(self, other: Box | None) -> Box:
        """The smallest box that holds both."""
        if other is None:
            return self
        return Box(
            min(self.first_row, other.first_row),
            max(self.last_row, other.last_row),
            min(self.first_column, other.first_column),
            max(self.last_column, other.last_column),
        )


class Extent:
    """Gathers the cells of one sheet that hold something, as a scan of its XML meets them."""

    def __init__(self) -> None:
        self.count = 0
        self._first_row = self._first_column = SHEET_ROWS
        self._last_row = self._last_column = 0
        self._far_row = self._far_column = (0, 0)
        self._rows = bytearray()  # which rows `add_row` has met

    def add(self, count: int, first_row: int, last_row: int, first_column: int, last_column: int) -> None:
        """`count` filled cells between these rows and columns, the outermost of them filled."""
        self.count += count
        if last_row > self._last_row:
            self._last_row, self._far_row = last_row, (last_row, last_column)
        if last_column > self._last_column:
            self._last_column, self._far_column = last_column, (last_row, last_column)
        self._first_row = min(self._first_row, first_row)
        self._first_column = min(self._first_column, first_column)

    def add_row(self, row: int, columns: list[int]) -> None:
        """The filled cells of one row, in any order.

        Raises:
            FileRefused: the row or one of its cells was there before, or can be nowhere.
        """
        if not columns:
            return
        if not 1 <= row <= SHEET_ROWS:
            raise file_damaged(OUTSIDE)
        self._rows = self._rows or bytearray(SHEET_ROWS + 1)
        if self._rows[row] or len(set(columns)) < len(columns):
            raise file_damaged(TWICE)
        self._rows[row] = True
        self.add(len(columns), row, row, min(columns), max(columns))

    @property
    def box(self) -> Box | None:
        """The smallest box around all of them; None where there are none."""
        if not self.count:
            return None
        return Box(self._first_row, self._last_row, self._first_column, self._last_column)

    def check(self, sheet: str, limits: Limits) -> None:
        """Before any reader sets aside memory for the box.

        Raises:
            FileRefused: a stray cell far from the others, too many rows or columns, or a cell where none can be.
        """
        box = self.box
        if box is None:
            return
        rows, columns = box.rows, box.columns
        too_large = rows > limits.max_rows or columns > limits.max_columns or rows * columns > _WIDE_BOX
        if too_large and self.count * _SPARSE < rows * columns:
            far = self._far_row if rows / SHEET_ROWS >= columns / SHEET_COLUMNS else self._far_column
            cell = f"{column_letter(far[1])}{far[0]}"
            raise refused("stray_cell", sheet=sheet, cell=cell, count=self.count, rows=rows, columns=columns)
        check_size(sheet, rows, columns, limits)
        if box.last_row > SHEET_ROWS or box.last_column > SHEET_COLUMNS:
            raise file_damaged(OUTSIDE)


def lies_close(box: Box, count: int, limits: Limits) -> bool:
    """Whether `count` filled cells lie so close together that nothing is to be said of their box."""
    fits = box.rows <= limits.max_rows and box.columns <= limits.max_columns
    is_there = box.last_row <= SHEET_ROWS and box.last_column <= SHEET_COLUMNS
    return fits and is_there and box.rows * box.columns <= max(_FEW, count * _SPARSE)


def check_size(sheet: str, rows: int, columns: int, limits: Limits) -> None:
    """Raises FileRefused where a sheet has more rows or columns than the limits allow."""
    if rows > limits.max_rows:
        raise refused("too_many_rows", sheet=sheet, rows=rows, limit=limits.max_rows)
    if columns > limits.max_columns:
        raise refused("too_many_columns", sheet=sheet, columns=columns, limit=limits.max_columns)
