"""The rows of a sheet where the headings of a layout stand."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from config.layout import Table
from etl.layouts.reader import LEFT_OUT, Reader
from etl.layouts.wording import LONGEST_HEADING, content_at, key, text_at
from etl.meaning.contents import Content, Fault
from etl.opening.cells import TEXT, Sheet

HEAD = 2000  # rows whose texts may be headings; a heading further down has been there before
Rows = npt.NDArray[np.int64]


def heading_places(sheet: Sheet, shown: list[int], wanted: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    """For each heading the (row, column) of every cell that holds it."""
    names = {key(heading): heading for heading in wanted}
    codes: dict[int, str] = {}
    for number in shown:
        column = sheet.columns[number]
        for code in np.unique(column.text[:HEAD][column.kind[:HEAD] == TEXT]).tolist():
            text = sheet.texts[code]
            if len(text) <= LONGEST_HEADING and key(text) in names:
                codes[code] = names[key(text)]
    places: dict[str, list[tuple[int, int]]] = {heading: [] for heading in wanted}
    for number in shown:
        column = sheet.columns[number]
        for row in np.flatnonzero((column.kind == TEXT) & np.isin(column.text, list(codes))).tolist():
            places[codes[int(column.text[row])]].append((row, number))
    return places


def tops_of(table: Table, places: dict[str, list[tuple[int, int]]]) -> tuple[list[int], tuple[str, ...]]:
    """The first rows of headings at which all that is required stands; else what the best row lacks."""
    rows = {heading: {row for row, _ in held} for heading, held in places.items()}
    best: tuple[str, ...] = table.required
    tops: list[int] = []
    for row in sorted({row for held in rows.values() for row in held}):
        top = row - table.anchor_row + 1
        lacking = tuple(h for h, held in rows.items() if not any(top <= one < top + table.header_rows for one in held))
        is_anchor = row in rows[table.required[0]]
        if not lacking and is_anchor and top >= 0 and (not tops or top >= tops[-1] + table.header_rows):
            tops.append(top)
        if len(lacking) < len(best):
            best = lacking
    return tops, best


def across_tops(sheet: Sheet, shown: list[int], reader: Reader) -> list[int]:
    """Rows of periods (or places) with blanks before them: the headings of a table whose label columns have none."""
    held = ((name, reader.table.fields.get(name)) for name in ("period", "area"))
    field, where = next(((name, one) for name, one in held if one is not None and one.across), ("", None))
    if where is None:
        return []
    tops: list[int] = []
    below = max(where.across) - 1
    for row in range(below, min(sheet.rows, HEAD)):
        filled = [number for number in shown if text_at(sheet, number, row)]
        if len(filled) < 2:
            continue
        top = row - below
        said = [heading_of(sheet, top, where.across, number, shown, set(), below + 1) for number in filled]
        read = [reader.read(field, parts) if parts else LEFT_OUT for parts in said]
        good = [one for one in read if not isinstance(one, Fault) and one is not LEFT_OUT]
        is_first = read[0] in good  # in a row of figures a label comes first
        if (
            is_first
            and len(good) >= 2
            and len(set(good)) == len(good)
            and (not tops or top >= tops[-1] + reader.table.header_rows)
        ):
            tops.append(top)
    return tops


def heading_of(
    sheet: Sheet, top: int, rows: tuple[int, ...], number: int, columns: list[int], labels: set[int], lowest: int
) -> tuple[Content, ...]:
    """The cells above a column in these rows of headings; a merged one stands at the left of what it spans."""
    parts = []
    for row in rows:
        at, place = top + row - 1, columns.index(number)
        if at >= sheet.rows:
            return ()
        while row < lowest and place > 0 and not text_at(sheet, columns[place], at) and columns[place] not in labels:
            place -= 1
        if columns[place] not in labels and text_at(sheet, columns[place], at):
            parts.append(content_at(sheet, columns[place], at))
    return tuple(parts)
