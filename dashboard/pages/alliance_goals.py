"""The goals of an alliance: a card for each indicator, target versions, what is missing."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance, Goal
from config.language import Text
from dashboard.change import change_of, measured, number_change
from dashboard.charts.wording import Words, place_name
from dashboard.curves import card
from dashboard.facts import counts_text, flags, summary
from dashboard.parts import flag, marks, section, verdict_word
from dashboard.seen_by import seen_by_flag
from dashboard.targets import versions
from dashboard.view import AllianceView, IndicatorView, worst_first
from dashboard.visit import Content, Visit
from dashboard.words import INDICATOR, INDICATORS, capital, counted, sentence
from progress.rollup import has_verdict
from store.rights import may

_PLACE, _PLACES = Text("sted", "place"), Text("steder", "places")


def goal_sections(view: AllianceView, visit: Visit) -> list[Component]:
    """A section for each goal, and one for each target that was changed on the way."""
    sections: list[Component] = []
    for number, goal in enumerate(view.alliance.goals, 1):
        indicators = worst_first(view.of_goal(goal))
        sections.append(_goal(number, goal, view.alliance, indicators, visit, _rollup(view, goal, visit)))
        for one in indicators:
            if len(one.verdict.get("targets") or []) > 1:
                sections.append(versions(one, visit, f"r-{one.indicator.code}"))
    return sections


def _rollup(view: AllianceView, goal: Goal, visit: Visit) -> Component | None:
    """ "2 af 3 indikatorer har en vurdering: 1 mål ikke nået, 1 forbedres. Svagest: ..."; of one its card says it."""
    found = view.rollup_of(goal)
    if found.of < 2:
        return None
    of = counted(found.of, INDICATOR, INDICATORS, visit.language)
    verb = visit.say("har en vurdering", "has a verdict" if found.judged == 1 else "have a verdict")
    judged = {code: number for code, number in found.counts.items() if has_verdict(code)}
    text = f"{found.judged} {visit.say('af', 'of')} {of} {verb}"
    weakest = view.named(found.weakest)
    content: list[Content] = [sentence(f"{text}: {counts_text(judged, visit)}" if judged else text)]
    if weakest is not None and found.judged > 1:
        link = html.A(visit.text(weakest.indicator.name), href=visit.link(weakest.path))
        content += [f" {visit.say('Svagest', 'Weakest')}: ", link, "."]
    if found.by_place:
        apart = len(found.by_place)
        content.append(f" {apart} {visit.say('vurderes sted for sted', _apart(apart))}.")
    return html.P([marks([code for code, n in found.counts.items() for _ in range(n)]), html.Span(content)])


def _apart(number: int) -> str:
    return f"{'is' if number == 1 else 'are'} judged place by place"


def _goal(
    number: int,
    goal: Goal,
    alliance: Alliance,
    indicators: list[IndicatorView],
    visit: Visit,
    rollup: Component | None,
) -> Component:
    cards = [_card(one, seen_by_flag(alliance, one.indicator, visit), visit) for one in indicators]
    if indicators and all(one.code in ("not_enough_data", "too_few") for one in indicators):
        cards.append(_what_is_missing(indicators[0], visit))
    return section(
        f"m{number}",
        f"{visit.say('Mål', 'Goal')} {number}: {visit.text(goal.title)}",
        html.P(visit.text(goal.description), className="lille") if goal.description else None,
        rollup,
        html.Div(cards, className="kort luft" if rollup else "kort") if cards else None,
    )


def _card(view: IndicatorView, seen: str | None, visit: Visit) -> Component:
    title = html.H3(html.A(visit.text(view.indicator.title), href=visit.link(view.path)))
    if not view.is_counted:
        return html.Article([title, *_places(view, seen, visit)])
    parts: list[Content] = [title, _figure(view, visit), _status(view, seen, visit)]
    if measured(view.shared):
        parts.append(card(view, visit.language))
    spoken = view.verdict.get("sentence")
    parts.append(html.P(spoken[visit.language]) if spoken else None)
    parts.append(html.P(_since(view, visit), className="lille"))
    if view.indicator.by_area and view.has_judged_parts:
        text = f"{counted(len(view.parts), _PLACE, _PLACES, visit.language)}: {summary(view.part_codes, visit)}"
        parts.append(html.P([marks(view.part_codes), sentence(text)], className="lille"))
    return html.Article(parts)


def _figure(view: IndicatorView, visit: Visit) -> Component | None:
    """The latest value, large."""
    values = measured(view.shared)
    if not values:
        return None
    period, value = values[-1]
    words = Words(view.indicator, visit.language)
    unit = "" if words.is_percent else words.short_unit
    text = f"{unit} " if unit and len(unit) <= 14 else ""
    label = f"{text}{visit.say('i', 'in')} {period.label(visit.language)}"
    return html.P([words.value(value), html.Small(label)], className="stor")


def _status(view: IndicatorView, seen: str | None, visit: Visit) -> Component:
    marked = [flag(text) for text in flags(view, view.shared, visit)]
    if view.tone != "uden" and not view.verdict.get("target") and not view.indicator.range:
        marked.append(flag(visit.say("Uden måltal", "Without a target")))
    if seen:
        marked.append(flag(seen))
    return html.P([verdict_word(view.code, visit.language), *marked], className="status")


def _since(view: IndicatorView, visit: Visit) -> str:
    """ "Siden 2017: −14.303 (−49 pct.) · Hele landet, antal pr. år"."""
    parts = []
    change = change_of(view.shared)
    if change is not None:
        moved = number_change(change, view.indicator, visit.language)
        parts.append(f"{visit.say('Siden', 'Since')} {change.first.label(visit.language)}: {moved}")
    place = capital(place_name(view.shared.area, visit.language))
    parts.append(f"{place}, {visit.text(view.indicator.unit)}")
    return " · ".join(parts)


def _places(view: IndicatorView, seen: str | None, visit: Visit) -> list[Content]:
    """Where places are judged one by one: a row of marks in the order of their names."""
    number = counted(len(view.parts), _PLACE, _PLACES, visit.language)
    text = summary(view.part_codes, visit)
    return [
        html.P([number, html.Small(visit.say("hver for sig", "each by itself"))], className="stor"),
        html.P(marks(view.part_codes)),
        html.P(flag(seen), className="status") if seen else None,
        html.P(sentence(capital(text))),
        html.P(sentence(capital(visit.text(view.indicator.unit))), className="lille"),
    ]


def _what_is_missing(view: IndicatorView, visit: Visit) -> Component:
    """What an indicator without a verdict needs to get one."""
    targets = view.indicator.targets
    if any(target.period for target in targets):
        text = visit.say(
            "Mindst to målinger efter udgangspunktet, før farten mod målet kan vurderes.",
            "At least two values after the baseline, before the pace toward the target can be judged.",
        )
    else:
        lacks = visit.say(
            "En frist" if targets else "Et måltal med en frist", "A deadline" if targets else "A dated target"
        )
        text = visit.say(
            f"Mindst fire målinger, før retningen kan vurderes. {lacks} ville vise, om farten er høj nok.",
            f"At least four values, before the direction can be judged. {lacks} would show whether the pace is enough.",
        )
    slug = view.alliance.slug
    link = None
    if view.alliance.delivering and may(visit.viewer, "deliver", slug):
        report = visit.link(f"/upload?alliance={slug}")
        link = html.P(html.A(visit.say("Indberet en måling", "Report a value"), href=report))
    return html.Div([html.H3(visit.say("Det mangler", "What is missing")), html.P(text), link])
