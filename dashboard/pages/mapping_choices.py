"""What can be chosen about each table of a file: native selects and boxes, the open ones first."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.drawing import Field
from dashboard.parts import also, section
from dashboard.visit import Content, Visit

_ALWAYS = {"indicator", "area", "period", "value", "head"}  # shown at once; all other settled choices are unfolded


def choices(look: dict[str, Any], visit: Visit) -> Component:
    """A group of fields for each table, and why we read it so."""
    numbered = list(enumerate(look["tables"]))
    aside = [one for one in numbered if look["layout"] is not None and _is_aside(one[1])]
    groups = [_table(number, table, visit) for number, table in numbered if (number, table) not in aside]
    heading = visit.say("Sådan er tabellen bygget op", "How the table is laid out")
    if len(groups) != 1:
        heading = visit.say("Sådan er tabellerne bygget op", "How the tables are laid out")
    return section("o", heading, *groups, _aside(aside, visit), _reasons(look, visit), forrest=True)


def _is_aside(table: dict[str, Any]) -> bool:
    """A sheet, whose headings may stand elsewhere; a table that is not read and need not be."""
    (first, *more) = table["controls"]
    return not more and not first["open"]


def _aside(tables: list[tuple[int, dict[str, Any]]], visit: Visit) -> Component | None:
    if not tables:
        return None
    summary = visit.say("Er en tabel ikke fundet, eller begynder den et andet sted?",
                        "Is a table not found, or does it begin elsewhere?")  # fmt: skip
    groups = [_table(number, table, visit) for number, table in tables]
    return html.Details([html.Summary(summary), *groups], className="luft")


def _table(number: int, table: dict[str, Any], visit: Visit) -> Component:
    shown: list[Component] = []
    folded: list[Component] = []
    for place, control in enumerate(table["controls"]):
        entry = _control(f"v{number}-{place}", control, visit)
        is_shown = control["open"] or control["field"] in _ALWAYS
        (shown if is_shown else folded).append(entry)
    legend: list[Content] = [html.Strong(table["title"] or table["where"])]
    if table["title"]:
        legend.append(html.Span(f" {table['where']}", className="lille"))
    more = None
    if folded:
        summary = visit.say(f"Flere valg ({len(folded)})", f"More choices ({len(folded)})")
        more = html.Details([html.Summary(summary), html.Div(folded, className="valg")])
    return html.Fieldset([html.Legend(legend), html.Div(shown, className="valg"), more], className="tabel")


def _control(key: str, control: dict[str, Any], visit: Visit) -> Component:
    if control["several"]:
        return _boxes(key, control, visit)
    label: list[Content] = [control["label"][visit.language]]
    if control["open"]:
        label.append(html.Span(visit.say(" vælg", " choose"), className="vurdering ikke"))
    options = [
        html.Option(text[visit.language], value=value, selected=True if value == control["value"] else None)
        for value, text in control["options"]
    ]
    if control["open"]:
        options.insert(0, html.Option(visit.say("Vælg", "Choose"), value="", selected=True))
    return html.Div(
        [html.Label(label, htmlFor=key), html.Select(options, id=key, name=control["name"])],
        className="felt aaben" if control["open"] else "felt",
    )


def _boxes(key: str, control: dict[str, Any], visit: Visit) -> Component:
    boxes = [
        html.Label(
            [
                Field(control["name"], "checkbox", value=value, checked=True if value in control["ticked"] else None),
                html.Span(text[visit.language]),
            ],
            className="kryds",
        )
        for value, text in control["options"]
    ]
    word = html.Span(visit.say(" vælg", " choose"), className="vurdering ikke") if control["open"] else None
    name = html.Div([control["label"][visit.language], word], id=key, className="navn")
    group = html.Div(boxes, className="kryds-liste", role="group", tabIndex=0, **also(aria_labelledby=key))
    return html.Div([name, group], className="felt aaben" if control["open"] else "felt")


def _reasons(look: dict[str, Any], visit: Visit) -> Component | None:
    if not look["reasons"]:
        return None
    summary = html.Summary(visit.say("Derfor læser vi den sådan", "Why we read it like this"))
    lines = [html.Li(reason[visit.language]) for reason in look["reasons"]]
    return html.Details([summary, html.Ul(lines, className="punkter luft")], className="luft")
