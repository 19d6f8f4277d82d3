"""Who lacks what: the deliveries of an alliance that are overdue, read one indicator at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from config.definitions import Alliance
from config.indicator import Indicator
from etl.telling.news import Late
from progress.deliveries import deliveries
from progress.delivery import OVERDUE, DeliveryRow, by_organisation
from progress.delivery_periods import years_of
from store.published import PublishedSeries


class Lateness:
    """Counts as the deliveries page does, without ever holding the figures of more than one indicator."""

    def __init__(self, declared: Alliance, senders: Mapping[str, str], today: date) -> None:
        self._declared, self._senders, self._today = declared, senders, today
        self._rows = list[DeliveryRow]()

    def see(self, indicator: Indicator, shown: Sequence[PublishedSeries]) -> None:
        """Take in the deliveries of one indicator, from all that is published of it."""
        alone = self._declared.model_copy(update={"indicators": (indicator,)})
        self._rows += [_slim(row) for row in deliveries(alone, shown, self._senders, self._today).rows]

    def late(self, since: date) -> tuple[Late, ...]:
        """Partners of whom something is overdue, those with most first.

        Args:
            since: the day of the last letter: a deadline on it or later, which is over now, is news.
        """
        _, year, _ = years_of(self._rows, self._today.year)
        delivering = {one.slug for one in self._declared.delivering}
        found = []
        for slug, rows in by_organisation(self._rows, year):
            if slug in delivering:
                days = [one.deadline for row in rows for one in row.overdue(year) if one.deadline]
                found.append(Late(slug, tuple(rows), year, any(day >= since for day in days)))
        return tuple(found)

    def silent(self) -> tuple[str, ...]:
        """Organisations that deliver, and of whom nothing has come and nothing is counted."""
        heard = {slug for row in self._rows for slug in row.organisations}
        return tuple(one.slug for one in self._declared.delivering if one.slug not in heard)


def _slim(row: DeliveryRow) -> DeliveryRow:
    """The row with its overdue deliveries, and the first and last ones: they say which years it spans."""
    last = len(row.deliveries) - 1
    kept = [one for place, one in enumerate(row.deliveries) if place in (0, last) or one.state in OVERDUE]
    return replace(row, deliveries=tuple(kept))
