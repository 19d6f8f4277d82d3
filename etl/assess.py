"""From a series to its verdict: what the definition declares and the figures say, put before `progress`."""

from __future__ import annotations

from datetime import date
from typing import Any

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from etl.combine import Series
from progress.case import Case, Point
from progress.declared import case_from, naming_of
from progress.describe import describe
from progress.judge import judge, without_judgement
from progress.overlay_words import partial_sentence
from progress.verdict import Verdict
from store.time_period import TimePeriod

BY_AREA = Text("Vurderes for hvert område for sig", "Assessed for each place by itself")
COMPARISON = Text("Vises til sammenligning", "Shown for comparison")


def case_of(indicator: Indicator, series: Series, assessed_on: date) -> Case:
    """The inputs of the verdict on one series of an indicator."""
    points = [Point(TimePeriod.parse(o.period), o.value, o.status) for o in series.observations]
    return case_from(indicator, series, points, assessed_on)


def assess(indicator: Indicator, series: Series, assessed_on: date, case: Case | None = None) -> Verdict:
    """The verdict on one series, with its sentence and formula.

    Args:
        case: what `case_of` makes of them, where it is at hand.
    """
    verdict = judge(case or case_of(indicator, series, assessed_on))
    if series.role == "comparison":
        verdict = without_judgement(verdict, COMPARISON)
    return describe(verdict, naming_of(indicator))


def without_series(declared: Alliance, indicator: Indicator, assessed_on: date) -> Verdict:
    """The verdict on an indicator that has no shared series: judged place by place, or nothing delivered yet."""
    nothing = Series("shared", None, indicator.area or declared.area, {}, ())
    verdict = judge(case_of(indicator, nothing, assessed_on))
    if indicator.by_area:
        verdict = without_judgement(verdict, BY_AREA)
    return describe(verdict, naming_of(indicator))


def status_of(indicator: Indicator, series: Series, verdict: Verdict) -> dict[str, Any]:
    """The fields of `fremdrift status --json` for one series."""
    status: dict[str, Any] = dict(verdict.to_json())
    status["override"] = override_of(indicator, series, verdict.assessed_on)
    if series.parts is not None and indicator.coverage is not None:
        coverage = indicator.coverage
        status["coverage"] = {"parts": series.parts, "expected": coverage.expected, "unit": coverage.unit.to_json()}
        if series.parts < coverage.expected:
            status["overlays"] = [*status["overlays"], "partial"]
            partial = partial_sentence(series.parts, coverage.expected, coverage.unit)
            status["beside"] = {**status["beside"], "partial": partial.to_json()}
    return status


def override_of(indicator: Indicator, series: Series, day: date) -> dict[str, Any] | None:
    """What a named person says of the indicator in place of the method, from one day to another; of the shared series
    alone. The computed verdict stays what it is: this stands beside it.
    """
    override = indicator.override
    if override is None or series.role != "shared" or not override.holds(day):
        return None
    return {
        "verdict": override.verdict,
        "reason": override.reason.to_json(),
        "author": override.author,
        "set_on": override.set_on and override.set_on.isoformat(),
        "expires": override.expires.isoformat(),
    }
