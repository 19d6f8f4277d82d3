"""What a file changes: new, changed, unchanged, vanished; what that does to the verdicts; what must be confirmed."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import format_number
from dashboard.charts.wording import HIDDEN_BESIDE, STATUS_WORDS, Words, place_name
from dashboard.pages.indicator_formula import folded_formula
from dashboard.parts import key_figures, section, table, verdict_word
from dashboard.visit import Content, Visit
from dashboard.words import DASH, NOTHING, capital, cell_address, indicator_name, period_label
from store.submissions import ACCEPTED, AWAITING, DECLARATION, WITHDRAWN, Submission


def changes(
    submission: Submission, report: dict[str, Any], alliance: Alliance | None, visit: Visit
) -> Component | None:
    """The counts, and each change with the old number and the new one."""
    counts = report.get("counts") or {}
    if not any(counts.values()):
        return None
    if submission.source == DECLARATION:
        return _declared(report, alliance, visit)
    heading = visit.say("Det ændrede filen", "What the file changed")
    if submission.state not in (ACCEPTED, WITHDRAWN):
        errors = report.get("problem_count", {}).get("error", 0)
        heading = visit.say("Det ændrer filen", "What the file changes")
        if errors:
            heading = visit.say("Når fejlene er rettet, ændrer filen dette", "Once put right, the file changes this")
    names = (
        ("new", visit.say("Nye tal", "New figures"), ""),
        ("changed", visit.say("Ændrede tal", "Changed figures"), visit.say("det gamle bevares", "the old is kept")),
        ("unchanged", visit.say("Uændrede", "Unchanged"), visit.say("gemmes ikke igen", "not stored again")),
        ("vanished", visit.say("Forsvundne", "Vanished"), visit.say("intet slettes", "nothing is deleted")),
    )
    cells: list[tuple[str, Content, str, str]] = [
        (name, format_number(counts.get(key, 0), visit.language), text, "") for key, name, text in names
    ]
    listed = report.get("changes") or []
    moved = [one for one in listed if one["kind"] != "vanished"]
    gone = [one for one in listed if one["kind"] == "vanished"]
    number = counts.get("new", 0) + counts.get("changed", 0)
    return section(
        "f",
        heading,
        key_figures(cells),
        _table(moved, number, alliance, visit),
        _vanished(gone, counts, bool(report.get("vanished")), alliance, visit),
    )


def _declared(report: dict[str, Any], alliance: Alliance | None, visit: Visit) -> Component:
    """The periods for which there is nothing to report; figures delivered meanwhile are not among them."""
    head = [visit.say("Indikator", "Indicator"), visit.say("Sted", "Place"), visit.say("Periode", "Period")]
    listed = report.get("changes") or []
    rows = [
        [
            indicator_name(alliance, one["indicator"], visit.language),
            capital(place_name(one["area"], visit.language)),
            period_label(one["period"], visit.language),
        ]
        for one in listed
    ]
    heading = visit.say("Intet at indberette", "Nothing to report")
    kept = report["counts"]["unchanged"]
    text = None
    if kept:
        number = format_number(kept, visit.language)
        text = visit.say(
            f"{number} tal var afleveret i mellemtiden og er beholdt.",
            f"{number} had been delivered meanwhile, and are kept.",
        )
    return section("f", heading, table(heading, head, rows) if rows else None, html.P(text) if text else None)


def _vanished(
    gone: list[dict[str, Any]], counts: dict[str, int], is_decided: bool, alliance: Alliance | None, visit: Visit
) -> Component | None:
    """Figures of the last file that this one lacks: told, not dwelt upon."""
    if not gone:
        return None
    number = counts.get("vanished", 0)
    text = visit.say(
        f"{format_number(number)} tal fra den seneste fil er ikke i denne.",
        f"{format_number(number, 'en')} figures of the last file are not in this one.",
    )
    if is_decided:
        gone = [one | {"kind": "decided"} for one in gone]
    else:
        text += visit.say(" De står endnu.", " They still stand.")
    return html.Details([html.Summary(text), _table(gone, number, alliance, visit)], className="rum")


def _table(changed: list[dict[str, Any]], number: int, alliance: Alliance | None, visit: Visit) -> Component | None:
    if not changed:
        return None
    head = [
        visit.say("Indikator", "Indicator"),
        visit.say("Sted", "Place"),
        visit.say("Periode", "Period"),
        visit.say("Celle", "Cell"),
        visit.say("Står nu", "Stands now"),
        visit.say("I filen", "In the file"),
        visit.say("Forskel", "Difference"),
        visit.say("Bliver", "Becomes"),
    ]
    rows = [_row(one, alliance, visit) for one in changed]
    more = None
    if number > len(changed):
        rest = format_number(number - len(changed), visit.language)
        more = html.P(visit.say(f"og {rest} til.", f"and {rest} more."), className="lille luft")
    label = visit.say("Forskelle", "Differences")
    return html.Div([table(label, head, rows, numbers=(4, 5, 6), kind="tal"), more], className="rum")


def _row(change: dict[str, Any], alliance: Alliance | None, visit: Visit) -> list[Any]:
    becomes = {
        "new": visit.say("nyt", "new"),
        "changed": visit.say("ændret, det gamle bevares", "changed, the old is kept"),
        "vanished": visit.say("står endnu, indtil nogen trækker det tilbage", "stays until someone withdraws it"),
        "decided": visit.say("se, hvad der er besluttet", "see what was decided"),
    }
    words = _words(change["indicator"], alliance, visit)
    old, new = change.get("old"), change.get("new")
    difference = NOTHING
    if old is not None and new is not None and words is not None:
        difference = words.number(new - old, sign=True)
    cell = change.get("cell")
    return [
        indicator_name(alliance, change["indicator"], visit.language),
        capital(place_name(change["area"], visit.language)) if change.get("area") else NOTHING,
        period_label(change["period"], visit.language),
        html.Code(cell_address(change.get("sheet"), cell)) if cell else NOTHING,
        NOTHING if change["kind"] == "new" and old is None else _value(old, change.get("old_status"), words, visit),
        NOTHING if change["kind"] in ("vanished", "decided") else _value(new, change.get("new_status"), words, visit),
        difference,
        becomes.get(change["kind"], change["kind"]),
    ]


def _words(code: str, alliance: Alliance | None, visit: Visit) -> Words | None:
    indicator = alliance.indicator(code) if alliance else None
    return Words(indicator, visit.language) if indicator else None


def figure_text(code: str, value: float | None, status: str | None, alliance: Alliance | None, visit: Visit) -> str:
    """One figure of an indicator as the tables show it."""
    return _value(value, status, _words(code, alliance, visit), visit)


def _value(value: float | None, status: str | None, words: Words | None, visit: Visit) -> str:
    """The number, with the status where it is not simply final; what stands for it where there is none."""
    if status == "Q":
        return HIDDEN_BESIDE[visit.language]
    word = STATUS_WORDS[status][visit.language] if status in STATUS_WORDS else ""
    if value is None:
        return word or DASH
    number = words.value(value) if words else format_number(value, visit.language)
    return f"{number} ({word})" if word and status not in (None, "A") else number


def effects(report: dict[str, Any], alliance: Alliance | None, visit: Visit) -> Component | None:
    """Verdicts that become others."""
    moved = [one for one in report.get("verdicts") or [] if one.get("before") != one.get("after")]
    if not moved:
        return None
    lines: list[Content] = []
    for one in moved:
        name = indicator_name(alliance, one["indicator"], visit.language)
        lines.append(
            html.P(
                [
                    visit.say(f"{name} går fra ", f"{name} goes from "),
                    verdict_word(one["before"], visit.language),
                    visit.say(" til ", " to "),
                    verdict_word(one["after"], visit.language),
                    ".",
                ]
            )
        )
        if one.get("sentence"):
            lines.append(html.P(one["sentence"][visit.language]))
        if one.get("formula"):
            lines.append(folded_formula(one["formula"], one["after"], visit))
    return section("fv", visit.say("Følgen for vurderingen", "What it does to the verdict"), *lines)


def confirmation(submission: Submission, report: dict[str, Any], visit: Visit) -> Component | None:
    """Why a person is asked, and the button that says yes."""
    if submission.state != AWAITING:
        return None
    reasons = [html.Li(reason[visit.language]) for reason in report.get("confirm") or []]
    form = html.Form(
        html.Button(visit.say("Bekræft tallene", "Confirm the figures"), type="submit", className="knap foerst"),
        action=f"/api/v1/submissions/{submission.token}/confirm?language={visit.language}",
        method="post",
        className="knapper",
    )
    return section(
        "b",
        visit.say("Bekræft, før tallene indlæses", "Confirm before the figures are loaded"),
        html.Ul(reasons, className="punkter") if reasons else None,
        form,
    )
