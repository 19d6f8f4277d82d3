"""The United Nations' progress chart of 2023.

After the "Progress Chart Technical Note 2023" of the United Nations Statistics Division, as Eustat (the Basque
statistics office) describes and uses it. The observed growth is carried on to the deadline, and the share of the way
that this would cover is rated. Without a target the growth itself is rated.

As there: a latest value that meets the target has achieved it, whatever the trend; no deadline counts as 2030; where
the deadline has passed only the values up to it count; no rounding to 0 or 100 per cent, which is Eustat's own. The
base is Open SDG's: 2015, or what is declared, else the next later one. Growth of negative numbers, of which the note
says nothing, is turned as in Open SDG. A base of zero and a change of sign cannot be applied.
"""

from __future__ import annotations

import math

from config.language import Text
from progress import reasons
from progress.assurance import MethodResult
from progress.other_methods import cannot
from progress.other_methods.figures import USUAL_DEADLINE, Figures
from progress.other_methods.growth import better, observed_growth
from progress.pace import share_of_way
from progress.verdict import Value

METHOD = "un_2023"
ON_TRACK, FAIR = 0.95, 0.10
ON_TRACK_GROWTH, FAIR_GROWTH = 0.02, 0.005


def un_2023(figures: Figures) -> MethodResult:
    """The United Nations' answer."""
    value = _growth(figures) if figures.target is None else _share(figures, figures.target)
    if figures.meets_target():
        return MethodResult(METHOD, "achieved", None if isinstance(value, Text) else value)
    if isinstance(value, Text):
        return MethodResult(METHOD, None, reason=value)
    return MethodResult(METHOD, rate_without_target(value) if figures.target is None else rate_share(value), value)


def _growth(figures: Figures) -> float | Text:
    rate = observed_growth(figures.latest, figures.base)
    if isinstance(rate, Text) or figures.base is None:
        return rate
    return better(rate, figures.sign, figures.base.value)


def _share(figures: Figures, target: float) -> float | Text:
    """Where the growth would lead by the deadline, as a share of the way from the base to the target."""
    deadline = figures.deadline or USUAL_DEADLINE
    latest = _latest_until(figures, deadline.end_years)
    if figures.base is None:
        return cannot.NOTHING_SINCE_BASE
    if figures.latest.period.end <= figures.base.period.end:
        return cannot.TOO_FEW
    if latest is None:
        return cannot.NONE_BEFORE_DEADLINE
    rate = observed_growth(latest, figures.base)
    if isinstance(rate, Text):
        return rate
    if target == figures.base.value:
        return cannot.BASE_IS_TARGET
    try:
        expected: float = latest.value * (1 + rate) ** (deadline.end_years - latest.period.end_years)
    except OverflowError:
        return reasons.NOT_COMPUTABLE
    share = share_of_way(expected, figures.base.value, target) if math.isfinite(expected) else None
    return reasons.NOT_COMPUTABLE if share is None else share


def _latest_until(figures: Figures, end_years: float) -> Value | None:
    """The newest value up to the deadline that comes after the base."""
    if figures.latest.period.end_years <= end_years:
        return figures.latest
    start = figures.base.period.end if figures.base else figures.latest.period.end
    inside = [v for v in figures.values if v.period.end > start and v.period.end_years <= end_years]
    return inside[-1] if inside else None


def rate_share(share: float) -> str:
    """The word of an expected share of the way."""
    return "on_track" if share >= ON_TRACK else "fair" if share >= FAIR else "stagnation_or_regression"


def rate_without_target(rate: float) -> str:
    """The word of a growth rate a year."""
    if rate >= ON_TRACK_GROWTH:
        return "on_track"
    return "fair" if rate >= FAIR_GROWTH else "stagnation_or_regression"
