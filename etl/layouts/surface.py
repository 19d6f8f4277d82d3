"""What the cells of a sheet look like, before anything is known of it: text, number, period, sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from config.written_numbers import take_apart
from etl.layouts.filled import shown_columns
from etl.layouts.reader import ANY_YEAR, period_of
from etl.layouts.wording import LONGEST_HEADING, content_at, plain, text_at
from etl.meaning.contents import Content
from etl.opening.cells import DATE, EMPTY, NUMBER, TEXT, Sheet
from store.time_period import TimePeriod
from store.written_periods import find_periods

LOOKED_AT = 3000  # rows; a table that begins further down is not proposed
_LONGEST = 40  # of a text that may be a period or a number
_YEARS = (1900, 2100)
_YEAR = re.compile(r"[12]\d{3}")
_PLAIN = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)|-?\d{1,3}|-?\d{5,}")  # a number, and no year
_MAY_BE_PART = re.compile(r"\W*+(?:\d{1,2}\W*+)?[^\W\d]{1,9}(?:\W*+\d{1,2})?\W*+")

# Signs in place of a number whose meaning is the same everywhere.
SIGNS = {
    "..": "missing", "...": "missing", "…": "missing", "i.o.": "missing", "i. o.": "missing", "io": "missing",
    "uoplyst": "missing", "u.o.": "missing", "ikke oplyst": "missing", "n/a": "missing", "n.a.": "missing",
    "na": "missing", "mangler": "missing", "ukendt": "missing", "ingen data": "missing", "ej oplyst": "missing",
    "ikke relevant": "not_applicable", "irrelevant": "not_applicable", "intet at indberette": "nothing_to_report",
    "diskretioneret": "suppressed", "diskr.": "suppressed", "fortroligt": "suppressed", "endnu ikke": "not_yet",
}  # fmt: skip
# Signs that mean one thing here and another there: asked about, unless the file or its origin tells.
ASKED = frozenset(("-", "–", "—", "−", ".", "*", "**", "x", "xx", ":", "?", "#", "nul", "ingen", "mv", "•"))
SMALL = re.compile(r"(?:<|under|færre end|mindre end)\s*\d{1,2}|[01]\s*[-–]\s*[2-9]", re.IGNORECASE)
_MARKED = re.compile(r"(?P<number>[-−]?\d[\d.,\s]*)\s*(?P<mark>\*{1,3}|\(?\d\)|[a-z]\)|[¹²³⁴-⁹]|p|e|f)", re.IGNORECASE)

Grid = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Surface:
    """A sheet seen from above; grids are bool[rows, columns] over its shown rows and columns.

    Attributes:
        rows, columns: positions in the sheet of the shown ones.
        text: words that are no number, period or sign.
        number: figures, written ones too.
        period: cells that name a period; a year is a number as well.
        sign: what stands in place of a figure.
        part: words that name a period together with a year: months, quarters.
        within: texts with one period among other words.
    """

    sheet: Sheet
    rows: list[int]
    columns: list[int]
    filled: Grid
    text: Grid
    number: Grid
    period: Grid
    sign: Grid
    part: Grid
    within: Grid

    def words(self, row: int, column: int) -> str:
        """The text of a cell, by places in the grids."""
        return text_at(self.sheet, self.columns[column], self.rows[row])

    def content(self, row: int, column: int) -> Content:
        """What a cell holds, by places in the grids."""
        return content_at(self.sheet, self.columns[column], self.rows[row])

    def period_at(self, row: int, column: int) -> TimePeriod | None:
        """The period that a cell names."""
        parts = (self.content(row, column),)
        return (period_of(parts) or period_of(parts, "Y")) if self.period[row, column] else None


def number_at(surface: Surface, row: int, column: int) -> float:
    """A figure as Danish writes it; NaN for none, or for one that can be read two ways."""
    content = surface.content(row, column)
    if content.kind == NUMBER and content.number is not None:
        return content.number
    apart = take_apart(content.words) if surface.number[row, column] else None
    return np.nan if apart is None or apart.danish is None else apart.danish


def surface_of(sheet: Sheet) -> Surface:
    """Look at the first rows of a sheet, each distinct text once."""
    columns = shown_columns(sheet)
    rows = np.flatnonzero(sheet.visible_rows()[:LOOKED_AT])
    shape = (len(rows), len(columns))
    blank, number, period, sign, part, within = (np.zeros(shape, bool) for _ in range(6))
    filled = np.zeros(shape, bool)
    dates = np.zeros(shape, bool)
    used = {int(c) for col in columns for c in np.unique(sheet.columns[col].text[:LOOKED_AT]) if c >= 0}
    answers = np.zeros((6, len(sheet.texts)), bool)
    for code in used:
        answers[:, code] = looks_like(sheet.texts[code])
    for place, column in enumerate(columns):
        held = sheet.columns[column]
        kind, value, text = held.kind[rows], held.number[rows], held.text[rows]
        filled[:, place] = kind != EMPTY
        dates[:, place] = kind == DATE
        is_text = kind == TEXT
        for grid, answer in zip((blank, number, period, sign, part, within), answers, strict=True):
            grid[is_text, place] = answer[text[is_text]]
        number[kind == NUMBER, place] = True
        year = (kind == NUMBER) & (value >= _YEARS[0]) & (value <= _YEARS[1]) & (value == np.floor(value))
        period[year, place] = True
    filled &= ~blank
    period |= dates
    text_grid = filled & ~number & ~period & ~sign
    return Surface(sheet, rows.tolist(), columns, filled, text_grid, number, period, sign & filled, part, within)


@lru_cache(maxsize=16_384)
def looks_like(text: str) -> tuple[bool, bool, bool, bool, bool, bool]:
    """Whether a text is blank, a number, a period, a sign, a part of a year, or holds a period."""
    if text.isspace() or not text:
        return True, False, False, False, False, False
    if len(text) > LONGEST_HEADING:
        return False, False, False, False, False, False
    if is_plainly_number(text) or (len(text) <= _LONGEST and len(text.strip()) != 4 and take_apart(text) is not None):
        return False, True, False, False, False, False
    has_year = _YEAR.search(text) is not None
    is_one = has_year and is_period(text)
    is_some = not is_one and len(text) <= _LONGEST and _MAY_BE_PART.fullmatch(text) is not None and is_part(text)
    return False, is_number(text), is_one, is_sign(text), is_some, has_year and not is_one and holds_period(text)


def is_plainly_number(text: str) -> bool:
    """Whether a text is a number that has no mark and can be no year."""
    return _PLAIN.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is a figure, with or without a mark behind it."""
    if len(text) > _LONGEST:
        return False
    return take_apart(text) is not None or mark_of(text) is not None


def mark_of(text: str) -> tuple[str, str] | None:
    """ "123*" as ("123", "*"); None where there is no mark behind a number."""
    found = _MARKED.fullmatch(text.strip())
    if found is None or take_apart(found["number"]) is None:
        return None
    return found["number"].strip(), found["mark"]


def is_period(text: str) -> bool:
    """Whether a text names a period, footnote marks aside."""
    parts = (Content(TEXT, text),)
    return len(text) <= _LONGEST and (period_of(parts) or period_of(parts, "Y")) is not None


def is_part(text: str) -> bool:
    """Whether a text is a month, a quarter or a week without its year."""
    if len(text) > _LONGEST or text.strip().isdecimal() or is_period(text):
        return False
    period = period_of((ANY_YEAR, Content(TEXT, text)))
    return period is not None and period.frequency != "A"


def holds_period(text: str) -> bool:
    """Whether one period stands among the words of a heading."""
    may_hold = len(text) <= LONGEST_HEADING and any(sign.isdigit() for sign in text) and not is_period(text)
    return may_hold and len(find_periods(text)) == 1


def is_sign(text: str) -> bool:
    """Whether a text commonly stands in place of a figure."""
    bare = plain(text)
    return bare in SIGNS or bare in ASKED or SMALL.fullmatch(bare) is not None
