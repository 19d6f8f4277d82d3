"""Breakdowns as small multiples: places, partners and groups in agreed order, on one scale; never a league table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number
from dashboard.charts import multiples
from dashboard.charts.cropping import from_start
from dashboard.charts.marks import Chart
from dashboard.charts.wording import Words
from dashboard.curves import chart_of
from dashboard.drawing import Drawing
from dashboard.made_up import words_of
from dashboard.pages.multiples_words import GROUPS, PARTNERS, PLACES, aria_words, change_words, finding
from dashboard.part_links import address, part_address, part_name, place_query
from dashboard.parts import section
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import capital, listed, organisation_name, sentence
from store.published import PublishedSeries

MOST = 24  # curves that a page shows unasked
MULTIPLES = "multiples"  # `?multiples=all` shows however many there are


@dataclass(frozen=True, slots=True)
class Curve:
    """One of the small curves."""

    name: str
    chart: Chart
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """Curves that belong together.

    Attributes:
        key: of its heading. topic: "efter alder".
        order: in which order they stand.
        noun: what one is called, and several.
    """

    key: str
    topic: str
    order: str
    noun: tuple[Text, Text]
    series: Sequence[tuple[str, str | None, PublishedSeries]]


def place_multiples(view: IndicatorView, chosen: PublishedSeries, visit: Visit) -> Component | None:
    """Places, or partners where all deliver for the same place; only on the page of the whole."""
    if chosen is not view.shared or len(view.parts) < 2:
        return None
    are_partners = len({part.area for part in view.parts}) == 1
    series = [
        (
            _partner(view, part, visit) if are_partners else part_name(view, part, visit),
            part_address(view, part, visit),
            part,
        )
        for part in view.parts
    ]
    topic = visit.say("partner for partner", "partner by partner")
    if not are_partners:
        topic = visit.say("sted for sted", "place by place")
    order = visit.say("i alfabetisk orden, ikke en rangliste", "in alphabetical order, not a ranking")
    return _section(view, Set("sk", topic, order, PARTNERS if are_partners else PLACES, series), visit)


def group_multiples(view: IndicatorView, chosen: PublishedSeries, visit: Visit) -> Component | None:
    """One set for each dimension of the shown place, its groups in the order in which they are declared."""
    found: list[Component] = []
    for dimension in view.indicator.dimensions:
        title = visit.text(dimension.title)
        here = [
            one
            for one in view.groups
            if one.dimensions.keys() == {dimension.code}
            and one.area == chosen.area
            and (chosen is view.shared or one.organisation == chosen.organisation)
        ]
        series = [(_group_name(view, one, here, visit), None, one) for one in here]  # as declared: see `view`
        topic = visit.say(f"efter {title}", f"by {title}")
        order = visit.say("i aftalt orden", "in agreed order")
        if len(series) > 1:
            made = _section(view, Set(f"sk-{dimension.code}", topic, order, GROUPS, series), visit, chosen)
            found += [made] if made else []
    return html.Div(found, className="saet") if found else None


def _partner(view: IndicatorView, part: PublishedSeries, visit: Visit) -> str:
    return organisation_name(view.alliance, part.organisation or "", visit.language)


def _group_name(view: IndicatorView, one: PublishedSeries, here: Sequence[PublishedSeries], visit: Visit) -> str:
    name = capital(listed([visit.text(label) for label in view.indicator.labels(one.dimensions)], visit.language))
    is_one_of_many = len({other.organisation for other in here}) > 1
    return f"{name}, {_partner(view, one, visit)}" if is_one_of_many else name


def _section(view: IndicatorView, found: Set, visit: Visit, chosen: PublishedSeries | None = None) -> Component | None:
    name = visit.text(view.indicator.name)
    topic = f"{name}, {found.topic}"
    if len(found.series) > MOST and visit.query.get(MULTIPLES) != "all":
        place = place_query(view, chosen or view.shared, visit)
        text = visit.say(
            f"Vis {len(found.series)} små kurver i samme skala", f"Show {len(found.series)} small curves on one scale"
        )
        link = html.A(text, href=f"{address(view, visit, place | {MULTIPLES: 'all'})}#{found.key}")
        return section(found.key, topic, html.P(link))
    # From the baseline, as all smaller drawings: so the change is the one that the table tells.
    charts = multiples.nearby([from_start(chart_of(view, visit.language, one)) for *_, one in found.series])
    curves = [Curve(name, chart, href) for (name, href, _), chart in zip(found.series, charts, strict=True)]
    beside = _whole(view, chosen, visit)
    groups = multiples.groups([curve.chart for curve in curves], beside)
    if not groups:
        return None
    lead = _lead(view, found, curves, beside, visit)
    content: list[Content] = []
    for number, group in enumerate(groups):
        scale = _scale(group, number, len(groups), visit)
        content.append(html.P(scale if number else f"{lead} {scale}", className="lille skala"))
        items = [_item(view, curves[member], group, beside, visit) for member in group.members]
        content.append(html.Ul(items, className="smaa", role="list"))
    lacking = [curve.name for curve in curves if not curve.chart.points]
    if lacking:
        names = listed(lacking, visit.language)
        content.append(html.P(visit.say(f"Uden tal: {names}.", f"Without figures: {names}."), className="lille luft"))
    if any(point.value is None for curve in curves for point in curve.chart.points):
        content.append(html.P(_about_hidden(visit), className="lille luft"))
    said = finding(view.indicator, charts, found.noun, visit)
    if said and found.noun is GROUPS:
        said = f"{capital(found.topic)}: {said[:1].lower()}{said[1:]}"
    return section(found.key, said or topic, *content)


def _whole(view: IndicatorView, chosen: PublishedSeries | None, visit: Visit) -> Chart | None:
    """The whole's own curve behind each, where it is of the same kind of size: of shares, rates and indices."""
    whole = chosen or view.shared
    if view.indicator.kind in ("count", "state") or not whole.points.periods:
        return None
    chart = chart_of(view, visit.language, whole)
    return chart if chart.segments else None


def _lead(view: IndicatorView, found: Set, curves: Sequence[Curve], beside: Chart | None, visit: Visit) -> str:
    """What is drawn, in which order, and what the thin line is."""
    text = f"{capital(found.topic)}, {found.order}. {capital(visit.text(view.indicator.unit))}."
    if view.alliance.made_up:
        text += f" {sentence(words_of(view.alliance, visit.language))}"
    if beside is not None:
        name = beside.subject
        text += visit.say(f" Tynd grå linje: {name}.", f" Thin grey line: {name}.")
    if any(curve.chart.rings for curve in curves):
        text += visit.say(" Ring: målet. Stiplet: vejen dertil.", " Ring: the target. Dashed: the path to it.")
    elif any(curve.chart.path for curve in curves):
        text += visit.say(
            " Stiplet: vejen til målet, hvis frist ligger længere fremme.",
            " Dashed: the path to the target, whose deadline lies further ahead.",
        )
    return text


def _scale(group: multiples.Group, number: int, of: int, visit: Visit) -> str:
    """From where to where the group's curves are drawn."""
    scale = group.frame.scale
    ends = f"{format_number(scale.low, visit.language)}–{format_number(scale.high, visit.language)}"
    if of == 1:
        return visit.say(f"Samme skala i alle: {ends}.", f"The same scale in all: {ends}.")
    text = visit.say(f"Skala {ends}.", f"Scale {ends}.")
    if number:
        text += visit.say(
            " Højderne kan ikke sammenlignes med dem ovenfor.", " Heights cannot be compared with those above."
        )
    return text


def _item(view: IndicatorView, curve: Curve, group: multiples.Group, beside: Chart | None, visit: Visit) -> Component:
    words = Words(view.indicator, visit.language)
    name: Content = html.A(curve.name, href=curve.href) if curve.href else curve.name
    drawing = Drawing(multiples.multiple(curve.chart, group, aria_words(curve.name, curve.chart, words), beside))
    return html.Li(
        [html.H3([name, " ", html.Span(change_words(view.indicator, curve.chart, words), className="svag")]), drawing]
    )


def _about_hidden(visit: Visit) -> str:
    return visit.say(
        "Den stiplede boks markerer et skjult tal, ikke en højde; heller ikke ændringer, der røber det, vises.",
        "The dashed box marks a hidden figure, not a height; nor are changes shown that would tell it.",
    )
