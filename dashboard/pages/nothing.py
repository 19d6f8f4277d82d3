"""`/upload/nothing`: "Intet at indberette" for periods that are due. Whose, which periods, and then in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import format_number
from dashboard.charts.wording import place_name
from dashboard.drawing import Field
from dashboard.pages.decided import counted_periods, nothing_ticked
from dashboard.pages.upload import deliverable, organisation_fields
from dashboard.parts import section
from dashboard.visit import Content, Page, Visit
from dashboard.words import capital, organisation_name
from progress.declaring import declarable
from progress.due import Row
from store.declarations import DueFigure, read_held

_SHOWN = 300

Due = dict[DueFigure, Row]


def page(visit: Visit) -> Page:
    """First whose figures, then which of those that are due, then what will be said."""
    alliances = deliverable(visit)
    alliance = next((one for one in alliances if one.slug == visit.query.get("alliance")), None)
    who = visit.query.get("organisation", "")
    title = visit.say("Intet at indberette", "Nothing to report")
    main: list[Content]
    if alliance is None or who not in {one.slug for one in alliance.delivering}:
        main = [_header(None, "", title, _what(visit), visit), _whose(alliances, alliance, visit)]
        return Page(title=title, section="upload", main=main)
    due = declarable(alliance, who, read_held(visit.store, alliance.slug, who), visit.today)
    chosen = [one for one in due if key_of(one) in visit.query.values()]
    if chosen:
        number = counted_periods(len(chosen), visit)
        heading = visit.say(f"Intet at indberette for {number}?", f"Nothing to report for {number}?")
        lead = visit.say(
            "Perioderne regnes som afleveret, og på kurven står »intet at indberette«. Det er ikke det samme som nul.",
            "The periods count as delivered, and the curve says “nothing to report”. It is not the same as zero.",
        )
        main = [_header(alliance, who, heading, lead, visit), _confirm(alliance, who, chosen, due, visit)]
    elif due:
        main = [_header(alliance, who, title, _what(visit), visit), *_choose(alliance, who, due, visit)]
    else:
        lead = visit.say("Alt, der er forfaldent, er afleveret.", "Everything that is due has been delivered.")
        main = [_header(alliance, who, title, lead, visit)]
    return Page(title=title, section="upload", main=[part for part in main if part is not None])


def key_of(one: DueFigure) -> str:
    """How a form names a figure."""
    return json.dumps([one.indicator, one.area, json.loads(one.dimensions), one.period], ensure_ascii=False)


def _what(visit: Visit) -> str:
    return visit.say(
        "Har I intet at indberette for en periode, så sig det her: så mangler tallet ikke, og ingen rykker for det.",
        "If there is nothing to report for a period, say so here: the figure is not missing, and nobody asks for it.",
    )


def _header(alliance: Alliance | None, who: str, heading: str, lead: str, visit: Visit) -> Component:
    crumbs: list[Content] = [html.A(visit.say("Indberet", "Report figures"), href=visit.link("/upload"))]
    if alliance is not None:
        name = html.A(visit.text(alliance.name), href=visit.link(f"/alliance/{alliance.slug}"))
        crumbs = [name, " / ", *crumbs, f" / {organisation_name(alliance, who, visit.language)}"]
    return html.Header([html.P(crumbs, className="over"), html.H1(heading), html.P(lead, className="ind")])


def _whose(alliances: Sequence[Alliance], wanted: Alliance | None, visit: Visit) -> Component:
    return html.Form(
        [
            *organisation_fields(alliances, wanted, visit),
            html.P(
                html.Button(visit.say("Vis perioder", "Show periods"), type="submit", className="knap foerst"),
                className="knapper",
            ),
        ],
        action=visit.link("/upload/nothing"),
        method="get",
        className="rum",
    )


def _choose(alliance: Alliance, who: str, due: Due, visit: Visit) -> list[Content]:
    """A tick for each figure that is due, under its indicator; of many indicators one can be picked."""
    codes = list(dict.fromkeys(one.indicator for one in due))
    wanted = visit.query.get("indicator", "")
    fits = [one for one in due if wanted not in codes or one.indicator == wanted]
    groups: list[Content] = []
    place = 0
    for code, figures in groupby(fits[:_SHOWN], key=lambda one: one.indicator):
        indicator = alliance.indicator(code)
        assert indicator is not None
        ticks: list[Content] = []
        for one in figures:
            ticks.append(_tick(place, one, due[one], visit))
            place += 1
        groups.append(html.Fieldset([html.Legend(visit.text(indicator.title)), html.Div(ticks, className="afkryds")]))
    more = None
    if len(fits) > _SHOWN:
        rest = format_number(len(fits) - _SHOWN, visit.language)
        more = html.P(
            visit.say(
                f"og {rest} til: vælg én indikator for at se dem.",
                f"and {rest} more: choose one indicator to see them.",
            ),
            className="lille luft",
        )
    hidden: list[Content] = [
        Field("alliance", "hidden", value=alliance.slug),
        Field("organisation", "hidden", value=who),
    ]
    action = visit.link("/upload/nothing")
    pick = html.Form(
        [
            *hidden,
            html.Div(
                [
                    html.Label(visit.say("Indikator", "Indicator"), htmlFor="indicator"),
                    html.Select(
                        [
                            html.Option(visit.say("alle", "all"), value=""),
                            *(
                                html.Option(_name(alliance, code, visit), value=code, selected=code == wanted or None)
                                for code in codes
                            ),
                        ],
                        id="indicator",
                        name="indicator",
                    ),
                ],
                className="felt",
            ),
            html.P(html.Button(visit.say("Vis", "Show"), type="submit", className="knap"), className="knapper"),
        ],
        action=action,
        method="get",
        className="rum",
    )
    form = html.Form(
        [
            *hidden,
            Field("chosen", "hidden", value="1"),
            nothing_ticked(visit) if "chosen" in visit.query else None,
            *groups,
            more,
            html.P(
                html.Button(visit.say("Videre", "Go on"), type="submit", className="knap foerst"), className="knapper"
            ),
        ],
        action=action,
        method="get",
        className="rum",
    )
    heading = visit.say("Forfaldne perioder", "Periods that are due")
    return [pick if len(codes) > 1 else None, section("perioder", heading, form)]


def _tick(place: int, one: DueFigure, row: Row, visit: Visit) -> Component:
    return html.Label(
        [Field(f"f{place}", "checkbox", id=f"f{place}", value=key_of(one)), html.Span(_label(one, row, visit))],
        htmlFor=f"f{place}",
        className="kryds",
    )


def _label(one: DueFigure, row: Row, visit: Visit) -> str:
    assert row.period is not None
    parts = [
        capital(place_name(one.area, visit.language)) if one.area else "",
        *(visit.text(label) for label in row.indicator.labels(row.dimensions)),
        row.period.label(visit.language),
    ]
    return ", ".join(part for part in parts if part)


def _name(alliance: Alliance, code: str, visit: Visit) -> str:
    indicator = alliance.indicator(code)
    return visit.text(indicator.title) if indicator else code


def _confirm(alliance: Alliance, who: str, chosen: Sequence[DueFigure], due: Due, visit: Visit) -> Component:
    names = [html.Li(f"{_name(alliance, one.indicator, visit)}: {_label(one, due[one], visit)}") for one in chosen]
    back = visit.link(f"/upload/nothing?alliance={alliance.slug}&organisation={who}")
    form = html.Form(
        [
            Field("alliance", "hidden", value=alliance.slug),
            Field("organisation", "hidden", value=who),
            *(Field("figure", "hidden", value=key_of(one)) for one in chosen),
            html.Div(
                [
                    html.Label(visit.say("Bemærkning (kan udelades)", "Note (optional)"), htmlFor="note"),
                    Field("note", "text", id="note"),
                ],
                className="felt",
            ),
            html.P(
                [
                    html.Button(
                        visit.say("Erklær: intet at indberette", "Declare: nothing to report"),
                        type="submit",
                        className="knap foerst",
                    ),
                    html.A(visit.say("Tilbage", "Back"), href=back),
                ],
                className="knapper",
            ),
        ],
        action=f"/api/v1/declarations?language={visit.language}",
        method="post",
        className="rum",
    )
    heading = visit.say(
        f"{organisation_name(alliance, who, 'da')} erklærer det for",
        f"{organisation_name(alliance, who, 'en')} declares it for",
    )
    return section("tal", heading, html.Ul(names, className="liste prik"), form)
