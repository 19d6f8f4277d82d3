"""What happened along the way: the events and breaks that the curve names, in full; and the notes on the figures."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.indicator import Indicator
from config.language import Text
from dashboard.charts.timeline import period_or_none
from dashboard.charts.wording import Words
from dashboard.parts import section
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import sentence

_BREAK, _BRIDGED = Text("Databrud", "Break in series"), Text("Databrud, ført henover", "Break in series, bridged")


def events_section(view: IndicatorView, visit: Visit) -> Component | None:
    """In order of time; nothing where nothing is declared."""
    told = _told(view.indicator, visit)
    notes = [html.Li(sentence(visit.text(note))) for note in view.indicator.notes]
    if not told and not notes:
        return None
    content: list[Content] = []
    if told:
        content.append(
            html.Dl([html.Div([html.Dt(when), html.Dd(what)]) for when, what in told], className="undervejs")
        )
    if notes:
        content.append(html.H3(visit.say("Noter", "Notes"), className="luft") if told else None)
        content.append(html.Ul(notes, className="punkter"))
    heading = visit.say("Hvad skete der undervejs?", "What happened along the way?")
    return section("uv", heading if told else visit.say("Noter", "Notes"), *content)


def _told(indicator: Indicator, visit: Visit) -> list[tuple[str, list[Content]]]:
    """When, and what: each event with what there is to say of it, each break with its whole reason."""
    words = Words(indicator, visit.language)
    found: list[tuple[float, str, list[Content]]] = []
    for event in indicator.events:
        first, last = period_or_none(event.period), period_or_none(event.until)
        if first is not None:
            text = [" ", sentence(visit.text(event.text))] if event.text else []
            what: list[Content] = [html.B(sentence(visit.text(event.title))), *text]
            found.append((first.end_years, words.span(first, last or first), what))
    for one in indicator.breaks:
        period = period_or_none(one.period)
        if period is not None:
            kind = visit.text(_BRIDGED if one.bridged else _BREAK)
            reason = sentence(visit.text(one.reason))
            found.append((period.end_years, words.period(period), [html.B(f"{kind}."), " ", reason]))
    return [(when, what) for _, when, what in sorted(found, key=lambda one: one[0])]
