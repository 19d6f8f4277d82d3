"""One alliance in the overview: who it is, what its weakest indicator says, its curve. Without figures: its words."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.change import measured
from dashboard.curves import small
from dashboard.facts import alliance_coverage, lacking_text, latest_of_alliance, latest_period, overridden, summary
from dashboard.parts import flag, marks, verdict_word
from dashboard.render import written
from dashboard.view import AllianceView, IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import INDICATOR, INDICATORS, counted, listed, sentence, years_text

_ORGANISATION, _ORGANISATIONS = Text("organisation", "organisation"), Text("organisationer", "organisations")


def row(view: AllianceView, visit: Visit, found_in: Component | None = None) -> Component:
    """Three columns of one line of the overview.

    Args:
        found_in: where a search has found it.
    """
    weakest = view.first
    columns: list[Content] = [_words(view, visit), _picture(view, visit)]
    if weakest is not None:
        columns = [_verdict(view, weakest, visit), _curve(view, weakest, visit)]
    return written([_who(view, found_in, visit), *columns], "rk")


def _who(view: AllianceView, found_in: Component | None, visit: Visit) -> Component:
    alliance = view.alliance
    about = alliance.members_text or alliance.area_text
    years = years_text(alliance, visit.language) + (f" · {visit.text(about)}" if about else "")
    return html.Div(
        [
            html.H3(html.A(visit.text(alliance.name), href=visit.link(view.path))),
            html.P(visit.text(alliance.problem)),
            html.P(years, className="lille"),
            found_in,
        ]
    )


def _verdict(view: AllianceView, weakest: IndicatorView, visit: Visit) -> Component:
    spoken = weakest.verdict.get("sentence")
    name = visit.text(weakest.indicator.name)
    return html.Div(
        [
            verdict_word(weakest.code, visit.language),
            *[flag(text) for text in overridden(weakest.shared, visit)],
            html.P(f"{name}: {spoken[visit.language]}" if spoken else sentence(name), className="sig"),
            html.Dl([*_facts(view, visit), *_places(view, visit)], className="par"),
        ]
    )


def _facts(view: AllianceView, visit: Visit) -> list[Component]:
    codes = [one.code for one in view.counted]
    facts = []
    if codes:
        drawn: list[Content] = [marks(codes), html.Span(summary(codes, visit), className="skjult")]
        facts.append(fact(counted(len(codes), INDICATOR, INDICATORS, visit.language), drawn))
    weakest = view.first
    newest = weakest if weakest and measured(weakest.shared) else latest_of_alliance(view)
    text: list[Content] = [visit.say("Ingen tal endnu", "No figures yet")]
    if newest is not None:
        lacking = lacking_text(newest, newest.shared, visit, names_since=False)
        text = [latest_period(newest.shared, visit), " " if lacking else None, flag(lacking) if lacking else None]
    facts.append(fact(visit.say("Seneste tal", "Latest figures"), text))
    facts.append(fact(visit.say("Dækning", "Coverage"), [alliance_coverage(view, visit)]))
    return facts


def _places(view: AllianceView, visit: Visit) -> list[Component]:
    """Places that are judged one by one: a row of marks, in the order of their names."""
    found = []
    for one in view.indicators:
        if one.indicator.by_area and one.has_judged_parts:
            drawn: list[Content] = [marks(one.part_codes), html.Span(summary(one.part_codes, visit))]
            found.append(fact(visit.text(one.indicator.name), drawn))
    return found


def _curve(view: AllianceView, weakest: IndicatorView, visit: Visit) -> Component | None:
    shown = next((one for one in [weakest, *view.counted] if measured(one.shared)), None)
    if shown is None:
        return _picture(view, visit)
    unit = shown.indicator.unit_short or shown.indicator.unit
    title = visit.text(shown.indicator.name)
    label = title if visit.text(unit).casefold() in title.casefold() else f"{title}, {visit.text(unit)}"
    return html.Div([html.P(label, className="lille"), small(shown, visit.language)])


def _words(view: AllianceView, visit: Visit) -> Component:
    """An alliance without figures gets words at the same size."""
    note = visit.say(
        "Følges i ord: alliancen har ikke offentliggjort måltal",
        "Followed in words: the alliance has not published any target",
    )
    facts = [
        fact(visit.say("Seneste tal", "Latest figures"), [visit.say("Ingen talserie", "No series of figures")]),
        fact(visit.say("Dækning", "Coverage"), [_extent(view, visit)]),
    ]
    return html.Div(
        [
            html.P(note, className="lille"),
            html.P(text, className="sig") if (text := _said(view, visit)) else None,
            html.Dl(facts, className="par"),
        ]
    )


def _said(view: AllianceView, visit: Visit) -> str | None:
    alliance = view.alliance
    if alliance.small_wins:
        win = alliance.small_wins[-1]
        text = f" {visit.text(win.text)}" if win.text else ""
        return visit.say("Lille sejr: ", "Small win: ") + sentence(_lower(visit.text(win.title))) + text
    if alliance.goals:
        goal = _lower(visit.text(alliance.goals[0].title))
        return visit.say(f"Målet er {goal}.", f"The goal is {goal}.")
    return None


def _picture(view: AllianceView, visit: Visit) -> Component:
    """Vision in italics, or a plain fact as a large figure."""
    alliance = view.alliance
    parts: list[Content] = []
    if alliance.fact and not alliance.small_wins:
        parts.append(
            html.P([visit.text(alliance.fact.figure), html.Small(visit.text(alliance.fact.text))], className="stor")
        )
    elif alliance.vision:
        parts += [
            html.P(visit.say("Visionen", "The vision"), className="lille"),
            html.P(visit.text(alliance.vision), className="citat"),
        ]
    parts += [html.P(visit.text(note), className="lille") for note in alliance.notes]
    if alliance.pilots:
        pilots = listed([visit.text(pilot) for pilot in alliance.pilots], visit.language)
        parts.append(html.P(visit.say(f"Piloter i {pilots}", f"Pilots in {pilots}"), className="lille"))
    elif parts and not alliance.notes:
        names = listed([visit.text(one.name) for one in alliance.organisations], visit.language)
        parts.append(html.P(names, className="lille luft"))
    return html.Div(parts)


def _extent(view: AllianceView, visit: Visit) -> str:
    alliance = view.alliance
    if alliance.pilots:
        return counted(
            len(alliance.pilots), Text("pilotområde", "pilot area"), Text("pilotområder", "pilot areas"), visit.language
        )
    return counted(len(alliance.organisations), _ORGANISATION, _ORGANISATIONS, visit.language)


def fact(name: str, content: list[Content]) -> Component:
    return html.Div([html.Dt(name), html.Dd(content)])


def _lower(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
