"""What would be read: each observation with the cell that it comes from, and what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import format_number
from dashboard.charts.wording import STATUS_WORDS, place_name
from dashboard.pages.mapping_sheet import cell_id
from dashboard.pages.report_problems import problem_entry
from dashboard.parts import scrolling, section
from dashboard.visit import Content, Visit
from dashboard.words import DASH, capital, group_names, indicator_name, period_label


def figures(look: dict[str, Any], alliance: Alliance | None, visit: Visit) -> Component:
    """The first observations, and the problems that reading like this would bring."""
    number = format_number(look["count"], visit.language)
    heading = visit.say(f"Det bliver til {number} tal", f"It becomes {number} figures")
    if not look["count"]:
        nothing = visit.say(
            "Her vises tallene, når der kan læses nogen.", "The figures are shown here when some can be read."
        )
        return section("t", visit.say("Tallene", "The figures"), _problems(look, visit) or html.P(nothing))
    parts: list[Content] = [_problems(look, visit), _table(look, alliance, visit)]
    rest = look["count"] - len(look["observations"])
    if rest > 0:
        more = format_number(rest, visit.language)
        parts.append(html.P(visit.say(f"og {more} til.", f"and {more} more."), className="lille luft"))
    return section("t", heading, *parts)


def _table(look: dict[str, Any], alliance: Alliance | None, visit: Visit) -> Component | None:
    if not look["observations"]:
        return None
    names = {one["indicator"] for one in look["observations"]}
    head = [visit.say("Sted", "Place"), visit.say("Periode", "Period"), visit.say("Tal", "Figure"),
            visit.say("Celle", "Cell")]  # fmt: skip
    if len(names) > 1:
        head.insert(0, visit.say("Indikator", "Indicator"))
    is_number = {len(head) - 2}
    cells = [html.Th(text, scope="col", className="t" if place in is_number else None) for place, text in
             enumerate(head)]  # fmt: skip
    sheets = [grid["sheet"] for grid in look["grids"]]
    rows = [html.Tr(_row(one, len(names) > 1, sheets, alliance, visit)) for one in look["observations"]]
    title = None
    if len(names) == 1:
        title = html.Caption(indicator_name(alliance, names.pop() or "", visit.language))
    table = html.Table([title, html.Thead(html.Tr(cells)), html.Tbody(rows)], className="tal")
    return scrolling(visit.say("Tal, der læses", "Figures that are read"), table, className="rul hoej")


def _row(
    one: dict[str, Any], with_name: bool, sheets: list[str], alliance: Alliance | None, visit: Visit
) -> list[Component]:
    place = capital(place_name(one["area"], visit.language)) if one["area"] else DASH
    groups = json.loads(one["dimensions"] or "{}")
    dimensions = ", ".join(group_names(alliance, one["indicator"] or "", groups, visit.language))
    label = f"{place}, {dimensions}" if dimensions else place
    is_there = one["sheet"] in sheets
    cell = html.Code(one["cell"])
    cells = [
        html.Th(label, scope="row"),
        html.Td(period_label(one["period"], visit.language)),
        html.Td(_value(one, visit), className="t"),
        html.Td(html.A(cell, href=f"#{cell_id(sheets.index(one['sheet']), one['cell'])}") if is_there else cell),
    ]
    if with_name:
        cells.insert(0, html.Td(indicator_name(alliance, one["indicator"] or "", visit.language)))
    return cells


def _value(one: dict[str, Any], visit: Visit) -> str:
    """The number with all its decimals: a person compares it with the sheet."""
    word = STATUS_WORDS[one["status"]][visit.language] if one["status"] in STATUS_WORDS else ""
    if one["value"] is None:
        return word or DASH
    number = format_number(one["value"], visit.language)
    return f"{number} ({word})" if word and one["status"] != "A" else number


def _problems(look: dict[str, Any], visit: Visit) -> Component | None:
    """The mistakes; while something is still to be chosen they may go away by themselves, and wait."""
    if look["open"] or not look["problems"]:
        return None
    entries = [problem_entry(number, one, visit) for number, one in enumerate(look["problems"], 1)]
    return html.Ol(entries, className="fejl smalle", role="list")
