"""Why another method does not agree with our verdict: the first fixed rule whose fact holds for the numbers."""

from __future__ import annotations

from config.language import LANGUAGES, Text
from progress.assurance import MethodResult
from progress.other_methods import disagreements as words
from progress.other_methods import eurostat, un_2023
from progress.other_methods.agreement import agrees, is_kinder
from progress.other_methods.figures import Figures
from progress.other_methods.growth import better, growth, observed_growth
from progress.pace import meets, rate_pace, ratio, share_of_way
from progress.situation import Situation
from progress.trend import rate_trend
from progress.verdict import Value
from store.time_period import TimePeriod

_NAMES = {
    "open_sdg": Text("Open SDG", "Open SDG"),
    "eurostat": Text("Eurostat", "Eurostat"),
    "un_2023": Text("FN's metode", "the UN's method"),
}
_PACE, _TREND = 6, 7


def why_not(s: Situation, figures: Figures, result: MethodResult, verdict: str, rule: int) -> Text:
    """One sentence on why `result` does not agree with our `verdict`, which `rule` decided."""
    base = eurostat.base_of(figures) if result.method == eurostat.METHOD else figures.base
    if rule == _TREND:
        found = _of_trend(s, result, verdict, base)
    elif rule == _PACE:
        found = _of_pace(s, figures, result, verdict, base)
    else:
        found = _of_outcome(s, figures, result, verdict)
    start = s.frame.baseline or (s.trend_values[0] if s.trend_values else None)
    return Text(
        *(
            _capital(
                found[language].format(
                    name=_NAMES[result.method][language],
                    base=base.period.label(language) if base else "–",
                    latest=figures.latest.period.label(language),
                    start=start.period.label(language) if start else "–",
                )
            )
            for language in LANGUAGES
        )
    )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _of_outcome(s: Situation, figures: Figures, result: MethodResult, verdict: str) -> Text:
    """Rules 3 and 4: facts about a value, and not about growth."""
    if verdict == "missed":
        return words.NEARLY_IS_ENOUGH
    if verdict == "slipped":
        baseline = s.frame.baseline
        is_held = baseline and figures.target is not None and meets(baseline.value, figures.target, s.case.direction)
        return words.MET_AT_START if is_held and result.method == un_2023.METHOD else words.LOST
    return words.IGNORES_MET if result.method == eurostat.METHOD else words.ROUNDED


def _of_trend(s: Situation, result: MethodResult, verdict: str, base: Value | None) -> Text:
    """Rule 7: a robust slope through every value, against the growth between two."""
    if s.target is not None and result.method != eurostat.METHOD:
        return words.ASSUMED_DEADLINE
    if s.trend is not None and s.trend.unit == "pct_point":
        return words.IN_POINTS
    if result.value is not None and rate_trend(100 * result.value, "increase") == verdict:
        return words.OTHER_LIMITS
    return words.END_POINTS


def _of_pace(s: Situation, figures: Figures, result: MethodResult, verdict: str, base: Value | None) -> Text:
    """Rule 6: our pace against their growth."""
    target, start = figures.target, base.value if base else 0.0
    if result.method == "open_sdg" and (target == 0 or start == 0):
        return words.ZERO_TARGET_STAND_IN if target == 0 else words.ZERO_BASE_STAND_IN
    if result.method == eurostat.METHOD and _base_differs(s, figures, result, verdict, base):
        return words.OTHER_BASE
    if verdict == "no_clear_change":
        return words.NOISE
    if _only_limits_differ(s, result):
        return words.OTHER_LIMITS
    if _only_path_differs(s, result):
        return words.OTHER_PATH
    is_kind = is_kinder(result.method, result.verdict or "", verdict)
    if target is None or start * target <= 0:
        return words.GROWTH if is_kind or target is None else words.NEVER_ZERO
    if is_kind and abs(target) > abs(start):
        return words.SMALL_STEPS_FIRST
    if not is_kind and abs(target) < abs(start):
        return words.LARGE_STEPS_FIRST
    return words.GROWTH


def _only_limits_differ(s: Situation, result: MethodResult) -> bool:
    """The United Nations' words for our own pace would be theirs."""
    if result.method != un_2023.METHOD or s.progress is None or not s.path_share or s.path_share < 0:
        return False
    return un_2023.rate_share(s.progress / s.path_share) == result.verdict


def _only_path_differs(s: Situation, result: MethodResult) -> bool:
    """On the straight path we would agree."""
    if s.is_linear or s.progress is None or s.elapsed is None:
        return False
    return agrees(result.method, result.verdict, rate_pace(s.progress, s.elapsed, s.case.noise_band)) is True


def _base_differs(s: Situation, figures: Figures, result: MethodResult, verdict: str, base: Value | None) -> bool:
    """From our baseline Eurostat would say as we do, or from its base we would say as it does."""
    baseline = s.frame.baseline
    if base is None or baseline is None or base.period == baseline.period:
        return False
    if not figures.target or figures.deadline is None:
        return False
    theirs = _share_from(figures, baseline, figures.target, figures.deadline.end_years)
    if theirs is not None and agrees(eurostat.METHOD, eurostat.rate_with_target(theirs), verdict):
        return True
    way = share_of_way(figures.latest.value, base.value, figures.target)
    time = ratio(_years(base, figures.latest.period), _years(base, figures.deadline))
    if way is None or time is None:
        return False
    return agrees(eurostat.METHOD, result.verdict, rate_pace(way, time, s.case.noise_band)) is True


def _share_from(figures: Figures, base: Value, target: float, end_years: float) -> float | None:
    observed = observed_growth(figures.latest, base)
    required = growth(target, base.value, end_years - base.period.end_years)
    if isinstance(observed, Text) or isinstance(required, Text):
        return None
    return ratio(better(observed, figures.sign, base.value), abs(required))


def _years(base: Value, until: TimePeriod) -> float:
    return until.end_years - base.period.end_years
