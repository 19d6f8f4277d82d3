"""One point of a series: which one the address names (`?point=2024-Q1`), and where its page is."""

from __future__ import annotations

from dashboard.charts.timeline import period_or_none
from dashboard.charts.wording import Words
from dashboard.part_links import address, part_address, place_query
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from store.published import Points, PublishedSeries

POINT = "point"
KEY = "h"  # the section that tells where a point comes from


def asked_place(series: PublishedSeries, visit: Visit) -> int | None:
    """Where in the columns the asked period stands; None where none is asked for, or it has nothing."""
    asked = visit.query.get(POINT)
    return series.points.periods.index(asked) if asked in series.points.periods else None


def point_address(view: IndicatorView, series: PublishedSeries, period: str, visit: Visit) -> str:
    """The page of the same series that tells where this period's value comes from."""
    return f"{address(view, visit, place_query(view, series, visit) | {POINT: period})}#{KEY}"


def point_of_part(view: IndicatorView, part: PublishedSeries, period: str, visit: Visit) -> str:
    """The same on the page of one place or partner."""
    return f"{part_address(view, part, visit, **{POINT: period})}#{KEY}"


def latest_place(series: PublishedSeries) -> int | None:
    """Where in the columns the latest value stands: the one the verdict names, else the last measured one."""
    points = series.points
    wanted = (series.verdict.get("latest") or {}).get("period")
    if wanted in points.periods and points.values[points.periods.index(wanted)] is not None:
        return points.periods.index(wanted)
    found = [
        (period.end_years, number)
        for number, text in enumerate(points.periods)
        if points.values[number] is not None and points.statuses[number] in "APE" and (period := period_or_none(text))
    ]
    return max(found, default=(0.0, None))[1]


def value_text(points: Points, place: int, words: Words) -> str:
    """The value as it is written, or the word that stands in its place; a hidden one is never told."""
    if points.statuses[place] == "Q":
        return words.hidden_as(points.hidden[place] if points.hidden else None)
    value = points.values[place]
    return words.status(points.statuses[place]) if value is None else words.value(value)
