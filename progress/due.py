"""What an organisation's template asks for: one row for each indicator, place and period that is due and not in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice, product
from typing import Protocol

from config.definitions import Alliance
from config.indicator import Indicator
from config.places import municipalities, place_order
from progress.expected import LOOK_BACK, Expected, due_day, expected_of, step_of
from store.time_period import TimePeriod

MOST_ROWS = 600  # a person fills them in
_PERIODS = (24, 8, 4, 2, 1)  # so many of the latest periods of a series, fewer where the rows would become too many
_COMBINATIONS = 50

Place = tuple[str, tuple[tuple[str, str], ...]]  # area ("": the indicator's own), dimensions


class Held(Protocol):
    """A figure that is in; `store.current.Figure` and `store.observations.Observation` are such."""

    @property
    def indicator(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def area(self) -> str: ...
    @property
    def dimensions(self) -> dict[str, str]: ...
    @property
    def period(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One row to fill in.

    Attributes:
        area: blank for the indicator's own.
        period: None where no period is expected at a known time: the partner writes it.
        last: the figure to compare with, and its period.
    """

    indicator: Indicator
    area: str
    dimensions: dict[str, str]
    period: TimePeriod | None
    last: tuple[TimePeriod, float] | None


@dataclass(frozen=True, slots=True)
class Due:
    """What is asked for.

    Attributes:
        periods: at most so many of the latest missing periods of each series.
        left_out: rows that are due as well, and that there was no room for.
    """

    rows: list[Row]
    periods: int
    left_out: int


def rows_due(declared: Alliance, organisation: str, stored: Iterable[Held], today: date) -> Due:
    """The rows, in the order in which indicators are declared, places by name, periods from the earliest.

    An organisation is asked for what it has delivered before, for what it has a target of its own for, and for what
    nobody has delivered; where that is nothing at all, for everything.

    Args:
        stored: the current figures of the organisation, and of every other at least one for each of its indicators.
    """
    of: dict[str, list[Held]] = {}
    others: set[str] = set()
    for one in stored:
        if one.organisation == organisation:
            of.setdefault(one.indicator, []).append(one)
        else:
            others.add(one.indicator)
    others -= of.keys()
    asked = [i for i in declared.indicators if i.code not in others or is_meant(i, organisation)]
    asked = asked or list(declared.indicators)
    series = [one for i in asked for one in _series(declared, i, of.get(i.code, []), today)]
    for most in _PERIODS:
        if sum(min(len(one.wanted), most) for one in series) <= MOST_ROWS:
            break
    due = sum(min(len(one.wanted), LOOK_BACK) for one in series)
    rows = list(islice((row for one in series for row in one.rows(most)), MOST_ROWS))
    return Due(rows, most, due - len(rows))


def is_meant(indicator: Indicator, organisation: str) -> bool:
    """Whether the organisation has a target of its own for the indicator, and so is to deliver it."""
    return any(target.organisation == organisation for target in indicator.targets)


def next_due(indicator: Indicator, stored: Iterable[TimePeriod], today: date) -> tuple[TimePeriod, date] | None:
    """The first period that is not due yet and not in, and its day."""
    held = {period for period in stored if period.frequency == indicator.periods}
    period = max(held).shift(step_of(indicator)) if held else TimePeriod.containing(indicator.periods, today).previous()
    while (day := due_day(indicator, period)) is not None:
        if day > today:
            return period, day
        period = period.shift(step_of(indicator))
    return None


@dataclass(frozen=True, slots=True)
class _Series:
    """One series that is asked for.

    Attributes:
        held: running number of each period that is in -> its value.
        wanted: running numbers from the earliest; None where the period is for the partner to write.
    """

    indicator: Indicator
    place: Place
    held: dict[int, float | None]
    wanted: list[int] | list[None]

    def rows(self, most: int) -> Iterator[Row]:
        """The rows of its latest periods."""
        values = {TimePeriod(self.indicator.periods, number): value for number, value in self.held.items()}
        for number in self.wanted[-most:]:
            period = None if number is None else TimePeriod(self.indicator.periods, number)
            yield Row(self.indicator, self.place[0], dict(self.place[1]), period, _last(values, period))


def _series(declared: Alliance, indicator: Indicator, own: list[Held], today: date) -> Iterator[_Series]:
    """Those of an indicator, in Danish order."""
    own_area = indicator.area or declared.area
    series: dict[Place, dict[int, float | None]] = {}
    for one in own:
        period = TimePeriod.parse(one.period)
        if period.frequency == indicator.periods:
            place = "" if one.area == own_area else one.area, tuple(sorted(one.dimensions.items()))
            held = series.setdefault(place, {})
            # A projection is no figure: when its period has passed the real one is asked for.
            if one.status == "F":
                held.pop(period.number, None)
            else:
                held[period.number] = one.value
    expected = expected_of(declared, indicator, today)
    for place in sorted(series, key=partial(_order, indicator)) or _places(declared, indicator):
        yield _one_series(indicator, place, series, expected)


def _one_series(
    indicator: Indicator, place: Place, series: dict[Place, dict[int, float | None]], expected: Expected
) -> _Series:
    held = series.get(place, {})
    if indicator.frequency == "irregular":
        return _Series(indicator, place, held, [None])
    wanted = expected.due(held.keys())
    # Of every place there is most are perhaps not meant: one row each.
    is_a_guess = place not in series and bool(place[0])
    return _Series(indicator, place, held, wanted[-1:] if is_a_guess else wanted)


def _last(values: dict[TimePeriod, float | None], before: TimePeriod | None) -> tuple[TimePeriod, float] | None:
    """The same part of the year before, else the latest figure before; without a period, the latest."""
    known = {p: value for p, value in values.items() if value is not None and (before is None or p < before)}
    if not known:
        return None
    year_before = before.shift(-before.per_year) if before and before.per_year else None
    period = year_before if year_before in known else max(known)
    return period, known[period]


def _places(declared: Alliance, indicator: Indicator) -> list[Place]:
    """Where an indicator that nobody has delivered yet could be measured."""
    areas = [""]
    if indicator.by_area:
        named = {target.area for target in indicator.targets if target.area not in (None, "each")}
        areas = sorted(str(area) for area in named) or list(declared.areas) or [m.place for m in municipalities()]
    codes = [dimension.code for dimension in indicator.dimensions]
    values = [dimension.values for dimension in indicator.dimensions]
    together: list[tuple[tuple[str, str], ...]] = [()]
    if codes and all(values):
        combinations = [tuple(sorted(zip(codes, each, strict=True))) for each in product(*values)]
        together += combinations[:_COMBINATIONS]
    return sorted(((area, dimensions) for area in areas for dimensions in together), key=partial(_order, indicator))


def _order(indicator: Indicator, place: Place) -> tuple[str, tuple[tuple[int, str], ...]]:
    return place_order(place[0]), indicator.group_order(dict(place[1]))


def asked_until(declared: Alliance, today: date) -> date:
    """The first day after today on which other periods than today's may be due, whatever is in."""
    days = [day for one in declared.indicators for day in _next_days(one, today)]
    return min(days, default=date.max)


def _next_days(indicator: Indicator, today: date) -> Iterator[date]:
    """The next day on which a figure of an indicator is due, and that on which a period begins."""
    period = TimePeriod.containing(indicator.periods, today)
    yield period.end + timedelta(days=1)
    earliest: date | None = None
    while (day := due_day(indicator, period)) is not None and day > today:
        earliest, period = day, period.previous()
    if earliest is not None:
        yield earliest
