"""The verdict: its key figures, the sum behind it with the indicator's own numbers, and what to keep in mind."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number, format_percent
from dashboard.change import change_of, percent_change
from dashboard.charts.wording import Words
from dashboard.parts import key_figures, scrolling, section, verdict_word
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import DASH, listed, period_label, sentence
from store.published import PublishedSeries

Cell = tuple[str, Content, str, str]
_SHORT = 22  # letters of a reason that fit where a number would stand
_MONTH, _MONTHS = Text("md.", "month"), Text("mdr.", "months")


def verdict_section(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """Everything about the verdict of one series."""
    if series is view.shared and not view.is_counted:
        return None
    cells = [_since(view, series, visit), _yearly(series, visit)]
    if view.indicator.targets or series.verdict.get("progress") is not None:
        cells += [_share(series, visit), _lead(series, visit), _speed(series, visit)]
    shown = [cell for cell in cells if cell is not None]
    return section(
        "d",
        visit.say("Vurderingen", "The verdict"),
        key_figures(shown) if shown else None,
        html.Div([_formula(series, visit), _caveats(view, series, visit)], className="to-skaev rum"),
    )


def _since(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Cell | None:
    change = change_of(series)
    if change is None:
        return None
    is_baseline = bool((series.verdict.get("baseline") or {}).get("period"))
    words = Words(view.indicator, visit.language)
    first, last = change.first.label(visit.language), change.last.label(visit.language)
    name = (
        visit.say("Siden udgangspunktet", "Since the baseline")
        if is_baseline
        else visit.say("Siden", "Since") + f" {first}"
    )
    start, end = words.value(change.start), words.value(change.end)
    text = visit.say(f"fra {start} ({first}) til {end} ({last})", f"from {start} ({first}) to {end} ({last})")
    return name, percent_change(change, view.indicator, visit.language), text, ""


def _yearly(series: PublishedSeries, visit: Visit) -> Cell | None:
    """The typical change a year, where the direction is what is judged."""
    slope, unit = series.verdict.get("slope_pct"), series.verdict.get("slope_unit")
    if slope is None:
        return None
    number = format_number(slope, visit.language, 1, sign=True)
    words = visit.say("procentpoint", "points") if unit == "pct_point" else visit.say("pct.", "per cent")
    text = visit.say("den typiske ændring (Theil-Sen)", "the typical change (Theil-Sen)")
    return visit.say("Om året", "A year"), f"{number}\u00a0{words}", text, "" if unit == "pct" else "ord"


def _share(series: PublishedSeries, visit: Visit) -> Cell:
    verdict = series.verdict
    name = visit.say("Af vejen", "Of the way")
    share, elapsed = verdict.get("progress"), verdict.get("elapsed")
    if share is None:
        return name, *_reason(verdict, "progress", visit)
    if share < 0:
        return (
            name,
            visit.say("den forkerte vej", "the wrong way"),
            visit.say("væk fra målet", "away from the target"),
            "ord",
        )
    if share > 1:
        return name, visit.say("hele vejen", "all the way"), visit.say("og forbi målet", "and beyond the target"), "ord"
    text = ""
    if elapsed is not None:
        time = (
            format_percent(elapsed, visit.language)
            if elapsed <= 1
            else visit.say("mere end 100 pct.", "over 100 per cent")
        )
        text = visit.say(f"på {time} af tiden", f"in {time} of the time")
    elif not (verdict.get("target") or {}).get("period"):
        text = visit.say("målet har ingen frist", "the target has no deadline")
    return name, format_percent(share, visit.language), text, ""


def _lead(series: PublishedSeries, visit: Visit) -> Cell:
    name = visit.say("Afstand i tid", "Distance in time")
    months = series.verdict.get("lead_months")
    if months is None:
        return name, *_reason(series.verdict, "lead_months", visit)
    number = round(abs(months))
    figure = f"{format_number(number, visit.language)}\u00a0{visit.text(_MONTH if number == 1 else _MONTHS)}"
    if number == 0:
        return name, figure, visit.say("på vejen", "on the path"), ""
    passed = visit.say(", da fristen udløb", " when the deadline passed") if series.verdict.get("rule") == 4 else ""
    where = visit.say("bagud", "behind") if months < 0 else visit.say("foran", "ahead")
    return name, figure, where + passed, ""


def _speed(series: PublishedSeries, visit: Visit) -> Cell:
    name = visit.say("Nødvendig fart", "Speed needed")
    times = series.verdict.get("acceleration")
    if times is None:
        return name, *_reason(series.verdict, "acceleration", visit)
    figure = format_number(times, visit.language, 1 if times < 100 else 0)
    return (
        name,
        f"{figure}\u00a0{visit.say('gange', 'times')}",
        visit.say("så hurtigt som hidtil for at nå målet til tiden", "as fast as so far to reach the target in time"),
        "",
    )


def _reason(verdict: dict[str, Any], field: str, visit: Visit) -> tuple[str, str, str]:
    """Why there is no number: in its place where it is short, else below a dash."""
    told = (verdict.get("undefined") or {}).get(field) or verdict.get("reason")
    text = told[visit.language] if told else _not_computed(visit)
    if len(text) <= _SHORT:
        return text[:1].lower() + text[1:].rstrip("."), "", "ord"
    return DASH, text, "ord"


def _not_computed(visit: Visit) -> str:
    return visit.say("Kan ikke beregnes.", "Cannot be computed.")


def _formula(series: PublishedSeries, visit: Visit) -> Component:
    """Line by line, the last one with the verdict's shape and word."""
    lines = series.verdict.get("formula") or []
    rows = []
    for number, line in enumerate(lines):
        label, expression, result = (line[part][visit.language] for part in ("label", "expression", "result"))
        if number == len(lines) - 1:
            end: list[Content] = [f"{expression}: ", verdict_word(str(series.verdict["verdict"]), visit.language)]
        else:
            end = [f"{expression} = ", html.B(result)]
        rows.append(html.Div([html.Span(label), html.Span(end)]))
    method = series.verdict.get("method") or {}
    version = method.get("version", DASH)
    label = visit.say("Formlen med tal", "The formula with numbers")
    return html.Div(
        [
            html.H3(visit.say("Sådan er den regnet", "How it was computed")),
            scrolling(label, *rows, className="formel") if rows else html.P(_not_computed(visit)),
            html.P(
                [
                    visit.say(f"Metode: lineær fart, version {version}. ", f"Method: linear pace, version {version}. "),
                    html.A(visit.say("Sådan vurderer vi", "How we judge"), href=visit.link("/method")),
                ],
                className="lille",
            ),
        ]
    )


def _caveats(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """Definition, breaks, declared gaps and notes: what a reader must know not to be misled."""
    indicator = view.indicator
    texts = [visit.text(indicator.definition)] if indicator.definition else []
    for one in indicator.breaks:
        period = period_label(one.period, visit.language)
        kind = visit.say("Databrud", "Break in series")
        texts.append(f"{kind} {period}: {visit.text(one.reason)}")
    gaps: dict[str, list[str]] = {}
    for gap in indicator.missing:
        first, last = period_label(gap.period, visit.language), period_label(gap.until or gap.period, visit.language)
        gaps.setdefault(visit.text(gap.reason), []).append(first if first == last else f"{first}–{last}")
    texts += [f"{listed(spans, visit.language)}: {reason}" for reason, spans in gaps.items()]
    texts += [visit.text(note) for note in indicator.notes]
    if series.verdict.get("is_trailing"):
        texts.append(
            visit.say("Vurderes på summen af de seneste 12 måneder.", "Judged on the sum of the last twelve months.")
        )
    if not texts:
        return None
    return html.Div(
        [
            html.H3(visit.say("Værd at vide om tallene", "What to know about the figures")),
            html.Ul([html.Li(sentence(text)) for text in texts], className="punkter"),
        ]
    )
