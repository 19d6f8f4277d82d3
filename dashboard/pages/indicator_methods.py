"""The same figures under other published methods, side by side, and why where they do not agree."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number, format_percent
from dashboard.parts import section, table, verdict_word
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import DASH
from progress.assurance import MethodResult
from progress.fragile_words import method_number, rates_growth
from progress.words import METHOD_NAMES, OTHER_METHODS
from store.published import PublishedSeries


def methods_section(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """A table with a row for each method that the indicator asks for; nothing where it asks for none."""
    found = series.verdict.get("methods") or {}
    asked = [name for name in METHOD_NAMES if name in found and name in view.indicator.methods]
    if not asked or series.verdict.get("verdict") == "not_assessed" or (series is view.shared and not view.is_counted):
        return None
    head = [
        visit.say("Metode", "Method"),
        visit.say("Tal", "Number"),
        visit.say("Svar", "Answer"),
        visit.say("Passer det med vores?", "Does it go with ours?"),
    ]
    rows = [_ours(series.verdict, visit), *(_theirs(name, found[name], series.verdict, visit) for name in asked)]
    name = visit.say("Samme tal, andre metoder", "The same figures, other methods")
    label = visit.say("Andre metoder", "Other methods")
    note = visit.say(
        "De andre metoder måler vækst i procent. De står her for dem, der afleverer efter dem; vurderingen er vores.",
        "The other methods measure growth in per cent. They stand here for those who report by them; the verdict is "
        "ours.",
    )
    return section("me", name, table(label, head, rows, numbers=(1,)), html.P(note, className="lille luft"))


def _ours(verdict: dict[str, Any], visit: Visit) -> list[Content]:
    name = visit.say("Fremdrift, lineær fart", "Fremdrift, linear pace")
    return [name, _our_number(verdict, visit), verdict_word(str(verdict["verdict"]), visit.language), ""]


def _our_number(verdict: dict[str, Any], visit: Visit) -> str:
    """The pace; after the outcome the share of the way; without a deadline the change a year."""
    for field in ("pace", "progress"):
        if verdict.get(field) is not None and not (field == "progress" and verdict.get("slope_pct") is not None):
            return format_number(verdict[field], visit.language, 2)
    slope = verdict.get("slope_pct")
    if slope is None:
        return DASH
    a_year = visit.say(" om året", " a year")
    if verdict.get("slope_unit") == "pct":
        return format_percent(slope / 100, visit.language, 1, sign=True) + a_year
    points = visit.say("procentpoint", "percentage points")
    return f"{format_number(slope, visit.language, 1, sign=True)}\u00a0{points}{a_year}"


def _theirs(name: str, found: dict[str, Any], verdict: dict[str, Any], visit: Visit) -> list[Content]:
    target = verdict.get("target")
    growth = rates_growth(name, target is not None, bool(target and target.get("period")))
    result = MethodResult(name, found.get("verdict"), found.get("value"))
    word = OTHER_METHODS[name].get(found.get("verdict") or "")
    number: list[Any] = [method_number(result, growth, visit.language) or DASH]
    if found.get("score") is not None:
        score = format_number(found["score"], visit.language, 1)
        number += [html.Br(), html.Span(visit.say(f"score {score}", f"score {score}"), className="lille")]
    cannot = visit.say("Kan ikke bruges her", "Cannot be applied here")
    return [METHOD_NAMES[name][visit.language], html.Span(number), word[visit.language] if word else cannot,
            _agreement(found, visit)]  # fmt: skip


def _agreement(found: dict[str, Any], visit: Visit) -> str:
    """Yes; no, and why; where one of the two says nothing a dash, and where it cannot be applied the reason."""
    agrees, because = found.get("agrees"), found.get("because") or found.get("reason")
    told = Text(**because)[visit.language] if because else ""
    if agrees is None:
        return told or DASH
    return visit.say("Ja", "Yes") if agrees else f"{visit.say('Nej', 'No')}. {told}".rstrip()
