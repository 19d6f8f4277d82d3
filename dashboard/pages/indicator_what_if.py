"""On an indicator's page: the verdict under another target, deadline or baseline, beside the stored one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from config.indicator import Indicator
from config.language import Text, format_number, format_percent
from dashboard.asking import text_field
from dashboard.change import measured
from dashboard.charts.wording import Words
from dashboard.drawing import Field
from dashboard.parts import flag, section, table, verdict_word
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.what_if import WRITTEN, WhatIf, fields_of, what_if
from dashboard.words import DASH, period_label
from store.published import PublishedSeries

KEY = "hvad-nu-hvis"
_PLACE = ("area", "organisation")  # which of the indicator's series the page shows
_LABELS = {
    "target": Text("Mål", "Target"),
    "deadline": Text("Frist", "Deadline"),
    "baseline": Text("Udgangspunkt", "Baseline"),
    "low": Text("Nederste grænse", "Lower limit"),
    "high": Text("Øverste grænse", "Upper limit"),
}
_NOTES = {
    "target": Text("Et tal i indikatorens enhed. Tomt: intet mål.", "A number in the indicator's unit. Empty: none."),
    "deadline": Text("For eksempel 2030 eller 1. kvartal 2030.", "For example 2030 or Q1 2030."),
    "baseline": Text("En periode, som serien har et tal for.", "A period for which the series has a figure."),
}


def is_asked(view: IndicatorView, visit: Visit) -> bool:
    """Whether the address asks what would follow: such a page is made for one reader, and not kept."""
    return any(name in visit.query for name in fields_of(view.indicator))


def what_if_section(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """The form, and where the address asks, what would follow; none where nothing is judged."""
    indicator = view.indicator
    is_apart = series is view.shared and not view.is_counted
    if is_apart or indicator.direction is None or not measured(series):
        return None
    answer = what_if(indicator, series, visit.query, visit.language, visit.today)
    return section(
        KEY,
        visit.say("Hvad nu hvis", "What if"),
        html.P(
            visit.say(
                "Prøv et andet mål, en anden frist eller et andet udgangspunkt, og se, hvilken vurdering der ville "
                "følge af de tal, der er offentliggjort.",
                "Try another target, deadline or baseline, and see which verdict would follow from the published "
                "figures.",
            )
            if indicator.range is None
            else visit.say(
                "Prøv andre grænser, og se, hvilken vurdering der ville følge af de tal, der er offentliggjort.",
                "Try other limits, and see which verdict would follow from the published figures.",
            ),
            className="lille",
        ),
        _form(view, answer, visit),
        _answer(indicator, series, answer, visit),
    )


def _form(view: IndicatorView, answer: WhatIf, visit: Visit) -> Component:
    place = {name: visit.query[name] for name in _PLACE if name in visit.query}
    fields = [
        text_field(
            name,
            visit.text(_LABELS[name]),
            answer.texts[name],
            visit,
            note=visit.text(_NOTES[name]) if name in _NOTES else None,
            mistake=answer.mistakes.get(name),
        )
        for name in answer.texts
    ]
    buttons: list[Content] = [
        html.Button(visit.say("Regn det ud", "Work it out"), type="submit", className="knap"),
    ]
    if answer.verdict or answer.mistakes:
        kept = f"?{urlencode(place)}" if place else ""
        plain = f"{visit.link(view.path)}{kept}#{KEY}"
        buttons.append(html.A(visit.say("Tilbage til det gemte", "Back to what is stored"), href=plain))
    return html.Form(
        [
            *(Field(name, "hidden", value=value) for name, value in place.items()),
            Field(WRITTEN, "hidden", value=visit.language),
            html.Div(fields, className="valg"),
            html.P(buttons, className="knapper"),
        ],
        action=f"{visit.link(view.path)}#{KEY}",
        method="get",
    )


def _answer(indicator: Indicator, series: PublishedSeries, answer: WhatIf, visit: Visit) -> Component | None:
    if answer.mistakes:
        text = visit.say("Der er intet regnet ud: ret det, der er markeret.", "Nothing was worked out: see above.")
        return html.P(text, className="luft", role="alert")
    if answer.verdict is None:
        return None
    stored, other = series.verdict, answer.verdict
    columns = ["", visit.say("Gemt", "Stored"), visit.say("Hvad nu hvis", "What if")]
    rows = [[name, first, second] for name, first, second in _pairs(indicator, stored, other, visit)]
    note = visit.say("Ikke gemt: kun en beregning", "Not stored: only a calculation")
    same = visit.say("Det er, som det er nu.", "This is as it is now.") if answer.is_same else None
    return html.Div(
        [
            html.P([flag(note), f" {same}" if same else None]),
            _sentence(other, visit),
            table(visit.say("Gemt vurdering og hvad nu hvis", "Stored verdict and what if"), columns, rows),
        ],
        className="rum",
    )


def _sentence(verdict: dict[str, Any], visit: Visit) -> Component | None:
    spoken = verdict.get("sentence")
    return html.P(spoken[visit.language], className="sig") if spoken else None


def _pairs(
    indicator: Indicator, stored: dict[str, Any], other: dict[str, Any], visit: Visit
) -> list[tuple[str, Content, Content]]:
    """Each line with both verdicts' entry; lines that neither has anything to say on are left out."""
    found: list[tuple[str, Content, Content]] = []
    for name, of in _LINES.items():
        first, second = of(indicator, stored, visit), of(indicator, other, visit)
        if first is not None or second is not None:
            found.append((visit.text(_NAMES[name]), first or DASH, second or DASH))
    return found


def _verdict(_: Indicator, verdict: dict[str, Any], visit: Visit) -> Content:
    return verdict_word(str(verdict["verdict"]), visit.language)


def _target(indicator: Indicator, verdict: dict[str, Any], visit: Visit) -> Content:
    words = Words(indicator, visit.language)
    if verdict.get("range"):
        return "–".join(words.value(limit) for limit in verdict["range"])
    target = verdict.get("target") or {}
    if target.get("value") is None:
        return None
    deadline = target.get("period")
    end = period_label(deadline, visit.language) if deadline else visit.say("ingen frist", "no deadline")
    return f"{words.value(float(target['value']))}, {end}"


def _baseline(indicator: Indicator, verdict: dict[str, Any], visit: Visit) -> Content:
    baseline = verdict.get("baseline") or {}
    if baseline.get("value") is None:
        return None
    period = period_label(baseline["period"], visit.language)
    return f"{Words(indicator, visit.language).value(float(baseline['value']))}, {period}"


def _share(_: Indicator, verdict: dict[str, Any], visit: Visit) -> Content:
    share, elapsed = verdict.get("progress"), verdict.get("elapsed")
    if share is None:
        return None
    if share < 0:
        return visit.say("den forkerte vej", "the wrong way")
    way = visit.say("hele vejen", "all the way") if share > 1 else format_percent(share, visit.language)
    if elapsed is None or elapsed > 1:
        return way
    time = format_percent(elapsed, visit.language)
    return f"{way} {visit.say(f'på {time} af tiden', f'in {time} of the time')}"


def _lead(_: Indicator, verdict: dict[str, Any], visit: Visit) -> Content:
    months = verdict.get("lead_months")
    if months is None:
        return None
    number = round(abs(months))
    if number == 0:
        return visit.say("på vejen", "on the path")
    unit = visit.say("md.", "month") if number == 1 else visit.say("mdr.", "months")
    where = visit.say("bagud", "behind") if months < 0 else visit.say("foran", "ahead")
    return f"{format_number(number, visit.language)}\u00a0{unit} {where}"


def _speed(_: Indicator, verdict: dict[str, Any], visit: Visit) -> Content:
    times = verdict.get("acceleration")
    if times is None:
        return None
    number = format_number(times, visit.language, 1 if times < 100 else 0)
    return f"{number}\u00a0{visit.say('gange så hurtigt', 'times as fast')}"


def _yearly(_: Indicator, verdict: dict[str, Any], visit: Visit) -> Content:
    slope = verdict.get("slope_pct")
    if slope is None:
        return None
    unit = visit.say("pct.", "per cent")
    if verdict.get("slope_unit") == "pct_point":
        unit = visit.say("procentpoint", "percentage points")
    return f"{format_number(slope, visit.language, 1, sign=True)}\u00a0{unit}"


_LINES = {
    "verdict": _verdict,
    "target": _target,
    "baseline": _baseline,
    "share": _share,
    "lead": _lead,
    "speed": _speed,
    "yearly": _yearly,
}
_NAMES = {
    "verdict": Text("Vurdering", "Verdict"),
    "target": Text("Mål og frist", "Target and deadline"),
    "baseline": Text("Udgangspunkt", "Baseline"),
    "share": Text("Af vejen", "Of the way"),
    "lead": Text("Afstand i tid", "Distance in time"),
    "speed": Text("Nødvendig fart", "Speed needed"),
    "yearly": Text("Om året", "A year"),
}
