"""Each problem at its cell, among the cell's neighbours: what was found, what was expected, what to do."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number
from dashboard.parts import scrolling, section
from dashboard.visit import Visit
from dashboard.words import capital, cell_address, number_word

SHOWN = 100
_SEVERITIES = {
    "error": (Text("Fejl", "Mistake"), "ikke"),
    "warning": (Text("Bemærk", "Warning"), "fart"),
    "note": (Text("Note", "Note"), "uden"),
}


def problems(report: dict[str, Any], visit: Visit) -> Component | None:
    """The problems in the order of the file, the serious ones first."""
    found = sorted(report.get("problems", []), key=lambda one: list(_SEVERITIES).index(one["severity"]))
    if not found:
        return None
    counts = report.get("problem_count", {})
    rest = sum(counts.values()) - min(len(found), SHOWN)
    more = None
    if rest > 0:
        number = format_number(rest, visit.language)
        more = html.P(
            visit.say(f"og {number} til, som ikke vises her.", f"and {number} more that are not shown here."),
            className="lille rum",
        )
    entries = [problem_entry(number, one, visit) for number, one in enumerate(found[:SHOWN], 1)]
    return section("p", _heading(counts, found, visit), html.Ol(entries, className="fejl", role="list"), more)


def _heading(counts: dict[str, int], found: list[dict[str, Any]], visit: Visit) -> str:
    errors = counts.get("error", 0)
    if not errors:
        return visit.say("Værd at se efter", "Worth a look")
    are_cells = all(one.get("cell") for one in found if one["severity"] == "error")
    if errors == 1:
        return visit.say(
            "Ret denne celle" if are_cells else "Ret denne fejl",
            "Put this cell right" if are_cells else "Put this right",
        )
    word = number_word(errors, visit.language)
    thing = visit.say("celler" if are_cells else "fejl", "cells" if are_cells else "mistakes")
    return visit.say(f"Ret disse {word} {thing}", f"Put these {word} {thing} right")


def problem_entry(number: int, problem: dict[str, Any], visit: Visit) -> Component:
    """One problem as an item of a list."""
    word, tone = _SEVERITIES[problem["severity"]]
    place: list[Any] = [html.Strong(visit.text(word), className=f"vurdering {tone}")]
    if problem.get("cell"):
        place += [visit.say(" i celle ", " in cell "), html.Code(cell_address(problem.get("sheet"), problem["cell"]))]
    elif problem.get("sheet"):
        place += [visit.say(" i arket ", " in the sheet "), html.Code(problem["sheet"])]
    title = problem["title"][visit.language].rstrip(".")
    lines = [
        (visit.say("Fundet", "Found"), _quoted(problem.get("found"), visit)),
        (visit.say("Forventet", "Expected"), problem["expected"][visit.language]),
        (visit.say("Gør sådan", "Do this"), problem["remedy"][visit.language]),
    ]
    listed = [part for name, text in lines if text for part in (html.Dt(name), html.Dd(text))]
    return html.Li(
        [
            html.Div([html.H3(f"{number}. {capital(title)}"), html.P(place, className="lille"), html.Dl(listed)]),
            _excerpt(problem, tone, visit),
        ]
    )


def _quoted(found: str | None, visit: Visit) -> str:
    if not found:
        return ""
    return visit.say(f"»{found}«", f"“{found}”")


def _excerpt(problem: dict[str, Any], tone: str, visit: Visit) -> Component | None:
    """A piece of the sheet as it is, with the cell marked."""
    excerpt = problem.get("excerpt")
    if not excerpt:
        return None
    columns = excerpt["columns"]
    hidden = html.Span(visit.say("Række", "Row"), className="skjult")
    head = html.Tr([html.Th(hidden, scope="col"), *[html.Th(letter, scope="col") for letter in columns]])
    body = []
    for row, cells in excerpt["rows"]:
        here = [f"{letter}{row}" == excerpt["cell"] for letter in columns]
        body.append(
            html.Tr(
                [html.Th(str(row), scope="row")]
                + [
                    html.Td(html.Mark(text) if is_it else text, className="her" if is_it else None)
                    for text, is_it in zip(cells, here, strict=False)
                ]
            )
        )
    label = visit.say(f"Udsnit omkring {excerpt['cell']}", f"Part of the sheet around {excerpt['cell']}")
    return scrolling(label, html.Table([html.Thead(head), html.Tbody(body)], className=f"ark {tone}"))
