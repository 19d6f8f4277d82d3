"""The fields of `fremdrift status --json` for one series: its verdict in words, and what stands beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

from config.indicator import Indicator
from config.language import Text
from progress.case import Case
from progress.declared import Subject, naming_of
from progress.describe import describe
from progress.judge import judge, without_judgement
from progress.overlay_words import partial_sentence
from progress.verdict import Verdict

BY_AREA = Text("Vurderes for hvert område for sig", "Assessed for each place by itself")
COMPARISON = Text("Vises til sammenligning", "Shown for comparison")


def verdict_on(indicator: Indicator, subject: Subject, case: Case) -> Verdict:
    """The verdict on one series, with its sentence and formula; a comparison is never judged."""
    verdict = judge(case)
    if subject.role == "comparison":
        verdict = without_judgement(verdict, COMPARISON)
    return describe(verdict, naming_of(indicator))


def verdict_on_nothing(indicator: Indicator, case: Case) -> Verdict:
    """The verdict on an indicator that has no shared series: judged place by place, or nothing delivered yet.

    Args:
        case: without points.
    """
    verdict = judge(case)
    if indicator.by_area:
        verdict = without_judgement(verdict, BY_AREA)
    return describe(verdict, naming_of(indicator))


def status_fields(indicator: Indicator, subject: Subject, parts: int | None, verdict: Verdict) -> dict[str, Any]:
    """The verdict as plain values, with who judges otherwise and how much of the whole is covered.

    Args:
        parts: how many places or partners a combined series is made of; None where it is given.
    """
    status: dict[str, Any] = dict(verdict.to_json())
    status["override"] = override_of(indicator, subject, verdict.assessed_on)
    if parts is not None and indicator.coverage is not None:
        coverage = indicator.coverage
        status["coverage"] = {"parts": parts, "expected": coverage.expected, "unit": coverage.unit.to_json()}
        if parts < coverage.expected:
            status["overlays"] = [*status["overlays"], "partial"]
            partial = partial_sentence(parts, coverage.expected, coverage.unit)
            status["beside"] = {**status["beside"], "partial": partial.to_json()}
    return status


def override_of(indicator: Indicator, subject: Subject, day: date) -> dict[str, Any] | None:
    """What a named person says of the indicator in place of the method, from one day to another; of the shared series
    alone. The computed verdict stays what it is: this stands beside it.
    """
    override = indicator.override
    if override is None or subject.role != "shared" or not override.holds(day):
        return None
    return {
        "verdict": override.verdict,
        "reason": override.reason.to_json(),
        "author": override.author,
        "set_on": override.set_on and override.set_on.isoformat(),
        "expires": override.expires.isoformat(),
    }
