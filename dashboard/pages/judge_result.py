"""What the method says of a pasted series, shown as on every indicator's page."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number
from dashboard.curves import chart_of, drawings
from dashboard.facts import flags
from dashboard.pages.indicator_methods import methods_section
from dashboard.pages.indicator_numbers import numbers
from dashboard.pages.indicator_verdict import verdict_section
from dashboard.parts import also, flag, verdict_word
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from progress.pasted import Pasted

_WAYS = {
    "da": Text("Tallene er læst som danske (1.234,5).", "The numbers were read as Danish (1.234,5)."),
    "en": Text("Tallene er læst som engelske (1,234.5).", "The numbers were read as English (1,234.5)."),
}


def result(view: IndicatorView, pasted: Pasted, visit: Visit) -> list[Content]:
    """The verdict in a sentence, the curve, how it came about, and every number as it was read."""
    return [
        _verdict(view, pasted, visit),
        _curve(view, visit),
        verdict_section(view, view.shared, visit),
        methods_section(view, view.shared, visit),
        numbers(view, view.shared, visit),
    ]


def _verdict(view: IndicatorView, pasted: Pasted, visit: Visit) -> Component:
    spoken = view.verdict.get("sentence")
    marked = [flag(text) for text in flags(view, view.shared, visit)]
    note = visit.say("Ikke gemt: kun en beregning", "Not stored: only a calculation")
    return html.Section(
        [
            html.H2(visit.say("Metodens svar", "The method's answer"), id="svar"),
            html.P([verdict_word(view.code, visit.language), *marked, flag(note)], className="status"),
            html.P(spoken[visit.language], className="ind") if spoken else None,
            html.P(_read(pasted, visit), className="lille luft"),
        ],
        className="forrest",
        **also(aria_labelledby="svar"),
    )


def _read(pasted: Pasted, visit: Visit) -> str:
    """What was made of the text: how many figures, in which way of writing, below which heading."""
    count = sum(point.value is not None for point in pasted.points)
    number = format_number(count, visit.language)
    figures = visit.say("tal", "figure" if count == 1 else "figures")
    parts = [visit.say(f"{number} {figures} læst.", f"{number} {figures} read.")]
    if pasted.way is not None:
        parts.append(visit.text(_WAYS[pasted.way]))
    if pasted.heading is not None:
        heading = " ".join(pasted.heading.split())
        parts.append(visit.say(f"Læst som overskrift: »{heading}«.", f"Read as the heading: '{heading}'."))
    return " ".join(parts)


def _curve(view: IndicatorView, visit: Visit) -> Component | None:
    chart = chart_of(view, visit.language)
    if chart.form == "none":
        return None
    return html.Section(
        html.Figure(
            [
                html.Figcaption([html.H2(chart.title, id="kurven"), html.P(chart.unit_line, className="lille")]),
                html.Div(drawings(chart)),
            ],
            className="fig",
        ),
        **also(aria_labelledby="kurven"),
    )
