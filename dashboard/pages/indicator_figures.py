"""The key figures of a verdict: the change, the share of the way, the distance in time, the speed needed."""

from __future__ import annotations

from typing import Any

from config.language import Text, format_number, format_percent
from dashboard.change import change_of, percent_change
from dashboard.charts.wording import Words
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import DASH
from store.published import PublishedSeries

Cell = tuple[str, Content, str, str]
_SHORT = 24  # letters of a reason that fit where a number would stand
_MONTH, _MONTHS = Text("md.", "month"), Text("mdr.", "months")


def verdict_figures(view: IndicatorView, series: PublishedSeries, visit: Visit) -> list[Cell]:
    """Those that this verdict has; where one is undefined, the reason in its place."""
    cells = [_since(view, series, visit), _yearly(series, visit)]
    if view.indicator.targets or series.verdict.get("progress") is not None:
        cells += [_share(series, visit), _lead(series, visit), _speed(series, visit)]
    return [cell for cell in cells if cell is not None]


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
    figure = percent_change(change, view.indicator, visit.language)
    return name, figure, text, "ord" if view.indicator.is_percentage else ""  # "procentpoint" is as wide as the cell


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
