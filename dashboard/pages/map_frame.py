"""What stands around a map of municipalities, whatever it shows: heading, squares, key in words, table beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dash import html
from dash.development.base_component import Component

from config.places import place_order
from config.tiles import Tile, tiles
from dashboard.charts import tile_map
from dashboard.charts.tile_map import NONE, Mark
from dashboard.drawing import Drawing
from dashboard.made_up import words_of
from dashboard.part_links import address, part_address
from dashboard.parts import section
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import sentence
from store.published import PublishedSeries

KEY = "ko"
MAP, VERDICTS_TOO = "map", "verdicts"  # `?map=verdicts` shows verdicts in place of values


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of square, in words, and how many there are."""

    mark: Mark
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a map shows.

    Attributes:
        finding: its heading. lead: what is drawn.
        marks: by place.
    """

    finding: str
    lead: str
    marks: Mapping[str, Mark]
    key: Sequence[Entry]


def municipal(view: IndicatorView) -> dict[str, PublishedSeries]:
    """The series of each municipality; none where several partners deliver for one."""
    found = [part for part in view.parts if part.area in _by_place()]
    places = {part.area: part for part in found}
    return places if len(places) == len(found) else {}


def framed_map(view: IndicatorView, drawn: Drawn, beside: Component, visit: Visit) -> Component:
    """The section with the map and its table."""
    aria = f"{visit.text(view.indicator.name)}: {drawn.finding}. " + visit.say(
        "Alt står i tabellen ved siden af.", "Everything is in the table beside it."
    )
    made_up = words_of(view.alliance, visit.language)
    lead = f"{drawn.lead} " + visit.say(
        "Ét felt for hver kommune, lige store; nord er opad.",
        "One square for each municipality, all of one size; north is up.",
    )
    squares: list[Content] = [
        Drawing(tile_map.wide(drawn.marks, aria, made_up)),
        Drawing(tile_map.narrow(drawn.marks, aria, made_up)),
        _key(drawn, visit),
    ]
    return section(
        KEY,
        drawn.finding,
        html.P(f"{lead} {sentence(made_up)}" if made_up else lead, className="lille"),
        _switch(view, visit) if view.has_judged_parts else None,
        html.Div([html.Div(squares), html.Div(beside, className="kort-tabel")], className="kort-og-tabel luft"),
    )


def in_order(places: Mapping[str, PublishedSeries]) -> list[tuple[str, PublishedSeries]]:
    """In alphabetical order, never ranked."""
    return sorted(places.items(), key=lambda one: place_order(one[0]))


def name_heads(visit: Visit) -> list[str]:
    return [visit.say("Kommune", "Municipality"), visit.say("På kortet", "On the map")]


def name_cells(view: IndicatorView, place: str, part: PublishedSeries, visit: Visit) -> list[Content]:
    """Its name, leading to its own page, and its letters on the map."""
    tile = _by_place()[place]
    link = html.A(tile.name, href=part_address(view, part, visit))
    return [link, html.Span(tile.short, className="svag")]


@cache
def _by_place() -> Mapping[str, Tile]:
    return {tile.place: tile for tile in tiles()}


def _key(drawn: Drawn, visit: Visit) -> Component:
    without = visit.say("indgår ikke: ingen tal", "not included: no figures")
    entries = [*drawn.key, Entry(NONE, without, len(tiles()) - len(drawn.marks))]
    items = [
        html.Li([Drawing(tile_map.swatch(one.mark)), html.Span(f"{one.text} ({one.number})")])
        for one in entries
        if one.number
    ]
    return html.Ul(items, className="noegle kort-forklaring", role="list")


def _switch(view: IndicatorView, visit: Visit) -> Component:
    """Figures or verdicts: plain links."""
    are_verdicts = visit.query.get(MAP) == VERDICTS_TOO
    figures, verdicts = visit.say("tal", "figures"), visit.say("vurderinger", "verdicts")
    content: list[Content] = [visit.say("Kortet viser: ", "The map shows: ")]
    if are_verdicts:
        content += [html.A(figures, href=f"{address(view, visit, {})}#{KEY}"), " · ", html.B(verdicts)]
    else:
        href = f"{address(view, visit, {MAP: VERDICTS_TOO})}#{KEY}"
        content += [html.B(figures), " · ", html.A(verdicts, href=href)]
    return html.P(content, className="lille")
