"""What was read, sheet by sheet."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import format_moment, format_number
from dashboard.parts import section, table
from dashboard.visit import Visit
from dashboard.words import NOTHING, indicator_name, listed, period_label
from store.submissions import REJECTED, Submission


def sheets(submission: Submission, report: dict[str, Any], alliance: Alliance | None, visit: Visit) -> Component | None:
    """ "Det læste vi"."""
    if not report.get("sheets"):
        return None
    head = [
        visit.say("Ark", "Sheet"),
        visit.say("Læst som", "Read as"),
        visit.say("Perioder", "Periods"),
        visit.say("Tal", "Figures"),
        visit.say("Fejl", "Mistakes"),
    ]
    rows = [_row(sheet, alliance, visit) for sheet in report["sheets"]]
    received = format_moment(submission.received_at, visit.language)
    kept = "" if submission.state == REJECTED else visit.say(" Filen er gemt uændret.", " The file is kept unchanged.")
    caption = [html.Code(submission.filename), visit.say(f", modtaget {received}.", f", received {received}."), kept]
    name = visit.say("Det læste vi", "What was read")
    return section(
        "l", name, table(visit.say("Ark for ark", "Sheet by sheet"), head, rows, numbers=(3, 4), caption=caption)
    )


def _row(sheet: dict[str, Any], alliance: Alliance | None, visit: Visit) -> list[Any]:
    if not sheet["read"]:
        why = sheet["why"][visit.language] if sheet.get("why") else ""
        text = f"{visit.say('Ikke læst', 'Not read')}{': ' + _lower(why) if why else ''}"
        return [sheet["sheet"] or NOTHING, html.Span(text, className="svag"), NOTHING, NOTHING, NOTHING]
    names = [indicator_name(alliance, code, visit.language) for code in sheet["indicators"]]
    first, last = sheet["first_period"], sheet["last_period"]
    periods = NOTHING
    if first is not None:
        periods = period_label(first, visit.language)
        periods += f"–{period_label(last, visit.language)}" if last != first else ""
    return [
        sheet["sheet"] or NOTHING,
        listed(names, visit.language) or NOTHING,
        periods,
        format_number(sheet["values"], visit.language),
        format_number(sheet["errors"], visit.language),
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
