"""Pieces of the pages of tokens and upload links: a secret shown once, an entry with its button, the day it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date, format_moment
from dashboard.asking import about, asked
from dashboard.drawing import Field
from dashboard.parts import also, section
from dashboard.visit import Content, Visit
from store.clock import danish_day


def shown_once(heading: str, text: str, notes: Sequence[Content]) -> Component:
    """What opens something, to be copied: it is told this once."""
    return html.Section(
        [
            html.H2(heading, id="engang"),
            html.P(html.Code(text, id="hemmelig", className="hemmelig")),
            *(html.P(note, className="luft") for note in notes),
        ],
        role="status",
        **also(aria_labelledby="engang"),
    )


def entries(heading: str, rows: Sequence[Component], nothing: str, said: str | None = None) -> Component:
    """All that have been lent, the latest first, after what is said of them; or that there are none."""
    shown = html.Ul(rows, role="list") if rows else html.P(nothing)
    if said is None:
        return section("liste", heading, shown)
    return section("liste", heading, html.P(said, className="besked luft"), html.Div(shown, className="luft"))


def entry(name: str, lines: Sequence[str], action: str | None, button: str) -> Component:
    """One of them, with the button that ends it; None where it has ended."""
    form: Content = None
    if action is not None:
        label = f"{button}: {name}"
        form = html.Form(
            html.Button(button, type="submit", className="knap", **also(aria_label=label)), action=action, method="post"
        )
    said: list[Content] = [html.B(name), *(html.Span(line, className="lille") for line in lines)]
    return html.Li([html.Span(_on_lines(said)), form], className="husket")


def day_field(value: str, note: str, mistake: Text | None, visit: Visit) -> Component:
    """The last day on which it opens something."""
    label = visit.say("Gælder til og med", "Valid to and including")
    described = about("until", note, mistake)
    control = Field("until", "date", id="until", value=value, described_by=described, invalid=bool(mistake))
    return asked("until", label, control, visit, note, mistake)


def last_used(moment: datetime | None, visit: Visit) -> str:
    if moment is None:
        return visit.say("ikke brugt", "not used")
    return visit.say(f"sidst brugt {format_moment(moment)}", f"last used {format_moment(moment, 'en')}")


def last_day(ends_at: datetime, visit: Visit) -> str:
    """The day at whose end it ends."""
    return format_date(last_date(ends_at), visit.language)


def last_date(ends_at: datetime) -> date:
    return danish_day(ends_at)


def _on_lines(parts: Sequence[Content]) -> list[Content]:
    found: list[Content] = []
    for part in parts:
        found += [part, html.Br()]
    return found[:-1]
