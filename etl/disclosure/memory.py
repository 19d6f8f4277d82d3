"""What was published before: whoever kept it can compare, so all that any publication showed counts as known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from etl.combine import Series
from etl.disclosure.counts import is_small
from etl.disclosure.figures import Figure, Table
from store.observations import Observation
from store.publications import Publication, Told
from store.published import PublishedSeries

Shown = dict[str, dict[str, tuple[float | None, int, str | None]]]  # by period and subject: value, vintage, why


@dataclass(slots=True)
class Memory:
    """All publications of an indicator.

    Attributes:
        told: what is remembered, by period, oldest first.
        published: reads what is published now; asked where a period has something to hide for the first time.
        new: what is to be remembered from now on, by period, oldest first; hiding fills it.
    """

    told: Mapping[str, Sequence[Publication]] = field(default_factory=dict)
    published: Callable[[], Iterable[PublishedSeries]] = tuple
    new: dict[str, list[Publication]] = field(default_factory=dict)
    _shown: Shown | None = None

    def gone(self, series: Sequence[Series]) -> list[Series]:
        """Series that were told of and are no longer there, without figures."""
        there = {one.subject for one in series}
        found: dict[str, Series] = {}
        for publications in self.told.values():
            for subject, one in ((subject, one) for told in publications for subject, one in told.items()):
                if subject not in there and subject not in found:
                    found[subject] = Series(one.role, one.organisation, one.area, one.dimensions, ())
        return list(found.values())

    def before(
        self, period: str, series: Sequence[Series], held: Mapping[int, Observation], now: Mapping[int, Figure]
    ) -> Sequence[Publication]:
        """The publications of a period, oldest first.

        Where nothing of it was ever hidden, only what is published still matters: of that, what has not changed. All
        else was open and stands in no equation with anything unknown.

        Args:
            held: today's observations, now: their figures; by the number of the series.
        """
        if period not in self.told:
            if self._shown is None:
                self._shown = _shown(self.published())
            first: Publication = {}
            shown = self._shown.get(period, {})
            for number, figure in now.items():
                value, vintage, why = shown.get(series[number].subject, (None, -1, None))
                if vintage == len(held[number].earlier) and (why or value == held[number].value):
                    first[series[number].subject] = _told(series[number], figure, vintage, why)
            if first:
                self.new[period] = [first]
        return self.told.get(period) or self.new.get(period, [])

    def has(self, period: str) -> bool:
        """Whether anything was published of a period before."""
        return period in self.told or period in self.new

    def note(
        self,
        period: str,
        series: Sequence[Series],
        held: Mapping[int, Observation],
        now: Mapping[int, Figure],
        why: Mapping[int, str | None],
    ) -> None:
        """Remember what is told of a period now, where it differs from what was told last."""
        told = {
            series[number].subject: _told(series[number], figure, len(held[number].earlier), why.get(number))
            for number, figure in now.items()
        }
        publications = self.new.get(period) or self.told.get(period)
        if not publications or publications[-1] != told:
            self.new.setdefault(period, []).append(told)


def _shown(published: Iterable[PublishedSeries]) -> Shown:
    found: Shown = {}
    for one in published:
        points = one.points
        for place, (period, value) in enumerate(zip(points.periods, points.values, strict=True)):
            why = points.hidden[place] if points.hidden else None
            vintage = len(points.earlier[place]) if points.earlier else 0
            if value is not None or why:
                found.setdefault(period, {})[one.subject] = (value, vintage, why)
    return found


def _told(series: Series, figure: Figure, vintage: int, why: str | None) -> Told:
    place = series.role, series.organisation, series.area, series.dimensions
    return Told(*place, figure.number, figure.is_count, vintage, why)


def figures_before(
    table: Table,
    series: Sequence[Series],
    held: Mapping[int, Observation],
    publications: Sequence[Publication],
    now: Mapping[int, int],
) -> list[dict[int, int]]:
    """The figures of every publication, by series; one that says the same in several of them is the same.

    Where a small figure was shown, what was shown cannot be taken back: that publication is left out.
    """
    numbers = {one.subject: number for number, one in enumerate(series)}
    known = {
        (number, len(held[number].earlier), table.figures[figure].number): figure
        for number, figure in now.items()
        if held[number].value is not None
    }
    found = []
    for publication in publications:
        if any(_is_told_of_few(one, table.threshold) for one in publication.values()):
            continue
        then: dict[int, int] = {}
        for subject, told in publication.items():
            key = numbers[subject], told.vintage, told.number
            if key not in known:
                known[key] = table.add(Figure(told.number, told.is_count, is_secret=True))
            figure = table.figures[known[key]]
            if told.why is None:
                figure.is_open, figure.is_secret = True, False
            else:
                figure.was = told.why
            then[numbers[subject]] = known[key]
        found.append(then)
    for number in now.values():
        table.figures[number].is_kept = table.figures[number].was is not None and not table.figures[number].is_open
    return found


def _is_told_of_few(one: Told, threshold: int) -> bool:
    return one.why is None and one.is_count and is_small(one.number, threshold)
