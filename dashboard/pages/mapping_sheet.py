"""The partner's sheet as it is, with what we make of each cell: a word above each column, and a tint of its own."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number
from dashboard.parts import scrolling, section
from dashboard.visit import Content, Visit

ROLES = {
    "indicator": Text("Indikator", "Indicator"),
    "area": Text("Sted", "Place"),
    "period": Text("Periode", "Period"),
    "dimension": Text("Opdeling", "Breakdown"),
    "status": Text("Status", "Status"),
    "value": Text("Tal, der læses", "Figures read"),
    "heading": Text("Overskrift", "Heading"),
    "left": Text("Læses ikke", "Not read"),
    "bad": Text("Fejl", "Mistake"),
}
_SHORT = {"value": Text("Tal", "Figure"), "left": Text("læses ikke", "not read")}


def sheets(look: dict[str, Any], visit: Visit) -> Component:
    """Each sheet that holds a table, and the key to its tints."""
    found = [_sheet(place, grid, visit) for place, grid in enumerate(look["grids"])]
    heading = visit.say("Dit ark", "Your sheet") if len(found) < 2 else visit.say("Dine ark", "Your sheets")
    used = {role for grid in look["grids"] for _, row in grid["rows"] for _, role in row if role}
    key = [
        html.Li([html.Span(className=f"prik r-{role}"), text[visit.language]])
        for role, text in ROLES.items()
        if role in used
    ]
    if not found:
        nothing = visit.say("Ingen tabel læses med disse valg.", "No table is read with these choices.")
        return section("a", heading, html.P(nothing))
    return section("a", heading, html.Ul(key, className="noegle"), *found)


def _sheet(place: int, grid: dict[str, Any], visit: Visit) -> Component:
    hidden = html.Span(visit.say("Række", "Row"), className="skjult")
    letters = [html.Th([letter, _role(role, visit)], scope="col") for letter, role in
               zip(grid["letters"], grid["heads"], strict=True)]  # fmt: skip
    body: list[Component] = []
    before = None
    for number, row in grid["rows"]:
        if before is not None and number > before + 1:
            body.append(html.Tr(html.Td("…", colSpan=len(row) + 1, className="spring-over")))
        before = number
        body.append(html.Tr([html.Th(str(number), scope="row"), *_cells(place, grid, number, row)]))
    table = html.Table([html.Thead(html.Tr([html.Th(hidden, scope="col"), *letters])), html.Tbody(body)],
                       className="ark lag")  # fmt: skip
    label = visit.say(f"Arket {grid['sheet']}", f"The sheet {grid['sheet']}")
    return html.Div([html.H3(grid["sheet"]), scrolling(label, table, className="rul hoej"), _rest(grid, visit)])


def _role(role: str, visit: Visit) -> Component | None:
    text = _SHORT.get(role) or ROLES.get(role)
    return html.Span(text[visit.language]) if text else None


def _cells(place: int, grid: dict[str, Any], number: int, row: list[list[str]]) -> list[Component]:
    return [
        html.Td(text, className=f"r-{role}" if role else None, **_named(place, f"{letter}{number}", role))
        for letter, (text, role) in zip(grid["letters"], row, strict=True)
    ]


def _named(place: int, cell: str, role: str) -> dict[str, Any]:
    return {"id": cell_id(place, cell)} if role in ("value", "bad") else {}


def cell_id(place: int, cell: str) -> str:
    """What a cell is called on the page: the figures lead to it."""
    return f"ark{place}-{cell}"


def _rest(grid: dict[str, Any], visit: Visit) -> Component | None:
    texts: list[Content] = []
    if grid["more"] > 0:
        number = format_number(grid["more"], visit.language)
        texts.append(visit.say(f"{number} rækker til vises ikke her.", f"{number} more rows are not shown here."))
    if grid["hidden"]:
        shown = ", ".join(grid["hidden"])
        texts.append(visit.say(f" Skjult og derfor ikke læst: {shown}.", f" Hidden, and so not read: {shown}."))
    return html.P(texts, className="lille luft") if texts else None
