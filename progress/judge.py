"""The verdict. Reads like the method's page: the rules in order, the first match decides."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple, get_args

from config.language import Text, format_date
from progress import reasons
from progress.assurance import Forecast, MethodResult
from progress.beside import numbers_beside
from progress.case import Case, Direction
from progress.forecast import forecast
from progress.fragile import doubts
from progress.hidden import hidden_where_needed
from progress.other_methods.side_by_side import other_methods
from progress.overlays import overlays
from progress.pace import TOLERANCE, meets, rate_pace
from progress.prepare import has_one_frequency
from progress.signal import signal
from progress.situation import Situation, situation_of
from progress.targets import target_outcomes
from progress.trend import FEWEST_VALUES, is_in_points, rate_trend
from progress.verdict import Verdict

TOO_EARLY_BEFORE = 0.10
FEWEST_AFTER_BASELINE = 2


class Decision(NamedTuple):
    """What a rule decided, and why where that is no judgement."""

    verdict: str
    reason: Text | None = None


def judge(case: Case) -> Verdict:
    """The verdict on one series, judged from `case.assessed_on`; never raises, whatever the figures."""
    situation = situation_of(case)
    rule, decision = decide(situation)
    return _with_assurance(_verdict(situation, rule, decision), situation)


def without_judgement(verdict: Verdict, reason: Text) -> Verdict:
    """The same numbers, but not assessed: then nothing else judges the series either."""
    return replace(
        verdict,
        verdict="not_assessed",
        reason=reason,
        forecast=Forecast(None, reason),
        fragile=(),
        methods=tuple(MethodResult(one.method, None, reason=reason) for one in verdict.methods),
        overlays=tuple(code for code in verdict.overlays if code != "fragile"),
    )


def decide(s: Situation) -> tuple[int, Decision]:
    """The first rule that matches, and what it decides."""
    for number, rule in enumerate(RULES, start=1):
        decision = rule(s)
        if decision is not None:
            return number, decision
    raise AssertionError("the last rule always decides")


def _not_assessed(s: Situation) -> Decision | None:
    """1. No declared direction, T <= t0, or declared so by a named person; also what cannot be compared at all."""
    exemption = s.case.exemption
    if exemption and _is_exempted(s):
        until = Text(format_date(exemption.expires, "da"), format_date(exemption.expires, "en"))
        return Decision("not_assessed", reasons.exempted(exemption.person, exemption.reason, until))
    if s.case.direction not in get_args(Direction):
        return Decision("not_assessed", reasons.NO_DIRECTION)
    if (s.case.direction == "keep" and s.range is None) or (s.case.range and s.range is None):
        return Decision("not_assessed", reasons.NO_RANGE)
    if not has_one_frequency(s.known):
        return Decision("not_assessed", reasons.MIXED_FREQUENCIES)
    if s.target and not math.isfinite(s.target.value):
        return Decision("not_assessed", reasons.UNUSABLE_TARGET)
    starts = s.frame.starts
    if s.target and s.target.period and starts and s.target.period.end <= starts.end:
        return Decision("not_assessed", reasons.TARGET_BEFORE_BASELINE)
    hidden = hidden_where_needed(s)
    return Decision("not_assessed", hidden) if hidden else None


def _not_enough_data(s: Situation) -> Decision | None:
    """2. No baseline, or no value after t0; without a target: only a starting point, or nothing yet.

    The method's page says "only where there is a target". Without one the words fit just as well to a series that has
    its baseline and nothing else: see docs/decisions/0005.
    """
    if s.range and s.frame.latest is None:
        return Decision("not_enough_data", reasons.NO_VALUES)
    if s.target and s.frame.baseline is None:
        return Decision("not_enough_data", reasons.NO_BASELINE)
    if s.target and not s.frame.after:
        return Decision("not_enough_data", reasons.NO_VALUE_AFTER_BASELINE)
    if s.target is None and s.range is None and len(s.known) < 2:
        return Decision("not_enough_data", reasons.ONLY_ONE_VALUE if s.known else reasons.NO_VALUES)
    if s.target is None and s.range is None and s.frame.baseline and not s.frame.after:
        return Decision("not_enough_data", reasons.NO_VALUE_AFTER_BASELINE)
    return None


def _kept_or_slipped(s: Situation) -> Decision | None:
    """3. The goal is to stay: inside a range, or beyond a target that the baseline already meets."""
    latest, baseline = s.frame.latest, s.frame.baseline
    if s.range and latest:
        low, high = s.range
        is_inside = low - s.tolerance <= latest.value <= high + s.tolerance
        return Decision("kept" if is_inside else "slipped")
    if s.target and latest and baseline and meets(baseline.value, s.target.value, s.case.direction, s.tolerance):
        is_held = meets(latest.value, s.target.value, s.case.direction, s.tolerance)
        return Decision("kept" if is_held else "slipped")
    return None


def _outcome(s: Situation) -> Decision | None:
    """4. Met, missed, met late; a target that was met at its deadline and then lost has slipped."""
    latest = s.frame.latest
    if s.target is None or latest is None:
        return None
    is_met_now = meets(latest.value, s.target.value, s.case.direction, s.tolerance)
    if s.at_deadline is None:
        return Decision("met") if is_met_now else None
    if meets(s.at_deadline.value, s.target.value, s.case.direction, s.tolerance):
        return Decision("met" if is_met_now else "slipped")
    return Decision("met_late" if is_met_now else "missed")


def _patience(s: Situation) -> Decision | None:
    """5. Too little of the time has gone, or too few values are in."""
    if s.elapsed is None:
        return None
    if s.elapsed < TOO_EARLY_BEFORE - TOLERANCE:
        return Decision("too_early")
    return Decision("too_few") if len(s.frame.after) < FEWEST_AFTER_BASELINE else None


def _pace(s: Situation) -> Decision | None:
    """6. The pace against the path, where the target has a deadline."""
    if s.target is None or s.target.period is None:
        return None
    if s.progress is None:
        return Decision("not_assessed", reasons.NOT_COMPUTABLE)
    if s.path_share is None:
        is_geometric = s.case.path == "geometric" and not s.case.milestones
        return Decision("not_assessed", reasons.PATH_UNDEFINED if is_geometric else reasons.NOT_COMPUTABLE)
    return Decision(rate_pace(s.progress, s.path_share, s.case.noise_band))


def _trend(s: Situation) -> Decision:
    """7. Without a target, or with none that has a deadline: the robust slope."""
    if len(s.trend_values) < FEWEST_VALUES:
        return Decision("too_few")
    if s.trend is None:
        is_in_pct = not is_in_points(s.case)
        return Decision("not_assessed", reasons.MEDIAN_IS_ZERO if is_in_pct else reasons.NOT_COMPUTABLE)
    return Decision(rate_trend(s.trend.relative, s.case.direction or "keep"))


RULES = (_not_assessed, _not_enough_data, _kept_or_slipped, _outcome, _patience, _pace, _trend)


def _verdict(s: Situation, rule: int, decision: Decision) -> Verdict:
    is_trend = rule == len(RULES)
    shows_trend = is_trend and decision.verdict not in ("too_few", "not_assessed")
    numbers = numbers_beside(s, rule, decision.verdict)
    return Verdict(
        verdict=decision.verdict,
        rule=rule,
        assessed_on=s.case.assessed_on,
        direction=s.case.direction,
        reason=decision.reason,
        progress=numbers.progress,
        elapsed=numbers.elapsed,
        pace=numbers.pace,
        path_share=numbers.path_share,
        lead_months=numbers.lead_months,
        acceleration=numbers.acceleration,
        trend=s.trend if shows_trend else None,
        baseline=s.frame.baseline,
        latest=s.frame.latest,
        deciding=s.deciding,
        target=s.target,
        range=s.range,
        targets=target_outcomes(s.case, s.known),
        overlays=overlays(
            (s.frame.latest, s.deciding), s.case.frequency, s.case.lag_months, s.case.assessed_on, s.is_overdue
        ),
        count=len(s.trend_values) if is_trend else len(s.frame.after),
        is_trailing=s.frame.is_trailing,
        is_linear=s.is_linear,
        is_overdue=s.is_overdue,
        restarted_at=s.frame.restarted_at,
        is_cumulative=s.frame.is_running,
        stopped_at=s.frame.stopped_at,
        undefined=numbers.undefined,
    )


def _is_exempted(s: Situation) -> bool:
    exemption = s.case.exemption
    return exemption is not None and bool(exemption.person.strip()) and s.case.assessed_on <= exemption.expires


def _with_assurance(verdict: Verdict, s: Situation) -> Verdict:
    """How sure the verdict is, beside it. Of what nobody is to judge, or cannot be compared, nothing is said."""
    if verdict.rule == 1:
        looks = has_one_frequency(s.known) and not _is_exempted(s)
        return replace(
            verdict,
            forecast=Forecast(None, verdict.reason),
            signal=signal(s.frame.reported) if looks else None,
            methods=other_methods(s, verdict.verdict, verdict.rule),
        )
    methods = other_methods(s, verdict.verdict, verdict.rule)
    fragile = doubts(s, verdict.verdict, methods, lambda moved: decide(moved)[1].verdict)
    return replace(
        verdict,
        forecast=forecast(s),
        signal=signal(s.frame.reported),
        fragile=fragile,
        methods=methods,
        overlays=(*verdict.overlays, "fragile") if fragile else verdict.overlays,
    )
