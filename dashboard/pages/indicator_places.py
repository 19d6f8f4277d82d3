"""Places judged one by one: a table with a mark for each, in alphabetical order. Never a ranking."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.change import change_of, measured, number_change
from dashboard.charts.wording import Words
from dashboard.part_links import part_address, part_name
from dashboard.parts import section, table, verdict_word
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from dashboard.words import NOTHING
from store.published import PublishedSeries


def places(view: IndicatorView, chosen: PublishedSeries, visit: Visit) -> Component | None:
    """Every place (or partner) with its latest value, what it is measured from, and its verdict."""
    if not view.parts:
        return None
    head = [
        visit.say("Sted", "Place"),
        visit.say("Fra", "From"),
        visit.say("Seneste", "Latest"),
        visit.say("Ændring", "Change"),
        visit.say("Vurdering", "Verdict"),
    ]
    rows = [_row(view, part, part is chosen, visit) for part in view.parts]
    label = visit.say("Steder", "Places")
    intro = visit.say(
        "I alfabetisk orden. Hvert sted vurderes for sig; rækkefølgen er ikke en rangliste.",
        "In alphabetical order. Each place is judged by itself; the order is not a ranking.",
    )
    return section(
        "st",
        visit.say("Sted for sted", "Place by place"),
        html.P(intro, className="lille"),
        table(label, head, rows, numbers=(1, 2, 3), kind="tal"),
    )


def _row(view: IndicatorView, part: PublishedSeries, is_chosen: bool, visit: Visit) -> list[object]:
    values = measured(part)
    words = Words(view.indicator, visit.language)
    change = change_of(part)
    ends = [(change.last, change.end)] if change else values[-1:]  # of a running sum the change is in the sum
    latest = [words.in_period(words.value(value), period.label(visit.language)) for period, value in ends]
    name = part_name(view, part, visit)
    return [
        name if is_chosen else html.A(name, href=part_address(view, part, visit)),
        words.in_period(words.value(change.start), change.first.label(visit.language)) if change else NOTHING,
        latest[0] if latest else _without_value(part, words),
        number_change(change, view.indicator, visit.language) if change else NOTHING,
        verdict_word(str(part.verdict.get("verdict")), visit.language),
    ]


def _without_value(part: PublishedSeries, words: Words) -> str:
    statuses = part.points.statuses
    return words.status(statuses[-1]) if statuses else words.status("L")
