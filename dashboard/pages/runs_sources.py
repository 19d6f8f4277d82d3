"""The sources of one update: first those that somebody must do something about, then the new figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import Text, danish_order, format_date, format_number
from dashboard.pages.report_link import SEE, is_theirs, report_link
from dashboard.parts import section, table
from dashboard.visit import Content, Visit
from dashboard.words import counted, organisation_name
from store.clock import danish_day
from store.failing import Failing
from store.run_tallies import Tally
from store.runs import RunSource

Alliances = Mapping[str, Alliance]

TO_DO = ("failed", "rejected", "awaiting_confirmation")
_WHAT = {
    "awaiting_confirmation": Text("Venter på et svar", "Waits for an answer"),
    "rejected": Text("Afvist: filen skal rettes", "Rejected: the file must be put right"),
    "failed": Text("Kunne ikke hentes; de seneste tal står endnu", "Could not be fetched; the last figures stand"),
}
_PROBLEMS = 3  # of one file
_FILE, _FILES = Text("fil", "file"), Text("filer", "files")


def to_do(tally: Tally, alliances: Alliances, visit: Visit) -> Component | None:
    """What did not go in, each with what is wrong and what to do; None where all did."""
    found = [one for one in tally.run.sources if one.outcome in TO_DO]
    if not found:
        return None
    entries: list[Content] = [_entry(one, alliances, visit) for one in in_order(found, alliances, visit)]
    left_out = sum(tally.count(outcome) for outcome in TO_DO) - len(found)
    if left_out > 0:
        more = format_number(left_out, visit.language)
        entries.append(html.Li(html.P(visit.say(f"Og {more} til.", f"And {more} more."))))
    heading = visit.say("Det skal nogen gøre noget ved", "For somebody to act on")
    return section(f"todo-{tally.run.run_id}", heading, html.Ul(entries, className="paamind", role="list"))


def _entry(one: RunSource, alliances: Alliances, visit: Visit) -> Component:
    lines: list[Content] = [html.P(visit.text(_WHAT[one.outcome]))]
    who = organisation_name(alliances.get(one.alliance), one.organisation, visit.language)
    name = alliance_name(one.alliance, alliances, visit)
    if not is_theirs(one.alliance, one.organisation, visit):
        return html.Li([html.Div([html.H3(who), html.P(name, className="lille")]), html.Div(lines)])
    problems = [found for found in one.problems if found.get("severity") == "error"] or one.problems
    for problem in problems[:_PROBLEMS]:
        if text := _words(problem, visit):
            lines.append(html.P(text, className="lille"))
    if (left := len(problems) - _PROBLEMS) > 0:
        more = format_number(left, visit.language)
        text = visit.say(f"og {more} til i rapporten", f"and {more} more in the report")
        lines.append(html.P(text, className="lille"))
    words = Text("Svar", "Answer") if one.outcome == "awaiting_confirmation" else SEE
    link = report_link(one.submission, visit, one.alliance, one.organisation, words) if one.submission else ""
    about = html.P(f"{name} · {file_name(one)}", className="lille")
    return html.Li([html.Div([html.H3(who), about]), html.Div(lines), html.P(link)])


def news(tally: Tally, alliances: Alliances, visit: Visit) -> list[Content]:
    """The files that brought figures, and how many were as they were; of others' files only whose."""
    brought = [one for one in tally.run.sources if one.outcome == "accepted"]
    found = [one for one in brought if is_theirs(one.alliance, one.organisation, visit)]
    parts: list[Content] = []
    others = [one for one in in_order(brought, alliances, visit) if one not in found]
    if others:
        names = dict.fromkeys(_where(one, alliances, visit) for one in others)
        parts.append(html.Ul([html.Li(name) for name in names], className="punkter"))
    if found:
        head = [
            visit.say("Fil", "File"),
            visit.say("Alliance og organisation", "Alliance and organisation"),
            visit.say("Nye tal", "New figures"),
            visit.say("Ændrede", "Changed"),
            visit.say("Rapport", "Report"),
        ]
        rows = [_row(one, alliances, visit) for one in in_order(found, alliances, visit)]
        parts.append(table(visit.say("Nye filer", "New files"), head, rows, numbers=(2, 3)))
    left_out = tally.count("accepted") - len(brought)
    if left_out > 0:
        more = counted(left_out, _FILE, _FILES, visit.language)
        parts.append(html.P(visit.say(f"Og {more} til.", f"And {more} more."), className="lille"))
    if same := tally.count("unchanged"):
        number = counted(same, _FILE, _FILES, visit.language)
        da = f"{number} er, som {'de' if same > 1 else 'den'} var sidst, og er ikke åbnet."
        en = f"{number} {'are as they were' if same > 1 else 'is as it was'} last time, and not opened."
        parts.append(html.P(visit.say(da, en), className="lille luft"))
    return parts


def failing(found: Sequence[Failing], alliances: Alliances, visit: Visit) -> Component | None:
    """The places that have failed night after night."""
    if not found:
        return None
    rows = []
    for one in found:
        name = organisation_name(alliances.get(one.alliance), one.organisation, visit.language)
        since = format_date(danish_day(one.since), visit.language)
        da = f"{one.nights} nætter i træk, siden {since}."
        lines: list[Content] = [html.P(visit.say(da, f"{one.nights} nights in a row, since {since}."))]
        about = alliance_name(one.alliance, alliances, visit)
        if is_theirs(one.alliance, one.organisation, visit):
            if remedy := _words(one.problem, visit):
                lines.append(html.P(remedy, className="lille"))
            about += f" · {visit.say('mappen', 'the folder') if one.place == 'inbox' else one.place}"
        rows.append(html.Li([html.Div([html.H3(name), html.P(about, className="lille")]), html.Div(lines)]))
    heading = visit.say("Fejler nat efter nat", "Failing night after night")
    return section("failing", heading, html.Ul(rows, className="paamind", role="list"))


def _words(problem: Mapping[str, Any], visit: Visit) -> str:
    """What is wrong and what to do."""
    texts = [(problem.get(name) or {}).get(visit.language) for name in ("title", "remedy")]
    return " ".join(text for text in texts if text)


def in_order(sources: Sequence[RunSource], alliances: Alliances, visit: Visit) -> list[RunSource]:
    """What is graver first, then by the names of alliance and organisation, and then as they were fetched."""

    def key(one: RunSource) -> Any:
        who = organisation_name(alliances.get(one.alliance), one.organisation, visit.language)
        place = TO_DO.index(one.outcome) if one.outcome in TO_DO else len(TO_DO)
        return place, danish_order(alliance_name(one.alliance, alliances, visit)), danish_order(who)

    return sorted(sources, key=key)


def _row(one: RunSource, alliances: Alliances, visit: Visit) -> list[object]:
    counts = [format_number(one.counts.get(key, 0), visit.language) for key in ("new", "changed")]
    return [
        file_name(one),
        _where(one, alliances, visit),
        *counts,
        report_link(one.submission, visit, one.alliance, one.organisation),
    ]


def _where(one: RunSource, alliances: Alliances, visit: Visit) -> str:
    who = organisation_name(alliances.get(one.alliance), one.organisation, visit.language)
    return f"{alliance_name(one.alliance, alliances, visit)}, {who}"


def file_name(one: RunSource) -> str:
    return one.source.rpartition("/")[2]


def alliance_name(slug: str, alliances: Alliances, visit: Visit) -> str:
    found = alliances.get(slug)
    return visit.text(found.name) if found else slug
