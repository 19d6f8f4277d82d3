"""`/alliance/<slug>`: agenda, goals with their indicators, small wins, who takes part."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import format_date
from dashboard.deliveries import is_large, whole_of
from dashboard.facts import alliance_coverage, counts_text, lacking_text, latest_of_alliance, latest_period
from dashboard.pages import missing
from dashboard.pages.alliance_contributions import contribution_matrix
from dashboard.pages.alliance_deliveries import delivered_by, key_figure
from dashboard.pages.alliance_goals import goal_sections
from dashboard.pages.alliance_plan import plan
from dashboard.pages.alliance_story import agenda, partners, small_wins, sources, stories
from dashboard.pages.edit_ways import edit_alliance
from dashboard.pages.meeting_notes import meeting_links
from dashboard.parts import key_figures, marks, section, word_of
from dashboard.retired import day_of, retired_indicators, retired_line
from dashboard.seen_by import seen_by
from dashboard.view import AllianceView, read_shown
from dashboard.visit import Content, Page, Visit
from dashboard.words import INDICATOR, INDICATORS, counted, sentence, years_text
from progress.delivery import Deliveries


def page(visit: Visit, slug: str) -> Page:
    """One alliance."""
    view = read_shown(visit, slug)
    if view is None:
        return missing.page(visit)
    alliance = view.alliance
    delivered = None if is_large(view.published) else whole_of(visit, alliance, view.published, day_of(view, visit))
    main: list[Content] = [
        _header(view, visit),
        _status(view, delivered, visit) if view.indicators else None,
        agenda(alliance, visit),
        *goal_sections(view, visit),
        plan(alliance, visit),
        contribution_matrix(view, visit),
        small_wins(alliance, visit),
        stories(alliance, visit),
        partners(alliance, delivered_by(delivered, visit), visit),
        retired_indicators(view, visit),
        sources(alliance, visit),
        edit_alliance(slug, visit) if view.resting is None else None,
    ]
    return Page(
        title=visit.text(alliance.name),
        description=visit.text(alliance.summary or alliance.problem),
        section="alliances",
        notes=(sentence(visit.text(alliance.disclaimer)),) if alliance.disclaimer else (),
        main=[part for part in main if part is not None],
    )


def _header(view: AllianceView, visit: Visit) -> Component:
    alliance = view.alliance
    name = visit.text(alliance.name)
    title = visit.text(alliance.headline) if alliance.headline else f"{name}: {visit.text(alliance.problem)}"
    years = years_text(alliance, visit.language)
    seen = seen_by(alliance, None, visit)
    return html.Header(
        [
            html.P(
                [
                    html.A(visit.say("Alle alliancer", "All alliances"), href=visit.link("/")),
                    f" / {visit.say('Alliance', 'Alliance')} {years[:1].lower() + years[1:]}",
                ],
                className="over",
            ),
            html.H1(title),
            retired_line(view, visit),
            html.P(visit.text(alliance.summary), className="ind") if alliance.summary else None,
            html.P(sentence(visit.text(alliance.disclaimer)), className="eks") if alliance.disclaimer else None,
            html.P(seen, className="eks") if seen else None,
            meeting_links(view, visit),
        ]
    )


def _status(view: AllianceView, delivered: Deliveries | None, visit: Visit) -> Component:
    codes = [one.code for one in view.counted]
    cells: list[tuple[str, Content, str, str]] = []
    if codes:
        name = counted(len(codes), INDICATOR, INDICATORS, visit.language)
        cells.append((name, marks(codes), counts_text(view.rollup.counts, visit), ""))
    weakest = view.weakest
    if weakest is not None:
        link = html.A(visit.text(weakest.indicator.name), href=visit.link(weakest.path))
        word = word_of(weakest.code).text[visit.language]
        cells.append((visit.say("Svageste indikator", "Weakest indicator"), link, word, "ord"))
    cells.append(_latest(view, visit))
    cells.append((visit.say("Dækning", "Coverage"), alliance_coverage(view, visit), "", "ord"))
    cells += key_figure(view.alliance, delivered, visit)
    heading = f"{visit.say('Status', 'Status')}, {format_date(day_of(view, visit), visit.language)}"
    return section("s", heading, key_figures(cells))


def _latest(view: AllianceView, visit: Visit) -> tuple[str, Content, str, str]:
    name = visit.say("Seneste tal", "Latest figures")
    newest = latest_of_alliance(view)
    if newest is None:
        return name, visit.say("Ingen tal endnu", "No figures yet"), "", "ord"
    texts = [visit.text(newest.indicator.name)]
    for one in view.counted:
        lacking = lacking_text(one, one.shared, visit)
        if lacking and len(texts) < 3:
            texts.append(f"{visit.text(one.indicator.name)}: {lacking}")
    period = latest_period(newest.shared, visit) or ""
    return name, period, ". ".join(texts), "" if len(period) <= 5 else "ord"
