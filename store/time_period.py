"""A period of time as a type: order, span and frequency, so that periods never sort or compare as text.

A period is its frequency and a running number within it; the next period is always the next number.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from config.language import Language, Text, format_date

Frequency = Literal["A", "S", "Q", "M", "W", "D", "Y"]

PER_YEAR: dict[str, int] = {"A": 1, "S": 2, "Q": 4, "M": 12, "Y": 1}
# fmt: off
MONTHS_DA = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
_FIRST_DAY, _LAST_DAY = date(1000, 1, 1), date(9998, 12, 31)  # the day after every period is still a date
_SCHOOL_YEAR_STARTS = 8  # August


class PeriodError(ValueError):
    """Not a period that exists."""


@dataclass(frozen=True, slots=True)
class TimePeriod:
    """One year, half-year, quarter, month, ISO week, day or school year.

    Attributes:
        frequency: A year, S half, Q quarter, M month, W ISO week, D day, Y school year (1 August to 31 July).
        number: running number within the frequency; consecutive periods have consecutive numbers.

    Raises:
        PeriodError: if the period lies outside the years 1000 to 9998.
    """

    frequency: Frequency
    number: int

    def __post_init__(self) -> None:
        first, last = _BOUNDS.get(self.frequency, (1, 0))
        if not first <= self.number <= last:
            raise PeriodError("There is no such period in the years 1000 to 9998.")

    @classmethod
    @lru_cache(10_000)  # a country's figures say the same few hundred periods a million times
    def parse(cls, text: str) -> TimePeriod:
        """Reads the canonical forms: 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W06, 2024-03-12, 2023/24.

        Raises:
            PeriodError: for every other form, and for a period that does not exist.
        """
        for pattern, build in _FORMS:
            found = pattern.fullmatch(text)
            if found:
                try:
                    return cls(*build(*(int(part) for part in found.groups())))
                except ValueError as error:
                    raise PeriodError(f"'{text}' is not a period that exists.") from error
        raise PeriodError(f"'{text}' is not a period; write for example 2024, 2024-Q1, 2024-03 or 2023/24.")

    @classmethod
    def containing(cls, frequency: Frequency, day: date) -> TimePeriod:
        """The period of this frequency that the day lies in."""
        return cls(frequency, _number(frequency, day))

    @staticmethod
    def range(first: TimePeriod, last: TimePeriod) -> Iterator[TimePeriod]:
        """Every period from first to last, both included; none where last comes before first."""
        while first <= last:
            yield first
            first = first.next()

    @property
    def start(self) -> date:
        """The first day."""
        return _first_day(self.frequency, self.number)

    @property
    def end(self) -> date:
        """The last day."""
        return _last_day(self.frequency, self.number)

    @property
    def end_years(self) -> float:
        """The end as a year with its fraction: the end of 2024 is 2025.0, of 2024-Q1 2024.25.

        Parts of the year are exact twelfths, so that annual distances are whole numbers; weeks and days are exact
        to the day, leap years included.
        """
        if self.frequency in "WD":
            day = self.end
            return day.year + day.timetuple().tm_yday / (366 if isleap(day.year) else 365)
        if self.frequency == "Y":
            return self.number + 1 + (_SCHOOL_YEAR_STARTS - 1) / 12
        year, part = divmod(self.number + 1, PER_YEAR[self.frequency])
        return year + part / PER_YEAR[self.frequency]

    @property
    def per_year(self) -> int | None:
        """How many of these make a year; None for weeks and days, which do not fill a year exactly."""
        return PER_YEAR.get(self.frequency)

    def shift(self, steps: int) -> TimePeriod:
        """The period so many steps later, or earlier where negative."""
        return TimePeriod(self.frequency, self.number + steps)

    def next(self) -> TimePeriod:
        """The period right after."""
        return self.shift(1)

    def previous(self) -> TimePeriod:
        """The period right before."""
        return self.shift(-1)

    def is_consecutive(self, following: TimePeriod) -> bool:
        """Whether `following` is the period right after this one, of the same frequency."""
        return self.frequency == following.frequency and self.number + 1 == following.number

    @lru_cache(10_000)  # noqa: B019 - periods are values, and few
    def label(self, language: Language = "da") -> str:
        """For people: "1. kvartal 2024" or "Q1 2024"."""
        day = self.start
        part = self.number % (self.per_year or 1) + 1
        match self.frequency:
            case "S":
                return Text(f"{part}. halvår {day.year}", f"{_HALVES[part - 1]} half of {day.year}")[language]
            case "Q":
                return Text(f"{part}. kvartal {day.year}", f"Q{part} {day.year}")[language]
            case "M":
                return Text(f"{MONTHS_DA[part - 1]} {day.year}", f"{MONTHS_EN[part - 1]} {day.year}")[language]
            case "W":
                year, week, _ = day.isocalendar()
                return Text(f"uge {week} {year}", f"week {week} {year}")[language]
            case "D":
                return format_date(day, language)
            case "Y":
                return Text(f"skoleåret {self}", f"school year {self}")[language]
            case _:
                return str(self)

    @lru_cache(10_000)  # noqa: B019 - periods are values, and few
    def __str__(self) -> str:
        day = self.start
        part = self.number % (self.per_year or 1) + 1
        match self.frequency:
            case "S":
                return f"{day.year:04}-H{part}"
            case "Q":
                return f"{day.year:04}-Q{part}"
            case "M":
                return f"{day.year:04}-{part:02}"
            case "W":
                year, week, _ = day.isocalendar()
                return f"{year:04}-W{week:02}"
            case "D":
                return day.isoformat()
            case "Y":
                return f"{day.year:04}/{(day.year + 1) % 100:02}"
            case _:
                return f"{day.year:04}"

    def __lt__(self, other: TimePeriod) -> bool:
        return self._comparable(other) and self.number < other.number

    def __le__(self, other: TimePeriod) -> bool:
        return self._comparable(other) and self.number <= other.number

    def __gt__(self, other: TimePeriod) -> bool:
        return self._comparable(other) and self.number > other.number

    def __ge__(self, other: TimePeriod) -> bool:
        return self._comparable(other) and self.number >= other.number

    def _comparable(self, other: object) -> bool:
        if not isinstance(other, TimePeriod) or other.frequency != self.frequency:
            raise TypeError(f"{self} and {other} are of different frequencies and have no order.")
        return True


parse = TimePeriod.parse

_HALVES = ("first", "second")


def _number(frequency: Frequency, day: date) -> int:
    """The running number of the period that the day lies in."""
    if frequency == "D":
        return day.toordinal()
    if frequency == "W":
        return (day.toordinal() - 1) // 7  # 1 January of year 1 was a Monday
    if frequency == "Y":
        return day.year if day.month >= _SCHOOL_YEAR_STARTS else day.year - 1
    per_year = PER_YEAR[frequency]
    return day.year * per_year + (day.month - 1) * per_year // 12


@lru_cache(10_000)
def _last_day(frequency: Frequency, number: int) -> date:
    return _first_day(frequency, number + 1) - timedelta(days=1)


def _first_day(frequency: Frequency, number: int) -> date:
    """The first day of the period with this running number."""
    if frequency == "D":
        return date.fromordinal(number)
    if frequency == "W":
        return date.fromordinal(number * 7 + 1)
    if frequency == "Y":
        return date(number, _SCHOOL_YEAR_STARTS, 1)
    year, part = divmod(number, PER_YEAR[frequency])
    return date(year, part * (12 // PER_YEAR[frequency]) + 1, 1)


def _school_year(first: int, last: int) -> tuple[Frequency, int]:
    if (first + 1) % 100 != last:
        raise PeriodError("A school year spans two years that follow each other.")
    return "Y", first


def _within_year(frequency: Frequency) -> Callable[[int, int], tuple[Frequency, int]]:
    return lambda year, part: (frequency, year * PER_YEAR[frequency] + part - 1)


_Build = Callable[..., tuple[Frequency, int]]
_FORMS_AS_TEXT: tuple[tuple[str, _Build], ...] = (
    (r"(\d{4})", lambda year: ("A", year)),
    (r"(\d{4})-H([12])", _within_year("S")),
    (r"(\d{4})-Q([1-4])", _within_year("Q")),
    (r"(\d{4})-(0[1-9]|1[0-2])", _within_year("M")),
    (r"(\d{4})-W(\d{2})", lambda year, week: ("W", _number("W", date.fromisocalendar(year, week, 1)))),
    (r"(\d{4})-(\d{2})-(\d{2})", lambda year, month, day: ("D", date(year, month, day).toordinal())),
    (r"(\d{4})/(\d{2})", _school_year),
)
_FORMS = tuple((re.compile(pattern, re.ASCII), build) for pattern, build in _FORMS_AS_TEXT)
_ALL: tuple[Frequency, ...] = ("A", "S", "Q", "M", "W", "D", "Y")
_BOUNDS = {frequency: (_number(frequency, _FIRST_DAY), _number(frequency, _LAST_DAY)) for frequency in _ALL}
