"""What there is to tell an alliance's secretariat after a refresh: facts, not yet words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from progress.delivery import DeliveryRow
from progress.wins import Win
from store.published import PublishedSeries


class Figures(NamedTuple):
    """What came of one indicator.

    Attributes:
        new, changed: how many published figures.
        organisations: slugs of those who delivered them.
        shared: the alliance's own series, as it is published; None where it has no figure.
    """

    indicator: Indicator
    new: int
    changed: int
    organisations: tuple[str, ...]
    shared: PublishedSeries | None


class Moved(NamedTuple):
    """A verdict that has become another one.

    Attributes:
        place: whose; None of the alliance's own.
        before: its word until now; None where there was none.
    """

    indicator: Indicator
    place: Text | None
    before: str | None
    after: str
    sentence: Text | None


class Late(NamedTuple):
    """A partner that lacks something: the rows in which it does, each with its overdue deliveries.

    Attributes:
        since: the year from which deliveries are counted.
        is_new: a deadline has passed since the last letter.
    """

    organisation: str
    rows: tuple[DeliveryRow, ...]
    since: int
    is_new: bool

    @property
    def number(self) -> int:
        return sum(len(row.overdue(self.since)) for row in self.rows)

    @property
    def first(self) -> date | None:
        """The deadline that passed first."""
        days = [one.deadline for row in self.rows for one in row.overdue(self.since) if one.deadline]
        return min(days, default=None)


class File(NamedTuple):
    """A file that somebody must do something about.

    Attributes:
        reasons: what is wrong, a sentence each. remedies: what to do about it, in the same order, blank where only the
            report can say.
    """

    organisation: str
    filename: str
    token: str
    reasons: tuple[Text, ...] = ()
    remedies: tuple[Text, ...] = ()


class Failing(NamedTuple):
    """A place that could not be fetched from for some nights in a row, with why and what to do."""

    organisation: str
    place: str
    nights: int
    reason: Text | None
    remedy: Text | None = None


@dataclass(frozen=True, slots=True)
class News:
    """Everything since the last letter.

    Attributes:
        silent: slugs of organisations of which nothing has ever come.
        reminded: slugs of those who get a reminder with this.
    """

    declared: Alliance
    since: datetime
    until: datetime
    figures: tuple[Figures, ...] = ()
    moved: tuple[Moved, ...] = ()
    wins: tuple[Win, ...] = ()
    late: tuple[Late, ...] = ()
    silent: tuple[str, ...] = ()
    rejected: tuple[File, ...] = ()
    waiting: tuple[File, ...] = ()
    failing: tuple[Failing, ...] = ()
    reminded: tuple[str, ...] = ()

    @property
    def has_news(self) -> bool:
        """Whether anything has happened: that somebody is still late, as yesterday, is nothing new."""
        happened = (self.figures, self.moved, self.wins, self.rejected, self.waiting, self.failing, self.reminded)
        return any(happened) or any(one.is_new for one in self.late)
