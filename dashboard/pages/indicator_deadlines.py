"""Worked examples: what a deadline would require, where the target has none or its deadline has passed."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import format_number
from dashboard.charts.timeline import period_or_none
from dashboard.charts.wording import Words
from dashboard.parts import section, table
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from dashboard.words import DASH, sentence
from progress.fields import share_words
from progress.naming import decimals_like
from progress.verdict import Value
from progress.worked_deadlines import Worked, worked_deadlines, yearly_so_far
from store.published import PublishedSeries

_WITHOUT = ("not_assessed", "not_enough_data")


def deadlines_section(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """A small table, and in a sentence what its last row means; nothing where a deadline lies ahead or all is met."""
    verdict = series.verdict
    found = _open_target(verdict)
    latest, direction = _value(verdict.get("latest")), view.indicator.direction
    if (series is view.shared and not view.is_counted) or found is None or latest is None or direction is None:
        return None
    goal, is_new = found
    baseline = _value(verdict.get("baseline"))
    rows = worked_deadlines(baseline, latest, goal, direction, visit.today)
    if not rows:
        return None
    so_far = yearly_so_far(baseline, latest) if baseline else None
    words = Words(view.indicator, visit.language)
    target = words.value(goal)
    heading = (
        visit.say(f"Hvis målet på {target} fik en frist", f"If the target of {target} had a deadline")
        if is_new
        else visit.say(f"Hvis målet på {target} fik en ny frist", f"If the target of {target} had a new deadline")
    )
    value = words.in_period(words.value(latest.value), latest.period.label(visit.language))
    caption = visit.say(
        f"Regneeksempel, ikke alliancens plan. Regnet fra {value}.",
        f"A worked example, not the alliance's plan. Computed from {value}.",
    )
    head = [visit.say("Frist", "Deadline"), visit.say("Ændring pr. år", "Change a year")]
    if so_far is not None and baseline is not None:
        first, last = baseline.period.label(visit.language), latest.period.label(visit.language)
        now = visit.say(f"{_change(so_far, view, visit)} om året", f"{_change(so_far, view, visit)} a year")
        head.append(
            visit.say(f"Mod farten fra {first} til {last} ({now})", f"Against the speed from {first} to {last} ({now})")
        )
    body = [_row(one, view, visit)[: len(head)] for one in rows]
    label = visit.say("Regneeksempel", "Worked example")
    shown = table(label, head, body, numbers=range(1, len(head)), caption=caption)
    meaning = _meaning(rows[-1], baseline, visit) if len(head) > 2 else None
    return section("frist", heading, html.Div([shown, html.P(meaning) if meaning else None], className="to-skaev"))


def _open_target(verdict: dict[str, Any]) -> tuple[float, bool] | None:
    """The newest target without a deadline that is not met, else the judged one whose deadline has passed.

    Returns:
        the value, and whether it never had a deadline.
    """
    if verdict.get("verdict") in _WITHOUT:
        return None
    undated = [one for one in verdict.get("targets") or [] if one.get("outcome") == "no_deadline"]
    newest = max(undated, key=lambda one: one.get("adopted") or "", default=None)
    if newest is not None and newest.get("value") is not None:
        return newest["value"], True
    has_passed = verdict.get("verdict") == "missed" or verdict.get("rule") == 4 or verdict.get("is_overdue")
    judged = verdict.get("target") or {}
    return (judged["value"], False) if has_passed and judged.get("value") is not None else None


def _value(stored: dict[str, Any] | None) -> Value | None:
    period = period_or_none((stored or {}).get("period"))
    value = (stored or {}).get("value")
    return None if period is None or value is None else Value(period, value)


def _row(one: Worked, view: IndicatorView, visit: Visit) -> list[str]:
    times = DASH
    if one.times is not None:
        number = format_number(one.times, visit.language, 2 if one.times < 10 else 0)
        times = f"{number}\u00a0{visit.say('gange', 'times')}"
    return [one.deadline.label(visit.language), _change(one.yearly, view, visit), times]


def _change(yearly: float, view: IndicatorView, visit: Visit) -> str:
    """ "−1.961"; of percentages in percentage points."""
    words = Words(view.indicator, visit.language)
    declared = view.indicator.decimals
    # A change a year is a fraction also where whole things are counted: two people in ten years are no zero.
    decimals = max(declared or 0, min(decimals_like(yearly), (declared or 0) + 2))
    number = format_number(yearly, visit.language, decimals, sign=True)
    return f"{number}\u00a0{words.points}" if words.is_percent else number


def _meaning(last: Worked, baseline: Value | None, visit: Visit) -> str | None:
    """The longest deadline in plain words."""
    if baseline is None:
        return None
    since, deadline = baseline.period.label(visit.language), last.deadline.label(visit.language)
    if last.times is None:
        return visit.say(
            f"Siden {since} er tallet ikke kommet nærmere målet. Kurven skal vende, før nogen frist er realistisk.",
            f"Since {since} the value has come no nearer to the target. The curve must turn before any deadline is "
            "realistic.",
        )
    if last.times < 0.995:
        share = share_words(last.times, visit.language)
        text = visit.say(
            f"En frist i {deadline} kræver {share} af farten siden {since}",
            f"A deadline in {deadline} takes {share} of the speed since {since}",
        )
    else:
        times = format_number(last.times, visit.language, 1 if last.times < 10 else 0)
        text = visit.say(
            f"En frist i {deadline} kræver {times} gange farten siden {since}",
            f"A deadline in {deadline} takes {times} times the speed since {since}",
        )
    return sentence(text)
