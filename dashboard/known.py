"""An indicator as it was known on the day that the address names (`?known=2026-03-01`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from config.language import Text
from dashboard.view import IndicatorView, view_of
from dashboard.visit import Visit
from progress.as_known import as_known
from store.clock import end_of_danish_day
from store.definitions import indicator_ids
from store.frozen import read_frozen
from store.published import Points, PublishedSeries

KNOWN = "known"
_WRITE = Text("Skriv en dag som 2026-03-01.", "Write a day such as 2026-03-01.")
_AHEAD = Text("Den dag er ikke kommet endnu.", "That day has not come yet.")


def asked_day(visit: Visit) -> date | Text | None:
    """The day that is asked for; what is wrong with it; None where none is."""
    asked = visit.query.get(KNOWN)
    if not asked:
        return None
    try:
        day = date.fromisoformat(asked.strip())
    except ValueError:
        return _WRITE
    if not 1900 <= day.year <= 2999:
        return _WRITE
    return _AHEAD if day > visit.today else day


def known_view(view: IndicatorView, visit: Visit, day: date) -> tuple[IndicatorView, tuple[str, ...]]:
    """The indicator with all of its series as known on that day; those of which nothing was known are left out.

    Returns:
        the same, and the periods whose combined figure of that time cannot be told.
    """
    series = [view.shared, *view.parts, *view.groups, *view.comparisons]
    number = indicator_ids(visit.store, view.alliance.slug).get(view.indicator.code, 0)
    frozen = read_frozen(visit.store, [number], end_of_danish_day(day))
    found = as_known(view.indicator, series, day, frozen, number)
    shown = [one for one in found.series if one.points.periods or one.role == "shared"]
    return view_of(view.alliance, view.indicator, shown), found.untold


def then_of(view: IndicatorView, series: PublishedSeries) -> PublishedSeries:
    """The same series in a view of another day; without figures where nothing was known of it."""
    found = next((one for one in (view.shared, *view.parts) if one.subject == series.subject), None)
    return found or replace(series, points=Points(), verdict={"verdict": "not_enough_data"})
