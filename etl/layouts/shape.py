"""A table by its shape alone: where its headings and figures stand, and what lies around them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from etl.layouts.period_heads import joined_periods, period_columns
from etl.layouts.surface import Surface
from etl.layouts.wording import texts_of

TITLE_ROWS = 12
_NOTE_ROWS = 40


@dataclass(slots=True)
class Shape:
    """One table; rows and columns are places in its surface.

    Attributes:
        heads: the rows of headings, from the first to the last.
        label_row: the row that names the label columns (or would, where they have no names).
        labels, values: columns left of the figures, and those of the figures.
        period_rows: rows of headings that name the periods together; none where periods stand elsewhere.
        word_rows: rows of headings above the figures that hold words.
        body: rows of figures, and those between them.
        last: the row after the last figure.
        end: the row after the section.
        titles: texts above, the nearest first.
        notes: texts below.
        has_parts: the headings are months or quarters without their year.
        is_within: the periods stand among other words of the headings.
        has_gap: a blank row between the figures.
    """

    surface: Surface
    heads: list[int]
    label_row: int
    labels: list[int]
    values: list[int]
    period_rows: list[int] = field(default_factory=list)
    word_rows: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    last: int = 0
    end: int = 0
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_gap: bool = False
    has_parts: bool = False
    is_within: bool = False

    @property
    def title(self) -> str:
        """The nearest text above; "" for none."""
        return self.titles[0] if self.titles else ""

    def heading(self, column: int) -> str:
        """What names a column: the lowest text above it."""
        for row in (self.label_row, *reversed(self.heads)):
            if words := self.surface.words(row, column):
                return words
        return ""


def find_body(shape: Shape) -> None:
    """The rows of figures below the headings, until other headings begin."""
    surface, first = shape.surface, shape.heads[-1] + 1
    figures = np.asarray(np.any((surface.number | surface.sign)[:, shape.values], axis=1))
    number = np.asarray(np.any(surface.number[:, shape.values], axis=1))
    last = first
    row = first
    while row < len(surface.rows):
        if row > first and not surface.filled[row].any() and last > first and _begins_anew(surface, row):
            break
        if last > first and _is_heading_again(shape, row):
            break
        if figures[row] and (number[row] or surface.filled[row, shape.labels].any() or not shape.labels):
            last = row + 1
        row += 1
    shape.last = last
    shape.body = list(range(first, last)) if number[first:last].any() else []
    shape.has_gap = any(not surface.filled[r].any() for r in shape.body[_first_filled(shape) :])


def _is_heading_again(shape: Shape, row: int) -> bool:
    """Whether the periods of the headings stand here again, above another block."""
    if len(shape.period_rows) != 1 or len(shape.values) < 2 or not shape.surface.period[row, shape.values].all():
        return False
    head = shape.period_rows[0]
    texts = [shape.surface.words(head, column) for column in shape.values]
    return any(texts) and texts == [shape.surface.words(row, column) for column in shape.values]


def _first_filled(shape: Shape) -> int:
    return next((i for i, r in enumerate(shape.body) if shape.surface.filled[r].any()), 0)


def _begins_anew(surface: Surface, blank: int) -> bool:
    """Whether headings follow a blank row: words or periods, before any figure that is no period."""
    below = [r for r in range(blank, min(blank + 8, len(surface.rows))) if surface.filled[r].any()]
    for row in below:
        if period_columns(surface, row) or joined_periods(surface, row):
            return True
        if (surface.number[row] & ~surface.period[row]).any() or surface.sign[row].any():
            return False
        if surface.text[row].sum() >= 2 and not surface.number[row].any():
            return True
    return False


def add_titles(shape: Shape, above: int, left: int, right: int) -> None:
    surface = shape.surface
    columns = range(left, right)
    shape.titles = [surface.words(r, c) for r in shape.heads for c in shape.labels if surface.text[r, c]]
    for row in range(shape.heads[0] - 1, max(above, shape.heads[0] - TITLE_ROWS) - 1, -1):
        shape.titles += texts_of([surface.content(row, c) for c in columns if surface.filled[row, c]])


def add_notes(shapes: list[Shape]) -> None:
    """Texts below each table, up to the headings of the next."""
    for place, shape in enumerate(shapes):
        surface = shape.surface
        stop = shapes[place + 1].heads[0] if place + 1 < len(shapes) else len(surface.rows)
        for row in range(shape.last, min(stop, shape.last + _NOTE_ROWS)):
            shape.notes += [surface.words(row, c) for c in np.flatnonzero(surface.text[row]).tolist()]
