"""`/runs`: what happened in the night, in one sentence; what somebody must do; the new figures; other updates."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from dash import html
from dash.development.base_component import Component

from config.language import COPENHAGEN, format_moment, format_number
from dashboard.acting import said_by
from dashboard.pages.letters import letters
from dashboard.pages.refusals import refusals
from dashboard.pages.runs_deleted import deleted
from dashboard.pages.runs_sentence import how_far, result, told
from dashboard.pages.runs_sources import TO_DO, Alliances, alliance_name, failing, news, to_do
from dashboard.parts import also, section, table
from dashboard.visit import Content, Page, Visit
from dashboard.words import capital
from store.definitions import read_alliances
from store.run_tallies import Tally, read_tallies, with_sources
from store.runs import Run, latest_scheduled, read_failing
from store.sight import keeps_anything

NIGHTLY = time(3, 30)
_REFRESH = 10  # seconds until a reader without scripts sees how far it is now
_STILL = "still"  # in the address: the page does not move by itself
_PATIENCE = timedelta(minutes=15)  # a night's update may begin so late


def page(visit: Visit) -> Page:
    """The latest update, or the one that the address names; the others in a table."""
    alliances = {one.slug: one for one in read_alliances(visit.store, visit.viewer, visit.now)}
    tallies = read_tallies(visit.store, alliances)
    under_way = next((one.run for one in tallies if one.run.finished_at is None), None)
    ended = [one for one in tallies if one.run.finished_at is not None]
    if under_way is not None and keeps_anything(visit.store, visit.viewer, visit.now):
        under_way = replace(under_way, done=None, total=None)  # a count of all would tell of what is kept from them
    chosen = _chosen(ended, alliances, visit)
    moves = under_way is not None and _STILL not in visit.query
    return Page(
        title=visit.say("Opdateringer", "Updates"),
        description=visit.say("Hvornår tallene er hentet.", "When the figures were fetched."),
        section="runs",
        scripts=("run.js",) if moves else (),
        refresh_seconds=_REFRESH if moves else None,
        main=[
            _header(chosen, under_way, visit),
            *(_whole(chosen, under_way is not None, alliances, visit) if chosen else []),
            *(deleted(chosen.run, alliances, visit) if chosen else []),
            failing([one for one in read_failing(visit.store) if one.alliance in alliances], alliances, visit),
            _earlier([one for one in ended if chosen and one.run.run_id != chosen.run.run_id], alliances, visit),
            *letters([one.run for one in tallies], alliances, visit),
            *refusals(alliances, visit),
        ],
    )


def next_run(now: datetime) -> datetime:
    """The next 03:30 in Denmark."""
    local = now.astimezone(COPENHAGEN)
    today = datetime.combine(local.date(), NIGHTLY, COPENHAGEN)
    return today if today > local else datetime.combine(local.date() + timedelta(days=1), NIGHTLY, COPENHAGEN)


def _chosen(ended: list[Tally], alliances: Alliances, visit: Visit) -> Tally | None:
    wanted = visit.query.get("run")
    found = next((one for one in ended if str(one.run.run_id) == wanted), ended[0] if ended else None)
    return with_sources(visit.store, found, alliances) if found else None


def _header(chosen: Tally | None, under_way: Run | None, visit: Visit) -> Component:
    lines: list[Content] = [html.H1(_heading(chosen, under_way, visit))]
    if under_way is not None:
        lines.append(_progress(under_way, visit))
        if chosen is not None:
            last = told(chosen, visit.now, visit.language)
            lines.append(html.P(visit.say(f"Den seneste: {last}.", f"The latest: {last}."), className="lille luft"))
    elif chosen is not None:
        lines.append(html.P(_meaning(chosen, visit), className="ind"))
    missed = None if under_way else _missed(visit)
    if missed:
        lines.append(html.P(missed, className="besked luft"))
    coming = format_moment(next_run(visit.now), visit.language)
    lines.append(
        html.P(
            visit.say(
                f"Hver nat kl. 03.30 hentes nye tal fra alle kilder. Næste gang: {coming}.",
                f"New figures are fetched from all sources every night at 03:30. Next time: {coming}.",
            ),
            className="lille luft",
        )
    )
    return html.Header(lines)


def _heading(chosen: Tally | None, under_way: Run | None, visit: Visit) -> str:
    if under_way is not None:
        return visit.say("En opdatering er i gang", "An update is under way")
    if chosen is None:
        return visit.say("Ingen opdatering endnu", "No update yet")
    return told(chosen, visit.now, visit.language)


def _progress(run: Run, visit: Visit) -> Component:
    """How far it is, in words and as a bar; the page looks again by itself, with and without scripts."""
    label = visit.say("Hvor langt opdateringen er nået", "How far the update has come")
    is_known = bool(run.total) and run.done is not None
    bar = html.Progress("", max=str(run.total), value=str(run.done), **also(aria_label=label)) if is_known else None
    words = html.Div([html.P(how_far(run, visit.language), className="ind"), bar], **also(data_run=str(run.run_id)))
    if _STILL in visit.query:
        other = html.A(visit.say("Følg med igen", "Follow it again"), href=visit.link("/runs"))
    else:
        other = html.A(visit.say("Hold siden stille", "Keep the page still"), href=visit.link(f"/runs?{_STILL}=1"))
    return html.Div([words, html.P(other, className="lille luft")])


def _meaning(tally: Tally, visit: Visit) -> str:
    """What it means for the figures on the pages."""
    if tally.run.failure:
        return visit.say(
            "Hver fil er enten helt med eller slet ikke. De seneste tal står på siderne, med deres dato.",
            "Every file is in whole or not at all. The last figures stand on the pages, with their date.",
        )
    left_out = sum(tally.count(outcome) for outcome in TO_DO)
    if not left_out and tally.count("accepted"):
        return visit.say(
            "Alt kom med. De nye tal er på siderne, og vurderingerne er lavet igen.",
            "All of it went in. The new figures are on the pages, and the verdicts are made again.",
        )
    if not left_out:
        return visit.say("Alt er, som det var. Der er ikke noget at gøre.", "All is as it was. There is nothing to do.")
    rest = ""
    if tally.count("accepted"):
        rest = visit.say("De nye tal er på siderne. ", "The new figures are on the pages. ")
    return rest + visit.say(
        "Hvor en fil ikke kom med, står de seneste tal endnu, med deres dato.",
        "Where a file did not go in, the last figures still stand, with their date.",
    )


def _missed(visit: Visit) -> str | None:
    """That the night's update did not begin, where it was to."""
    last, due = latest_scheduled(visit.store), next_run(visit.now) - timedelta(days=1)
    due = datetime.combine(due.astimezone(COPENHAGEN).date(), NIGHTLY, COPENHAGEN)
    if last is None or last >= due or visit.now < due + _PATIENCE:
        return None
    when = format_moment(due, visit.language)
    return visit.say(
        f"Opdateringen {when} er ikke begyndt: arbejdsprocessen kører ikke. Den indhentes, så snart den kører igen.",
        f"The update of {when} has not begun: the worker does not run. It is caught up with as soon as it does.",
    )


def _whole(tally: Tally, is_before: bool, alliances: Alliances, visit: Visit) -> list[Content]:
    """Everything about one update.

    Args:
        is_before: another one is under way.
    """
    found = news(tally, alliances, visit)
    about = html.P(_about(tally.run, alliances, visit), className="lille luft")
    heading = visit.say("Nye tal", "New figures") if tally.count("accepted") else visit.say("Kilder", "Sources")
    if is_before:
        heading = visit.say("Den seneste opdatering", "The latest update")
    return [to_do(tally, alliances, visit), section(f"run-{tally.run.run_id}", heading, *found, about)]


def _earlier(tallies: list[Tally], alliances: Alliances, visit: Visit) -> Component | None:
    if not tallies:
        return None
    head = [
        visit.say("Hvornår", "When"),
        visit.say("Hvad skete der", "What happened"),
        visit.say("Bestilt af", "Asked for by"),
        visit.say("Varighed", "Duration"),
    ]
    rows = [_line(one, alliances, visit) for one in tallies]
    title = visit.say("Andre opdateringer", "Other updates")
    name = visit.say("Opdateringer, den nyeste først", "Updates, the newest first")
    return section("earlier", title, table(name, head, rows, numbers=(3,)))


def _line(tally: Tally, alliances: Alliances, visit: Visit) -> list[object]:
    run = tally.run
    when = format_moment(run.started_at or run.asked_at, visit.language)
    what = result(tally, visit.language)
    if run.failure:
        what = visit.say("afbrudt", "cut off")
    if run.alliance:
        what = f"{alliance_name(run.alliance, alliances, visit)}: {what}"
    link = html.A(when, href=visit.link(f"/runs?run={run.run_id}"))
    return [link, capital(what), capital(_who(run, visit)), _took(run, visit)]


def _about(run: Run, alliances: Alliances, visit: Visit) -> str:
    texts = [visit.say(f"Bestilt af {_who(run, visit)}", f"Asked for by {_who(run, visit)}")]
    if run.alliance:
        texts.append(alliance_name(run.alliance, alliances, visit))
    texts.append(format_moment(run.started_at or run.asked_at, visit.language))
    if took := _took(run, visit):
        texts.append(took)
    return " · ".join(texts)


def _who(run: Run, visit: Visit) -> str:
    return said_by("schedule" if run.scheduled_for else run.asked_by, visit)


def _took(run: Run, visit: Visit) -> str:
    if run.started_at is None or run.finished_at is None:
        return ""
    seconds = (run.finished_at - run.started_at).total_seconds()
    if seconds < 1:
        return visit.say("under ét sekund", "under one second")
    if seconds < 90:
        return f"{format_number(seconds, visit.language, 0)} {visit.say('sek.', 's')}"
    return f"{format_number(seconds / 60, visit.language, 0)} min."
