"""One row per person: headings that a list of people has, and below them what no table of counts holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from etl.opening.cells import DATE, NUMBER, TEXT
from etl.personal.suspicion import Confidence, Suspicion
from etl.personal.table import Look, Table

FEW, MANY = 5, 10  # rows
UNIQUE = 0.9  # of the rows have an entry of their own
_DAY = re.compile(r"[0-3]?\d[-./][01]?\d[-./](?:19|20)?\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d", re.ASCII)
_ABOUT_ONE = ("sex", "age", "birthdate", "name", "person_name", "street", "mail", "detail")


def tells_of_persons(table: Table) -> bool:
    """Whether headings name what only a person has: a CPR number, a day of birth, or both sex and age."""
    if table.with_heading("civil", "birthdate", "person"):
        return True
    return bool(table.with_heading("sex") and table.with_heading("age"))


def persons(table: Table) -> Iterator[Suspicion]:
    """The sheet as a list of persons, and its columns of birthdays."""
    for look in table.with_heading("birthdate"):
        if confidence := _birthdays(look):
            yield Suspicion("birthdate", confidence, table.sheet.name, look.letter)
    confidence = _identified(table) or _described(table)
    if confidence:
        yield Suspicion("person", confidence, table.sheet.name)


def _birthdays(look: Look) -> Confidence | None:
    row = look.row_of("birthdate")
    dates = len(np.unique(look.column.number[row + 1 :][look.column.kind[row + 1 :] == DATE]))
    dates += sum(bool(_DAY.fullmatch(text.strip())) for text in look.words_below(row)[0])
    return "likely" if dates >= FEW else "possible" if dates >= 2 else None


def _identified(table: Table) -> Confidence | None:
    """A column of persons (or their numbers), hardly one twice, and beside it what a person is like."""
    for look in table.with_heading("person", "civil"):
        row = look.row_of("person", "civil")
        texts, cells = look.words_below(row)
        numbers = look.numbers_below(row)
        filled, distinct = cells + len(numbers), len(texts) + len(np.unique(numbers))
        if filled < FEW or distinct < UNIQUE * filled or "count" in look.kinds:
            continue
        described = [other for other in _beside(table, row, *_ABOUT_ONE) if other is not look]
        return "likely" if described and filled >= MANY else "possible"
    return None


def _described(table: Table) -> Confidence | None:
    """Sex and age beside each other, and nothing counted, or only ones."""
    for sex in table.with_heading("sex"):
        row = sex.row_of("sex")
        ages = _beside(table, row, "age", "birthdate")
        rows = int(sex.filled_below(row).sum())
        if not ages or rows < MANY:
            continue
        counts = [look.numbers_below(row) for look in _beside(table, row, "count")]
        counted = np.concatenate([one for one in counts if len(one)] or [np.empty(0)])
        if len(counted):
            if np.all(counted == 1):
                return "possible" if table.with_heading("indicator") else "likely"
        elif not _has_measures(table, row) and any(_single_years(look, row) for look in ages):
            return "likely" if _beside(table, row, "detail", "birthdate", "street", "person") else "possible"
    return None


def _beside(table: Table, row: int, *kinds: str) -> list[Look]:
    """The columns with a heading of one of these kinds in the same row."""
    return [look for look in table.columns if any(one.row == row and one.kinds & set(kinds) for one in look.headings)]


def _has_measures(table: Table, row: int) -> bool:
    """Whether a column of numbers is neither an age nor a number or time of something."""
    known = {look.letter for look in _beside(table, row, "age", "birthdate", "period", "person", "number", "detail")}
    return any(look.letter not in known and bool(len(look.numbers_below(row))) for look in table.columns)


def _single_years(look: Look, row: int) -> bool:
    """Whether ages are written as numbers, not as "18-24 år"."""
    below = look.column.kind[row + 1 :]
    return int(np.isin(below, (NUMBER, DATE)).sum()) > int((below == TEXT).sum())
