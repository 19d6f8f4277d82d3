"""The distinct contents of a column: each is interpreted once, however many rows hold it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.language import Text, format_number
from etl.meaning.tidy import coded
from etl.opening.cells import DATE, EMPTY, ERROR, NUMBER, TEXT, UNSAVED, Column, Sheet

Rows = npt.NDArray[np.int64]
T = TypeVar("T")
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell holds: text, or a number (also for dates and booleans)."""

    kind: int
    text: str | None = None
    number: float | None = None

    @property
    def shown(self) -> str:
        """As the person sees it, near enough."""
        if self.kind == DATE and self.day is not None:
            return f"{self.day:%d-%m-%Y}"
        if self.number is not None and math.isfinite(self.number):
            return format_number(self.number)
        return self.text or ""  # a formula without a result shows nothing

    @property
    def day(self) -> date | None:
        if self.kind != DATE or self.number is None or not 0 <= self.number < 2_900_000:
            return None
        return _EPOCH + timedelta(days=int(self.number))

    @property
    def words(self) -> str:
        """Text without blanks around it; a whole number as its digits."""
        if self.text is not None:
            return " ".join(self.text.split())
        if self.number is not None and self.kind == NUMBER:
            return str(int(self.number)) if self.number == int(self.number) else repr(self.number)
        return self.shown


@dataclass(frozen=True, slots=True)
class Fault:
    """A content that cannot be what its column asks for: the problem's code and fields."""

    code: str
    fields: dict[str, int | str | Text]


@dataclass(slots=True)
class Resolved(Generic[T]):
    """A column after interpretation.

    Attributes:
        codes: for each row the place in `values`; -1 for an empty cell.
        contents: the distinct contents.
        values: what each became.
    """

    codes: Rows
    contents: list[Content]
    values: list[T | Fault]

    def column(self, empty: Any = None) -> pd.Categorical:
        """One value a row; faults and empty cells become `empty`, or no value where that is None."""
        values = [empty if isinstance(value, Fault) else value for value in self.values]
        last = len(values)
        return coded([*values, empty], np.where(self.codes < 0, last, self.codes))

    def faults(self) -> list[tuple[Fault, Content, Rows]]:
        """Each fault with its content and the rows (positions) that hold it."""
        return [
            (value, self.contents[place], np.flatnonzero(self.codes == place))
            for place, value in enumerate(self.values)
            if isinstance(value, Fault)
        ]


def distinct(sheet: Sheet, column: Column, rows: Rows) -> tuple[Rows, list[Content]]:
    """The distinct contents of these rows of a column, and for each row which of them it holds (-1: empty)."""
    kind = column.kind[rows]
    codes = np.full(len(rows), -1, dtype=np.int64)
    contents: list[Content] = []
    for each in np.flatnonzero(np.bincount(kind, minlength=1)).tolist():
        if each == EMPTY:
            continue
        where = kind == each
        if each in (TEXT, ERROR):
            places, found = pd.factorize(column.text[rows[where]])
            made = [Content(each, sheet.texts[i] if i >= 0 else "") for i in found]
        else:
            places, found = pd.factorize(column.number[rows[where]], use_na_sentinel=False)
            made = [Content(each, None, float(n)) for n in found]
        codes[where] = places + len(contents)
        contents.extend(made)
    for place, content in enumerate(contents):
        if content.kind == TEXT and not content.words:
            codes[codes == place] = -1
    return codes, contents


def resolve(sheet: Sheet, column: Column, rows: Rows, interpret: Callable[[Content], T | Fault]) -> Resolved[T]:
    """Interpret a column, each distinct content once; error cells and unsaved formulas are faults everywhere."""
    codes, contents = distinct(sheet, column, rows)
    held = set(np.flatnonzero(np.bincount(codes + 1)).tolist())
    values = [_checked(c, interpret) if i + 1 in held else _UNUSED for i, c in enumerate(contents)]
    return Resolved(codes, contents, values)


_UNUSED = Fault("", {})


def _checked(content: Content, interpret: Callable[[Content], T | Fault]) -> T | Fault:
    if content.kind == ERROR:
        return Fault("error_cell", {})
    if content.kind == UNSAVED:
        return Fault("formula_unsaved", {})
    return interpret(content)
