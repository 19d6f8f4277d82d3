"""What we said of an indicator on another day: a form for any day, links to the days on which the word changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from config.language import format_date
from dashboard.charts.wording import Words
from dashboard.drawing import Field
from dashboard.pages.indicator_override import override_line
from dashboard.parts import section, verdict_word
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import DASH, period_label
from store.published import PublishedSeries
from store.said import Said, days_of_change, said_on

SAID = "said"  # `?said=2026-03-01`


def said_section(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """The form, and the answer where the address asks for a day (`?said=2026-03-01`)."""
    if series is view.shared and not view.is_counted:
        return None
    asked = visit.query.get(SAID)
    return section(
        "sagt",
        visit.say("Det sagde vi før", "What we said before"),
        _answer(view, series, asked, visit) if asked else None,
        _form(view, series, visit),
        _changes(view, series, visit),
    )


def _answer(view: IndicatorView, series: PublishedSeries, asked: str, visit: Visit) -> Component:
    try:
        day = date.fromisoformat(asked)
        text = format_date(day, visit.language)
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2999:
        return html.P(visit.say("Skriv en dag som 2026-03-01.", "Write a day such as 2026-03-01."))
    if day > visit.today:
        return html.P(visit.say("Den dag er ikke kommet endnu.", "That day has not come yet."))
    slug, code = view.alliance.slug, view.indicator.code
    found = said_on(visit.store, slug, visit.viewer, visit.now, day, code, series.subject)
    heading = html.H3(visit.say(f"Det sagde vi den {text}", f"This is what we said on {text}"))
    if not found:
        nothing = visit.say("Da havde vi ikke sagt noget.", "We had not said anything then.")
        return html.Div([heading, html.P(nothing)])
    return html.Div([heading, *_said(view, series, found[0], visit)])


def _said(view: IndicatorView, series: PublishedSeries, said: Said, visit: Visit) -> list[Content]:
    result = said.result
    spoken = result.get("sentence")
    then = replace(series, verdict=result)
    word = html.P(verdict_word(str(result["verdict"]), visit.language), className="status")
    if said.is_withheld:
        hidden = visit.say(
            "Et af de tal, vi byggede på, er skjult siden; derfor vises tal og sætning ikke.",
            "One of the figures that we built on has been hidden since; figures and sentence are not shown.",
        )
        told: list[Content] = [html.P(hidden)]
    else:
        told = [html.P(spoken[visit.language]) if spoken else None, html.P(_latest(view, said, visit))]
    return [word, override_line(then, visit), *told, html.P(_method(series, said, visit), className="lille")]


def _latest(view: IndicatorView, said: Said, visit: Visit) -> str:
    latest = said.result.get("latest")
    if not latest or latest.get("value") is None:
        return visit.say("Der var intet tal endnu.", "There was no figure yet.")
    words = Words(view.indicator, visit.language)
    value = words.in_period(words.value(latest["value"]), period_label(latest["period"], visit.language))
    return visit.say(f"Det seneste tal var dengang {value}.", f"The latest figure then was {value}.")


def _method(series: PublishedSeries, said: Said, visit: Visit) -> str:
    """By which version of the method, and whether today's is another."""
    then = (said.result.get("method") or {}).get("version", DASH)
    now = (series.verdict.get("method") or {}).get("version", then)
    since = format_date(date.fromisoformat(str(said.result["assessed_on"])), visit.language)
    text = visit.say(
        f"Vurderet første gang {since} med metodens version {then}.",
        f"First judged so on {since}, by version {then} of the method.",
    )
    if now != then:
        text += visit.say(f" I dag bruger vi version {now}.", f" Today we use version {now}.")
    return text


def _form(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component:
    return html.Form(
        [
            *(Field(name, "hidden", value=value) for name, value in _place(view, series, visit).items()),
            html.Div(
                [
                    html.Label(visit.say("Vælg en dag", "Choose a day"), htmlFor=SAID),
                    Field(SAID, "date", id=SAID),
                ],
                className="felt",
            ),
            html.P(html.Button(visit.say("Vis", "Show"), type="submit", className="knap"), className="knapper"),
        ],
        action=visit.link(view.path) + "#sagt",
        method="get",
        className="rum",
    )


def _changes(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """The latest days on which the word became another, each a link to what was said."""
    slug, code = view.alliance.slug, view.indicator.code
    days = days_of_change(visit.store, slug, visit.viewer, visit.now, code, series.subject)
    if len(days) < 2:  # it has been the same from the start
        return None
    items = []
    for day, word in days:
        query = {SAID: day.isoformat()} | _place(view, series, visit)
        link = html.A(format_date(day, visit.language), href=f"{visit.link(view.path)}?{urlencode(query)}#sagt")
        items.append(html.Li([link, ": ", verdict_word(word, visit.language)]))
    intro = visit.say("Vurderingen blev en anden:", "The verdict became another:")
    return html.Div([html.P(intro, className="lille"), html.Ul(items, className="punkter")], className="luft")


def _place(view: IndicatorView, series: PublishedSeries, visit: Visit) -> dict[str, str]:
    """What the address names a place (and partner) by."""
    if series is view.shared:
        return {}
    organisation = visit.query.get("organisation")
    return {"area": series.area} | ({"organisation": organisation} if organisation else {})
