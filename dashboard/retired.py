"""What is said of what has been retired: since when, why, and that its figures are those of that day."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from config.language import format_date
from dashboard.parts import section
from dashboard.view import AllianceView
from dashboard.visit import Content, Visit
from dashboard.words import sentence
from store.clock import danish_day
from store.resting import read_resting_indicators


def retired_line(view: AllianceView, visit: Visit) -> Component | None:
    """ "Indikatoren udgik 25. november 2026: Måles ikke mere. Tallene og vurderingen er fra den dag." """
    resting = view.resting
    if resting is None:
        return None
    day = format_date(danish_day(resting.since), visit.language)
    if resting.kind == "alliance":
        gone = visit.say(f"Alliancen udgik {day}", f"The alliance was retired on {day}")
    else:
        gone = visit.say(f"Indikatoren udgik {day}", f"The indicator was retired on {day}")
    because = f": {sentence(resting.reason)}" if resting.reason else "."
    stays = visit.say(
        "Tal og vurderinger står, som de var den dag, og følges ikke mere.",
        "Figures and verdicts stand as they were that day, and are no longer followed.",
    )
    return html.P([html.Strong(f"{gone}{because}"), f" {stays}"], className="luft")


def day_of(view: AllianceView, visit: Visit) -> date:
    """The day that what is shown is of: today, or for an alliance that rests the day it was retired."""
    return visit.today if view.resting is None else danish_day(view.resting.since)


def retired_indicators(view: AllianceView, visit: Visit) -> Component | None:
    """The way to the figures that an alliance follows no more."""
    found = read_resting_indicators(visit.store, view.alliance.slug, visit.viewer, visit.now)
    if not found:
        return None
    items: list[Content] = []
    for indicator, since in found:
        link = html.A(visit.text(indicator.name), href=visit.link(f"{view.path}/{indicator.code}"))
        day = format_date(danish_day(since), visit.language)
        items.append(html.Li([link, html.Span(f", {visit.say('udgik', 'retired')} {day}", className="lille")]))
    heading = visit.say("Følges ikke mere", "No longer followed")
    return section("udgaaet", heading, html.Ul(items))
