"""Finding the standard workbook's table on a sheet: the row of headings, and which column is what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    for row, fields in sorted(_first_fields(sheet, known).items()):
        score = len(fields) + 2 * len(fields.intersection(REQUIRED))
        if len(fields.intersection(REQUIRED)) >= 2 and score > best[0]:
            best = (score, row)
    return _read_row(sheet, best[1], known) if best[1] >= 0 else None


def _read_row(sheet: Sheet, row: int, known: Mapping[str, str]) -> Headings:
    found = Headings(row)
    for word, column in _words(sheet, row):
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


def _first_fields(sheet: Sheet, known: Mapping[str, str]) -> dict[int, set[str]]:
    """The fields that are named in each of the first rows, each text looked up once; rows that name none are not in."""
    fields: dict[int, str | None] = {}
    rows: dict[int, set[str]] = {}
    for column in _shown_columns(sheet):
        for row, text in enumerate(column.text[: min(ROWS_LOOKED_AT, sheet.rows)].tolist()):
            if text not in fields:
                fields[text] = known.get(folded(sheet.texts[text].strip())) if text >= 0 else None
            if (field := fields[text]) and column.kind[row] == TEXT:
                rows.setdefault(row, set()).add(field)
    return rows


def _words(sheet: Sheet, row: int) -> Iterator[tuple[str, Column]]:
    """The words of a row, as headings are compared, from left to right."""
    for column in _shown_columns(sheet):
        if column.kind[row] == TEXT and (word := folded(_text(sheet, column, row))):
            yield word, column


def _shown_columns(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.columns if column.letter not in sheet.hidden_columns]


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
