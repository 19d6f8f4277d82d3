"""`/alliance/<slug>/meeting`: where a meeting begins and ends; with `?paper=1` the board paper."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date
from dashboard.facts import counts_text, latest_period
from dashboard.meeting import meeting_path, minutes_path
from dashboard.pages import missing
from dashboard.pages.meeting_notes import note_parts
from dashboard.pages.meeting_step import first_screen, in_order
from dashboard.pages.meeting_story import planned, story
from dashboard.parts import also, marks, section, verdict_word
from dashboard.view import AllianceView, IndicatorView, read_one
from dashboard.visit import Content, Page, Visit
from dashboard.words import INDICATOR, INDICATORS, counted, sentence
from store.meetings import Note, read_meeting_days, read_notes

_OPEN, _OPENS = Text("åben beslutning", "open decision"), Text("åbne beslutninger", "open decisions")


def page(visit: Visit, slug: str) -> Page:
    """The agenda: the weakest first, what stands open, what was decided today, earlier minutes."""
    alliance = read_one(visit, slug)
    if alliance is None:
        return missing.page(visit)
    notes = read_notes(visit.store, slug, visit.viewer, visit.now)
    is_paper = "paper" in visit.query
    parts = _paper(alliance, notes, visit) if is_paper else _agenda(alliance, notes, visit)
    declared = alliance.alliance
    name = visit.text(declared.name)
    title = visit.say(f"Mødepapir, {name}", f"Board paper, {name}") if is_paper else visit.say("Møde", "Meeting")
    return Page(
        title=title if is_paper else f"{title}, {name}",
        section="alliances",
        scripts=("meeting.js",),
        notes=(sentence(visit.text(declared.disclaimer)),) if declared.disclaimer else (),
        main=[html.Div([part for part in parts if part is not None], className="papir" if is_paper else "moede")],
    )


def _header(alliance: AllianceView, is_paper: bool, visit: Visit) -> Component:
    declared = alliance.alliance
    name = visit.text(declared.name)
    day = format_date(visit.today, visit.language)
    crumbs: list[Content] = [html.A(name, href=visit.link(alliance.path)), " / "]
    if is_paper:
        begin = html.A(visit.say("Møde", "Meeting"), href=visit.link(meeting_path(declared.slug)))
        crumbs += [begin, f" / {visit.say('Mødepapir', 'Board paper')}"]
    else:
        crumbs.append(visit.say("Møde", "Meeting"))
    kind = visit.say("Mødepapir" if is_paper else "Møde", "Board paper" if is_paper else "Meeting")
    return html.Header(
        [
            html.P(crumbs, className="over"),
            html.H1(f"{name}. {kind} {day}"),
            html.P(_found(alliance, visit), className="ind"),
        ]
    )


def _found(alliance: AllianceView, visit: Visit) -> str:
    """ "4 indikatorer: 1 mål ikke nået, 2 forbedres, 1 uden vurdering."; in words where there are no figures."""
    if not alliance.indicators:
        return visit.say(
            "Alliancen har ingen indikatorer endnu: mødet handler om visionen og det, der er sket.",
            "The alliance has no indicators yet: the meeting is about the vision and what has happened.",
        )
    number = counted(len(alliance.indicators), INDICATOR, INDICATORS, visit.language)
    told = counts_text(alliance.rollup.counts, visit)
    apart = len(alliance.rollup.by_place)
    places = visit.say(f"{apart} vurderes sted for sted", f"{apart} judged place by place") if apart else ""
    return sentence(f"{number}: {', '.join(part for part in (told, places) if part)}")


def _agenda(alliance: AllianceView, notes: list[Note], visit: Visit) -> list[Component | None]:
    order = in_order(alliance)
    slug = alliance.alliance.slug
    paper = html.A(visit.say("Mødepapir til udskrift", "Board paper for print"),
                   href=visit.link(meeting_path(slug)) + "?paper=1", className="knap")  # fmt: skip
    begin = None
    if order:
        first = visit.text(order[0].indicator.name)
        text = visit.say(f"Begynd med {_lower(first)}", f"Begin with {_lower(first)}")
        href = visit.link(meeting_path(slug, order[0].indicator.code))
        begin = html.P([html.A(text, href=href, rel="next", className="knap foerst"), paper], className="knapper")
    items = [html.Li(_point(view, notes, visit)) for view in order]
    keys = visit.say(
        "Piletasterne og en præsentationsknap går til næste og forrige indikator.",
        "The arrow keys and a presenter's button go to the next indicator and back.",
    )
    vision = alliance.alliance.vision
    return [
        _header(alliance, False, visit),
        html.P(visit.text(vision), className="citat rum") if vision and not order else None,
        begin,
        section("dagsorden", visit.say("Dagsorden", "Agenda"), html.Ol(items, className="dagsorden"),
                html.P(keys, className="lille luft uden-tryk")) if order else None,
        _open(alliance, notes, visit),
        _today(alliance, notes, visit),
        _minutes(alliance, notes, visit),
    ]  # fmt: skip


def _point(view: IndicatorView, notes: list[Note], visit: Visit) -> list[Content]:
    """One point of the agenda: name, verdict, latest period, how many decisions stand open."""
    slug, code = view.alliance.slug, view.indicator.code
    link = html.A(visit.text(view.indicator.name), href=visit.link(meeting_path(slug, code)))
    word = verdict_word(view.code, visit.language) if view.is_counted else marks(view.part_codes)
    period = latest_period(view.shared, visit)
    number = sum(note.is_open for note in notes if note.indicator == code)
    texts = [f"{visit.say('seneste tal', 'latest figure')} {period}"] if period else []
    texts += [counted(number, _OPEN, _OPENS, visit.language)] if number else []
    return [html.Span(link, className="navn"), word, html.Span(", ".join(texts), className="lille")]


def _listed(
    key: str, heading: str, notes: list[Note], alliance: AllianceView, visit: Visit, nothing: str | None
) -> Component | None:
    items = []
    for note in notes:
        view = alliance.named(note.indicator)
        if view is None:
            continue
        href = f"{visit.link(meeting_path(alliance.alliance.slug, note.indicator))}#note-{note.number}"
        name = html.H3(html.A(visit.text(view.indicator.name), href=href))
        items.append(html.Li([name, *note_parts(note, view, visit)]))
    if not items:
        return section(key, heading, html.P(nothing)) if nothing else None
    return section(key, heading, html.Ul(items, className="noter", role="list"))


def _open(alliance: AllianceView, notes: list[Note], visit: Visit) -> Component | None:
    """What earlier meetings decided and nobody has answered for: the earliest day first."""
    before = [note for note in notes if note.is_open and note.written.held_on < visit.today]
    before.sort(key=lambda note: (note.written.due is None, note.written.due, note.number))
    heading = visit.say("Siden sidst: gjorde vi det?", "Since last time: did we do it?")
    return _listed("siden", heading, before, alliance, visit, None)


def _today(alliance: AllianceView, notes: list[Note], visit: Visit) -> Component | None:
    if not alliance.indicators:
        return None
    made = [note for note in reversed(notes) if note.written.held_on == visit.today]
    heading = visit.say("Besluttet i dag", "Decided today")
    return _listed("besluttet", heading, made, alliance, visit, visit.say("Intet endnu.", "Nothing yet."))


def _minutes(alliance: AllianceView, notes: list[Note], visit: Visit) -> Component | None:
    days = read_meeting_days(notes)
    if not days:
        return None
    items = [
        html.Li(html.A(format_date(day, visit.language), href=visit.link(minutes_path(alliance.alliance.slug, day))))
        for day in days
    ]
    return section("referater", visit.say("Referater", "Minutes"), html.Ul(items, className="liste"))


def _paper(alliance: AllianceView, notes: list[Note], visit: Visit) -> list[Component | None]:
    """The agenda, and a page for each indicator: the curve, the story, what is open, and room to write."""
    order = in_order(alliance)
    items = [html.Li(_point(view, notes, visit)) for view in order]
    hint = visit.say(
        "Udskriv siden fra browseren: dagsordenen først, derefter én indikator på hver side.",
        "Print the page from the browser: the agenda first, then one indicator to a page.",
    )
    agenda = section("dagsorden", visit.say("Dagsorden", "Agenda"), html.Ol(items, className="dagsorden"))
    pages = [_sheet(number, alliance, view, notes, visit) for number, view in enumerate(order, 1)]
    return [_header(alliance, True, visit), html.P(hint, className="lille luft uden-tryk"), agenda, *pages]


def _sheet(number: int, alliance: AllianceView, view: IndicatorView, notes: list[Note], visit: Visit) -> Component:
    code = view.indicator.code
    own = [note for note in notes if note.indicator == code]
    open_now = [html.Li(note_parts(note, view, visit, is_told=False)) for note in own if note.is_open]
    asked = html.H2(visit.say("Hvad gør vi før næste gang?", "What do we do before next time?"))
    return html.Article(
        [
            first_screen(view, visit, level=2),
            story(alliance, view, own, visit, key=f"historien-{number}"),
            html.Section(
                [
                    asked,
                    html.Ul(open_now, className="noter", role="list") if open_now else None,
                    planned(alliance, view, visit),
                    html.Div(className="linjer", **also(aria_hidden="true")),
                ]
            ),
        ],
        className="side",
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
