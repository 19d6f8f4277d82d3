"""Another target, deadline or baseline: the verdict that would follow, from what is published. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from config.indicator import Indicator
from config.language import LANGUAGES, Language, Text
from dashboard.asking import (
    DEADLINE_ALONE,
    LIMITS_ORDER,
    deadline_too_early,
    number_for_field,
    period_for_field,
    read_number,
    read_one_period,
)
from dashboard.change import measured
from dashboard.charts.timeline import assessed_on, period_or_none
from progress.case import Case, Target
from progress.declared import case_from, naming_of, published_points
from progress.describe import describe
from progress.judge import judge
from store.published import PublishedSeries
from store.time_period import TimePeriod

WRITTEN = "written"  # in which language's way the query's numbers are
_PERIODS = ("deadline", "baseline")
GOAL, LIMITS = ("target", "deadline", "baseline"), ("low", "high")
_LONGEST = 60  # letters of a field; no number or period needs more
_NO_LIMIT = Text("Skriv et tal.", "Write a number.")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What was asked, and what follows.

    Attributes:
        texts: what stands in each field: as written, else what holds now.
        mistakes: of each field that cannot be read.
        verdict: the fields of `fremdrift status --json`; None where nothing was asked or something is wrong.
        is_same: it was asked about what holds already.
    """

    texts: Mapping[str, str]
    mistakes: Mapping[str, Text]
    verdict: dict[str, Any] | None = None
    is_same: bool = False


def fields_of(indicator: Indicator) -> tuple[str, ...]:
    """What can be asked about: limits where the goal is to stay inside them, else target, deadline and baseline."""
    return LIMITS if indicator.range else GOAL


def what_if(
    indicator: Indicator, series: PublishedSeries, query: Mapping[str, str], language: Language, today: date
) -> WhatIf:
    """The verdict under what the query says; a field that it does not name stays as it is, an empty one is none."""
    names = fields_of(indicator)
    now = _now(indicator, series, language)
    texts = {name: _given(name, query, language) if name in query else now[name] for name in names}
    if not any(name in query for name in names):
        return WhatIf(texts, {})
    case = case_from(indicator, series, published_points(series), assessed_on(series) or today)
    changed, mistakes = (_with_limits if names is LIMITS else _with_goal)(case, texts, now, series, language)
    if mistakes:
        return WhatIf(texts, mistakes)
    verdict = describe(judge(changed), naming_of(indicator))
    return WhatIf(texts, {}, dict(verdict.to_json()), is_same=changed == case)


def _given(name: str, query: Mapping[str, str], language: Language) -> str:
    """A field as it was written; a number from the page in the other language as this page writes it.

    Else "12.000" of the Danish page would be twelve on the English one, to which the link carries the same query.
    """
    text, written = query[name].strip()[:_LONGEST], query.get(WRITTEN, language)
    if text and name not in _PERIODS and written in LANGUAGES and written != language:
        value = read_number(text, "da" if written == "da" else "en")
        return text if isinstance(value, Text) else number_for_field(value, language)
    return text


def _now(indicator: Indicator, series: PublishedSeries, language: Language) -> dict[str, str]:
    """What holds for the series, as it may be written in the fields."""
    if indicator.range:
        return dict(zip(LIMITS, (number_for_field(limit, language) for limit in indicator.range), strict=True))
    verdict = series.verdict
    target = verdict.get("target") or {}
    deadline = period_or_none(target.get("period"))
    baseline = period_or_none((verdict.get("baseline") or {}).get("period"))
    declared = period_or_none(indicator.baseline.period) if indicator.baseline else None
    baseline = declared or baseline
    return {
        "target": "" if target.get("value") is None else number_for_field(float(target["value"]), language),
        "deadline": period_for_field(deadline, language) if deadline else "",
        "baseline": period_for_field(baseline, language) if baseline else "",
    }


Changed = tuple[Case, dict[str, Text]]


def _with_limits(
    case: Case, texts: Mapping[str, str], now: Mapping[str, str], _: PublishedSeries, language: Language
) -> Changed:
    mistakes: dict[str, Text] = {}
    found: list[float] = []
    for name in LIMITS:
        value = read_number(texts[name], language) if texts[name] else _NO_LIMIT
        if isinstance(value, Text):
            mistakes[name] = value
        else:
            found.append(value)
    if not mistakes and found[0] >= found[1]:
        mistakes["high"] = LIMITS_ORDER
    if mistakes or texts == now:
        return case, mistakes
    return replace(case, range=(found[0], found[1])), mistakes


def _with_goal(
    case: Case, texts: Mapping[str, str], now: Mapping[str, str], series: PublishedSeries, language: Language
) -> Changed:
    mistakes: dict[str, Text] = {}
    value = read_number(texts["target"], language) if texts["target"] else None
    deadline = read_one_period(texts["deadline"]) if texts["deadline"] else None
    baseline = read_one_period(texts["baseline"]) if texts["baseline"] else None
    for name, found in (("target", value), ("deadline", deadline), ("baseline", baseline)):
        if isinstance(found, Text):
            mistakes[name] = found
    if deadline is not None and value is None:
        mistakes["target"] = DEADLINE_ALONE
    if isinstance(baseline, TimePeriod) and texts["baseline"] != now["baseline"]:
        missing = None if case.is_cumulative else _no_value(baseline, series)  # a sum begins where one says
        if missing:
            mistakes["baseline"] = missing
    starts = baseline if isinstance(baseline, TimePeriod) else None
    if isinstance(deadline, TimePeriod) and starts and deadline.end <= starts.end:
        mistakes.setdefault("deadline", deadline_too_early(starts))
    if mistakes:
        return case, mistakes
    if any(texts[name] != now[name] for name in ("target", "deadline")):
        # Milestones belong to the target that was adopted; another one is reached by the path as such.
        targets = () if value is None else (Target(value, deadline),)  # type: ignore[arg-type]
        case = replace(case, targets=targets, milestones=())
    if texts["baseline"] != now["baseline"]:
        case = replace(case, baseline_period=starts, baseline_value=None)
    return case, mistakes


def _no_value(baseline: TimePeriod, series: PublishedSeries) -> Text | None:
    """Why a period cannot be the baseline; None where the series has a value for it."""
    periods = [period for period, _ in measured(series)]
    if baseline in periods:
        return None
    first, last = periods[0], periods[-1]
    return Text(
        f"Serien har intet tal for {baseline.label('da')}. Vælg en periode med et tal, fra {first.label('da')} "
        f"til {last.label('da')}.",
        f"The series has no figure for {baseline.label('en')}. Choose a period with a figure, from "
        f"{first.label('en')} to {last.label('en')}.",
    )
