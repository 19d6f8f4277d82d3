"""`/alliance/<slug>/minutes/<day>`: what a meeting decided, with the figures that were seen that day."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date
from dashboard.meeting import meeting_path
from dashboard.pages import missing
from dashboard.pages.meeting_notes import note_parts
from dashboard.pages.meeting_step import in_order
from dashboard.parts import section
from dashboard.view import AllianceView, IndicatorView, read_shown
from dashboard.visit import Content, Page, Visit
from dashboard.words import INDICATOR, INDICATORS, capital, counted, sentence
from store.meetings import Note, read_notes

_DECISION, _DECISIONS = Text("beslutning", "decision"), Text("beslutninger", "decisions")
_STORY, _STORIES = Text("historie", "story"), Text("historier", "stories")


def page(visit: Visit, slug: str, day: str) -> Page:
    """The minutes of one day; missing where nothing was noted that day."""
    alliance = read_shown(visit, slug)
    held = _day(day)
    if alliance is None or held is None:
        return missing.page(visit)
    notes = read_notes(visit.store, slug, visit.viewer, visit.now, day=held)
    if not notes:
        return missing.page(visit)
    declared = alliance.alliance
    when, name = format_date(held, visit.language), visit.text(declared.name)
    title = visit.say(f"Referat af mødet {when}", f"Minutes of the meeting {when}")
    views = in_order(alliance)
    gone = {note.indicator for note in notes} - {view.indicator.code for view in views}
    sections = [_points(view, notes, visit) for view in [*views, *_retired(slug, sorted(gone), visit)]]
    return Page(
        title=f"{title}, {name}",
        section="alliances",
        notes=(sentence(visit.text(declared.disclaimer)),) if declared.disclaimer else (),
        main=[
            _header(alliance, title, notes, visit),
            *(one for one in sections if one is not None),
        ],
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None  # one address for one day


def _header(alliance: AllianceView, title: str, notes: list[Note], visit: Visit) -> Component:
    slug, name = alliance.alliance.slug, visit.text(alliance.alliance.name)
    crumbs: list[Content] = [
        html.A(name, href=visit.link(alliance.path)),
        " / ",
        html.A(visit.say("Møde", "Meeting"), href=visit.link(meeting_path(slug))),
        f" / {visit.say('Referat', 'Minutes')}",
    ]
    return html.Header(
        [
            html.P(crumbs, className="over"),
            html.H1(f"{name}. {title}"),
            html.P(_found(notes, visit), className="ind"),
            html.P(_frozen(visit), className="lille luft"),
        ]
    )


def _found(notes: list[Note], visit: Visit) -> str:
    """ "3 beslutninger om 2 indikatorer, 1 af dem stadig åben."."""
    decided = [note for note in notes if note.written.decision]
    told = [note for note in notes if note.written.story]
    number = len({note.indicator for note in notes})
    parts = [counted(len(decided), _DECISION, _DECISIONS, visit.language)] if decided else []
    parts += [counted(len(told), _STORY, _STORIES, visit.language)] if told else []
    text = visit.say(" og ", " and ").join(parts) or visit.say("Intet, der kan vises", "Nothing that can be shown")
    if number:
        text += f" {visit.say('om', 'about')} {counted(number, INDICATOR, INDICATORS, visit.language)}"
    still = sum(note.is_open for note in decided)
    if decided:
        text += visit.say(f"; {still} står åben i dag" if still == 1 else f"; {still} står åbne i dag",
                          f"; {still} open today")  # fmt: skip
    return sentence(capital(text))


def _frozen(visit: Visit) -> str:
    return visit.say(
        "Tallene ved hver beslutning er dem, der stod på siden, da den blev skrevet. Er de andre i dag, står det også.",
        "The figures at each decision are those that stood on the page when it was written. Where today's are others, "
        "both are told.",
    )


def _retired(slug: str, codes: list[str], visit: Visit) -> list[IndicatorView]:
    """Indicators that were talked about and have been retired since."""
    found = [(code, read_shown(visit, slug, code)) for code in codes]
    views = [alliance.named(code) for code, alliance in found if alliance is not None]
    return [view for view in views if view is not None]


def _points(view: IndicatorView, notes: list[Note], visit: Visit) -> Component | None:
    code = view.indicator.code
    own = [note for note in reversed(notes) if note.indicator == code]
    if not own:
        return None
    heading = html.A(visit.text(view.indicator.title), href=visit.link(view.path))
    items = [html.Li(note_parts(note, view, visit, is_dated=False), id=f"note-{note.number}") for note in own]
    return section(f"i-{code}", heading, html.Ul(items, className="noter", role="list"))
