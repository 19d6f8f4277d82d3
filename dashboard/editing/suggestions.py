"""Small wins that the figures suggest, where a secretariat writes its own: each leads to a form that is filled in."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from dashboard.deliveries import is_large
from dashboard.editing.fields import fill
from dashboard.editing.kinds import SMALL_WIN
from dashboard.editing.place import Place
from dashboard.visit import Content, Visit
from progress.wins import Win, wins_of
from store.glance import read_at_a_glance
from store.published import read_published_of

SUGGESTED = "suggested"  # what stands in the address of a form that is filled in
_MOST = 6


def suggestions(alliance: Alliance, visit: Visit) -> Component | None:
    """A list of them; None where there is nothing new to tell."""
    wins = _wins(alliance, visit)[:_MOST]
    if not wins:
        return None
    rows = [_row(alliance, one, visit) for one in wins]
    lead = visit.say(
        "Tallene peger på disse. Det er jer, der afgør, om de er en sejr at fortælle om.",
        "The figures point to these. Whether they are a win worth telling is for you to decide.",
    )
    heading = html.H3(visit.say("Forslag", "Suggestions"), className="rum", id="forslag")
    return html.Div([heading, html.P(lead, className="lille"), html.Ul(rows, className="poster", role="list")])


def suggested(place: Place, visit: Visit) -> dict[str, str]:
    """What stands in the form of a new small win that was suggested; nothing in any other form."""
    key = visit.query.get(SUGGESTED, "")
    if place.kind is not SMALL_WIN or place.key or not key:
        return {}
    one = next((win for win in _wins(place.alliance, visit) if win.key == key), None)
    if one is None:
        return {}
    document = {
        "title": one.title.to_json(),
        "period": str(one.period),
        "text": one.sentence.to_json(),
        "indicators": [one.indicator],
    }
    return fill(place.asks, document, visit.language)


def _row(alliance: Alliance, one: Win, visit: Visit) -> Component:
    address = f"/alliance/{alliance.slug}/edit/{SMALL_WIN.code}?{urlencode({SUGGESTED: one.key})}"
    title = visit.text(one.title)
    name: list[Content] = [
        html.A(title, href=visit.link(address)),
        html.Span(visit.text(one.sentence), className="lille svag"),
    ]
    return html.Li(
        [html.Span(name, className="navn"), html.Span(one.period.label(visit.language), className="lille svag")]
    )


def _wins(alliance: Alliance, visit: Visit) -> list[Win]:
    """Those that nobody has written down yet; of a very large alliance none: it would cost seconds to look."""
    if is_large(read_at_a_glance(visit.store, alliance)):
        return []
    written = {(code, win.period) for win in alliance.small_wins for code in win.indicators}
    return [
        one
        for indicator in alliance.indicators
        for one in wins_of(alliance, indicator, read_published_of(visit.store, alliance, indicator.code), visit.today)
        if (one.indicator, str(one.period)) not in written
    ]
