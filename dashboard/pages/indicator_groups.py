"""Groups of a dimension: each with its verdict, and whether the gap between the best and the worst is closing."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.charts.wording import Words, place_name
from dashboard.parts import section, table, verdict_word
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import DASH, capital, listed, organisation_name
from progress.equity import Equity
from progress.of_published import equity_of
from progress.verdict import Value
from store.published import PublishedSeries

_MOST_LINES = 6


def groups(view: IndicatorView, chosen: PublishedSeries, visit: Visit) -> Component | None:
    """ "Lighed mellem grupper": those of the chosen place; on the page of the whole also where else there are any."""
    found = equity_of(view.indicator, view.groups)
    here = [one for one in found if one.area == chosen.area]
    elsewhere = [one for one in found if one.area != chosen.area] if chosen is view.shared else []
    if not here and not elsewhere:
        return None
    intro = visit.say(
        "Afstanden er mellem gruppen med det bedste og gruppen med det dårligste tal i hver periode.",
        "The gap is between the group with the best and the group with the worst figure in each period.",
    )
    content: list[Content] = [html.P(intro, className="lille")]
    for one in here:
        content += _comparison(view, one, len(here) > 1, visit)
    if elsewhere:
        lines = html.Ul([_line(view, one, visit) for one in elsewhere], className="punkter")
        content.append(lines if len(elsewhere) <= _MOST_LINES else _folded(lines, len(elsewhere), visit))
    return section("gr", visit.say("Lighed mellem grupper", "Equity between groups"), *content)


def _folded(lines: Component, number: int, visit: Visit) -> Component:
    """Of a cross of several dimensions in every district there are too many to stand between two other sections."""
    name = visit.say(f"De {number} afstande sted for sted", f"The {number} gaps, place by place")
    return html.Details([html.Summary(name), lines], className="luft")


def _comparison(view: IndicatorView, found: Equity, is_one_of_many: bool, visit: Visit) -> list[Content]:
    words = Words(view.indicator, visit.language)
    title = _title(view, found, visit)
    head = [
        visit.say("Gruppe", "Group"),
        visit.say("Første", "First"),
        visit.say("Seneste", "Latest"),
        visit.say("Vurdering", "Verdict"),
    ]
    dimension = view.indicator.dimension(found.dimension)
    label = dimension.label if dimension else lambda value: Text(value, value)
    rows = [
        [
            capital(visit.text(label(group.group))),
            _value(group.first, words),
            _value(group.latest, words),
            verdict_word(group.verdict, visit.language),
        ]
        for group in found.groups
    ]
    content: list[Content] = [html.H3(title)] if is_one_of_many else []
    content.append(html.P(visit.text(found.finding)) if found.finding else None)
    content.append(html.Div(table(title, head, rows, numbers=(1, 2), kind="tal"), className="luft"))
    if found.lacking:
        names = listed([visit.text(label(value)) for value in found.lacking], visit.language)
        content.append(html.P(visit.say(f"Uden tal: {names}.", f"Without figures: {names}."), className="lille luft"))
    return content


def _value(value: Value | None, words: Words) -> str:
    if value is None:
        return DASH
    return words.in_period(words.value(value.value), words.period(value.period))


def _line(view: IndicatorView, found: Equity, visit: Visit) -> Component:
    place = capital(place_name(found.area, visit.language))
    said = visit.text(found.finding) if found.finding else DASH
    return html.Li([html.B(f"{place}, {_title(view, found, visit).lower()}: "), said])


def _title(view: IndicatorView, found: Equity, visit: Visit) -> str:
    """ "Køn", "Køn, 18–24 år"; with the partner where several deliver the same."""
    dimension = view.indicator.dimension(found.dimension)
    within = [visit.text(label) for label in view.indicator.labels(found.within)]
    parts = [capital(visit.text(dimension.title)) if dimension else found.dimension, *within]
    if found.organisation and len({one.organisation for one in view.groups}) > 1:
        parts.append(organisation_name(view.alliance, found.organisation, visit.language))
    return ", ".join(parts)
