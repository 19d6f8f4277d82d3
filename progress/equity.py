"""Whether the gap between the best and the worst group of a dimension is closing.

Two measures, as in the monitoring of health inequality: the difference and the ratio. They can disagree, and then both
are said. The gap of a period is that between the best and the worst group *of that period*, in the declared direction:
to choose the two groups by their latest figures would make every gap look as if it had widened, by their first ones as
if it had closed. What became of the two groups that are outermost now is told beside it.

Compared are the first and the latest period in which every group has a figure: where one is hidden or missing nobody
knows who is best or worst. The first is the baseline's period, or the first such period after it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from config.language import Text, danish_order
from progress.case import Direction
from progress.equity_reasons import NO_COMMON, NO_RATIO, ONE_GROUP, ONE_PERIOD, TOO_LARGE, WITHOUT_DIRECTION
from progress.pace import ratio, tolerance_of
from progress.plain import Json, finite, rounded
from progress.standing import Standing
from progress.verdict import Value
from store.time_period import TimePeriod

ROUNDING = 1e-9  # of the larger value: the last binary digits
LARGEST = 1e150  # beyond it a difference may be no number any more
_SIGNS = {"increase": 1.0, "decrease": -1.0}


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group with its own verdict and its values at the two ends of the comparison."""

    group: str
    verdict: str
    first: Value | None = None
    latest: Value | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Between the best and the worst group of one period.

    Attributes:
        difference: in the unit of the indicator, never negative.
        ratio: the larger value over the smaller one; None where one is zero or negative.
    """

    period: TimePeriod
    best: str
    worst: str
    difference: float
    ratio: float | None

    def to_json(self) -> Json:
        return {
            "period": str(self.period),
            "best": self.best,
            "worst": self.worst,
            "difference": finite(self.difference),
            "ratio": rounded(self.ratio),
        }


@dataclass(frozen=True, slots=True)
class Equity:
    """One dimension of one place or partner.

    Attributes:
        within: the values of the other dimensions, where the groups are parts of a cross.
        difference, ratio: closing, widening, unchanged, too_few; None where it cannot be told, `reasons` says why.
        same_groups: the same of the difference between the two groups that are outermost now; swapped: who is best
            now was worst.
        same_groups_first: the difference between those two at the first period; negative: swapped.
        is_levelled_down: the difference closed although the worst figure is no better than it was.
        counts: the figures are counts, which also say how large the groups are.
        lacking: declared groups without a figure in the latest common period, or at all.
    """

    dimension: str
    organisation: str | None
    area: str
    within: Mapping[str, str]
    groups: tuple[GroupResult, ...]
    difference: str | None = None
    ratio: str | None = None
    first: Gap | None = None
    latest: Gap | None = None
    same_groups: str | None = None
    same_groups_first: float | None = None
    is_levelled_down: bool = False
    counts: bool = False
    lacking: tuple[str, ...] = ()
    reasons: Mapping[str, Text] = field(default_factory=dict)
    finding: Text | None = None

    def to_json(self) -> Json:
        return {
            "dimension": self.dimension,
            "organisation": self.organisation,
            "area": self.area,
            "within": dict(self.within),
            "groups": [_group_json(group) for group in self.groups],
            "difference": self.difference,
            "ratio": self.ratio,
            "first": self.first and self.first.to_json(),
            "latest": self.latest and self.latest.to_json(),
            "same_groups": self.same_groups,
            "same_groups_first": rounded(self.same_groups_first),
            "is_levelled_down": self.is_levelled_down,
            "counts": self.counts,
            "lacking": list(self.lacking),
            "reasons": {name: reason.to_json() for name, reason in self.reasons.items()},
            "finding": self.finding and self.finding.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Rules:
    """What an indicator declares that decides who is best and what is a change of a gap."""

    direction: Direction | None
    kind: str
    decimals: int | None
    noise_band: float
    starts: TimePeriod | None = None


def equity(rules: Rules, dimension: str, declared: Sequence[str], groups: Sequence[Standing]) -> Equity:
    """The groups of one dimension that share organisation, place and all other dimensions.

    Args:
        declared: the values of the dimension in their declared order; empty where none are.
        groups: at least one; in any order.
    """
    order = {value: place for place, value in enumerate(declared)}

    def place(group: Standing) -> tuple[int, str, str]:
        value = group.dimensions[dimension]
        return order.get(value, len(order)), danish_order(value), value

    ordered = sorted(groups, key=place)
    names = [group.dimensions[dimension] for group in ordered]
    head = ordered[0]
    found = Equity(
        dimension=dimension,
        organisation=head.organisation,
        area=head.area,
        within={code: value for code, value in head.dimensions.items() if code != dimension},
        groups=tuple(GroupResult(n, g.verdict, g.baseline, g.latest) for n, g in zip(names, ordered, strict=True)),
        counts=rules.kind in ("count", "state"),
        lacking=tuple(value for value in declared if value not in names),
    )
    return _compared(found, rules, names, ordered)


def _compared(found: Equity, rules: Rules, names: list[str], groups: list[Standing]) -> Equity:
    sign = _SIGNS.get(rules.direction or "")
    if len(groups) < 2:
        return replace(found, reasons={"difference": ONE_GROUP, "ratio": ONE_GROUP})
    if sign is None:
        return replace(found, reasons={"difference": WITHOUT_DIRECTION, "ratio": WITHOUT_DIRECTION})
    common = _common(groups, rules.starts)
    if not common:
        return replace(found, reasons={"difference": NO_COMMON, "ratio": NO_COMMON})
    first, latest = common[0], common[-1]
    at = {period: {n: _measured(g, period) for n, g in zip(names, groups, strict=True)} for period in (first, latest)}
    if any(abs(value.value) > LARGEST for values in at.values() for value in values.values()):
        return replace(found, reasons={"difference": TOO_LARGE, "ratio": TOO_LARGE})
    now = _gap(at[latest], latest, sign)
    rows = tuple(
        GroupResult(n, g.verdict, at[first][n] if first != latest else None, at[latest][n])
        for n, g in zip(names, groups, strict=True)
    )
    if first == latest:
        reasons = {"difference": ONE_PERIOD, "ratio": ONE_PERIOD}
        return replace(found, groups=rows, latest=now, difference="too_few", ratio="too_few", reasons=reasons)
    then = _gap(at[first], first, sign)
    pair_first = (at[first][now.best].value - at[first][now.worst].value) * sign
    tolerance = _tolerance(rules, then.difference, at)
    by_difference = _word(then.difference, now.difference, tolerance)
    by_ratio = _ratio_word(rules, then, now, at)
    worst_moved = (at[latest][now.worst].value - at[first][then.worst].value) * sign
    return replace(
        found,
        groups=rows,
        first=then,
        latest=now,
        difference=by_difference,
        ratio=by_ratio,
        same_groups=_pair_word(rules, pair_first, now.difference, at),
        same_groups_first=pair_first,
        is_levelled_down=by_difference == "closing" and worst_moved <= tolerance_of(rules.decimals),
        reasons={} if by_ratio else {"ratio": NO_RATIO},
    )


def _common(groups: Sequence[Standing], starts: TimePeriod | None) -> list[TimePeriod]:
    """Periods of one frequency in which every group has a value, none before the baseline."""
    shared = set.intersection(*({value.period for value in group.values} for group in groups))
    if starts is not None:
        shared = {period for period in shared if period.end >= starts.end}
    newest = max(shared, key=lambda period: period.end, default=None)
    return sorted((p for p in shared if newest and p.frequency == newest.frequency), key=lambda period: period.number)


def _measured(group: Standing, period: TimePeriod) -> Value:
    return next(value for value in group.values if value.period == period)


def _gap(values: dict[str, Value], period: TimePeriod, sign: float) -> Gap:
    """Of equals the first in the order of the groups is best, the last is worst."""
    best = max(values, key=lambda name: values[name].value * sign)
    worst = min(reversed(values), key=lambda name: values[name].value * sign)
    high = max(value.value for value in values.values())
    low = min(value.value for value in values.values())
    return Gap(period, best, worst, high - low, ratio(high, low) if low > 0 else None)


def _tolerance(rules: Rules, start: float, at: Mapping[TimePeriod, Mapping[str, Value]]) -> float:
    """Half a unit of the last declared decimal, or the noise band of the gap at the start, whichever is more."""
    size = max(abs(value.value) for values in at.values() for value in values.values())
    return max(tolerance_of(rules.decimals), rules.noise_band * abs(start), ROUNDING * size)


def _word(then: float, now: float, tolerance: float) -> str:
    if abs(now - then) <= tolerance or not math.isfinite(now - then):
        return "unchanged"
    return "widening" if now > then else "closing"


def _pair_word(rules: Rules, then: float, now: float, at: Mapping[TimePeriod, Mapping[str, Value]]) -> str:
    tolerance = _tolerance(rules, then, at)
    return "swapped" if then < -tolerance else _word(max(then, 0.0), now, tolerance)


def _ratio_word(rules: Rules, then: Gap, now: Gap, at: Mapping[TimePeriod, Mapping[str, Value]]) -> str | None:
    """The tolerance is that of the difference, carried over: what half a unit makes of the ratio, or the noise band."""
    if then.ratio is None or now.ratio is None:
        return None
    half, rounding = tolerance_of(rules.decimals), 0.0
    for gap in (then, now):
        low = min(value.value for value in at[gap.period].values())
        rounding = max(rounding, half * (1 + (gap.ratio or 0)) / low)
    return _word(then.ratio, now.ratio, max(rounding, rules.noise_band * (then.ratio - 1), ROUNDING * then.ratio))


def _group_json(group: GroupResult) -> Json:
    ends = {"first": group.first, "latest": group.latest}
    told = {name: v and {"period": str(v.period), "value": finite(v.value)} for name, v in ends.items()}
    return {"group": group.group, "verdict": group.verdict, **told}
