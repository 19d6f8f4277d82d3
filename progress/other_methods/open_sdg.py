"""Open SDG's progress measure, as Statistics Canada made it and sdg-build computes it.

After sdg-build, `sdg/ProgressMeasure.py` (class SeriesProgress), and Open SDG's "Progress Measurement Methodology".
The observed growth is set against the growth that reaches the target. Without a target the growth itself is rated,
with lower thresholds near a natural limit. The score runs from -5 to 5.

As there: a target or baseline of zero counts as 0.001, no deadline as 2030, and where the base equals the target any
step back is deterioration, with the score -5 (their division gives minus infinity; here the number is then left out).
Not as there: times are ends of periods with fractions of years, which are theirs for whole years; a target across zero
cannot be applied (there the power of a negative number turns complex); a target of zero is also reached at zero
exactly.
"""

from __future__ import annotations

from typing import NamedTuple

from config.language import Text
from progress import reasons
from progress.assurance import MethodResult
from progress.other_methods import cannot
from progress.other_methods.figures import USUAL_DEADLINE, Figures
from progress.other_methods.growth import better, growth, observed_growth
from progress.pace import ratio

METHOD = "open_sdg"
ZERO_STAND_IN = 0.001
WITH_TARGET = (0.95, 0.60, 0.0)  # substantial, moderate, limited; deterioration below
WITHOUT_TARGET = (0.015, 0.005, 0.0)
WORDS = ("substantial", "moderate", "limited", "deterioration")
LIMIT_POWER = 4.44


class Rated(NamedTuple):
    """The number that is rated, None where it is infinite; its word and its score."""

    value: float | None
    verdict: str
    score: float


def open_sdg(figures: Figures) -> MethodResult:
    """Open SDG's answer."""
    rated = _rated(figures)
    if _is_achieved(figures):
        return MethodResult(METHOD, "achieved", rated.value if isinstance(rated, Rated) else None, score=5.0)
    if isinstance(rated, Text):
        return MethodResult(METHOD, None, reason=rated)
    return MethodResult(METHOD, rated.verdict, rated.value, rated.score)


def _is_achieved(figures: Figures) -> bool:
    if figures.target is None:
        return False
    reached = figures.sign * figures.latest.value
    return reached >= min(figures.sign * figures.target, figures.sign * (figures.target or ZERO_STAND_IN))


def _rated(figures: Figures) -> Rated | Text:
    if figures.base is None:
        return cannot.NOTHING_SINCE_BASE
    start = figures.base.value or ZERO_STAND_IN
    observed = observed_growth(figures.latest, figures.base, start)
    if isinstance(observed, Text):
        return observed
    progress = better(observed, figures.sign, start)
    if figures.target is None:
        return rate_without_target(progress, nearness(figures.base.value, figures.limit))
    years = (figures.deadline or USUAL_DEADLINE).end_years - figures.base.period.end_years
    required = growth(figures.target or ZERO_STAND_IN, start, years)
    if isinstance(required, Text):
        is_across = figures.target == 0 and required == cannot.SIGN_CHANGE  # 0.001 lies beyond zero from below
        return cannot.ZERO_TARGET if is_across else required
    if required == 0:
        return Rated(None, "deterioration", -5.0) if progress < 0 else cannot.BASE_IS_TARGET
    share = ratio(progress, abs(required))
    return reasons.NOT_COMPUTABLE if share is None else rate_with_target(share)


def rate_with_target(share: float) -> Rated:
    """Word and score of the share of the required growth."""
    score = min(7.1429 * share - 4.2857, 5.0) if share >= WITH_TARGET[1] else max(4.1667 * share - 2.5, -5.0)
    return Rated(share, word(share, WITH_TARGET), score)


def rate_without_target(rate: float, scale: float) -> Rated:
    """Word and score of a growth rate a year; `scale` is the factor C of its thresholds."""
    high, middle, low = (threshold * scale for threshold in WITHOUT_TARGET)
    if rate < low:
        score = max(125 * rate - 2.5, -5.0)
    elif scale == 0:  # it started at the limit, and kept it
        score = 5.0
    elif rate >= high:
        score = min(500 * rate / scale - 5, 5.0)
    else:
        score = 250 * rate / scale - 1.25 if rate >= middle else 500 * rate / scale - 2.5
    return Rated(rate, word(rate, (high, middle, low)), score)


def nearness(base: float, limit: float | None) -> float:
    """The factor C: 1 far from the natural limit, 0 at it, the same at equal distances below and above."""
    if not limit:
        return 1.0
    near = abs(base / limit)
    return 1.0 if near >= 2 else float(1 - (near if near <= 1 else 2 - near) ** LIMIT_POWER)


def word(value: float, thresholds: tuple[float, ...]) -> str:
    """The word of a number, by the lower ends of the first three."""
    return next((each for each, least in zip(WORDS, thresholds, strict=False) if value >= least), WORDS[-1])
