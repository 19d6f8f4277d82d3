"""A target that was changed on the way: every version stays, each with its own outcome."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.indicator import Target
from config.language import format_date, format_percent
from dashboard.charts.wording import Words
from dashboard.parts import mark, section, table
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import DASH, period_label, sentence
from progress.words import OUTCOMES

_TONES = {"met": "god", "met_late": "fart", "missed": "ikke"}


def versions(view: IndicatorView, visit: Visit, key: str) -> Component:
    """The table of a target's versions, oldest first, and why it was changed."""
    stored = view.verdict.get("targets") or []
    head = [
        f"{visit.say('Mål for', 'Target for')} {_lower(visit.text(view.indicator.name))}",
        visit.say("Vedtaget", "Adopted"),
        visit.say("Frist", "Deadline"),
        visit.say("Udfald", "Outcome"),
    ]
    rows = [_row(view, version, visit) for version in sorted(stored, key=lambda one: one.get("adopted") or "")]
    reasons = [visit.text(target.reason) for target in view.indicator.targets if target.reason]
    return section(
        key,
        visit.say("Målet blev ændret undervejs", "The target was changed on the way"),
        html.Div(
            [
                table(visit.say("Målets versioner", "Versions of the target"), head, rows),
                html.Div(
                    [html.P(sentence(reason)) for reason in reasons] + [html.P(_stays(visit), className="lille luft")]
                ),
            ],
            className="to-skaev",
        ),
    )


def _row(view: IndicatorView, version: dict[str, Any], visit: Visit) -> list[Content | list[Any]]:
    declared = _declared(view, version)
    words = Words(view.indicator, visit.language)
    name = visit.text(declared.label) if declared and declared.label else words.value(version["value"])
    period = version.get("period")
    deadline = period_label(period, visit.language) if period else visit.say("Ikke offentliggjort", "Not published")
    return [name, _adopted(declared, version, visit), deadline, _outcome(version, visit)]


def _adopted(declared: Target | None, version: dict[str, Any], visit: Visit) -> str:
    text = declared.adopted_text if declared else None
    if text is not None:
        return visit.text(text)
    if declared is not None and declared.adopted:
        return format_date(declared.adopted, visit.language)
    return str(version.get("adopted") or DASH)


def _outcome(version: dict[str, Any], visit: Visit) -> list[Any]:
    code = version.get("outcome")
    tone = _TONES.get(str(code), "uden")
    word = OUTCOMES[code][visit.language] if code in OUTCOMES else DASH
    content: list[Any] = [html.Span([mark(tone), word], className=f"vurdering {tone}")]
    share = version.get("progress")
    if share is not None and 0 <= share <= 1:
        text = f"{format_percent(share, visit.language)} {visit.say('af vejen', 'of the way')}"
        content += [html.Br(), html.Span(text, className="lille")]
    return content


def _declared(view: IndicatorView, version: dict[str, Any]) -> Target | None:
    return next(
        (t for t in view.indicator.targets if t.value == version["value"] and t.period == version.get("period")), None
    )


def _stays(visit: Visit) -> str:
    return visit.say(
        "Et nyt mål erstatter ikke det gamle her på siden: hver frist får sit eget udfald, og det bliver stående.",
        "A new target does not replace the old one on this page: every deadline has its own outcome, and it stays.",
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
