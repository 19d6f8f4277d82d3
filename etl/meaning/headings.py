"""Finding the standard workbook's table on a sheet: the row of headings, and which column is what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from etl.opening.cells import EMPTY, TEXT, Column, Sheet
from etl.opening.own_sheets import TOLD

# Ours, in Danish and English; case, spacing and a trailing colon or star are ignored.
HEADINGS = {
    "indikator": "indicator",
    "indicator": "indicator",
    "område": "area",
    "omraade": "area",
    "area": "area",
    "periode": "period",
    "period": "period",
    "værdi": "value",
    "vaerdi": "value",
    "value": "value",
    "status": "status",
    "tæller": "numerator",
    "taeller": "numerator",
    "numerator": "numerator",
    "nævner": "denominator",
    "naevner": "denominator",
    "denominator": "denominator",
    "organisation": "organisation",
    "kilde": "source",
    "source": "source",
    "kendtfra": "known_from",
    "knownfrom": "known_from",
}
# Columns of our template that tell the partner something and tell us nothing.
IGNORED = frozenset(heading.replace(" ", "") for heading in TOLD)
REQUIRED = ("indicator", "period", "value")
DANISH = {
    "indicator": "indikator",
    "area": "område",
    "period": "periode",
    "value": "værdi",
    "status": "status",
    "numerator": "tæller",
    "denominator": "nævner",
    "organisation": "organisation",
    "source": "kilde",
    "known_from": "kendt fra",
}
ROWS_LOOKED_AT = 30


@dataclass(slots=True)
class Headings:
    """The table found on a sheet.

    Attributes:
        row: index of the row of headings.
        columns: field -> column; a dimension's field is `dimension:<code>`.
        missing: required fields without a column.
        twice: (heading, cell) of fields that have two columns.
        unknown: (heading, cell) of columns that are not read.
    """

    row: int
    columns: dict[str, Column] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    twice: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)


def find_headings(sheet: Sheet, dimensions: Mapping[str, str]) -> Headings | None:
    """The row among the first thirty that holds most of our headings; None where there is no table of ours.

    Args:
        dimensions: heading (code or title) -> code of the alliance's dimensions.
    """
    known = HEADINGS | {folded(heading): f"dimension:{code}" for heading, code in dimensions.items()}
    best: tuple[int, int] = (0, -1)
    first = _first_words(sheet)
    for row, words in enumerate(first):
        fields = {known[word] for word, _ in words if word in known}
        score = len(fields) + 2 * len(fields.intersection(REQUIRED))
        if len(fields.intersection(REQUIRED)) >= 2 and score > best[0]:
            best = (score, row)
    return _read_row(sheet, best[1], first[best[1]], known) if best[1] >= 0 else None


def _read_row(sheet: Sheet, row: int, words: list[tuple[str, Column]], known: Mapping[str, str]) -> Headings:
    found = Headings(row)
    for word, column in words:
        if word in IGNORED:
            continue
        what, cell = known.get(word), sheet.address(column.letter, row)
        if what is None:
            found.unknown.append((_text(sheet, column, row), cell))
        elif what in found.columns:
            found.twice.append((_text(sheet, column, row), cell))
        else:
            found.columns[what] = column
    found.missing = [name for name in REQUIRED if name not in found.columns]
    return found


def _first_words(sheet: Sheet) -> list[list[tuple[str, Column]]]:
    """The words of each of the first rows, as headings are compared, from left to right."""
    rows: list[list[tuple[str, Column]]] = [[] for _ in range(min(ROWS_LOOKED_AT, sheet.rows))]
    for column in sheet.columns:
        if column.letter in sheet.hidden_columns:
            continue
        places = np.flatnonzero(column.kind[:ROWS_LOOKED_AT] == TEXT)
        for row, text in zip(places.tolist(), column.text[places].tolist(), strict=True):
            if word := folded(sheet.texts[text].strip()):
                rows[row].append((word, column))
    return rows


def _text(sheet: Sheet, column: Column, row: int) -> str:
    return sheet.texts[int(column.text[row])].strip()


@lru_cache(4096)
def folded(heading: str) -> str:
    """A heading without what people vary: case, blanks, hyphens, a star or a colon."""
    return "".join(sign for sign in heading.casefold() if sign.isalnum() or sign == ":").strip(":")


def rows_below(sheet: Sheet, headings: Headings) -> npt.NDArray[np.int64]:
    """Positions of the rows below the headings that are shown and hold something in a column that is read."""
    held = np.zeros(sheet.rows, dtype=bool)
    for column in headings.columns.values():
        held |= column.kind != EMPTY
    held[: headings.row + 1] = False
    return np.flatnonzero(held & sheet.visible_rows())


def filled_in(sheet: Sheet, headings: Headings, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Of the rows of a template those in which the partner has written something: a figure or a status."""
    held = np.zeros(len(rows), dtype=bool)
    for name in ("value", "status", "numerator", "denominator"):
        if name in headings.columns:
            held |= headings.columns[name].kind[rows] != EMPTY
    return rows[held]
