"""One invented figure as a partner's row, and the chance behind it: the same on every machine and every day."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.time_period import TimePeriod

SLUG = "oevealliancen"
SEED = 2026
FIRST, LAST = "2020-10", "2026-09"  # six years of months
SOURCE = "Opdigtede tal, Øvealliancen"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the standard workbook.

    Attributes:
        value: None where `status` says why there is none; where there is a denominator, the rate in per cent.
        period: as it is written; in the broken file it may be no period at all.
        known: the day the partner is said to have delivered it.
    """

    indicator: str
    period: str
    value: float | str | None
    known: date | None
    numerator: float | None = None
    denominator: float | None = None
    status: str = ""
    area: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)


class Chance:
    """Chance that is the same every time for the same name."""

    def __init__(self, name: str) -> None:
        self._random = random.Random(f"{SEED} {name}")  # noqa: S311  (nothing secret: it must be the same every time)

    def about(self, number: float, spread: float) -> float:
        """Near a number: within one and a half times `spread` of it, mostly within half."""
        return number + spread * (sum(self._random.random() for _ in range(3)) - 1.5)

    def whole(self, number: float, spread: float, least: int = 0) -> int:
        return max(least, round(self.about(number, spread)))


def months() -> Iterator[TimePeriod]:
    yield from periods(FIRST, LAST)


def periods(first: str, last: str) -> Iterator[TimePeriod]:
    """Every period from the first up to and including the last."""
    period, end = TimePeriod.parse(first), TimePeriod.parse(last)
    while period.number <= end.number:
        yield period
        period = period.shift(1)


def delivered(period: TimePeriod, chance: Chance, days_late: int = 0) -> date:
    """The day a partner delivers a period: some days after it has ended."""
    return period.end + timedelta(days=chance.whole(16, 9, least=4) + days_late)


def rate(
    indicator: str, period: TimePeriod, known: date, numerator: int, denominator: int, status: str = "", area: str = ""
) -> Row:
    """A share in per cent with what it is made of."""
    return Row(indicator, str(period), 100 * numerator / denominator, known, numerator, denominator, status, area)


def between(corners: Mapping[str, float], period: TimePeriod) -> float:
    """The value of a bent line at the end of a period.

    Args:
        corners: by period, in order; outside them the line is level.
    """
    at = period.end.toordinal()
    dated = [(TimePeriod.parse(text).end.toordinal(), value) for text, value in corners.items()]
    before = next(((day, value) for day, value in reversed(dated) if day <= at), dated[0])
    after = next(((day, value) for day, value in dated if day >= at), dated[-1])
    if after[0] <= before[0]:
        return before[1]
    return before[1] + (after[1] - before[1]) * (at - before[0]) / (after[0] - before[0])
