"""The numbers shown beside a verdict, and for each that has none the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from config.language import Text
from progress import reasons
from progress.pace import TOLERANCE, acceleration, lead_months, ratio
from progress.situation import Situation

_OUTCOME, _PACE, _TREND = 4, 6, 7  # the rules whose numbers differ


class Numbers(NamedTuple):
    """P, E, R, s(E), lead and acceleration; None carries its reason in `undefined`."""

    progress: float | None
    elapsed: float | None
    pace: float | None
    path_share: float | None
    lead_months: float | None
    acceleration: float | None
    undefined: Mapping[str, Text]


Found = float | Text | None  # a number, or why there is none


def numbers_beside(s: Situation, rule: int, verdict: str) -> Numbers:
    """The numbers that this verdict shows."""
    nothing = _shows_nothing(s, rule, verdict)
    if nothing is not None:
        found: dict[str, Found] = dict.fromkeys(("progress", "elapsed", "pace", "lead_months", "acceleration"), nothing)
    else:
        found = {
            "progress": reasons.NOT_COMPUTABLE if s.progress is None else s.progress,
            "elapsed": reasons.NO_DEADLINE if s.elapsed is None else s.elapsed,
            "pace": _pace(s, rule, verdict),
            "lead_months": _lead(s, verdict),
            "acceleration": _acceleration(s, rule, verdict),
        }
    numbers = {name: None if isinstance(value, Text) else value for name, value in found.items()}
    undefined = {name: value for name, value in found.items() if isinstance(value, Text)}
    return Numbers(**numbers, path_share=None if nothing else s.path_share, undefined=undefined)


def _shows_nothing(s: Situation, rule: int, verdict: str) -> Text | None:
    if verdict in ("not_assessed", "not_enough_data"):
        return reasons.NOT_JUDGED
    if verdict in ("kept", "slipped"):
        return reasons.GOAL_IS_TO_STAY
    return reasons.NO_TARGET if rule == _TREND and s.target is None else None


def _pace(s: Situation, rule: int, verdict: str) -> Found:
    if s.elapsed is None:
        return reasons.NO_DEADLINE
    if rule == _OUTCOME:
        return reasons.NO_PACE_AFTER_OUTCOME
    if s.path_share is None:
        return reasons.PATH_UNDEFINED
    if s.path_share <= 0:
        return reasons.PATH_ASKS_NOTHING_YET
    pace = None if s.progress is None else ratio(s.progress, s.path_share)
    return reasons.NOT_COMPUTABLE if pace is None else pace


def _lead(s: Situation, verdict: str) -> Found:
    if s.elapsed is None or s.target is None or s.target.period is None or s.frame.baseline is None:
        return reasons.NO_DEADLINE
    if not s.is_linear:
        return reasons.PATH_NOT_LINEAR
    if s.at_deadline is not None and verdict != "missed":
        return reasons.NO_PACE_AFTER_OUTCOME  # "ahead" would be wrong of a target met late
    years = s.target.period.end_years - s.frame.baseline.period.end_years
    months = None if s.progress is None else lead_months(s.progress, s.elapsed, years)
    return reasons.NOT_COMPUTABLE if months is None else months


def _acceleration(s: Situation, rule: int, verdict: str) -> Found:
    if s.elapsed is None:
        return reasons.NO_DEADLINE
    if verdict in ("met", "met_late"):
        return reasons.ALREADY_MET
    if s.is_deadline_past or s.at_deadline is not None:
        return reasons.DEADLINE_PASSED
    if rule < _PACE:
        return reasons.NOT_JUDGED
    if s.progress is None or s.progress <= max(0.0, s.case.noise_band) + TOLERANCE:
        return reasons.NO_MOVEMENT
    factor = acceleration(s.progress, s.elapsed)
    return reasons.NOT_COMPUTABLE if factor is None else factor
