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
MONTH_WORDS = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_QUARTER_WORD = r"(?:kvt|kvartal|kv|quarter)"
_HALF_WORD = r"(?:halv(?:å|aa)r|half-?year)"
_ORDINALS = {
    "1": "1", "2": "2", "3": "3", "4": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4",
    "første": "1", "andet": "2", "anden": "2", "tredje": "3", "fjerde": "4",
}  # fmt: skip
_ORDINAL = r"([1-4]|i(?=\.)|ii|iii|iv|første|andet|anden|tredje|fjerde)"  # "i kvartal" is Danish for "in a quarter"
_HALF = r"([12]|i(?=\.)|ii|første|andet|anden)"
_BETWEEN = r"[ ,/-]{0,3}"  # whatever people put between the parts, where the parts themselves tell
_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD)) | dict.fromkeys(
    (0x2010, 0x2011, 0x2012, 0x2013, 0x2212), "-"
)
_WORDS_BESIDE = 3  # words that a period in a sentence has at most


# Two digits of a year, where the words before them leave no other meaning; "uge 6-24" may be a span of weeks.
_SHORT_YEAR = re.compile(
    rf"(?P<part>(?:{MONTH_WORDS})\.?|[kqh] ?[1-4](?=\D)"
    rf"|(?:[1-4]\.?|første|andet|tredje|fjerde) ?(?:{_QUARTER_WORD}|{_HALF_WORD})\.?)"
    r"[ -]{0,3}['\u2019]?(?P<year>\d\d)",
    re.ASCII,
)
_LATEST_SHORT = 49  # 49 is 2049, 50 is 1950


@lru_cache(maxsize=4096)
def read_period(text: str) -> TimePeriod | None:
    """The period that a cell's text names; None where it names none, or one that does not exist.

    Reads the StatBank codes (2024K1, 2024M01, 2024U27, 2024M12D09), the canonical forms, and Danish words and dates
    ("1. kvt. 2024", "jan. 2024", "uge 6 2024", "24/12-2005"). Case and spaces do not matter. The day comes first
    always. A year has four digits, or two behind a month, quarter or half-year ("jan-24").
    """
    plain = plain_period(text)
    short = _SHORT_YEAR.fullmatch(plain)
    if short:
        century = "20" if int(short["year"]) <= _LATEST_SHORT else "19"
        plain = f"{short['part']} {century}{short['year']}"
    for pattern, canonical in _FORMS:
        found = pattern.fullmatch(plain)
        if found:
            try:
                return TimePeriod.parse(canonical(*found.groups()))
            except PeriodError:
                return None
    return None


def has_short_year(text: str) -> bool:
    """Whether a period is written with two digits of its year, which we took for granted."""
    return bool(_SHORT_YEAR.fullmatch(plain_period(text)))


def plain_period(text: str) -> str:
    """How texts are compared with the patterns: composed, small, single blanks, one kind of hyphen."""
    text = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    return " ".join(text.split()).casefold()


def find_periods(sentence: str) -> list[TimePeriod]:
    """Each period that a title or a sheet's name mentions, once: "Tabel 3. Ledige, 1. kvartal 2024".

    A span of years ("1990-2023") is no period, and a year in two digits one only where nothing else is said.
    """
    if has_short_year(sentence):
        whole = read_period(sentence)
        return [] if whole is None else [whole]
    words = sentence.replace("(", " ").replace(")", " ").split()
    found: list[TimePeriod] = []
    start = 0
    while start < len(words):
        for length in range(min(_WORDS_BESIDE, len(words) - start), 0, -1):
            part = " ".join(words[start : start + length]).strip(".,;:")
            period = None if has_short_year(part) else read_period(part)
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


def _in_year(letter: str) -> tuple[Callable[..., str], Callable[..., str]]:
    """Makers of "2024-Q1" from (part, year) and from (year, part)."""
    width = {"": 2, "W": 2}.get(letter, 1)

    def part_first(part: str, year: str) -> str:
        number = _ORDINALS.get(part, part) if width == 1 else part
        return f"{year}-{letter}{int(number):0{width}}"

    return part_first, lambda year, part: part_first(part, year)


_QUARTER, _YEAR_QUARTER = _in_year("Q")
_HALF_YEAR, _YEAR_HALF = _in_year("H")
_MONTH, _YEAR_MONTH = _in_year("")
_WEEK, _YEAR_WEEK = _in_year("W")


def _named(name: str) -> str:
    return f"{_MONTH_NUMBERS[name]:02}"


# Each pattern takes the whole text; a blank in it is a blank that may be left out.
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = tuple(
    (re.compile(pattern.replace(" ", " ?").replace("[ ?", "[ "), re.ASCII), canonical)
    for pattern, canonical in (
        (rf"{_YEAR}(?:\.0+)?", lambda year: year),  # 2024.0: a program's number
        (rf"(?:år|aar|året|year) {_YEAR}", lambda year: year),
        (rf"{_YEAR}{_BETWEEN}[kq] 0?([1-4])", _YEAR_QUARTER),
        (rf"[kq] 0?([1-4]){_BETWEEN}{_YEAR}", _QUARTER),
        (rf"([1-4]) [kq]{_BETWEEN}{_YEAR}", _QUARTER),
        (rf"{_ORDINAL}\.? {_QUARTER_WORD}\.?{_BETWEEN}{_YEAR}", _QUARTER),
        (rf"{_YEAR}{_BETWEEN}{_ORDINAL}\.? {_QUARTER_WORD}\.?", _YEAR_QUARTER),
        (rf"{_QUARTER_WORD}\.? ([1-4]){_BETWEEN}{_YEAR}", _QUARTER),
        (rf"{_YEAR}{_BETWEEN}{_QUARTER_WORD}\.? ([1-4])", _YEAR_QUARTER),
        (rf"{_YEAR}{_BETWEEN}h ([12])", _YEAR_HALF),
        (rf"h ([12]){_BETWEEN}{_YEAR}", _HALF_YEAR),
        (rf"{_HALF}\.? {_HALF_WORD}\.?{_BETWEEN}{_YEAR}", _HALF_YEAR),
        (rf"{_YEAR}{_BETWEEN}{_HALF}\.? {_HALF_WORD}", _YEAR_HALF),
        (rf"{_YEAR}{_BETWEEN}m (\d\d?)", _YEAR_MONTH),
        (rf"{_YEAR} - (\d\d)", _YEAR_MONTH),
        (rf"({MONTH_WORDS})\.?{_BETWEEN}{_YEAR}", lambda name, year: f"{year}-{_named(name)}"),
        (rf"{_YEAR}{_BETWEEN}({MONTH_WORDS})\.?", lambda year, name: f"{year}-{_named(name)}"),
        (rf"{_YEAR}{_BETWEEN}[uw] (\d\d?)", _YEAR_WEEK),
        (rf"(?:uge|week) (\d\d?){_BETWEEN}{_YEAR}", _WEEK),
        (rf"{_YEAR}{_BETWEEN}(?:uge|week) (\d\d?)", _YEAR_WEEK),
        (rf"skole(?:år|aar|året) {_YEAR} [/-] (\d\d|\d{{4}})", _school_year),
        (rf"{_YEAR} / (\d\d|\d{{4}})", _school_year),
        (rf"{_YEAR} m (\d\d) d (\d\d)", lambda year, month, day: _day(day, month, year)),
        (rf"{_YEAR}-(\d\d)-(\d\d)[t\s]00:00(?::00(?:\.0+)?)?z?", lambda year, month, day: _day(day, month, year)),
        (rf"{_YEAR} - (\d\d) - (\d\d)", lambda year, month, day: _day(day, month, year)),
        (rf"(\d\d?) - (\d\d?) - {_YEAR}", _day),
        (rf"(\d\d?)\. (\d\d?)\. {_YEAR}", _day),
        (rf"(\d\d?) / (\d\d?) [-/] {_YEAR}", _day),
        (rf"(\d\d?)\.? ({MONTH_WORDS})\.? {_YEAR}", lambda day, name, year: _day(day, _named(name), year)),
    )
)
