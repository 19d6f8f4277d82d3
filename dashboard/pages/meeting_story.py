"""What is known of the story behind a curve, and what is being done: from the definition and from earlier meetings."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.indicator import Event
from config.language import Text, format_date
from dashboard.meeting import minutes_path
from dashboard.parts import section
from dashboard.view import AllianceView, IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import listed, organisation_name, period_label, sentence
from store.meetings import Note

_STATES = {
    "planned": Text("planlagt", "planned"),
    "under_way": Text("i gang", "under way"),
    "done": Text("gennemført", "done"),
    "dropped": Text("opgivet", "dropped"),
}
_EARLIER = 3  # meetings whose story is told again


def story(
    alliance: AllianceView, view: IndicatorView, notes: list[Note], visit: Visit, key: str = "historien"
) -> Component:
    """Events, breaks, notes and small wins of this indicator; what the last meetings said of it."""
    code = view.indicator.code
    lines: list[Component] = [html.Li(_event(one, visit)) for one in view.indicator.events]
    for one in view.indicator.breaks:
        kind = visit.say("databrud", "break in series")
        period = period_label(one.period, visit.language)
        lines.append(html.Li([html.B(period), f", {kind}: {sentence(visit.text(one.reason))}"]))
    lines += [html.Li(sentence(visit.text(note))) for note in view.indicator.notes]
    for win in sorted(alliance.alliance.small_wins, key=lambda win: win.period):
        if code in win.indicators:
            text: list[Content] = [html.B(period_label(win.period, visit.language))]
            text.append(f" {sentence(visit.text(win.title))}")
            lines.append(html.Li(text))
    told = [note for note in notes if note.written.story][:_EARLIER]
    lines += [html.Li(_told(note, view, visit)) for note in told]
    nothing = visit.say(
        "Endnu er intet skrevet om, hvad der ligger bag. Spørg: hvad skete der, da kurven knækkede?",
        "Nothing has been written yet of what lies behind it. Ask: what happened when the curve turned?",
    )
    return section(
        key,
        visit.say("Hvad er historien?", "What is the story?"),
        html.Ul(lines, className="punkter") if lines else html.P(nothing),
    )


def _event(event: Event, visit: Visit) -> list[Content]:
    """ "**2020–2021** Covid-19."; the title alone where it names its year itself."""
    first, last = period_label(event.period, visit.language), period_label(event.until or event.period, visit.language)
    title = sentence(visit.text(event.title))
    if event.period[:4] in title:
        return [title]
    return [html.B(first if first == last else f"{first}–{last}"), f" {title}"]


def _told(note: Note, view: IndicatorView, visit: Visit) -> list[Content]:
    day = format_date(note.written.held_on, visit.language)
    link = html.A(visit.say(f"Mødet {day}", f"Meeting {day}"),
                  href=visit.link(minutes_path(view.alliance.slug, note.written.held_on)))  # fmt: skip
    return [link, ": ", html.Span(note.written.story, lang=note.written.language, className="ord-for-ord")]


def planned(alliance: AllianceView, view: IndicatorView, visit: Visit) -> Component | None:
    """The lines of the action plan that are tied to this indicator."""
    declared = alliance.alliance
    lines = []
    for action in declared.plan:
        if view.indicator.code not in action.indicators:
            continue
        who = listed([organisation_name(declared, slug, visit.language) for slug in action.who], visit.language)
        parts = [who, format_date(action.by, visit.language) if action.by else "", visit.text(_STATES[action.state])]
        lines.append(html.Li(f"{visit.text(action.title)}: {sentence(', '.join(part for part in parts if part))}"))
    if not lines:
        return None
    heading = html.H3(visit.say("I handleplanen", "In the action plan"))
    return html.Div([heading, html.Ul(lines, className="punkter")], className="rum")


def done_so_far(view: IndicatorView, notes: list[Note], visit: Visit) -> Component | None:
    """How many earlier decisions have been answered for, with the way to all of them."""
    closed = [note for note in notes if note.written.decision and not note.is_open]
    if not closed:
        return None
    number = len(closed)
    text = visit.say(
        "Én tidligere beslutning er afsluttet" if number == 1 else f"{number} tidligere beslutninger er afsluttet",
        "One earlier decision is closed" if number == 1 else f"{number} earlier decisions are closed",
    )
    return html.P(html.A(text, href=visit.link(view.path) + "#moeder"), className="luft")
