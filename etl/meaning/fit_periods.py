"""Periods read in the light of their indicator's frequency, where the text alone leaves more than one meaning.

"2020-2021" of an indicator by school year is a school year, and of any other a question; 01-01-2024 of a monthly one is
January. Whatever was read so is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.indicator import PeriodType
from config.language import Text
from etl.meaning.contents import Content, Fault, Resolved
from etl.opening.cells import DATE, NUMBER, TEXT
from store.time_period import PeriodError, TimePeriod
from store.written_periods import MONTH_WORDS, has_short_year, plain_period, read_period

_YEAR = r"((?:19|20)\d\d)"
_SPAN = re.compile(rf"(?:(?:skole)?(?:år|aar|året|aaret) ?)?{_YEAR} ?(?:-|/|til|og|to) ?(\d\d|\d{{4}})", re.ASCII)
_SHORT_SPAN = re.compile(r"(?:skole(?:år|aar|året|aaret) ?)?(\d\d) ?[-/] ?(\d\d)", re.ASCII)
_MONTHS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?P<year>{_YEAR}) ?[-/]? ?(?P<month>\d\d?)",  # 2024-1, 2024/01, 202401
        rf"(?P<month>\d\d?) ?[-/.] ?(?P<year>{_YEAR})",  # 1-2024, 01/2024
    )
)
_END = re.compile(r"(?:ultimo|slutningen af|udgangen af|end of) (.+)")
_INSTANT = re.compile(r"(?:primo|medio|ultimo|start|midt|slut|pr\.?|per)\b.*")
_PART = r"(?:[1-4]\.? ?(?:kvt|kvartal|kv|halvår|halvaar)\.?|[kqh] ?[1-4]|(?:uge|week) ?\d\d?)"
_NO_YEAR = re.compile(rf"{_PART}|(?:\d\d?\.? ?)?(?:{MONTH_WORDS})\.?", re.ASCII)
_TWO_DIGITS = re.compile(r"'?\d\d|\d\d?([-./])\d\d?\1\d\d", re.ASCII)
_MARKED = re.compile(r"(.*\d)\s*(?:\*+|\d\)|[¹²³])")
_SERIALS = (20_000, 80_000)  # 1954 to 2119, as a spreadsheet counts days


@dataclass(frozen=True, slots=True)
class Said:
    """A way of reading that is told by its first example: what stood there, what it became, and in how many rows.

    Attributes:
        row: position of the example's row.
    """

    found: str
    period: TimePeriod
    row: int
    rows: int


def period_for(content: Content, frequency: PeriodType) -> TimePeriod | None:
    """The period of this frequency that a content names to whoever knows the frequency; None where that is open."""
    plain = plain_period(content.words)
    found = read_period(content.words) if content.kind in (TEXT, NUMBER) else None
    day = content.day if content.kind == DATE else found.start if found is not None and found.frequency == "D" else None
    try:
        if day is not None:
            period = TimePeriod.containing(frequency, day)
            return period if day in (period.start, period.end) else None
        end = _END.fullmatch(plain)
        if end and (within := read_period(end[1])) is not None:
            period = TimePeriod.containing(frequency, within.end)
            return period if period.end == within.end else None
        if frequency == "Y":
            return _school_year(plain)
        if frequency == "M" and (content.kind == TEXT or plain.isdigit()):  # 2024.1 as a number may be 2024.10
            return _month(plain)
    except PeriodError:
        pass
    return None


def _school_year(plain: str) -> TimePeriod | None:
    span = _SPAN.fullmatch(plain)
    if span and span[2] in (str(int(span[1]) + 1), f"{(int(span[1]) + 1) % 100:02}"):
        return TimePeriod("Y", int(span[1]))
    short = _SHORT_SPAN.fullmatch(plain)
    if short and (int(short[1]) + 1) % 100 == int(short[2]):
        return TimePeriod("Y", (2000 if int(short[1]) < 50 else 1900) + int(short[1]))
    return None


def _month(plain: str) -> TimePeriod | None:
    for pattern in _MONTHS:
        found = pattern.fullmatch(plain)
        if found and 1 <= int(found["month"]) <= 12 and not (len(found["month"]) == 1 and plain.isdigit()):
            return TimePeriod("M", int(found["year"]) * 12 + int(found["month"]) - 1)
    return None


def unread_period(content: Content) -> Fault:
    """What to ask about a content that names no period for certain."""
    plain = plain_period(content.words)
    if content.kind == NUMBER and content.number is not None and _SERIALS[0] <= content.number <= _SERIALS[1]:
        day = Content(DATE, None, content.number).shown
        return Fault("period_serial", {"day": day})
    marked = _MARKED.fullmatch(plain)
    if marked and read_period(marked[1]) is not None:
        return Fault("period_marked", {"period": marked[1]})
    span = _SPAN.fullmatch(plain)
    if span or _SHORT_SPAN.fullmatch(plain):
        return Fault("period_span", {})
    for code, pattern in (
        ("period_no_year", _NO_YEAR),
        ("period_instant", _INSTANT),
        ("period_short_year", _TWO_DIGITS),
    ):
        if pattern.fullmatch(plain):
            return Fault(code, {})
    return Fault("period_unknown", {})


def fit_periods(
    resolved: Resolved[TimePeriod], indicators: npt.NDArray[Any], frequencies: Mapping[str, PeriodType]
) -> list[Said]:
    """Read again, by their indicators' frequency, the periods of a column that do not have it; `resolved` is changed.

    Args:
        indicators: the code of each row's indicator, None where it is not known.
        frequencies: code -> frequency.
    """
    said: list[Said] = []
    for place, (content, value) in enumerate(zip(resolved.contents, resolved.values, strict=True)):
        if isinstance(value, TimePeriod) and content.kind == TEXT and has_short_year(content.words):
            where = np.flatnonzero(resolved.codes == place)
            said += [Said(content.words, value, int(where[0]), len(where))] if len(where) else []
    names, distinct = pd.factorize(indicators)
    wanted = [frequencies[name] for name in distinct]
    is_open = np.array(
        [[isinstance(value, Fault) or value.frequency != one for one in wanted] for value in resolved.values],
        dtype=bool,
    )
    rows = np.flatnonzero((resolved.codes >= 0) & (names >= 0)) if is_open.any() else np.empty(0, np.int64)
    rows = rows[is_open[resolved.codes[rows], names[rows]]] if len(rows) else rows
    pairs, first, at, counts = np.unique(
        resolved.codes[rows] * (len(wanted) or 1) + names[rows],
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    places = np.full(len(pairs), -1, dtype=np.int64)
    for number, pair in enumerate(pairs.tolist()):
        content = resolved.contents[pair // len(wanted)]
        period = period_for(content, wanted[pair % len(wanted)]) if content.kind in (TEXT, NUMBER, DATE) else None
        if period is not None:
            places[number] = len(resolved.values)
            resolved.contents.append(content)
            resolved.values.append(period)
            said.append(Said(content.shown, period, int(rows[first[number]]), int(counts[number])))
    fitted = places[at]
    resolved.codes[rows[fitted >= 0]] = fitted[fitted >= 0]
    return _one_of_a_kind(said)


def _one_of_a_kind(said: list[Said]) -> list[Said]:
    """The first example of each frequency, with the rows of all."""
    count = Counter[str]()
    for one in said:
        count[one.period.frequency] += one.rows
    said.sort(key=lambda one: -one.row)
    first = {one.period.frequency: one for one in said}
    return [replace(one, rows=count[letter]) for letter, one in first.items()]


def label_of(period: TimePeriod) -> Text:
    """A period as people say it."""
    return Text(period.label("da"), period.label("en"))
