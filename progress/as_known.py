"""What is published, as it was known at the end of a day: made of published rows alone, so it tells nothing new.

A value that is hidden now, or was hidden then, is not shown. A figure that has been withdrawn since is published no
longer, and so is not there either. A whole that we made ourselves keeps no vintages: where it has changed since, it is
made again from its parts as they were known, or it is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from config.indicator import Indicator
from config.language import Text
from progress.case import Case
from progress.declared import case_from, naming_of, published_points
from progress.describe import describe
from progress.frozen import with_forecast
from progress.judge import judge, without_judgement
from progress.status import status_fields, verdict_on, verdict_on_nothing
from progress.verdict import Verdict
from store.frozen import Frozen
from store.published import Points, PublishedSeries

HIDDEN, GONE, BESIDE = "Q", "W", "beside"
UNTOLD = Text(
    "Nogle af de samlede tal fra dengang kan ikke regnes ud igen af det offentliggjorte",
    "Some of the combined figures of that time cannot be worked out again from what is published",
)
_MERGED = "FEP"  # a whole is as uncertain as its least certain part
FrozenOf = Mapping[tuple[int, str, str], Frozen]


class Known(NamedTuple):
    """The series of one indicator as known on a day.

    Attributes:
        series: in the order of those of today, each with the verdict of that day by today's method and definition.
        untold: periods whose combined figure of that time cannot be made again.
    """

    series: tuple[PublishedSeries, ...]
    untold: tuple[str, ...] = ()


def as_known(
    indicator: Indicator, series: Sequence[PublishedSeries], day: date, frozen: FrozenOf, number: int
) -> Known:
    """All series of an indicator as they were known at the end of that day.

    Args:
        series: everything that is published of it today.
        frozen: forecasts that were there by then, of the indicator with this number.
    """
    then = {one.subject: replace(one, points=points_as_known(one.points, day)) for one in series}
    wholes = [one for one in series if one.role == "part" and not one.dimensions]
    untold: tuple[str, ...] = ()
    made_of: int | None = None
    for one in series:
        if one.role == "shared" and _is_made(indicator, one, wholes):
            parts = [then[part.subject].points for part in wholes if then[part.subject].points.periods]
            points, untold = _made_as_known(indicator, one.points, parts, day)
            then[one.subject] = replace(one, points=points)
            made_of = len(parts) if points.periods else None
    found = []
    for one in series:
        is_shared = one.role == "shared"
        case = _case(indicator, one, then[one.subject], day, frozen, number)
        verdict = _verdict(indicator, then[one.subject], case, is_told=not (is_shared and untold))
        parts_of = made_of if is_shared else None
        found.append(replace(then[one.subject], verdict=status_fields(indicator, then[one.subject], parts_of, verdict)))
    return Known(tuple(found), untold)


def points_as_known(points: Points, day: date) -> Points:
    """The columns of a series as known on that day; of an earlier vintage no cell is published, so none is named."""
    limit, rows = day.isoformat(), list[dict[str, Any]]()
    for place, known in enumerate(points.known_from):
        row = _row(points, place)
        if known is not None and known > limit:
            before = [one for one in row["earlier"] if str(one[2]) <= limit]
            if not before or before[-1][1] == GONE:
                continue
            value, status, since = before[-1]
            is_hidden = status == HIDDEN or (row["statuses"] == HIDDEN and value is not None)
            row |= {
                "values": None if is_hidden else value,
                "statuses": HIDDEN if is_hidden else status,
                "hidden": BESIDE if is_hidden else None,  # what is hidden now for being few may have been more then
                "known_from": since,
                "earlier": before[:-1],
                "sources": None,
                "submissions": None,
                "sheets": None,
                "cells": None,
            }
        rows.append(row)
    return _points(rows)


def days_of_change(series: Iterable[PublishedSeries]) -> list[date]:
    """The days on which any of these figures became another one, or known at all; newest first."""
    found = set[str]()
    for one in series:
        found.update(known for known in one.points.known_from if known)
        found.update(str(known) for vintages in one.points.earlier for _, _, known in vintages)
    return sorted((date.fromisoformat(text) for text in found), reverse=True)


def _is_made(indicator: Indicator, shared: PublishedSeries, wholes: Sequence[PublishedSeries]) -> bool:
    """Whether the whole is our own: combined from its parts, and so from no file."""
    return indicator.combine in ("sum", "mean", "pooled_rate") and bool(wholes) and not any(shared.points.submissions)


def _made_as_known(
    indicator: Indicator, today: Points, parts: Sequence[Points], day: date
) -> tuple[Points, tuple[str, ...]]:
    """The whole of that day: today's figure where all of its parts were known already, else made again from them."""
    limit = day.isoformat()
    known = {period: place for place, period in enumerate(today.periods)}
    found, untold = list[dict[str, Any]](), list[str]()
    for period in sorted({period for part in parts for period in part.periods}):
        place = known.get(period)
        since = None if place is None else today.known_from[place]
        if place is not None and since is not None and since <= limit:
            found.append(_row(today, place))
            continue
        held = [_row(part, part.periods.index(period)) for part in parts if period in part.periods]
        if len(held) < len(parts) or any(one["values"] is None and not one["hidden"] for one in held):
            continue  # the whole was not known then either; of what the partner hides itself nothing is made
        make = _RULES.get(indicator.combine)
        if make is None or any(one["values"] is None for one in held):
            untold.append(period)
            continue
        found.append(_made(period, make([one["values"] for one in held]), held))
    return _points(found), tuple(untold)


def _made(period: str, value: float, held: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    statuses, sources = {one["statuses"] for one in held}, {one["sources"] for one in held}
    return {
        "periods": period,
        "values": value,
        "statuses": next((letter for letter in _MERGED if letter in statuses), "A"),
        "sources": sources.pop() if len(sources) == 1 else None,
        "known_from": max(str(one["known_from"]) for one in held),
        "earlier": [],
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


# A pooled rate needs numerators, and they are not published.
_RULES: dict[str, Callable[[Sequence[float]], float]] = {"sum": sum, "mean": _mean}


def _case(
    indicator: Indicator, today: PublishedSeries, then: PublishedSeries, day: date, frozen: FrozenOf, number: int
) -> Case:
    """What was known, to be judged from that day; what is hidden today is hidden in the forecast too."""
    case = case_from(indicator, then, published_points(then), day)
    hidden = tuple(point for point in published_points(today) if point.status == HIDDEN)
    told = with_forecast(replace(case, points=hidden), (number, today.subject), frozen)
    return replace(case, forecast_points=told.forecast_points, forecast_frozen_on=told.forecast_frozen_on)


def _verdict(indicator: Indicator, then: PublishedSeries, case: Case, is_told: bool) -> Verdict:
    """None on a whole of which figures cannot be told: one on the others would mislead."""
    if not is_told:
        nothing = judge(replace(case, points=(), forecast_points=None))
        return describe(without_judgement(nothing, UNTOLD), naming_of(indicator))
    if then.role == "shared" and not then.points.periods:
        return verdict_on_nothing(indicator, case)
    return verdict_on(indicator, then, case)


def _row(points: Points, place: int) -> dict[str, Any]:
    """One period of the columns; a column that is empty as a whole gives nothing."""
    columns = {name: getattr(points, name) for name in Points.__slots__}
    row = {name: column[place] if column else None for name, column in columns.items()}
    return row | {"earlier": row["earlier"] or []}


def _points(rows: Sequence[Mapping[str, Any]]) -> Points:
    columns: dict[str, list[Any]] = {name: [row.get(name) for row in rows] for name in Points.__slots__}
    if not any(columns["hidden"]):
        columns["hidden"] = []
    return Points(**columns)
