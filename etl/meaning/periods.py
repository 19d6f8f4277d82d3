"""Periods as Danish spreadsheets and statistics write them, read into one type. Never guessed: None where in doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from store.time_period import MONTHS_DA, MONTHS_EN, PeriodError, TimePeriod

_MONTH_NUMBERS = {
    short: number
    for names in (MONTHS_EN, MONTHS_DA)
    for number, name in enumerate(names, start=1)
    for short in (name.casefold(), name.casefold()[:3])
} | {"sept": 9}
_YEAR = r"([12]\d{3})"
_MONTH_NAME = "|".join(_MONTH_NUMBERS)
_QUARTER_WORD = r"(?:kvt|kvartal|kv)"
_WORDS_BESIDE = 3  # words that a period in a sentence has at most


@lru_cache(maxsize=4096)
def read_period(text: str) -> TimePeriod | None:
    """The period that a cell's text names; None where it names none, or one that does not exist.

    Reads the StatBank codes (2024K1, 2024M01, 2024U27, 2024M12D09), the canonical forms, and Danish words and dates
    ("1. kvt. 2024", "jan. 2024", "uge 6 2024", "24/12-2005"). Case and spaces do not matter. The day comes first
    always; a year has four digits.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    for pattern, canonical in _FORMS:
        found = pattern.fullmatch(plain)
        if found:
            try:
                return TimePeriod.parse(canonical(*found.groups()))
            except PeriodError:
                return None
    return None


def find_periods(sentence: str) -> list[TimePeriod]:
    """Each period that a title or a sheet's name mentions, once: "Tabel 3. Ledige, 1. kvartal 2024".

    A span of years ("1990-2023") is no period.
    """
    words = sentence.replace("(", " ").replace(")", " ").split()
    found: list[TimePeriod] = []
    start = 0
    while start < len(words):
        for length in range(min(_WORDS_BESIDE, len(words) - start), 0, -1):
            period = read_period(" ".join(words[start : start + length]).strip(".,;:"))
            if period is not None:
                found += [] if period in found else [period]
                start += length - 1
                break
        start += 1
    return found


def _day(day: str, month: str, year: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


def _school_year(first: str, last: str) -> str:
    return f"{first}/{last[-2:]}" if len(last) == 2 or int(last) == int(first) + 1 else ""


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = tuple(
    (re.compile(pattern.replace(" ", " ?"), re.ASCII), canonical)
    for pattern, canonical in (
        (_YEAR, lambda year: year),
        (rf"(?:år|aar|året|year) {_YEAR}", lambda year: year),
        (rf"{_YEAR} -? [kq] ([1-4])", lambda year, quarter: f"{year}-Q{quarter}"),
        (rf"[kq] ([1-4]),? {_YEAR}", lambda quarter, year: f"{year}-Q{quarter}"),
        (rf"([1-4])\. {_QUARTER_WORD}\.?,? {_YEAR}", lambda quarter, year: f"{year}-Q{quarter}"),
        (rf"{_YEAR},? ([1-4])\. {_QUARTER_WORD}\.?", lambda year, quarter: f"{year}-Q{quarter}"),
        (rf"{_YEAR} -? h ([12])", lambda year, half: f"{year}-H{half}"),
        (rf"([12])\. halv(?:å|aa)r,? {_YEAR}", lambda half, year: f"{year}-H{half}"),
        (rf"{_YEAR},? ([12])\. halv(?:å|aa)r", lambda year, half: f"{year}-H{half}"),
        (rf"{_YEAR} m (\d\d)", lambda year, month: f"{year}-{month}"),
        (rf"{_YEAR} - (\d\d)", lambda year, month: f"{year}-{month}"),
        (rf"({_MONTH_NAME})\.? [-,]? {_YEAR}", lambda name, year: f"{year}-{_MONTH_NUMBERS[name]:02}"),
        (rf"{_YEAR},? ({_MONTH_NAME})\.?", lambda year, name: f"{year}-{_MONTH_NUMBERS[name]:02}"),
        (rf"{_YEAR} (?:u|-? w) (\d\d)", lambda year, week: f"{year}-W{week}"),
        (rf"uge (\d\d?),? {_YEAR}", lambda week, year: f"{year}-W{int(week):02}"),
        (rf"{_YEAR},? uge (\d\d?)", lambda year, week: f"{year}-W{int(week):02}"),
        (rf"skole(?:år|aar|året) {_YEAR} [/-] (\d\d|\d{{4}})", _school_year),
        (rf"{_YEAR} / (\d\d|\d{{4}})", _school_year),
        (rf"{_YEAR} m (\d\d) d (\d\d)", lambda year, month, day: _day(day, month, year)),
        (rf"{_YEAR} - (\d\d) - (\d\d)", lambda year, month, day: _day(day, month, year)),
        (rf"(\d\d?) - (\d\d?) - {_YEAR}", _day),
        (rf"(\d\d?)\. (\d\d?)\. {_YEAR}", _day),
        (rf"(\d\d?) / (\d\d?) - {_YEAR}", _day),
        (rf"(\d\d?)\. ({_MONTH_NAME})\.? {_YEAR}", lambda day, name, year: _day(day, str(_MONTH_NUMBERS[name]), year)),
    )
)
