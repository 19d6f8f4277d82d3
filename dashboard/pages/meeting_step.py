"""`/alliance/<slug>/meeting/<indicator>`: one indicator, big: what the curve says, what the story is, what we do.

The first screen is read from five metres away; below it stands what was agreed, and the form for what is agreed now.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.change import measured
from dashboard.charts import svg
from dashboard.charts.wording import Words, place_name
from dashboard.curves import chart_of
from dashboard.drawing import Drawing
from dashboard.facts import flags, summary
from dashboard.findings import headline
from dashboard.meeting import Checked, checked_form, meeting_path
from dashboard.pages import missing
from dashboard.pages.meeting_form import answer_form, note_form
from dashboard.pages.meeting_notes import note_parts
from dashboard.pages.meeting_story import done_so_far, planned, story
from dashboard.parts import also, flag, marks, section, verdict_word
from dashboard.seen_by import seen_by_flag
from dashboard.view import AllianceView, IndicatorView, read_one
from dashboard.visit import Content, Page, Visit
from dashboard.words import capital, organisation_name, sentence
from store.meetings import Note, read_notes
from store.published import PublishedSeries
from store.rights import may

_MOST_PLACES = 24  # with a line each on one screen
WIDTHS: tuple[svg.Width, ...] = ("moede", "mellem", "smal")


def page(visit: Visit, slug: str, code: str) -> Page:
    """One indicator at a meeting; where a form was sent and could not be kept, with what is to be put right."""
    alliance = read_one(visit, slug)
    view = alliance.named(code) if alliance else None
    if alliance is None or view is None:
        return missing.page(visit)
    notes = read_notes(visit.store, slug, visit.viewer, visit.now, code)
    sent = checked_form(view, notes, visit)
    main = html.Div(
        [
            _steps(alliance, view, visit),
            first_screen(view, visit),
            story(alliance, view, notes, visit),
            _agreed(alliance, view, notes, sent, visit),
            _write(view, sent, visit) if may_write(alliance, visit) else None,
            _steps(alliance, view, visit, is_last=True),
        ],
        className="moede",
    )
    return Page(
        title=f"{visit.text(view.indicator.name)}, {visit.say('møde', 'meeting')}",
        section="alliances",
        status=200 if sent is None else 409 if sent.is_stale else 422,
        is_answer=visit.form is not None,
        is_passing=visit.form is not None or "saved" in visit.query,
        scripts=("meeting.js",),
        notes=(sentence(visit.text(alliance.alliance.disclaimer)),) if alliance.alliance.disclaimer else (),
        main=[main],
    )


def in_order(alliance: AllianceView) -> list[IndicatorView]:
    """The order of a meeting: the weakest first, those judged place by place last."""
    return [*alliance.counted, *(view for view in alliance.indicators if not view.is_counted)]


def _steps(alliance: AllianceView, view: IndicatorView, visit: Visit, is_last: bool = False) -> Component:
    """Where in the meeting we are, and the ways to the next indicator and back."""
    order = [one.indicator.code for one in in_order(alliance)]
    here = order.index(view.indicator.code)
    slug = alliance.alliance.slug
    back = order[here - 1] if here else None
    onward = order[here + 1] if here + 1 < len(order) else None
    place = visit.say(f"Indikator {here + 1} af {len(order)}", f"Indicator {here + 1} of {len(order)}")
    items: list[Component] = []
    if not is_last:
        start = html.A(visit.say("Dagsorden", "Agenda"), href=visit.link(meeting_path(slug)))
        items += [html.Li(start), html.Li(place)]
    if back:
        previous = f"{visit.say('Forrige', 'Previous')}: {_name(alliance, back, visit)}"
        items.append(html.Li(html.A(previous, href=visit.link(meeting_path(slug, back)), rel="prev")))
    if onward:
        after = f"{visit.say('Næste', 'Next')}: {_name(alliance, onward, visit)}"
        items.append(html.Li(html.A(after, href=visit.link(meeting_path(slug, onward)), rel="next")))
    else:
        end = visit.say("Til slut: dagens beslutninger", "Last: what was decided today")
        items.append(html.Li(html.A(end, href=visit.link(meeting_path(slug)) + "#besluttet", rel="next")))
    label = (
        visit.say("Indikatorer, forneden", "Indicators, below") if is_last else visit.say("Indikatorer", "Indicators")
    )
    return html.Nav(html.Ul(items), className="skridt", **also(aria_label=label))


def _name(alliance: AllianceView, code: str, visit: Visit) -> str:
    found = alliance.named(code)
    assert found is not None
    return visit.text(found.indicator.name)


def first_screen(view: IndicatorView, visit: Visit, level: int = 1) -> Component:
    """What the curve says: the finding, the verdict, the latest figure, the curve.

    Args:
        level: of its heading.
    """
    spoken = view.verdict.get("sentence")
    apart = 0 if view.is_counted else len(view.parts)
    said: list[Content] = [
        html.P(
            [
                html.A(visit.text(view.alliance.name), href=visit.link(f"/alliance/{view.alliance.slug}")),
                visit.say(". Hvad siger kurven?", ". What does the curve say?"),
            ],
            className="over",
        ),
        (html.H1 if level == 1 else html.H2)(headline(view.indicator, view.shared, visit.language, apart)),
    ]
    seen = seen_by_flag(view.alliance, view.indicator, visit)  # also on paper, which leaves the house
    if view.is_counted:
        marked = [flag(text) for text in [*flags(view, view.shared, visit), *([seen] if seen else [])]]
        said.append(html.P([verdict_word(view.code, visit.language), *marked], className="status"))
        said += [_latest(view, visit), html.P(spoken[visit.language]) if spoken else None]
    else:
        said += [html.P(flag(seen), className="status") if seen else None]
        said += [html.P(sentence(capital(summary(view.part_codes, visit)))), _places(view, visit)]
    link = html.A(visit.say("Alle tal og regnestykket", "All figures and the sum"), href=visit.link(view.path))
    said.append(html.P(link, className="lille kun-skaerm"))
    return html.Div([html.Header(said), _curve(view, visit)], className="skaerm")


def _places(view: IndicatorView, visit: Visit) -> Component:
    """Each place with its verdict, in the order of their names; of many only their marks."""
    if len(view.parts) > _MOST_PLACES:
        return html.P(marks(view.part_codes))
    entries = [
        html.Li([html.Span(_part_name(part, view, visit)), verdict_word(code, visit.language)])
        for part, code in zip(view.parts, view.part_codes, strict=True)
    ]
    return html.Ul(entries, className="steder", role="list")


def _part_name(part: PublishedSeries, view: IndicatorView, visit: Visit) -> str:
    place = place_name(part.area, visit.language)
    shares_place = sum(one.area == part.area for one in view.parts) > 1
    if not shares_place or part.organisation is None:
        return place
    return f"{place}, {organisation_name(view.alliance, part.organisation, visit.language)}"


def _latest(view: IndicatorView, visit: Visit) -> Component | None:
    values = measured(view.shared)
    if not values:
        return None
    period, value = values[-1]
    words = Words(view.indicator, visit.language)
    unit = "" if words.is_percent else words.short_unit
    label = f"{unit} " if unit else ""
    label += f"{visit.say('i', 'in')} {period.label(visit.language)}"
    return html.P([words.value(value), html.Small(label)], className="stor")


def _curve(view: IndicatorView, visit: Visit) -> Component | None:
    if not measured(view.shared):
        return None
    chart = chart_of(view, visit.language)
    drawn = [Drawing(svg.drawing(chart, width)) for width in WIDTHS]
    caption = html.Figcaption(html.P(chart.title, className="sig"))
    return html.Figure([caption, *drawn, html.P(chart.unit_line, className="lille kilde")], className="fig")


def _agreed(
    alliance: AllianceView, view: IndicatorView, notes: list[Note], sent: Checked | None, visit: Visit
) -> Component:
    """What we do before next time: what stands open, today's decisions, and the action plan."""
    answered = sent.texts.get("answer") if sent else None
    items: list[Component] = []
    for note in notes:
        if not (note.is_open or note.written.held_on == visit.today or visit.query.get("saved") == str(note.number)):
            continue
        parts = note_parts(note, view, visit, is_told=False)
        if visit.query.get("saved") == str(note.number):
            saved = visit.say("Gemt i referatet.", "Saved in the minutes.")
            parts = [html.P(saved, id="gemt", className="gemt", role="status"), *parts]
        if may_write(alliance, visit):
            parts.append(answer_form(note, view, sent if answered == str(note.number) else None, visit))
        items.append(html.Li(parts, id=f"note-{note.number}"))
    nothing = visit.say("Der er ingen åbne beslutninger.", "No decision stands open.")
    wrong = sent.mistakes.get("") if sent and answered is not None else None
    return section(
        "goer",
        visit.say("Hvad gør vi før næste gang?", "What do we do before next time?"),
        html.P(visit.text(wrong), className="besked", role="alert") if wrong else None,
        html.Ul(items, className="noter", role="list") if items else html.P(nothing),
        done_so_far(view, notes, visit),
        planned(alliance, view, visit),
    )


def may_write(alliance: AllianceView, visit: Visit) -> bool:
    """Whether whoever looks may keep the minutes."""
    return may(visit.viewer, "define", alliance.alliance.slug)


def _write(view: IndicatorView, sent: Checked | None, visit: Visit) -> Component:
    is_note = sent is not None and "answer" not in sent.texts
    return section(
        "nyt",
        visit.say("Skriv i referatet", "Write in the minutes"),
        note_form(view, sent if is_note else None, visit),
    )
