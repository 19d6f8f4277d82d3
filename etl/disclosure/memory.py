"""What was published before: whoever kept it can compare, so what it showed counts as known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from etl.combine import Series
from etl.disclosure.counts import count_of, earlier_counts, is_small
from etl.disclosure.figures import Figure, Table
from store.observations import Observation
from store.published import PublishedSeries


class Told(NamedTuple):
    """What was shown of a figure.

    Attributes:
        value: None where it was hidden.
        vintage: how many vintages had gone before.
        why: it was hidden; None where it was not.
    """

    value: float | None
    vintage: int
    why: str | None = None


Before = dict[str, dict[str, Told]]  # by period, then by the series' subject


def told_before(published: Sequence[PublishedSeries]) -> Before:
    """Every figure that was shown, or hidden by us."""
    found: Before = {}
    for one in published:
        points = one.points
        for place, (period, value) in enumerate(zip(points.periods, points.values, strict=True)):
            why = points.hidden[place] if points.hidden else None
            if value is not None or why:
                vintage = len(points.earlier[place]) if points.earlier else 0
                found.setdefault(period, {})[one.subject] = Told(value, vintage, why)
    return found


def then_of(
    table: Table,
    series: Sequence[Series],
    held: Mapping[int, Observation],
    told: Mapping[str, Told],
    now: Mapping[int, int],
) -> dict[int, int]:
    """The figures of the publication before, by series; those that still say the same are those of today.

    Where a small figure was shown then, what was shown cannot be taken back: nothing is remembered.
    """
    then: dict[int, int] = {}
    for number, one in enumerate(series) if told else ():
        before, observation = told.get(one.subject), held.get(number)
        if before is None or one.parts is not None:
            continue
        if observation is None:
            if before.value is not None:
                then[number] = table.add(Figure(before.value, False, is_open=True))
            continue
        if before.value is not None and _was_small(table, observation, before.value):
            return {}
        if before.vintage == len(observation.earlier) and before.value in (None, observation.value):
            if number in now:
                then[number] = now[number]
                _remember(table.figures[now[number]], before)
            continue
        earlier = earlier_counts(table.indicator, observation)
        count = earlier[before.vintage] if before.vintage < len(earlier) else None
        if count is not None:
            is_open = before.value is not None
            then[number] = table.add(Figure(count.number, count.is_count, is_open=is_open, is_secret=not is_open))
    _add_sum(table, series, told, now, then)
    return then


def _was_small(table: Table, observation: Observation, value: float) -> bool:
    count = count_of(table.indicator, observation._replace(value=value, numerator=None))
    return count is not None and count.is_count and is_small(count.number, table.threshold)


def _add_sum(
    table: Table, series: Sequence[Series], told: Mapping[str, Told], now: Mapping[int, int], then: dict[int, int]
) -> None:
    """The sum that we made ourselves has no vintages: it is what its parts were then."""
    shared = next((number for number, one in enumerate(series) if one.parts is not None), None)
    before = None if shared is None else told.get(series[shared].subject)
    if shared is None or before is None:
        return
    parts = [number for number, one in enumerate(series) if one.role == "part" and not one.dimensions]
    if shared in now and all(then.get(number) == now.get(number) for number in parts):
        then[shared] = now[shared]
        _remember(table.figures[now[shared]], before)
    elif table.indicator.combine != "mean" or table.indicator.kind in ("count", "state"):
        total = sum(table.figures[then[number]].number for number in parts if number in then)
        is_open = before.value is not None
        then[shared] = table.add(Figure(total, True, is_open=is_open, is_secret=not is_open, is_shared=True))


def _remember(figure: Figure, before: Told) -> None:
    figure.is_open, figure.is_kept, figure.was = before.value is not None, before.value is None, before.why
