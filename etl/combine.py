"""From partners' series to the alliance's shared series: given, sum, pooled rate or mean, with coverage.

A combined value is made only for periods in which every part has a value: a sum over eight places must not stand beside
a sum over nine as if they were the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from config.definitions import Alliance
from config.indicator import Indicator
from store.observations import Observation

SUBMITTED_BY_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The observations of one shown series, ordered by period.

    Attributes:
        role: shared, part or comparison.
        parts: how many places or partners a combined value is made of; None where it is given.
    """

    role: str
    organisation: str | None
    area: str
    dimensions: dict[str, str]
    observations: tuple[Observation, ...]
    parts: int | None = None

    @property
    def subject(self) -> str:
        """What tells it apart within its indicator."""
        if self.role == "shared":
            return "shared"
        return "|".join([self.organisation or "", self.area, *(f"{k}={v}" for k, v in sorted(self.dimensions.items()))])


def combine(declared: Alliance, indicator: Indicator, observations: Sequence[Observation]) -> list[Series]:
    """The series that an indicator shows, the shared one first where there is one."""
    own_area = indicator.area or declared.area
    grouped: dict[tuple[str, str, str], list[Observation]] = {}
    held: list[Observation] = []
    before = None
    for one in observations:  # mostly series by series
        place = one.organisation, one.area, one.dimensions
        if place != before:
            held = grouped.setdefault((one.organisation, one.area, repr(sorted(one.dimensions.items()))), [])
            before = place
        held.append(one)
    parts: list[Series] = []
    given: list[Series] = []
    for held in grouped.values():
        first = held[0]
        is_own = first.area == own_area and not first.dimensions
        role = "comparison" if first.area in indicator.comparison_areas else "part"
        series = Series(role, first.organisation, first.area, first.dimensions, tuple(held))
        (given if is_own else parts).append(series)
    if _are_parts(indicator, given, parts):
        given, parts = [], given + parts
    shared = _given(declared, given, own_area) if given else _combined(indicator, parts, own_area)
    return ([shared] if shared else []) + parts


def _are_parts(indicator: Indicator, given: list[Series], parts: list[Series]) -> bool:
    """Whether partners' figures of the whole area are to be combined: a rule says so, and none is place by place."""
    by_place = any(part.role == "part" and not part.dimensions for part in parts)
    return indicator.combine in _RULES and len(given) > 1 and not by_place


def _given(declared: Alliance, given: list[Series], area: str) -> Series:
    """One series from those who deliver it: where two give the same period, the organisation declared first counts."""
    order = {organisation.slug: place for place, organisation in enumerate(declared.organisations)}
    chosen: dict[str, Observation] = {}
    for one in sorted(given, key=lambda series: order.get(series.organisation or "", len(order)), reverse=True):
        chosen.update({observation.period: observation for observation in one.observations})
    organisations = {one.organisation for one in given}
    return Series(
        role="shared",
        organisation=organisations.pop() if len(organisations) == 1 else None,
        area=area,
        dimensions={},
        observations=tuple(chosen[period] for period in sorted(chosen)),
    )


def _combined(indicator: Indicator, parts: list[Series], area: str) -> Series | None:
    make = _RULES.get(indicator.combine)
    whole = [part for part in parts if part.role == "part" and not part.dimensions]
    if make is None or not whole:
        return None
    by_period: dict[str, list[Observation]] = {}
    for part in whole:
        for one in part.observations:
            if one.value is not None:
                by_period.setdefault(one.period, []).append(one)
    made = []
    for period, held in sorted(by_period.items()):
        value = make(indicator, held) if len(held) == len(whole) else None
        if value is not None:
            made.append(_made(indicator, area, period, value, held))
    return Series("shared", None, area, {}, tuple(made), len(whole)) if made else None


def _made(indicator: Indicator, area: str, period: str, value: float, held: list[Observation]) -> Observation:
    statuses = {one.status for one in held}
    sources = {one.source for one in held}
    return Observation(
        indicator=indicator.code,
        organisation="",
        area=area,
        dimensions={},
        period=period,
        value=value,
        numerator=_total([one.numerator for one in held]) if indicator.combine == "pooled_rate" else None,
        denominator=_total([one.denominator for one in held]) if indicator.combine == "pooled_rate" else None,
        status=next((letter for letter in "FEP" if letter in statuses), "A"),
        source=sources.pop() if len(sources) == 1 else None,
        submission=SUBMITTED_BY_NOBODY,
        sheet="",
        cell="",
        known_from=max(one.known_from for one in held),
        recorded_at=max(one.recorded_at for one in held),
    )


def _total(numbers: list[float | None]) -> float:
    return sum(number for number in numbers if number is not None)


def _sum(_: Indicator, held: list[Observation]) -> float | None:
    return sum(one.value for one in held if one.value is not None)


def _mean(indicator: Indicator, held: list[Observation]) -> float | None:
    total = _sum(indicator, held)
    return None if total is None else total / len(held)


def _pooled_rate(indicator: Indicator, held: list[Observation]) -> float | None:
    """Sum of numerators over sum of denominators, never an average of percentages."""
    numerators = [one.numerator for one in held if one.numerator is not None]
    denominators = [one.denominator for one in held if one.denominator is not None]
    if len(numerators) < len(held) or len(denominators) < len(held) or sum(denominators) == 0:
        return None
    return sum(numerators) / sum(denominators) * indicator.per


_RULES: dict[str, Callable[[Indicator, list[Observation]], float | None]] = {
    "sum": _sum,
    "mean": _mean,
    "pooled_rate": _pooled_rate,
}
