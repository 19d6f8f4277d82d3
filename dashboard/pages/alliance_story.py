"""What an alliance is besides its figures: vision, small wins, plan, stories, partners, sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance, Organisation, SmallWin
from config.language import Text, format_date
from dashboard.pages.alliance_plan import indicator_links
from dashboard.parts import section
from dashboard.visit import Content, Visit
from dashboard.words import capital, listed, period_label, sentence
from store.time_period import parse

ROLES = {
    "backbone": Text("Sekretariat", "Backbone"),
    "partner": Text("Partner", "Partner"),
    "funder": Text("Finansierer", "Funder"),
    "consultant": Text("Konsulent", "Consultant"),
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
    """A line of time, in the order of the periods: a full dot for a win, a ring for a pilot."""
    if not alliance.small_wins:
        return None
    steps = sorted(alliance.small_wins, key=lambda step: (parse(step.period).start, step.key))
    heading = visit.say("Små sejre undervejs", "Small wins along the way")
    if any(step.is_pilot for step in steps):
        heading = visit.say("Små sejre og piloter", "Small wins and pilots")
    entries = [_step(alliance, step, visit) for step in steps]
    return section("w", heading, html.Ol(entries, className="tidslinje", role="list"))


def _step(alliance: Alliance, step: SmallWin, visit: Visit) -> Component:
    when = period_label(step.period, visit.language)
    if step.until:
        when = f"{when} {visit.say('til', 'to')} {period_label(step.until, visit.language)}"
    elif step.is_pilot:
        when = visit.say(f"fra {when}", f"from {when}")
    links = indicator_links(alliance, step.indicators, visit)
    return html.Li(
        [
            html.Span(f"{when} · {visit.say('pilot', 'pilot')}" if step.is_pilot else when, className="svag"),
            html.B(visit.text(step.title)),
            html.P(visit.text(step.text)) if step.text else None,
            html.P(links) if links else None,
        ],
        className="pilot" if step.is_pilot else None,
    )


def stories(alliance: Alliance, visit: Visit) -> Component | None:
    """The story so far, told by those who were there: the latest first."""
    if not alliance.stories:
        return None
    told = sorted(alliance.stories, key=lambda story: story.written or date.min, reverse=True)
    parts = [
        html.Article(
            [
                html.H3(visit.text(story.title)),
                html.P(visit.text(story.text)),
                html.P(format_date(story.written, visit.language), className="lille") if story.written else None,
            ],
            className="stak-lille",
        )
        for story in told
    ]
    return section("t", visit.say("Historien indtil nu", "The story so far"), html.Div(parts, className="kort"))


def partners(alliance: Alliance, delivered: Mapping[str, str], visit: Visit) -> Component | None:
    """Everyone with what they do; of those who deliver, how much of it is in.

    Args:
        delivered: slug -> "7 af 9 leverancer".
    """
    if not alliance.organisations:
        return None
    entries = [
        html.Div(
            [
                html.Dt(visit.text(one.name)),
                html.Dd(_roles(one, visit)),
                html.Dd(_delivered(alliance, one, delivered[one.slug], visit)) if one.slug in delivered else None,
            ]
        )
        for one in alliance.organisations
    ]
    heading = visit.say("Partnere og roller", "Partners and roles")
    return section("p", heading, html.Dl(entries, className="partnere"))


def _delivered(alliance: Alliance, one: Organisation, text: str, visit: Visit) -> Component:
    return html.A(text, href=visit.link(f"/alliance/{alliance.slug}/deliveries?organisation={one.slug}"))


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
