"""The map of municipalities: each one's value in one period, shaded and written out, with its table beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.charts.steps import MOST, bounds, step_of
from dashboard.charts.tile_map import Mark
from dashboard.charts.timeline import period_or_none
from dashboard.charts.wording import Words
from dashboard.pages.map_frame import (
    MAP,
    VERDICTS_TOO,
    Drawn,
    Entry,
    framed_map,
    in_order,
    municipal,
    name_cells,
    name_heads,
)
from dashboard.pages.map_verdicts import verdict_map
from dashboard.parts import table
from dashboard.point import point_of_part, value_text
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import capital, counted
from store.published import PublishedSeries

FEWEST = 5  # municipalities; of fewer the table alone says as much
_MUNICIPALITY = Text("kommune", "municipality"), Text("kommuner", "municipalities")
_SHOWN = "APE"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map shows.

    Attributes:
        period: the latest that at least half of the municipalities have a figure for.
        places: series by place.
        limits: the numbers between the steps.
    """

    period: str
    places: Mapping[str, PublishedSeries]
    limits: tuple[float, ...]


def map_section(view: IndicatorView, chosen: PublishedSeries, visit: Visit) -> Component | None:
    """Only on the page of the whole, and only where one series each is there of several municipalities."""
    places = municipal(view) if chosen is view.shared else {}
    if len(places) < FEWEST:
        return None
    if view.has_judged_parts and visit.query.get(MAP) == VERDICTS_TOO:
        return verdict_map(view, places, visit)
    period = _period(places.values())
    values = [value for part in places.values() if (value := _value(part, period)) is not None] if period else []
    if period is None or not values:
        return None
    words = Words(view.indicator, visit.language)
    whole = view.indicator.decimals == 0 or all(float(value).is_integer() for value in values)
    shown = Shown(period, places, bounds(values, whole))
    marks = {place: _mark(part, shown, words) for place, part in places.items()}
    name = _label(period, visit)
    lead = f"{capital(visit.text(view.indicator.unit))}, {name}."
    drawn = Drawn(_finding(values, name, words, visit), lead, marks, _key(marks, shown, words, visit))
    return framed_map(view, drawn, _table(view, shown, words, visit), visit)


def _period(series: Iterable[PublishedSeries]) -> str | None:
    """The latest period that at least half as many have a figure for, shown or hidden, as have one for any."""
    counts = Counter(
        text
        for one in series
        for text, status in zip(one.points.periods, one.points.statuses, strict=True)
        if status in f"{_SHOWN}Q"
    )
    most = max(counts.values(), default=0)
    often = [
        (period.end_years, text) for text, n in counts.items() if 2 * n >= most and (period := period_or_none(text))
    ]
    return max(often, default=(0.0, None))[1]


def _place(part: PublishedSeries, period: str) -> int | None:
    return part.points.periods.index(period) if period in part.points.periods else None


def _value(part: PublishedSeries, period: str) -> float | None:
    place = _place(part, period)
    return part.points.values[place] if place is not None and part.points.statuses[place] in _SHOWN else None


def _mark(part: PublishedSeries, shown: Shown, words: Words) -> Mark:
    place, value = _place(part, shown.period), _value(part, shown.period)
    if place is not None and part.points.statuses[place] == "Q":
        return Mark("hidden")
    if value is None:
        return Mark("missing")
    return Mark("value", _shade(step_of(value, shown.limits), shown.limits), words.number(value))


def _shade(step: int, limits: Sequence[float]) -> int:
    """Few steps are told apart by as much as many: the lowest is the palest, the highest the darkest."""
    return round(step * (MOST - 1) / len(limits)) if limits else MOST // 2


def _finding(values: Sequence[float], period: str, words: Words, visit: Visit) -> str:
    """ "Fra 4,0 til 15,4 pct. i 94 kommuner, 2024": how far they lie apart, and nobody is named."""
    many = counted(len(values), *_MUNICIPALITY, visit.language)
    low, high = words.number(min(values)), words.value_with_unit(max(values))
    if low == words.number(max(values)):
        return visit.say(f"{high} i alle {many}, {period}", f"{high} in all {many}, {period}")
    return visit.say(f"Fra {low} til {high} i {many}, {period}", f"From {low} to {high} in {many}, {period}")


def _label(period: str, visit: Visit) -> str:
    found = period_or_none(period)
    return found.label(visit.language) if found else period


def _key(marks: Mapping[str, Mark], shown: Shown, words: Words, visit: Visit) -> list[Entry]:
    """Every kind of square in words, with how many there are."""
    counts = Counter((mark.kind, mark.shade) for mark in marks.values())
    shades = [_shade(step, shown.limits) for step in range(len(shown.limits) + 1)]
    entries = [
        Entry(Mark("value", shade), _range(step, shown.limits, words), counts["value", shade])
        for step, shade in enumerate(shades)
    ]
    entries.append(Entry(Mark("hidden"), visit.say("skjult tal", "hidden figure"), counts["hidden", 0]))
    entries.append(Entry(Mark("missing"), visit.say("mangler", "missing"), counts["missing", 0]))
    return entries


def _range(step: int, limits: Sequence[float], words: Words) -> str:
    """ "under 5", "5 til under 10", "10 og derover": each step holds its lower end."""
    if not limits:
        return words.say("tal", "figure")
    if step == 0:
        return words.say(f"under {words.number(limits[0])}", f"below {words.number(limits[0])}")
    low = words.number(limits[step - 1])
    if step == len(limits):
        return words.say(f"{low} og derover", f"{low} and above")
    high = words.number(limits[step])
    return words.say(f"{low} til under {high}", f"{low} to below {high}")


def _table(view: IndicatorView, shown: Shown, words: Words, visit: Visit) -> Component:
    """Every municipality with figures, in alphabetical order; its number leads to the cell it comes from."""
    rows = [
        [*name_cells(view, place, part, visit), _cell(view, part, shown.period, words, visit)]
        for place, part in in_order(shown.places)
    ]
    head = [*name_heads(visit), _label(shown.period, visit)]
    label = visit.say("Kortets tal, kommune for kommune", "The map's figures, municipality by municipality")
    return table(label, head, rows, numbers=(2,), kind="tal")


def _cell(view: IndicatorView, part: PublishedSeries, period: str, words: Words, visit: Visit) -> Content:
    place = _place(part, period)
    if place is None:
        return html.Span(words.status("L"), className="svag")
    text = value_text(part.points, place, words)
    if part.points.values[place] is None:
        return html.Span(text, className="svag")
    return html.A(text, href=point_of_part(view, part, period, visit))
