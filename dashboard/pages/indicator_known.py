"""As known on another day: a form under the curve, and on the page of such a day what it is, above all else."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date
from dashboard.drawing import Field
from dashboard.known import KNOWN
from dashboard.part_links import place_query
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import listed, period_label
from progress.as_known import days_of_change
from store.published import PublishedSeries

KEY = "kendt"
_DAYS = 6  # of change that are offered


def known_notice(
    view: IndicatorView, series: PublishedSeries, day: date, untold: tuple[str, ...], visit: Visit
) -> Component:
    """What this page shows: the figures of that day, and that it is not today's page."""
    text = format_date(day, visit.language)
    said = _link(view, series, visit, "said", day.isoformat(), "sagt")
    content: list[Content] = [
        html.P(html.B(visit.say(f"Som kendt den {text}.", f"As known on {text}."))),
        html.P(
            visit.say(
                "Tal, der er kommet eller rettet siden, er ikke med. Tal, der er skjult eller trukket tilbage siden, "
                "vises ikke. Vurderingen er regnet af tallene fra dengang med vores metode og definition i dag.",
                "Figures that have come or been corrected since are left out. Figures that have been hidden or "
                "withdrawn since are not shown. The verdict is worked out from the figures of that day, by today's "
                "method and definition.",
            ),
            className="lille",
        ),
        _untold(untold, visit) if untold else None,
        html.P(
            [
                html.A(visit.say("Til tallene i dag", "To today's figures"), href=_link(view, series, visit)),
                " · ",
                html.A(visit.say("Det sagde vi den dag", "What we said on that day"), href=said),
            ],
            className="lille",
        ),
    ]
    return html.Div(content, className="som-kendt", role="note")


def known_form(view: IndicatorView, series: PublishedSeries, asked: date | Text | None, visit: Visit) -> Component:
    """Under the curve, closed until it is wanted."""
    mistake = asked if isinstance(asked, Text) else None
    note = html.P(visit.text(mistake), className="lille besked", id=f"{KEY}-fejl", role="alert") if mistake else None
    field = html.Div(
        [
            html.Label(visit.say("Vælg en dag", "Choose a day"), htmlFor=KNOWN),
            Field(
                KNOWN,
                "date",
                id=KNOWN,
                value=asked.isoformat() if isinstance(asked, date) else None,
                required=True,
                described_by=f"{KEY}-fejl" if mistake else None,
                invalid=mistake is not None,
            ),
            note,
        ],
        className="felt",
    )
    form = html.Form(
        [
            *(Field(name, "hidden", value=value) for name, value in place_query(view, series, visit).items()),
            field,
            html.P(html.Button(visit.say("Vis", "Show"), type="submit", className="knap"), className="knapper"),
        ],
        action=visit.link(view.path),
        method="get",
        className="luft",
    )
    summary = visit.say("Se kurven, som den var kendt en anden dag", "See the curve as it was known on another day")
    return html.Details(
        [html.Summary(summary), form, _days(view, series, visit)],
        id=KEY,
        className="luft lille",
        open=True if asked is not None else None,
    )


def _days(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """The latest days on which a figure became another one; the newest of all is the page of today."""
    days = days_of_change([*view.series, *view.comparisons])[1 : _DAYS + 1]
    if not days or visit.query.get(KNOWN):
        return None
    items: list[Content] = []
    for day in days:
        link = html.A(format_date(day, visit.language), href=_link(view, series, visit, KNOWN, day.isoformat()))
        items += [", ", link]
    intro = visit.say("Tal kom til eller blev rettet: ", "Figures came or were corrected: ")
    return html.P([intro, *items[1:], "."], className="luft")


def _untold(untold: tuple[str, ...], visit: Visit) -> Component:
    names = listed([period_label(one, visit.language) for one in untold], visit.language)
    text = visit.say(
        f"Det samlede tal fra dengang kan ikke regnes ud igen af det offentliggjorte: {names}. Derfor vurderes det "
        "samlede ikke her.",
        f"The combined figure of that time cannot be worked out again from what is published: {names}. So the whole "
        "is not judged here.",
    )
    return html.P(text, className="lille")


def _link(
    view: IndicatorView, series: PublishedSeries, visit: Visit, name: str = "", value: str = "", key: str = ""
) -> str:
    """The page of the same place, of today or under another question."""
    query = place_query(view, series, visit) | ({name: value} if name else {})
    text = urlencode(query)
    return visit.link(view.path) + (f"?{text}" if text else "") + (f"#{key}" if key else "")
