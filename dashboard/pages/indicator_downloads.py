"""The indicator's page as files: a workbook, the open data, and the curve as a picture."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.change import measured
from dashboard.parts import section
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from store.published import PublishedSeries


def downloads_section(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component:
    """ "Hent tal og kurve": a line for each file, and where it is told how to read them."""
    data = f"/api/v1/alliances/{view.alliance.slug}/indicators/{view.indicator.code}"
    form = "" if visit.language == "da" else "?format=international&language=en"
    here = visit.link(view.path)
    lines = [
        _line(
            f"{here}.xlsx",
            visit.say("Excel", "Excel"),
            visit.say(
                "alle tal og vurderinger, med definition, kilder og forbehold",
                "every figure and verdict, with definition, sources and reservations",
            ),
        ),
        _line(
            f"{data}/figures.csv{form}",
            "CSV",
            visit.say("alle tal, ét pr. række, også steders og partneres", "every figure, one a row, places included"),
        ),
    ]
    if measured(series):
        which = _which(view, series)
        lines += [
            _line(f"{here}.svg{which}", "SVG", visit.say("kurven, skarp i alle størrelser", "the curve, at any size")),
            _line(f"{here}.png{which}", "PNG", visit.say("kurven til brev og præsentation", "the curve, for slides")),
        ]
    lines.append(_line(data, "JSON", visit.say("det hele, til programmer", "all of it, for programs")))
    reading = visit.say("Sådan læser Excel og Power BI dem", "How Excel and Power BI read them")
    more = html.P(html.A(reading, href=visit.link("/data")), className="lille luft")
    heading = visit.say("Hent tal og kurve", "Download figures and curve")
    return section("hent", heading, html.Ul(lines, className="liste hent"), more)


def _line(address: str, name: str, what: str) -> Component:
    return html.Li([html.A(name, href=address), html.Span(what, className="svag")])


def _which(view: IndicatorView, series: PublishedSeries) -> str:
    """The place and partner whose curve the page shows."""
    if series is view.shared:
        return ""
    asked = {"area": series.area} | ({"organisation": series.organisation} if series.organisation else {})
    return "?" + urlencode(asked)
