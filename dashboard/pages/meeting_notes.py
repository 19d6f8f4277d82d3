"""What meetings noted, as it is shown on pages: the decision, who does it, and the figures that were seen that day."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date
from dashboard.acting import said_by
from dashboard.charts.wording import Words
from dashboard.facts import summary
from dashboard.meeting import meeting_path, minutes_path
from dashboard.parts import flag, section, verdict_word
from dashboard.view import AllianceView, IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import period_label, sentence
from store.clock import danish_day
from store.meetings import DONE, DROPPED, OPEN, TAKEN_OUT, UNDER_WAY, Note, read_meeting_days, read_notes

STATES = {
    OPEN: Text("Åben", "Open"),
    UNDER_WAY: Text("I gang", "Under way"),
    DONE: Text("Gjort", "Done"),
    DROPPED: Text("Opgivet", "Dropped"),
    TAKEN_OUT: Text("Tages ud: skrevet ved en fejl", "Taken out: written by mistake"),
}


def decided_section(view: IndicatorView, visit: Visit) -> Component | None:
    """For the indicator's page: what meetings have decided about it; None where nothing was noted."""
    notes = read_notes(visit.store, view.alliance.slug, visit.viewer, visit.now, view.indicator.code)
    if not notes:
        return None
    items = [html.Li(note_parts(note, view, visit)) for note in notes]
    heading = visit.say("Besluttet på møder", "Decided at meetings")
    return section("moeder", heading, html.Ul(items, className="noter", role="list"))


def meeting_links(view: AllianceView, visit: Visit) -> Component | None:
    """For the alliance's page: to its meeting, and to the minutes of the last one."""
    slug = view.alliance.slug
    links: list[Content] = []
    if view.indicators and view.resting is None:
        links.append(html.A(visit.say("Mødevisning", "Meeting mode"), href=visit.link(meeting_path(slug))))
    days = read_meeting_days(read_notes(visit.store, slug, visit.viewer, visit.now))
    if days:
        day = format_date(days[0], visit.language)
        text = visit.say(f"Referat fra {day}", f"Minutes of {day}")
        links += [" · " if links else None, html.A(text, href=visit.link(minutes_path(slug, days[0])))]
    return html.P(links, className="lille luft kun-skaerm") if links else None


def note_parts(
    note: Note, view: IndicatorView, visit: Visit, is_dated: bool = True, is_told: bool = True
) -> list[Content]:
    """One note: decision, story, and the line of the figures seen.

    Args:
        is_dated: with the day it was made, which leads to its minutes.
        is_told: with the story of a decision, too.
    """
    written = note.written
    top: list[Content] = []
    if is_dated:
        href = visit.link(minutes_path(view.alliance.slug, written.held_on))
        top.append(html.A(format_date(written.held_on, visit.language), href=href))
    if written.decision:
        top += [" · " if top else None, *_state(note, visit)]
    parts: list[Content] = [html.P(top, className="lille")] if top else []
    if written.decision:
        parts += [html.P(written.decision, className="ord-for-ord beslutning", lang=written.language)]
        parts.append(html.P(_who(note, visit), className="hvem"))
    if written.story and (is_told or not written.decision):
        label = html.B(visit.say("Historien: ", "The story: "))
        parts.append(html.P([label, html.Span(written.story, lang=written.language)], className="ord-for-ord"))
    parts.append(seen_line(note, view, visit))
    return parts


def _state(note: Note, visit: Visit) -> list[Content]:
    """ "Åben", "Gjort, siger Anne 1. februar 2027", and whether its day has passed."""
    text = visit.text(STATES[note.state])
    if note.answers:
        last = note.answers[-1]
        when = format_date(danish_day(last.recorded_at), visit.language)
        who = said_by(last.author, visit)
        text += visit.say(f", ifølge {who}, {when}", f", says {who}, {when}")
    late = note.is_open and note.written.due is not None and note.written.due < visit.today
    return [text, " ", flag(visit.say("Fristen er gået", "Its day has passed"))] if late else [text]


def _who(note: Note, visit: Visit) -> str:
    written = note.written
    text = written.who or ""
    if written.due:
        day = format_date(written.due, visit.language)
        text += visit.say(f", senest {day}", f", by {day}")
    return text


def seen_line(note: Note, view: IndicatorView, visit: Visit) -> Component:
    """The figures that stood on the page that day, and today's where they are others."""
    verdict = note.written.seen["verdict"]
    code = str(verdict.get("verdict"))
    then = seen_text(note, view, visit)
    content: list[Content] = [visit.say("Den dag: ", "That day: "), *_seen(code, note, then, visit)]
    now = _value_text(view.verdict, view, visit)
    if not note.is_withheld and view.is_counted and (view.code, now) != (code, then):
        content += [visit.say(" I dag: ", " Today: "), verdict_word(view.code, visit.language)]
        content.append(f", {sentence(now)}" if now else ".")
    who = said_by(note.written.author, visit)
    by = visit.say(f" Skrevet af {who}.", f" Written by {who}.")
    return html.P([*content, by], className="lille set")


def _seen(code: str, note: Note, then: str, visit: Visit) -> list[Content]:
    places = note.written.seen.get("places")
    if places:
        codes = [one for one, number in places.items() for _ in range(number)]
        return [sentence(summary(codes, visit))]
    if note.is_withheld:
        hidden = visit.say(
            ". Et af de tal, I så, er skjult siden; derfor vises de ikke.",
            ". One of the figures you saw has been hidden since; they are not shown.",
        )
        return [verdict_word(code, visit.language), hidden]
    return [verdict_word(code, visit.language), f", {sentence(then)}" if then else "."]


def seen_text(note: Note, view: IndicatorView, visit: Visit) -> str:
    """ "14.844 indbrud i 2023", as it stood that day; "" where there was no figure, or it may not be told."""
    return "" if note.is_withheld else _value_text(note.written.seen["verdict"], view, visit)


def _value_text(verdict: dict[str, object], view: IndicatorView, visit: Visit) -> str:
    latest = verdict.get("latest")
    if not isinstance(latest, dict) or latest.get("value") is None:
        return ""
    words = Words(view.indicator, visit.language)
    return words.in_period(words.value_with_unit(latest["value"]), period_label(latest["period"], visit.language))
