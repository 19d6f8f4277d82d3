"""CPR numbers, by the company they keep: one such shape is chance, a column of them is not.

Of nine-digit totals every eighth begins with a real day once its lost zero is put back, of ten-digit ones every
thirtieth. So digits alone are judged by the whole column: how many of its cells fit, over how many days of the month
(totals near 101 million all "were born" on the 1st), and whether the last four digits are a clock or a calendar.
With a hyphen the shape is rarer, and one is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from config.personal_numbers import CIVIL_NUMBER, is_civil_number
from etl.opening.cells import EMPTY, NUMBER, TEXT
from etl.personal.suspicion import Confidence, Suspicion
from etl.personal.table import Look, Numbers, Table

FEW, MANY = 3, 5  # distinct numbers; five nine-digit totals all fit by chance once in 40,000 columns
ALL, HALF = 0.9, 0.5  # of the column's cells
RUN = 12  # fitting cells in a row, in a column that also holds something else
LOST_ZERO = re.compile(r"(?<![^\0])[1-9]\d{8}(?![^\0])", re.ASCII)  # a whole text
_NONE = -1
LEAST = 101_000_000  # the 1st of January, its zero lost
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


@dataclass(slots=True)
class _Texts:
    """Of each distinct text: the number that it is or holds (-1: none), and whether its shape alone tells."""

    number: Numbers
    is_plain: npt.NDArray[np.bool_]


def civil_numbers(table: Table) -> Iterator[Suspicion]:
    """The columns of a sheet that hold CPR numbers, or seem to."""
    texts = _read_texts(table)
    if (texts.number == _NONE).all() and not any(
        (look.column.number >= LEAST).any() and fits(look.column.number).any() for look in table.columns
    ):
        return
    for place, look in enumerate(table.columns):
        beside = table.columns[place + 1] if place + 1 < len(table.columns) else None
        found = _judge(look, texts) or _beside_its_label(look, beside, texts)
        if found:
            confidence, letter, cells = found
            yield Suspicion("civil_number", confidence, table.sheet.name, letter, cells)


def _read_texts(table: Table) -> _Texts:
    texts = table.sheet.texts
    found = _Texts(np.full(len(texts), _NONE, np.int64), np.zeros(len(texts), bool))
    for place, match in table.matches(CIVIL_NUMBER):
        if not is_civil_number(match):
            continue
        is_whole = len(match[0]) == len(texts[place].strip())
        is_plain = bool((match["between"] or "").strip()) or (not is_whole and "cpr" in texts[place].casefold())
        if is_plain or (is_whole and not found.is_plain[place]):
            found.number[place] = int("".join(match.group("day", "month", "year", "tail")))
            found.is_plain[place] |= is_plain
    for place, match in table.matches(LOST_ZERO):
        if len(fitting(np.array([float(match[0])]))):
            found.number[place] = int(match[0])
    return found


def fitting(numbers: npt.NDArray[np.float64]) -> Numbers:
    """Those of these numbers that may be a CPR number, with or without its leading zero."""
    return numbers[fits(numbers)].astype(np.int64)


def fits(numbers: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):  # NaN where a cell holds no number
        right = (numbers >= LEAST) & (numbers < 3_113_000_000) & (numbers == np.floor(numbers))
    whole = numbers[right].astype(np.int64)
    day, month, year = whole // 10**8, whole // 10**6 % 100, whole // 10**4 % 100
    month_or_none = np.where(month <= 12, month, 0)
    is_leap_day = (day == 29) & (month == 2)
    right[right] = (day >= 1) & (day <= _DAYS[month_or_none]) & ~(is_leap_day & (year % 4 != 0))
    return np.asarray(right)


def _judge(look: Look, texts: _Texts) -> tuple[Confidence, str, int] | None:
    held, counts = look.texts
    is_fit = texts.number[held] != _NONE
    plain = held[is_fit & texts.is_plain[held]]
    numbers = fitting(look.column.number[look.column.kind == NUMBER])
    cells = int(counts[is_fit].sum()) + len(numbers)
    if not cells:
        return None
    values = np.unique(np.concatenate([texts.number[held[is_fit]], numbers]))
    if any("civil" in one.kinds and "number" not in one.kinds for one in look.headings):
        return "certain", look.letter, cells
    if len(plain):
        return _by_hyphen(look, np.unique(texts.number[plain])), look.letter, cells
    confidence = _by_company(look, values, texts)
    return (confidence, look.letter, cells) if confidence else None


def _by_hyphen(look: Look, values: Numbers) -> Confidence:
    is_period = "period" in look.kinds and bool(_calendar_forms(values).any(axis=0).all())
    if is_period or (len(values) >= MANY and _is_calendar(values)):
        return "possible"  # 010124-3006: from 1 January to 30 June
    return "certain" if len(values) >= MANY else "likely"


def _by_company(look: Look, values: Numbers, texts: _Texts) -> Confidence | None:
    days, months = values // 10**8, values // 10**6 % 100
    if len(values) < FEW or len(np.unique(days)) < FEW or len(np.unique(months)) < 2:
        return None
    fit = _fit_cells(look, texts)
    share = float(fit.mean())
    if share < ALL and (len(values) < RUN or _longest_run(fit) < RUN):
        return "possible" if share >= HALF and len(values) >= MANY else None
    is_something_else = bool(look.kinds & {"number", "count", "period"}) or _is_calendar(values)
    return "likely" if len(values) >= MANY and not is_something_else else "possible"


def _fit_cells(look: Look, texts: _Texts) -> npt.NDArray[np.bool_]:
    """Which of the filled cells fit, from the first that does: a title above them does not count."""
    column = look.column
    fit = fits(column.number)
    is_text = column.kind == TEXT
    fit[is_text] = texts.number[column.text[is_text]] != _NONE
    filled = fit[column.kind != EMPTY]
    return np.asarray(filled[int(filled.argmax()) :])


def _longest_run(fit: npt.NDArray[np.bool_]) -> int:
    breaks = np.flatnonzero(~np.concatenate([[False], fit, [False]]))
    return int(np.diff(breaks).max()) - 1


def _is_calendar(values: Numbers) -> bool:
    """Whether the last four digits of all are dates or times, written one way."""
    return bool(_calendar_forms(values).all(axis=1).any())


def _calendar_forms(values: Numbers) -> npt.NDArray[np.bool_]:
    """bool[4, n]: are the last four digits a day and a month, a month and a day, a time of day, a year."""
    first, last = values % 10**4 // 100, values % 100
    forms = (
        (first >= 1) & (first <= 31) & (last >= 1) & (last <= 12),
        (first >= 1) & (first <= 12) & (last >= 1) & (last <= 31),
        (first < 24) & (last < 60),
        (first == 19) | (first == 20),
    )
    return np.stack(forms)


def _beside_its_label(look: Look, beside: Look | None, texts: _Texts) -> tuple[Confidence, str, int] | None:
    """A form rather than a table: "CPR" in one cell, the number in the next."""
    rows = [one.row for one in look.headings if "civil" in one.kinds]
    if beside is None or not rows:
        return None
    column = beside.column
    fit = fits(column.number[rows])
    fit |= [column.kind[row] == TEXT and texts.number[column.text[row]] != _NONE for row in rows]
    return ("certain", beside.letter, int(fit.sum())) if fit.any() else None
