"""The tables on a sheet by their shape alone: where the headings stand, where the figures, what lies around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from config.indicator import PeriodType
from config.places import find_place
from etl.layouts.reader import period_of
from etl.layouts.surface import Grid, Surface
from etl.meaning.contents import Content
from store.time_period import TimePeriod

TITLE_ROWS = 12
_NOTE_ROWS = 40
_GAP = 3  # rows between headings and figures


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
    _add_notes(found)
    return found


# Periods across


def _periods_across(surface: Surface, row: int, above: int) -> list[Shape]:
    """The tables side by side whose periods stand in this row, or in it and the next."""
    rows, columns = _joined_periods(surface, row), []
    if rows:
        columns = sorted(rows[1])
        period_rows = [row, row + 1]
    else:
        columns = _period_columns(surface, row)
        period_rows = [row]
    parts = [] if columns else _columns_like(surface, row, surface.part)
    among = [] if columns or parts else _columns_like(surface, row, surface.within)
    columns = columns or parts or among
    if not columns:
        return []
    shapes = []
    for labels, values in _segments(surface, row, columns):
        shape = _with_heads(surface, period_rows, labels, values, above)
        shape.has_parts, shape.is_within = bool(parts), bool(among)
        _find_body(shape)
        if shape.body:
            _add_titles(shape, above, labels[0] if labels else 0)
            shapes.append(shape)
    return shapes


def _period_columns(surface: Surface, row: int) -> list[int]:
    """The columns of a row of periods: at least two, of one kind, each once or in repeated runs."""
    columns = np.flatnonzero(surface.period[row]).tolist()
    if len(columns) < 2:
        return []
    periods = [surface.period_at(row, column) for column in columns]
    left = surface.filled[row, : columns[0]] & ~surface.text[row, : columns[0]]
    others = surface.number[row] & ~surface.period[row]
    others[: columns[0]] = False
    if left.any() or others.any() or (surface.sign[row] & ~surface.text[row]).any():
        return []
    kinds = {period.frequency for period in periods if period is not None}
    if len(kinds) > 2 or not _is_in_runs(periods):
        return []
    return columns


def _columns_like(surface: Surface, row: int, grid: Grid) -> list[int]:
    """The columns of a row of months without a year, or of words with periods among them; at least two different."""
    columns = np.flatnonzero(grid[row]).tolist()
    texts = {surface.words(row, column) for column in columns}
    if len(texts) < 2 or len(texts) < len(columns) or surface.number[row].any() or surface.period[row].any():
        return []
    below = surface.number[row + 1 : row + 1 + _GAP][:, columns]
    return columns if below.size and bool(below.any(axis=0).mean() > 0.5) else []


def _is_in_runs(periods: list[TimePeriod | None]) -> bool:
    """Whether periods rise or fall throughout, or the same run of them comes again and again."""
    if any(period is None for period in periods):
        return False
    main = [p for p in periods if p is not None and p.frequency == _main_kind(periods)]
    numbers = [period.number for period in main]
    if len(numbers) < 2:
        return False
    first = numbers.index(numbers[0], 1) if numbers[0] in numbers[1:] else len(numbers)
    run = numbers[:first]
    steps = [b - a for a, b in pairwise(run)]
    in_order = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return in_order and len(run) > 1 and all(n == run[i % len(run)] for i, n in enumerate(numbers))


def _main_kind(periods: list[TimePeriod | None]) -> PeriodType:
    kinds = [period.frequency for period in periods if period is not None]
    return max(kinds, key=kinds.count)


def _joined_periods(surface: Surface, row: int) -> tuple[list[int], dict[int, TimePeriod]] | None:
    """Years in this row with their quarters, months or weeks in the next: the columns that have both."""
    if row + 1 >= len(surface.rows) or not surface.period[row].any():
        return None
    found: dict[int, TimePeriod] = {}
    upper: Content | None = None
    for column in range(len(surface.columns)):
        if surface.filled[row, column]:
            upper = surface.content(row, column) if surface.period[row, column] else None
        if upper is None or not surface.filled[row + 1, column] or surface.period[row + 1, column]:
            continue
        period = period_of((upper, surface.content(row + 1, column)))
        if period is not None and period.frequency != "A":
            found[column] = period
    if len(found) < 2 or len(set(found.values())) < len(found):
        return None
    return [row, row + 1], found


def _segments(surface: Surface, row: int, columns: list[int]) -> list[tuple[list[int], list[int]]]:
    """Label and period columns of each table in a row: a text after a gap begins another table."""
    texts = [c for c in range(len(surface.columns)) if surface.text[row, c]]
    starts = [c for c in texts if any(v < c for v in columns) and any(v > c for v in columns)]
    starts = [c for c in starts if not surface.filled[:, c - 1][row : row + 4].any()]
    bounds = [0, *starts, len(surface.columns)]
    parts = []
    for left, right in pairwise(bounds):
        values = [c for c in columns if left <= c < right]
        if values:
            parts.append((list(range(left, values[0])), values))
    return parts


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


# One column, or several measures


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
    _find_body(shape)
    if not shape.body:
        return []
    _add_titles(shape, above, 0)
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


# The figures and what lies around them


def _find_body(shape: Shape) -> None:
    """The rows of figures below the headings, until other headings begin."""
    surface, first = shape.surface, shape.heads[-1] + 1
    figures = np.asarray(np.any((surface.number | surface.sign)[:, shape.values], axis=1))
    number = np.asarray(np.any(surface.number[:, shape.values], axis=1))
    last = first
    row = first
    while row < len(surface.rows):
        if row > first and not surface.filled[row].any() and last > first and _begins_anew(surface, row):
            break
        if figures[row] and (number[row] or surface.filled[row, shape.labels].any() or not shape.labels):
            last = row + 1
        row += 1
    shape.last = last
    shape.body = list(range(first, last)) if number[first:last].any() else []
    shape.has_gap = any(not surface.filled[r].any() for r in shape.body[_first_filled(shape) :])


def _first_filled(shape: Shape) -> int:
    return next((i for i, r in enumerate(shape.body) if shape.surface.filled[r].any()), 0)


def _begins_anew(surface: Surface, blank: int) -> bool:
    """Whether headings follow a blank row: words or periods, before any figure that is no period."""
    below = [r for r in range(blank, min(blank + 8, len(surface.rows))) if surface.filled[r].any()]
    for row in below:
        if _period_columns(surface, row) or _joined_periods(surface, row):
            return True
        if (surface.number[row] & ~surface.period[row]).any() or surface.sign[row].any():
            return False
        if surface.text[row].sum() >= 2 and not surface.number[row].any():
            return True
    return False


def _add_titles(shape: Shape, above: int, left: int) -> None:
    surface = shape.surface
    columns = range(left, len(surface.columns))
    shape.titles = [surface.words(r, c) for r in shape.heads for c in shape.labels if surface.text[r, c]]
    for row in range(shape.heads[0] - 1, max(above, shape.heads[0] - TITLE_ROWS) - 1, -1):
        shape.titles += [surface.words(row, c) for c in columns if surface.text[row, c]]


def _add_notes(shapes: list[Shape]) -> None:
    """Texts below each table, up to the headings of the next."""
    for place, shape in enumerate(shapes):
        surface = shape.surface
        stop = shapes[place + 1].heads[0] if place + 1 < len(shapes) else len(surface.rows)
        for row in range(shape.last, min(stop, shape.last + _NOTE_ROWS)):
            shape.notes += [surface.words(row, c) for c in np.flatnonzero(surface.text[row]).tolist()]
