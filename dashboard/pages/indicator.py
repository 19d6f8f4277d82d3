"""`/alliance/<slug>/<indicator>`: the curve, the verdict and how it came about, every number and where it came from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date
from dashboard.change import measured
from dashboard.charts.wording import place_name
from dashboard.curves import chart_of, large
from dashboard.facts import flags, summary
from dashboard.findings import headline
from dashboard.known import KNOWN, asked_day, known_view, then_of
from dashboard.pages import missing
from dashboard.pages.edit_ways import edit_indicator
from dashboard.pages.indicator_contributions import contributions
from dashboard.pages.indicator_deadlines import deadlines_section
from dashboard.pages.indicator_downloads import downloads_section
from dashboard.pages.indicator_events import events_section
from dashboard.pages.indicator_groups import groups
from dashboard.pages.indicator_known import known_form, known_notice
from dashboard.pages.indicator_map import map_section
from dashboard.pages.indicator_methods import methods_section
from dashboard.pages.indicator_multiples import MULTIPLES, group_multiples, place_multiples
from dashboard.pages.indicator_numbers import comparisons, numbers
from dashboard.pages.indicator_origin import origin, source_line
from dashboard.pages.indicator_override import override_line
from dashboard.pages.indicator_places import places
from dashboard.pages.indicator_said import SAID, said_section
from dashboard.pages.indicator_verdict import verdict_section
from dashboard.pages.indicator_what_if import is_asked, what_if_section
from dashboard.pages.map_frame import MAP
from dashboard.pages.meeting_notes import decided_section
from dashboard.parts import also, flag, verdict_word
from dashboard.point import POINT
from dashboard.retired import retired_line
from dashboard.seen_by import seen_by
from dashboard.targets import versions
from dashboard.view import AllianceView, IndicatorView, read_shown
from dashboard.visit import Content, Page, Visit
from dashboard.what_if import GOAL, LIMITS, WRITTEN
from dashboard.words import capital, sentence
from store.clock import end_of_danish_day
from store.published import PublishedSeries

# What may be asked of the page after a question mark.
ASKED = ("area", "organisation", KNOWN, POINT, MAP, MULTIPLES, SAID, *GOAL, *LIMITS, WRITTEN)


def page(visit: Visit, slug: str, code: str) -> Page:
    """One indicator; `?area=`, and `&organisation=` of several, shows the curve of one of its places or partners."""
    alliance = read_shown(visit, slug, code)
    view = next((one for one in alliance.indicators if one.indicator.code == code), None) if alliance else None
    if alliance is None or view is None:
        return missing.page(visit)
    series = chosen(view, visit.query.get("area"), visit.query.get("organisation"))
    if series is None:
        return missing.page(visit)
    declared, asked = alliance.alliance, asked_day(visit)
    notice, is_then = None, isinstance(asked, date)
    seen = seen_by(declared, view.indicator, visit)  # today, whatever day is asked about
    if isinstance(asked, date):
        view, untold = known_view(view, visit, asked)
        series = then_of(view, series)
        notice = known_notice(view, series, asked, untold, visit)
        visit = replace(visit, now=min(visit.now, end_of_danish_day(asked)))
    main: list[Content] = [
        notice,
        _header(alliance, view, series, seen, visit),
        _curve(view, series, visit),
        verdict_section(view, series, visit),
        versions(view, visit, "r") if len(series.verdict.get("targets") or []) > 1 else None,
        deadlines_section(view, series, visit),
        events_section(view, visit),
        map_section(view, series, visit),
        place_multiples(view, series, visit),
        places(view, series, visit),
        contributions(view, series, visit),
        group_multiples(view, series, visit),
        groups(view, series, visit),
        methods_section(view, series, visit),
        None if is_then or alliance.resting else what_if_section(view, series, visit),
        numbers(view, series, visit),
        comparisons(view, series, visit),
        None if is_then else downloads_section(view, series, visit),  # what is downloaded is of today
        origin(view, series, visit),
        None if is_then else said_section(view, series, visit),
        decided_section(view, visit) if series is view.shared and not is_then else None,
        edit_indicator(slug, code, visit) if alliance.resting is None else None,
    ]
    return Page(
        title=_title(view, series, asked, visit),
        description=visit.text(view.indicator.definition or view.indicator.title),
        section="alliances",
        scripts=("point.js",),
        is_passing=is_asked(view, visit) or asked is not None or POINT in visit.query,
        notes=(sentence(visit.text(declared.disclaimer)),) if declared.disclaimer else (),
        main=[part for part in main if part is not None],
    )


def chosen(view: IndicatorView, area: str | None, organisation: str | None) -> PublishedSeries | None:
    """The shared series, or the place (and partner) that the address names; None for one that is not there."""
    if area is None:
        return view.shared
    here = (part for part in view.parts if part.area == area)
    return next((part for part in here if organisation in (None, part.organisation)), None)


def _title(view: IndicatorView, series: PublishedSeries, asked: date | Text | None, visit: Visit) -> str:
    parts = [visit.text(view.indicator.name)]
    if series is not view.shared:
        parts.append(place_name(series.area, visit.language))
    if isinstance(asked, date):
        day = format_date(asked, visit.language)
        parts.append(visit.say(f"som kendt den {day}", f"as known on {day}"))
    return ", ".join(parts)


def _header(
    alliance: AllianceView, view: IndicatorView, series: PublishedSeries, seen: str | None, visit: Visit
) -> Component:
    spoken = series.verdict.get("sentence")
    is_apart = series is view.shared and not view.is_counted
    text = spoken[visit.language] if spoken else None
    if is_apart:
        text = sentence(capital(summary(view.part_codes, visit)))
    return html.Header(
        [
            html.P(_crumbs(alliance, view, series, visit), className="over"),
            html.H1(_heading(view, series, visit)),
            retired_line(alliance, visit),
            None if is_apart else _status(view, series, visit),
            override_line(series, visit),
            html.P(text, className="ind") if text else None,
            html.P(seen, className="eks") if seen else None,
        ]
    )


def _heading(view: IndicatorView, series: PublishedSeries, visit: Visit) -> str:
    apart = len(view.parts) if series is view.shared and not view.is_counted else 0
    heading = headline(view.indicator, series, visit.language, apart)
    if series is view.shared:
        return heading
    return f"{place_name(series.area, visit.language)}. {heading}"


def _crumbs(alliance: AllianceView, view: IndicatorView, series: PublishedSeries, visit: Visit) -> list[Content]:
    number, goal = next(
        (n, goal) for n, goal in enumerate(alliance.alliance.goals, 1) if goal.code == view.indicator.goal
    )
    crumbs: list[Content] = [
        html.A(visit.say("Alle alliancer", "All alliances"), href=visit.link("/")),
        " / ",
        html.A(visit.text(alliance.alliance.name), href=visit.link(alliance.path)),
        f" / {visit.say('Mål', 'Goal')} {number}: {visit.text(goal.title)}",
    ]
    if series is not view.shared:
        name = visit.text(view.indicator.name)
        crumbs += [" / ", html.A(name, href=visit.link(view.path))]
    return crumbs


def _status(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component:
    marked = [flag(text) for text in flags(view, series, visit)]
    return html.P([verdict_word(str(series.verdict.get("verdict")), visit.language), *marked], className="status")


def _curve(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    if not measured(series):
        return known_form(view, series, asked_day(visit), visit) if asked_day(visit) else None
    chart = chart_of(view, visit.language, None if series is view.shared else series)
    return html.Section(
        html.Figure(
            [
                html.Figcaption([html.H2(chart.title, id="kurven"), html.P(chart.unit_line, className="lille")]),
                large(chart, visit.language),
                html.P(
                    [
                        *source_line(view, series, chart.before, visit),
                        _clickable(visit) if chart.form == "path" else None,
                    ],
                    className="lille kilde luft",
                ),
                known_form(view, series, asked_day(visit), visit),
            ],
            className="fig",
        ),
        className="forrest",
        **also(aria_labelledby="kurven"),
    )


def _clickable(visit: Visit) -> Component:
    text = visit.say(
        " Tryk på en prik for at se, hvor tallet kommer fra.", " Press a dot to see where the figure comes from."
    )
    return html.Span(text, className="med-script")
