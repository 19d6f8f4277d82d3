"""One delivery: a partner's figures of one indicator, one place and one period. What has become of it, and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from config.indicator import Indicator
from store.time_period import TimePeriod

State = Literal[
    "delivered",
    "provisional",
    "hidden",
    "nothing",
    "partial",
    "missing",
    "said_missing",
    "due",
    "not_due",
    "not_applicable",
    "explained",
]
ANSWERED: frozenset[State] = frozenset({"delivered", "provisional", "hidden", "nothing"})
OVERDUE: frozenset[State] = frozenset({"missing", "partial"})  # somebody is to be reminded
EXPECTED: frozenset[State] = ANSWERED | OVERDUE | {"said_missing"}


class Delivery(NamedTuple):
    """What has become of one delivery.

    Attributes:
        state: partial: some of its divisions are in and others overdue; said_missing: the partner has no figure;
            due: the period is over and the deadline is not; explained: the definition says why it never comes.
        deadline: the last day on which it is in time; None where none was agreed.
        received: the day on which it was first known; of several divisions the last one's.
        is_late: whether it came after the deadline; None where it has not come, had no deadline, or where the deadline
            was over before its row began (see `DeliveryRow`).
        answered, of: how many of its divisions are in, of those that are expected.
    """

    period: TimePeriod
    state: State
    deadline: date | None
    received: date | None = None
    is_late: bool | None = None
    answered: int = 0
    of: int = 1

    @property
    def year(self) -> int:
        """Under which year it stands; a school year under the one it begins in."""
        return _year_of(self.period)


@lru_cache(4096)  # the same few hundred periods in every row
def _year_of(period: TimePeriod) -> int:
    return int(str(period)[:4])


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """All deliveries of one indicator for one place from those who deliver it together, mostly one organisation.

    Attributes:
        organisations: their slugs; none where it is not known who sent the figures.
        area: blank for the indicator's own.
        begun: the day on which its first figure came, or a later one on which its organisation joined: deadlines
            before it could neither be kept nor missed.
    """

    indicator: Indicator
    organisations: tuple[str, ...]
    area: str
    deliveries: tuple[Delivery, ...]
    begun: date

    @property
    def is_regular(self) -> bool:
        """Whether figures are expected at known times; of others none can be lacking, and they are not counted."""
        return self.indicator.frequency != "irregular"

    def overdue(self, since: int) -> list[Delivery]:
        """Those that somebody is to be reminded of, from a year on."""
        return [one for one in self.since(since) if one.state in OVERDUE]

    def since(self, year: int) -> list[Delivery]:
        """The deliveries from a year on."""
        return [one for one in self.deliveries if one.year >= year]


@dataclass(frozen=True, slots=True)
class Deliveries:
    """What an alliance's partners have delivered.

    Attributes:
        rows: by indicator as declared, then by place and partner in Danish order.
        silent: organisations that deliver, and of whom nothing has come and nothing is counted.
        unfed: codes of indicators that nobody has delivered to yet.
    """

    rows: tuple[DeliveryRow, ...]
    silent: tuple[str, ...]
    unfed: tuple[str, ...]


class Tally(NamedTuple):
    """Counts of deliveries.

    Attributes:
        answered, expected: in, of those whose deadline is over or that have come before it.
        in_time, timed: in time, of the expected ones whose deadline can be kept or missed.
    """

    answered: int = 0
    expected: int = 0
    in_time: int = 0
    timed: int = 0

    def __add__(self, other: object) -> Tally:
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(*(mine + yours for mine, yours in zip(self, other, strict=True)))


def tally(rows: Iterable[DeliveryRow], since: int, until: int | None = None) -> Tally:
    """What the regular rows come to from a year on, or between two years, both included."""
    answered = expected = in_time = timed = 0
    for row in rows:
        if not row.is_regular:
            continue
        for one in row.since(since):
            if one.state not in EXPECTED or (until is not None and one.year > until):
                continue
            expected += 1
            answered += one.state in ANSWERED
            if one.deadline is not None and one.deadline >= row.begun:
                timed += one.is_late is not None or one.state in OVERDUE
                in_time += one.is_late is False
    return Tally(answered, expected, in_time, timed)


def by_organisation(rows: Iterable[DeliveryRow], since: int) -> Iterator[tuple[str, list[DeliveryRow]]]:
    """Each organisation with the rows in which something of it is overdue, those with most overdue first."""
    found: dict[str, list[DeliveryRow]] = {}
    for row in rows:
        if row.overdue(since):
            for slug in row.organisations:
                found.setdefault(slug, []).append(row)
    yield from sorted(found.items(), key=lambda pair: -sum(len(row.overdue(since)) for row in pair[1]))
