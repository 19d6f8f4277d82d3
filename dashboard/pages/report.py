"""`/upload/<token>`: how far a submission has come, and then its report."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from dashboard.discretion import discreet
from dashboard.pages import mapping, missing
from dashboard.pages.decided import decided, shown_name, ways_on
from dashboard.pages.report_changes import changes, confirmation, effects
from dashboard.pages.report_downloads import handed_back
from dashboard.pages.report_heading import heading, lead
from dashboard.pages.report_problems import problems
from dashboard.pages.report_sheets import sheets
from dashboard.parts import also
from dashboard.visit import Content, Page, Visit
from dashboard.words import organisation_name
from store.definitions import read_alliance
from store.mappings import read_mapping
from store.submissions import (
    ACCEPTED,
    AWAITING,
    CHECKED,
    DECLARATION,
    READ,
    RECEIVED,
    REJECTED,
    WITHDRAWN,
    Submission,
    read_submission,
)
from store.work import is_being_decided

_REFRESH = 3  # seconds between two looks without JavaScript


def page(visit: Visit, token: str) -> Page:
    """One submission, running or done."""
    submission = read_submission(visit.store, token=token)
    if submission is None:
        return missing.page(visit)
    submission = discreet(visit.store, submission, visit.viewer, visit.now)
    choosing = read_mapping(visit.store, submission.submission_id)
    if choosing is not None and not choosing.is_chosen and submission.state == AWAITING:
        return mapping.page(visit, token)
    alliance = read_alliance(visit.store, submission.alliance, visit.viewer.delivering, visit.now)
    running = is_running(submission)
    if not running and is_being_decided(visit.store, submission.submission_id):
        return _being_decided(submission, alliance, visit)
    report = submission.report or {}
    main: list[Content] = [_header(submission, alliance, running, choosing is not None, visit)]
    if not running:
        main += [
            confirmation(submission, report, visit),
            decided(submission, report, visit),
            sheets(submission, report, alliance, visit),
            problems(report, visit),
            changes(submission, report, alliance, visit),
            effects(report, alliance, visit),
            ways_on(submission, visit),
        ]
    return Page(
        title=f"{shown_name(submission, visit)} · {visit.say('Indberetning', 'Submission')}",
        section="upload",
        scripts=("report.js",) if running else (),
        refresh_seconds=_REFRESH if running else None,
        main=[part for part in main if part is not None],
    )


def _being_decided(submission: Submission, alliance: Alliance | None, visit: Visit) -> Page:
    """What was decided is about to be done: the page looks again by itself."""
    heading = visit.say("Beslutningen bliver ført ud i livet", "The decision is being carried out")
    name = visit.text(alliance.name) if alliance else submission.alliance
    again = html.A(visit.say("Opdater siden", "Update the page"), href=visit.link(visit.path))
    main: list[Content] = [
        html.Header(
            [
                html.P(html.A(name, href=visit.link(f"/alliance/{submission.alliance}")), className="over"),
                html.H1(heading),
                html.P(
                    visit.say("Det tager som regel få sekunder.", "It usually takes a few seconds."), className="ind"
                ),
                html.P(again, className="lille luft"),
            ],
            **also(data_look_again=""),
        )
    ]
    return Page(title=heading, section="upload", scripts=("again.js",), refresh_seconds=_REFRESH, main=main)


def is_running(submission: Submission) -> bool:
    """Whether the worker has something left to do with it."""
    return submission.state in (RECEIVED, READ, CHECKED) and submission.finished_at is None


def _header(
    submission: Submission, alliance: Alliance | None, running: bool, choosing: bool, visit: Visit
) -> Component:
    name = visit.text(alliance.name) if alliance else submission.alliance
    who = organisation_name(alliance, submission.organisation, visit.language)
    again = visit.link(f"/upload?alliance={submission.alliance}&organisation={submission.organisation}")
    parts: list[Content] = [
        html.P(
            [
                html.A(name, href=visit.link(f"/alliance/{submission.alliance}")),
                " / ",
                html.A(visit.say("Indberet", "Report figures"), href=visit.link("/upload")),
                f" / {who}",
            ],
            className="over",
        ),
        html.H1(heading(submission, running, visit)),
        html.P(text, className="ind") if (text := lead(submission, running, visit)) else None,
        None
        if submission.source == DECLARATION or submission.state == WITHDRAWN
        else _steps(submission, running, visit),
    ]
    if running:
        parts.append(_progress(submission, visit))
    elif submission.state in (REJECTED, AWAITING, CHECKED):
        label = visit.say("Vælg den rettede fil", "Choose the corrected file")
        kind = "knap foerst" if submission.state == REJECTED else "knap"
        links = [html.A(label, href=again, className=kind), *handed_back(submission, alliance, visit)]
        if choosing:
            label = visit.say("Vælg, hvordan filen læses", "Choose how the file is read")
            links.append(html.A(label, href=visit.link(f"/upload/{submission.token}/layout"), className="knap"))
        parts.append(html.P(links, className="knapper"))
    elif submission.state == WITHDRAWN:
        label = visit.say("Aflever en fil", "Deliver a file")
        parts.append(html.P(html.A(label, href=again, className="knap"), className="knapper"))
    elif submission.state == ACCEPTED:
        label = visit.say("Se alliancen", "See the alliance")
        parts.append(
            html.P(
                [
                    html.A(label, href=visit.link(f"/alliance/{submission.alliance}"), className="knap foerst"),
                    *handed_back(submission, None, visit),
                    html.A(visit.say("Aflever en fil til", "Deliver another file"), href=again),
                ],
                className="knapper",
            )
        )
    return html.Header(parts)


def _steps(submission: Submission, running: bool, visit: Visit) -> Component:
    """Received, read, checked, accepted; where it is now is said, not only shown."""
    names = [
        visit.say("Modtaget", "Received"),
        visit.say("Læst", "Read"),
        visit.say("Kontrolleret", "Checked"),
        visit.say("Godkendt", "Accepted"),
    ]
    at = {RECEIVED: 0, READ: 1, ACCEPTED: 3}.get(submission.state, 2)
    errors = (submission.report or {}).get("problem_count", {}).get("error", 0)
    if at == 2 and errors and not running:
        names[2] += visit.say(": fejl", ": mistakes")
    elif submission.state == AWAITING:
        names[2] += visit.say(": venter på dig", ": waiting for you")
    current = also(aria_current="step")
    return html.Ol(
        [html.Li(f"{n}. {name}", **(current if n - 1 == at else {})) for n, name in enumerate(names, 1)],
        className="trin",
    )


def _progress(submission: Submission, visit: Visit) -> Component:
    label = also(aria_label=visit.say("Så langt er filen læst", "How far the file has been read"))
    return html.Div(
        [
            html.Progress("", max="1", value=str(submission.progress), **label),
            html.P(
                html.A(visit.say("Opdater siden", "Update the page"), href=visit.link(visit.path)),
                className="lille luft",
            ),
        ],
        className="rum",
        **also(data_running=f"/api/v1/submissions/{submission.token}"),
    )
