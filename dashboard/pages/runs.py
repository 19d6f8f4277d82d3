"""`/runs`: every update, when it ran, who asked for it, and what became of each source."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import COPENHAGEN, Text, danish_order, format_moment, format_number
from dashboard.pages.letters import letters
from dashboard.pages.refusals import refusals
from dashboard.pages.report_link import SEE, report_link
from dashboard.parts import section, table
from dashboard.visit import Content, Page, Visit
from dashboard.words import capital, number_word, organisation_name
from store.definitions import read_alliances
from store.runs import Run, RunSource, read_runs

NIGHTLY = time(3, 30)
_OUTCOMES = {
    "unchanged": Text("Uændret siden sidst", "Unchanged since last time"),
    "accepted": Text("Indlæst", "Loaded"),
    "awaiting_confirmation": Text("Venter på bekræftelse", "Waiting for confirmation"),
    "rejected": Text("Afvist: filen skal rettes", "Rejected: the file must be put right"),
    "failed": Text(
        "Kilden kunne ikke hentes; de seneste tal står endnu", "The source could not be fetched; the last figures stand"
    ),
}
_ASKED = {
    "schedule": Text("planen", "the schedule"),
    "scheduler": Text("planen", "the schedule"),
    "command": Text("kommandolinjen", "the command line"),
    "browser": Text("browseren", "the browser"),
}


def page(visit: Visit) -> Page:
    """The latest runs, newest first."""
    runs = read_runs(visit.store)
    alliances = {one.slug: one for one in read_alliances(visit.store, visit.viewer, visit.today)}
    coming = format_moment(next_run(visit.now), visit.language)
    return Page(
        title=visit.say("Opdateringer", "Updates"),
        description=visit.say("Hvornår tallene er hentet.", "When the figures were fetched."),
        section="runs",
        main=[
            html.Header(
                [
                    html.H1(_heading(runs, visit)),
                    html.P(
                        visit.say(
                            f"Hver nat kl. 03.30 hentes nye tal fra alle kilder. Næste gang: {coming}.",
                            f"New figures are fetched from all sources every night at 03:30. Next time: {coming}.",
                        ),
                        className="ind",
                    ),
                ]
            ),
            *[_run(run, alliances, visit) for run in runs],
            *letters(runs, alliances, visit),
            *refusals(alliances, visit),
        ],
    )


def next_run(now: datetime) -> datetime:
    """The next 03:30 in Denmark."""
    local = now.astimezone(COPENHAGEN)
    today = datetime.combine(local.date(), NIGHTLY, COPENHAGEN)
    return today if today > local else datetime.combine(local.date() + timedelta(days=1), NIGHTLY, COPENHAGEN)


def _heading(runs: list[Run], visit: Visit) -> str:
    if not runs:
        return visit.say("Ingen opdatering endnu", "No update yet")
    latest = runs[0]
    if latest.finished_at is None:
        return visit.say("En opdatering er i gang", "An update is under way")
    number = sum(source.outcome in ("rejected", "failed") for source in latest.sources)
    if latest.failure:
        return visit.say("Den seneste opdatering blev afbrudt", "The latest update was interrupted")
    if number:
        thing = visit.say("kilde" if number == 1 else "kilder", "source" if number == 1 else "sources")
        return visit.say(
            f"{number} {thing} kom ikke med i den seneste opdatering",
            f"{number} {thing} did not make it into the latest update",
        )
    waiting = sum(source.outcome == "awaiting_confirmation" for source in latest.sources)
    if waiting:
        word = capital(number_word(waiting, visit.language))
        thing = visit.say(
            "fil venter" if waiting == 1 else "filer venter", "file waits" if waiting == 1 else "files wait"
        )
        return visit.say(f"{word} {thing} på et svar", f"{word} {thing} for an answer")
    return visit.say("Den seneste opdatering gik godt", "The latest update went well")


def _run(run: Run, alliances: dict[str, Alliance], visit: Visit) -> Component:
    when = format_moment(run.started_at or run.asked_at, visit.language)
    parts: list[Content] = [html.P(_about(run, alliances, visit), className="lille")]
    if run.failure:
        parts.append(html.P(visit.say("Opdateringen blev afbrudt.", "The update was interrupted."), className="besked"))
    if run.sources:
        head = [
            visit.say("Kilde", "Source"),
            visit.say("Alliance og organisation", "Alliance and organisation"),
            visit.say("Hvad skete der", "What happened"),
            visit.say("Nye", "New"),
            visit.say("Ændrede", "Changed"),
            visit.say("Rapport", "Report"),
        ]
        rows = [_source(source, alliances, visit) for source in _in_order(run, alliances, visit)]
        parts.append(table(f"{visit.say('Kilder', 'Sources')}, {when}", head, rows, numbers=(3, 4)))
    elif run.finished_at is not None and not run.failure:
        parts.append(html.P(visit.say("Der var ingen filer at hente.", "There were no files to fetch.")))
    return section(f"run-{run.run_id}", when, *parts)


def _in_order(run: Run, alliances: dict[str, Alliance], visit: Visit) -> list[RunSource]:
    """By the names of alliance and organisation, and then as they were fetched."""

    def names(one: RunSource) -> tuple[str, str]:
        who = organisation_name(alliances.get(one.alliance), one.organisation, visit.language)
        return danish_order(_alliance(one.alliance, alliances, visit)), danish_order(who)

    return sorted(run.sources, key=names)


def _about(run: Run, alliances: dict[str, Alliance], visit: Visit) -> str:
    asked = _ASKED.get("schedule" if run.scheduled_for else run.asked_by)
    who = visit.text(asked) if asked else run.asked_by
    texts = [visit.say(f"Bestilt af {who}", f"Asked for by {who}")]
    if run.alliance:
        texts.append(_alliance(run.alliance, alliances, visit))
    if run.started_at and run.finished_at:
        texts.append(_duration(run.finished_at - run.started_at, visit))
    elif run.started_at:
        texts.append(visit.say("i gang", "under way"))
    else:
        texts.append(visit.say("venter på tur", "waiting its turn"))
    return capital(" · ".join(texts))


def _duration(length: timedelta, visit: Visit) -> str:
    seconds = length.total_seconds()
    if seconds < 1:
        return visit.say("under ét sekund", "under one second")
    if seconds < 90:
        return f"{format_number(seconds, visit.language, 0)} {visit.say('sek.', 's')}"
    return f"{format_number(seconds / 60, visit.language, 0)} min."


def _source(source: RunSource, alliances: dict[str, Alliance], visit: Visit) -> list[object]:
    alliance = alliances.get(source.alliance)
    who = organisation_name(alliance, source.organisation, visit.language)
    outcome = _OUTCOMES.get(source.outcome)
    texts: list[object] = [visit.text(outcome) if outcome else source.outcome]
    for problem in source.problems[:3]:
        title = (problem.get("title") or {}).get(visit.language)
        if title:
            texts += [html.Br(), html.Span(title, className="lille")]
    name = Text("Svar", "Answer") if source.outcome == "awaiting_confirmation" else SEE
    counts = [format_number(source.counts.get(key, 0), visit.language) for key in ("new", "changed")]
    return [
        source.source.rpartition("/")[2],
        f"{_alliance(source.alliance, alliances, visit)}, {who}",
        texts,
        *counts,
        report_link(source.submission, visit, name),
    ]


def _alliance(slug: str, alliances: dict[str, Alliance], visit: Visit) -> str:
    found = alliances.get(slug)
    return visit.text(found.name) if found else slug
