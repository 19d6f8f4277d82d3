"""What an alliance is besides its figures: vision, small wins, plan, stories, partners, sources."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance, Organisation
from config.language import Text, format_date
from dashboard.parts import section, table
from dashboard.visit import Content, Visit
from dashboard.words import DASH, capital, listed, organisation_name, period_label, sentence

ROLES = {
    "backbone": Text("Sekretariat", "Backbone"),
    "partner": Text("Partner", "Partner"),
    "funder": Text("Finansierer", "Funder"),
    "consultant": Text("Konsulent", "Consultant"),
}
_STATES = {
    "planned": Text("Planlagt", "Planned"),
    "under_way": Text("I gang", "Under way"),
    "done": Text("Gennemført", "Done"),
    "dropped": Text("Opgivet", "Dropped"),
}


def agenda(alliance: Alliance, visit: Visit) -> Component | None:
    """The vision in words, a plain fact, pilots and notes, where the alliance has them."""
    parts: list[Content] = []
    if alliance.vision:
        parts.append(html.P(visit.text(alliance.vision), className="citat"))
    if alliance.fact:
        parts.append(
            html.P([visit.text(alliance.fact.figure), html.Small(visit.text(alliance.fact.text))], className="stor rum")
        )
    if alliance.pilots:
        pilots = listed([visit.text(pilot) for pilot in alliance.pilots], visit.language)
        parts.append(html.P(visit.say(f"Piloter i {pilots}.", f"Pilots in {pilots}."), className="luft"))
    parts += [html.P(visit.text(note), className="lille luft") for note in alliance.notes]
    if not parts:
        return None
    vision, about = visit.say("Visionen", "The vision"), visit.say("Om tallene", "About the figures")
    return section("v", vision if alliance.vision else about, *parts)


def small_wins(alliance: Alliance, visit: Visit) -> Component | None:
    """A line of time, in the order of the periods."""
    if not alliance.small_wins:
        return None
    entries = [
        html.Li(
            [
                html.Span(period_label(win.period, visit.language), className="svag"),
                html.B(visit.text(win.title)),
                visit.text(win.text) if win.text else None,
            ]
        )
        for win in sorted(alliance.small_wins, key=lambda win: win.period)
    ]
    heading = visit.say("Små sejre undervejs", "Small wins along the way")
    return section("w", heading, html.Ol(entries, className="tidslinje", role="list"))


def plan(alliance: Alliance, visit: Visit) -> Component | None:
    if not alliance.plan:
        return None
    head = [visit.say("Indsats", "Action"), visit.say("Hvem", "Who"), visit.say("Hvornår", "By"), "Status"]
    rows = [
        [
            visit.text(action.title),
            listed([organisation_name(alliance, slug, visit.language) for slug in action.who], visit.language) or DASH,
            format_date(action.by, visit.language) if action.by else DASH,
            visit.text(_STATES[action.state]),
        ]
        for action in alliance.plan
    ]
    name = visit.say("Handleplan", "Action plan")
    return section("h", name, table(visit.say("Indsatser", "Actions"), head, rows))


def stories(alliance: Alliance, visit: Visit) -> Component | None:
    if not alliance.stories:
        return None
    parts = [
        html.Article([html.H3(visit.text(story.title)), html.P(visit.text(story.text))], className="luft")
        for story in alliance.stories
    ]
    return section("t", visit.say("Fortællinger", "Stories"), *parts)


def partners(alliance: Alliance, visit: Visit) -> Component | None:
    if not alliance.organisations:
        return None
    entries = [html.Div([html.Dt(visit.text(one.name)), html.Dd(_roles(one, visit))]) for one in alliance.organisations]
    heading = visit.say("Partnere og roller", "Partners and roles")
    return section("p", heading, html.Dl(entries, className="partnere"))


def _roles(organisation: Organisation, visit: Visit) -> str:
    """What it does; the name of its role where no task is declared."""
    texts = []
    for membership in organisation.roles:
        role = visit.text(ROLES[membership.role])
        task = visit.text(membership.task) if membership.task else ""
        text = task or role
        if membership.role == "backbone" and task and task.casefold() != role.casefold():
            text = f"{role}: {task[:1].lower() + task[1:]}"
        if membership.first or membership.last:
            first, last = (str(day.year) if day else "" for day in (membership.first, membership.last))
            text += f" ({first}–{last})"
        texts.append(text)
    return capital(", ".join(texts))


def sources(alliance: Alliance, visit: Visit) -> Component | None:
    if not alliance.sources:
        return None
    entries = []
    for source in alliance.sources:
        details = ", ".join(part for part in (source.producer, source.licence) if part)
        is_web = source.url is not None and source.url.startswith(("https://", "http://"))
        title = html.A(source.title, href=source.url) if is_web else source.title
        entries.append(html.Li([title, sentence(f" ({details})") if details else "."]))
    return section("k", visit.say("Kilder", "Sources"), html.Ul(entries, className="liste"))
