"""Every table on a sheet by its shape alone: periods across, one column of figures, or several measures."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from config.places import find_place
from etl.layouts.period_heads import joined_periods, period_columns
from etl.layouts.shape import Shape, add_notes, add_titles, find_body
from etl.layouts.surface import Grid, Surface

_GAP = 3  # rows between headings and figures


def find_shapes(surface: Surface) -> list[Shape]:
    """Every table on a sheet, from the top."""
    found: list[Shape] = []
    row = above = 0
    count = len(surface.rows)
    while row < count:
        made = _periods_across(surface, row, above) or _columns(surface, row, above)
        if not made:
            row += 1
            continue
        row = above = max(one.last for one in made)
        found += made
        for one in made:
            one.end = row
    add_notes(found)
    return found


def _periods_across(surface: Surface, row: int, above: int) -> list[Shape]:
    """The tables side by side whose periods stand in this row, or in it and the next."""
    rows, columns = joined_periods(surface, row), []
    if rows:
        columns = sorted(rows[1])
        period_rows = [row, row + 1]
    else:
        columns = period_columns(surface, row)
        period_rows = [row]
    parts = [] if columns else _columns_like(surface, row, surface.part)
    among = [] if columns or parts else _columns_like(surface, row, surface.within)
    columns = columns or parts or among
    if not columns:
        return []
    shapes = []
    segments = _segments(surface, row, columns)
    lefts = [labels[0] if labels else values[0] for labels, values in segments]
    for (labels, values), right in zip(segments, [*lefts[1:], len(surface.columns)], strict=True):
        shape = _with_heads(surface, period_rows, labels, values, above)
        shape.has_parts, shape.is_within = bool(parts), bool(among)
        find_body(shape)
        if shape.body:
            add_titles(shape, above, labels[0] if labels else 0, right)
            shapes.append(shape)
    return shapes


def _columns_like(surface: Surface, row: int, grid: Grid) -> list[int]:
    """The columns of a row of months without a year, or of words with periods among them; at least two different."""
    columns = np.flatnonzero(grid[row]).tolist()
    texts = {surface.words(row, column) for column in columns}
    if len(texts) < 2 or len(texts) < len(columns) or surface.number[row].any() or surface.period[row].any():
        return []
    below = surface.number[row + 1 : row + 1 + _GAP][:, columns]
    return columns if below.size and bool(below.any(axis=0).mean() > 0.5) else []


def _segments(surface: Surface, row: int, columns: list[int]) -> list[tuple[list[int], list[int]]]:
    """Label and period columns of each table in a row: a text after a gap begins another table."""
    texts = [c for c in range(len(surface.columns)) if surface.text[row, c]]
    unnamed = [c for c in range(len(surface.columns)) if not surface.filled[row, c] and _is_labels(surface, row, c)]
    starts = [c for c in sorted(texts + unnamed) if any(v < c for v in columns) and any(v > c for v in columns)]
    starts = [c for c in starts if not surface.filled[:, c - 1][row : row + 4].any()]
    bounds = [0, *starts, len(surface.columns)]
    parts = []
    for left, right in pairwise(bounds):
        values = [c for c in columns if left <= c < right]
        if values:
            parts.append((list(range(left, values[0])), values))
    return parts


def _is_labels(surface: Surface, row: int, column: int) -> bool:
    """Whether words, and no figures, stand right below a blank heading."""
    below = slice(row + 1, row + 4)
    return bool(surface.text[below, column].any()) and not surface.number[below, column].any()


def _with_heads(surface: Surface, period_rows: list[int], labels: list[int], values: list[int], above: int) -> Shape:
    """The rows of headings around the rows of periods."""
    row, low = period_rows[0], period_rows[-1]
    words: list[int] = []
    right = _right_end(surface, low, values)
    span = list(range(values[0], right))
    if len(period_rows) == 1 and low + 1 < len(surface.rows) and _is_words(surface, low + 1, span):
        low += 1  # measures or units beneath the years
        words.append(low)
        values = [c for c in span if surface.text[low, c]]
    high = row
    if row > above:
        over = [c for c in span if surface.text[row - 1, c]]
        if len(over) > 1 or (over and _repeats(surface, row, values)):
            high = row - 1
            words.insert(0, high)
    label_row = row
    named = [c for c in labels if surface.text[row, c]]
    for other in (low, high, row - 1):
        if named or not above <= other < len(surface.rows):
            continue
        beside = [c for c in labels if surface.text[other, c]]
        is_title = other < high and len(np.flatnonzero(surface.filled[other])) == 1
        if beside and not is_title:
            named, label_row, high = beside, other, min(high, other)
    return Shape(surface, list(range(high, low + 1)), label_row, labels, values, period_rows, words)


def _right_end(surface: Surface, row: int, values: list[int]) -> int:
    """Where the last period's columns end: beneath a merged year stand several."""
    right = values[-1] + 1
    step = values[1] - values[0] if len(values) > 1 else 1
    while right < len(surface.columns) and right < values[-1] + step and not surface.filled[row, right]:
        right += 1
    return right


def _is_words(surface: Surface, row: int, span: list[int]) -> bool:
    """Whether a row holds words, and no figure, above all columns of figures."""
    words = surface.text[row, span]
    return bool(words.mean() > 0.6) and not (surface.number[row, span] | surface.sign[row, span]).any()


def _repeats(surface: Surface, row: int, values: list[int]) -> bool:
    periods = [surface.period_at(row, column) for column in values]
    return len(set(periods)) < len(periods)


def _columns(surface: Surface, row: int, above: int) -> list[Shape]:
    """The table whose first figures stand in this row, under a row of words (or words and one period)."""
    if not (surface.number[row] | (surface.period[row] & ~surface.text[row])).any():
        return []
    head = next((r for r in range(row - 1, max(above, row - _GAP) - 1, -1) if surface.filled[r].any()), None)
    if head is None or not surface.text[head].any():
        return []
    if _heads_itself(surface, row, head):
        return []
    end = _blank_row(surface, row)
    columns = range(len(surface.columns))
    period = np.flatnonzero(surface.period[head]).tolist()
    if (surface.number[head] & ~surface.period[head]).any() or len(period) > 1 or surface.sign[head].any():
        return []
    numeric = [c for c in columns if surface.filled[head, c] and _is_numeric(surface, c, row, end)]
    if not numeric or (period and (period[0] not in numeric or find_place(_first_word(surface, head)))):
        return []
    labels = [c for c in columns if c not in numeric and surface.filled[row:end, c].any()]
    heads = [head]
    if head > above and int(surface.text[head - 1].sum()) > 1 and not surface.number[head - 1].any() and not period:
        heads.insert(0, head - 1)
    shape = Shape(surface, heads, head, labels, numeric, word_rows=heads if len(numeric) > 1 else [])
    if period:
        shape.period_rows, shape.word_rows, shape.values = [head], [], period
        shape.labels = [c for c in columns if c not in period and surface.filled[row:end, c].any()]
    find_body(shape)
    if not shape.body:
        return []
    add_titles(shape, above, 0, len(surface.columns))
    return [shape]


def _heads_itself(surface: Surface, row: int, head: int) -> bool:
    """Whether the only number of a row is a year with figures below it, and nothing stands above it."""
    figures = np.flatnonzero(surface.number[row] | surface.period[row]).tolist()
    if len(figures) != 1 or not surface.period[row, figures[0]] or surface.filled[head, figures[0]]:
        return False
    is_beside_words = bool(surface.text[row].any())
    return is_beside_words and row + 1 < len(surface.rows) and bool(surface.number[row + 1, figures[0]])


def _first_word(surface: Surface, row: int) -> str:
    return next(words for c in range(len(surface.columns)) if (words := surface.words(row, c)))


def _is_numeric(surface: Surface, column: int, row: int, end: int) -> bool:
    """Whether figures stand in a column: more than half of what it holds."""
    held = surface.filled[row:end, column]
    figures = (surface.number | surface.sign)[row:end, column]
    return bool(held.any()) and bool(surface.number[row:end, column].any()) and figures.sum() > held.sum() / 2


def _blank_row(surface: Surface, row: int) -> int:
    blank = np.flatnonzero(~np.any(surface.filled[row:], axis=1))
    return row + int(blank[0]) if len(blank) else len(surface.rows)
