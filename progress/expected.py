"""Which periods of an indicator are due on a day: from its frequency, its lag, and what is in."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from datetime import date

from config.definitions import Alliance
from config.indicator import Indicator
from progress.overlays import due_date
from progress.verdict import Value
from store.time_period import PER_YEAR, TimePeriod

LOOK_BACK = 120  # periods


def due_day(indicator: Indicator, period: TimePeriod) -> date | None:
    """The day by which the figure of a period should be in; None where none is agreed."""
    before = Value(period.shift(-step_of(indicator)), 0.0)
    return due_date(before, indicator.frequency, indicator.lag_months)


@dataclass(frozen=True, slots=True)
class Expected:
    """Which periods of an indicator are due on a day. Periods are their running numbers: a country's series are many.

    Attributes:
        earliest: the first that is asked for; earlier ones lie too far back.
        ends: first period of a series -> the first one from it on that is not due yet; filled as it is asked.
        dated: running number -> its period and the day on which it is due; filled as it is asked.
    """

    indicator: Indicator
    today: date
    step: int
    beginning: int
    earliest: int
    explained: frozenset[int]
    ends: dict[int, int] = field(default_factory=dict)
    dated: dict[int, tuple[TimePeriod, date | None]] = field(default_factory=dict)

    def period(self, number: int) -> tuple[TimePeriod, date | None]:
        """A period, and the day by which its figure should be in."""
        if number not in self.dated:
            period = TimePeriod(self.indicator.periods, number)
            self.dated[number] = period, due_day(self.indicator, period)
        return self.dated[number]

    def due(self, held: Set[int]) -> list[int]:
        """The periods, from the first that is known, whose figures should be in and are not, nor explained."""
        if self.indicator.frequency == "irregular":
            return []
        step, start = self.step, min(held) if held else self.beginning
        if held and step > 1:  # one part of each year, or every second year: which one is told by the last figure
            start += (max(held) - start) % step
        if step == 1:  # figures of single days go far back
            start = max(start, self.earliest)
        end = self._end(start)
        if self.indicator.frequency == "biennial" and held and start < max(held):
            # Which of two years has been another before: gaps mean nothing.
            start, end = (max(held) + step, self._end(max(held) + step)) if start < end else (start, start)
        return [number for number in range(start, end, step) if number not in held and number not in self.explained]

    def coming(self, held: Set[int]) -> list[int]:
        """The periods that have begun and whose figures are not due yet, nor in."""
        if self.indicator.frequency == "irregular":
            return []
        found, number = list[int](), max(held) + self.step if held else self.beginning
        while self.period(number)[0].start <= self.today:
            day = self.period(number)[1]
            if day is not None and day > self.today and number not in self.explained:
                found.append(number)
            number += self.step
        return found

    def _end(self, start: int) -> int:
        """The first period from this one on, step by step, that is not due yet."""
        if start not in self.ends:
            period = TimePeriod(self.indicator.periods, start)
            while (day := due_day(self.indicator, period)) is not None and day <= self.today:
                period = period.shift(self.step)
            self.ends[start] = period.number
        return self.ends[start]


def expected_of(declared: Alliance, indicator: Indicator, today: date) -> Expected:
    """Which periods of the indicator are due on a day."""
    return Expected(
        indicator,
        today,
        step_of(indicator),
        _beginning(declared, indicator).number,
        TimePeriod.containing(indicator.periods, today).shift(-LOOK_BACK).number,
        frozenset(_explained(indicator)),
    )


def step_of(indicator: Indicator) -> int:
    """From one expected period to the next: 2 for every second year, and for the first half of every year."""
    years = {"annual": 1, "biennial": 2, "school_year": 1}.get(indicator.frequency)
    return (PER_YEAR.get(indicator.periods) or 1) * years if years else 1


def _beginning(declared: Alliance, indicator: Indicator) -> TimePeriod:
    baseline = TimePeriod.parse(indicator.baseline.period) if indicator.baseline else None
    if baseline is not None and baseline.frequency == indicator.periods:
        return baseline
    return TimePeriod.containing(indicator.periods, date(declared.years.first, 12, 31))


def _explained(indicator: Indicator) -> Iterator[int]:
    """The periods of which the definition says why they never came."""
    for one in indicator.missing:
        first, last = TimePeriod.parse(one.period), TimePeriod.parse(one.until or one.period)
        if first.frequency == last.frequency == indicator.periods:
            yield from range(first.number, last.number + 1)
