"""What an organisation's template asks for: one row for each indicator, place and period that is due and not in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import danish_order
from config.places import municipalities
from progress.overlays import due_date
from progress.verdict import Value
from store.observations import Observation
from store.time_period import PER_YEAR, TimePeriod

MOST_ROWS = 600  # a person fills them in
_PERIODS = (24, 8, 4, 2, 1)  # so many of the latest periods of a series, fewer where the rows would become too many
_LOOK_BACK = 120  # periods
_COMBINATIONS = 50

Place = tuple[str, tuple[tuple[str, str], ...]]  # area ("": the indicator's own), dimensions


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


def rows_due(declared: Alliance, organisation: str, stored: Sequence[Observation], today: date) -> Due:
    """The rows, in the order in which indicators are declared, places by name, periods from the earliest.

    An organisation is asked for what it has delivered before, for what it has a target of its own for, and for what
    nobody has delivered; where that is nothing at all, for everything.

    Args:
        stored: the current figures of the alliance.
    """
    own = [one for one in stored if one.organisation == organisation]
    others = {one.indicator for one in stored} - {one.indicator for one in own}
    asked = [i for i in declared.indicators if i.code not in others or _is_meant(i, organisation)]
    asked = asked or list(declared.indicators)
    of = {i.code: [one for one in own if one.indicator == i.code] for i in asked}
    rows: list[Row] = []
    due = 0
    for most in (_LOOK_BACK, *_PERIODS):
        rows = [row for i in asked for row in _rows(declared, i, of[i.code], today, most)]
        due = max(due, len(rows))
        if len(rows) <= MOST_ROWS and most <= _PERIODS[0]:
            break
    return Due(rows[:MOST_ROWS], most, due - len(rows[:MOST_ROWS]))


def _is_meant(indicator: Indicator, organisation: str) -> bool:
    return any(target.organisation == organisation for target in indicator.targets)


def due_day(indicator: Indicator, period: TimePeriod) -> date | None:
    """The day by which the figure of a period should be in; None where none is agreed."""
    before = Value(period.shift(-_step(indicator)), 0.0)
    return due_date(before, indicator.frequency, indicator.lag_months)


def next_due(indicator: Indicator, stored: Iterable[TimePeriod], today: date) -> tuple[TimePeriod, date] | None:
    """The first period that is not due yet and not in, and its day."""
    held = {period for period in stored if period.frequency == indicator.periods}
    period = max(held).shift(_step(indicator)) if held else TimePeriod.containing(indicator.periods, today).previous()
    while (day := due_day(indicator, period)) is not None:
        if day > today:
            return period, day
        period = period.shift(_step(indicator))
    return None


def periods_due(declared: Alliance, indicator: Indicator, held: set[TimePeriod], today: date) -> list[TimePeriod]:
    """The periods, from the first that is known, whose figures should be in and are not, nor explained as missing."""
    if indicator.frequency == "irregular":
        return []
    step = _step(indicator)
    period = min(held) if held else _beginning(declared, indicator)
    if held and step > 1:  # one part of each year, or every second year: which one is told by the last figure
        period = period.shift((max(held).number - period.number) % step)
    if step == 1:  # figures of single days go far back
        period = max(period, TimePeriod.containing(indicator.periods, today).shift(-_LOOK_BACK))
    found = []
    while (day := due_day(indicator, period)) is not None and day <= today:
        # Which of two years has been another before: gaps mean nothing.
        is_gap = indicator.frequency == "biennial" and bool(held) and period < max(held)
        if period not in held and not is_gap and not _is_explained(indicator, period):
            found.append(period)
        period = max(held).shift(step) if is_gap else period.shift(step)
    return found


def _rows(declared: Alliance, indicator: Indicator, own: list[Observation], today: date, most: int) -> list[Row]:
    own_area = indicator.area or declared.area
    series: dict[Place, dict[TimePeriod, Observation]] = {}
    for one in own:
        period = TimePeriod.parse(one.period)
        if period.frequency == indicator.periods:
            place = "" if one.area == own_area else one.area, tuple(sorted(one.dimensions.items()))
            series.setdefault(place, {})[period] = one
    rows = []
    for place in sorted(series, key=_order) or _places(declared, indicator):
        held = series.get(place, {})
        # A projection is no figure: when its period has passed the real one is asked for.
        known = {period for period, one in held.items() if one.status != "F"}
        values = {period: held[period].value for period in known}
        wanted: list[TimePeriod | None] = list(periods_due(declared, indicator, known, today)[-most:])
        if indicator.frequency == "irregular":
            wanted = [None]
        if not held and place[0]:
            wanted = wanted[-1:]  # every place there is, of which most are perhaps not meant: one row each
        rows += [Row(indicator, place[0], dict(place[1]), p, _last(values, p)) for p in wanted]
    return rows


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
    return sorted(((area, dimensions) for area in areas for dimensions in together), key=_order)


def _order(place: Place) -> tuple[str, list[str]]:
    return danish_order(place[0].lstrip("0123456789 ")), [value for _, value in place[1]]


def _step(indicator: Indicator) -> int:
    """From one expected period to the next: 2 for every second year, and for the first half of every year."""
    years = {"annual": 1, "biennial": 2, "school_year": 1}.get(indicator.frequency)
    return (PER_YEAR.get(indicator.periods) or 1) * years if years else 1


def _beginning(declared: Alliance, indicator: Indicator) -> TimePeriod:
    baseline = TimePeriod.parse(indicator.baseline.period) if indicator.baseline else None
    if baseline is not None and baseline.frequency == indicator.periods:
        return baseline
    return TimePeriod.containing(indicator.periods, date(declared.years.first, 12, 31))


def _is_explained(indicator: Indicator, period: TimePeriod) -> bool:
    """Whether the definition says why this one never came."""
    for one in indicator.missing:
        first, last = TimePeriod.parse(one.period), TimePeriod.parse(one.until or one.period)
        if first.frequency == last.frequency == period.frequency and first <= period <= last:
            return True
    return False
