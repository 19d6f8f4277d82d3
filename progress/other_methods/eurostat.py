"""Eurostat's assessment of short-term progress, as its SDG monitoring reports for the EU describe it.

After "Sustainable development in the European Union", annex on the method. Both rates start from one base, the value
five years before the latest, or the nearest earlier one: the observed growth from there over the growth required from
there to the target at its deadline. Without a dated target the growth itself is rated.

It has no word for a target that is met: what counts is where the last five years have gone. Where a published rule is
silent we take Open SDG's, which was made from it: growth is turned where less is wanted, and where the base is
negative. A target or base of zero cannot be applied; nothing stands in for it. Nor does a shorter series for five
years.
"""

from __future__ import annotations

from bisect import bisect_right

from config.language import Text
from progress import reasons
from progress.assurance import MethodResult
from progress.other_methods import cannot
from progress.other_methods.figures import A_FEW_DAYS, Figures
from progress.other_methods.growth import better, growth, observed_growth
from progress.pace import ratio
from progress.verdict import Value

METHOD = "eurostat"
YEARS_BACK = 5
SIGNIFICANT, MODERATE = 0.95, 0.60
SIGNIFICANT_GROWTH = 0.01


def eurostat(figures: Figures) -> MethodResult:
    """Eurostat's answer."""
    base = base_of(figures)
    value = _value(figures, base) if base else cannot.NOT_FIVE_YEARS
    if isinstance(value, Text):
        return MethodResult(METHOD, None, reason=value)
    is_dated = figures.target is not None and figures.deadline is not None
    return MethodResult(METHOD, rate_with_target(value) if is_dated else rate_without_target(value), value)


def base_of(figures: Figures) -> Value | None:
    """The value five years before the latest, or the nearest earlier one."""
    since = figures.latest.period.end_years - YEARS_BACK + A_FEW_DAYS
    earlier = bisect_right(figures.values, since, key=lambda value: value.period.end_years)
    return figures.values[earlier - 1] if earlier else None


def _value(figures: Figures, base: Value) -> float | Text:
    observed = observed_growth(figures.latest, base)
    if isinstance(observed, Text):
        return observed
    progress = better(observed, figures.sign, base.value)
    if figures.target is None or figures.deadline is None:
        return progress
    if figures.target == 0:
        return cannot.ZERO_TARGET
    required = growth(figures.target, base.value, figures.deadline.end_years - base.period.end_years)
    if isinstance(required, Text):
        return required
    share = ratio(progress, abs(required))
    return (cannot.BASE_IS_TARGET if required == 0 else reasons.NOT_COMPUTABLE) if share is None else share


def rate_with_target(share: float) -> str:
    """The word of the share of the required growth."""
    if share < 0:
        return "movement_away"
    return "significant" if share >= SIGNIFICANT else "moderate" if share >= MODERATE else "insufficient"


def rate_without_target(rate: float) -> str:
    """The word of a growth rate a year."""
    if rate >= 0:
        return "significant" if rate >= SIGNIFICANT_GROWTH else "moderate"
    return "significant_movement_away" if rate <= -SIGNIFICANT_GROWTH else "moderate_movement_away"
