"""What a figure was before it was corrected; and of one that stands in no file, what it was worked out from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dash import html

from config.indicator import Indicator
from config.language import Text, format_date
from dashboard.charts.wording import HIDDEN_BESIDE, Words
from dashboard.known import KNOWN
from dashboard.part_links import part_name
from dashboard.parts import table
from dashboard.point import point_of_part, value_text
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import DASH
from store.published import PublishedSeries

_GONE = Text("trukket tilbage", "withdrawn")
_RULES = {
    "sum": Text("Tallet er summen af disse:", "The figure is the sum of these:"),
    "mean": Text("Tallet er gennemsnittet af disse:", "The figure is the mean of these:"),
    "pooled_rate": Text(
        "Tallet er regnet af tæller og nævner for disse tilsammen:",
        "The figure is worked out from numerators and denominators of these together:",
    ),
}


def vintages(view: IndicatorView, series: PublishedSeries, place: int, visit: Visit) -> list[Content]:
    """Every value that the period has had, newest first; one sentence where it has had one only."""
    points, words = series.points, Words(view.indicator, visit.language)
    earlier = points.earlier[place] if points.earlier else []
    known = _day(points.known_from[place], visit)
    if not earlier:
        text = visit.say(f"Kendt fra {known}. Ikke rettet.", f"Known from {known}. Not corrected.")
        return [html.P(text, className="lille luft")]
    status = "" if points.values[place] is None else words.status(points.statuses[place])
    rows = [[known, value_text(points, place, words), status]]
    rows += [[_day(since, visit), *_earlier(value, letter, words)] for value, letter, since in reversed(earlier)]
    head = [visit.say("Kendt fra", "Known from"), visit.say("Værdi", "Value"), "Status"]
    label = visit.say("Værdier, som tallet har haft", "Values that the figure has had")
    return [html.H3(label, className="luft"), table(label, head, rows, numbers=(1,), kind="tal")]


def without_file(view: IndicatorView, series: PublishedSeries, place: int, visit: Visit) -> list[Content]:
    """A figure of our own making, with what it was made from; or one of another day, which is no longer in force."""
    period = series.points.periods[place]
    if visit.query.get(KNOWN) and not _is_combined(view, series):
        text = visit.say(
            "Tallet blev kendt i en udgave, som er rettet siden. Fil og celle vises for det tal, der gælder i dag.",
            "The figure was known in a version that has been corrected since. File and cell are shown for the figure "
            "that holds today.",
        )
        return [html.P(text), *vintages(view, series, place, visit)]
    parts = list(_made_of(view, period, visit)) if series is view.shared else []
    if not parts:
        text = visit.say(
            "Tallet er regnet ud af flere steders tal, som hver kan føres tilbage til en celle i en fil.",
            "Computed from the figures of several places, each of which leads back to a cell in a file.",
        )
        return [html.P(text)]
    head = [visit.say("Sted", "Place"), visit.say("Værdi", "Value")]
    label = visit.say("Det, tallet er regnet ud af", "What the figure is worked out from")
    return [html.P(visit.text(_rule(view.indicator))), html.Div(table(label, head, parts, (1,), kind="tal"))]


def _made_of(view: IndicatorView, period: str, visit: Visit) -> Iterator[list[Content]]:
    """Each part's own value, leading to where that comes from."""
    words = Words(view.indicator, visit.language)
    for part in view.parts:
        if period in part.points.periods:
            name = html.A(part_name(view, part, visit), href=point_of_part(view, part, period, visit))
            yield [name, value_text(part.points, part.points.periods.index(period), words)]


def _is_combined(view: IndicatorView, series: PublishedSeries) -> bool:
    return series is view.shared and view.indicator.combine in _RULES and bool(view.parts)


def _rule(indicator: Indicator) -> Text:
    return _RULES.get(indicator.combine, Text("Tallet er regnet ud af disse:", "The figure is worked out from these:"))


def _earlier(value: float | None, letter: str, words: Words) -> tuple[str, str]:
    if letter == "Q":
        return HIDDEN_BESIDE[words.language], ""
    if letter == "W":
        return _GONE[words.language], ""
    return (words.status(letter), "") if value is None else (words.value(value), words.status(letter))


def _day(text: object, visit: Visit) -> str:
    return format_date(date.fromisoformat(text), visit.language) if isinstance(text, str) else DASH
