"""The table below a row of headings that a person has pointed at, whatever its shape."""

from __future__ import annotations

import numpy as np

from etl.layouts.shape import Shape, add_notes, add_titles, find_body
from etl.layouts.surface import Surface


def shape_below(surface: Surface, row: int) -> Shape | None:
    """The table whose headings stand in this row of the sheet, counted from 1; None where no figures are below it.

    Figures are what stands in columns of which more than half are numbers or signs, periods across among them.
    """
    place = row - surface.sheet.first_row
    if place not in surface.rows:
        return None
    head = surface.rows.index(place)
    columns = range(len(surface.columns))
    below = slice(head + 1, None)
    filled, number = surface.filled[below], surface.number[below] | surface.sign[below]
    held = [c for c in columns if filled[:, c].any()]
    values = [c for c in held if surface.number[below, c].any() and number[:, c].sum() * 2 > filled[:, c].sum()]
    periods = [c for c in values if surface.period[head, c]]
    values = periods or values
    if not values:
        return None
    labels = [c for c in held if c not in values and (not periods or c < max(values))]
    shape = Shape(surface, [head], head, labels, values)
    shape.period_rows = [head] if periods else []
    shape.word_rows = [head] if not periods and len(values) > 1 else []
    find_body(shape)
    if not shape.body:
        return None
    add_titles(shape, 0, 0, len(surface.columns))
    shape.end = shape.last
    add_notes([shape])
    shape.has_gap = shape.has_gap or bool((~np.any(surface.filled[shape.body], axis=1)).any())
    return shape
