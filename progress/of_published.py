"""Roll-up, contributions and equity of what is published: the one place where pages and JSON take them from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from config.definitions import Alliance
from config.indicator import Indicator
from progress import contribution_words, equity_words
from progress.contribution import Contributions
from progress.contribution_totals import Whole
from progress.contributions import contributions
from progress.equity import Equity, Rules, equity
from progress.naming import Naming
from progress.rollup import Judged
from progress.standing import Standing, standing_of
from store.published import PublishedSeries
from store.time_period import TimePeriod


def judged_of(indicator: Indicator, series: Sequence[PublishedSeries]) -> Judged:
    """The indicator as the roll-up sees it.

    Args:
        series: all that is shown of it.
    """
    shared = next((one for one in series if one.role == "shared"), None)
    parts = [one for one in series if one.role == "part" and not one.dimensions]
    code = _verdict(shared) if shared else "not_assessed" if parts else "not_enough_data"
    coverage = (shared.verdict.get("coverage") or None) if shared else None
    is_apart = indicator.by_area and code == "not_assessed"
    return Judged(
        indicator=indicator.code,
        goal=indicator.goal,
        verdict=code,
        is_headline=indicator.headline,
        places=tuple(_verdict(one) for one in parts) if is_apart else (),
        coverage=(coverage["parts"], coverage["expected"]) if coverage else None,
    )


def contributions_of(indicator: Indicator, series: Iterable[PublishedSeries]) -> Contributions | None:
    """What its parts have moved, with the finding in words; None where there is nothing beyond their verdicts."""
    held = [one for one in series if not one.dimensions]
    shared = next((standing_of(indicator, one) for one in held if one.role == "shared"), None)
    parts = [standing_of(indicator, one) for one in held if one.role == "part" and one.points.periods]
    whole = Whole(
        kind=indicator.kind,
        combine=indicator.combine,
        direction=indicator.direction,
        decimals=indicator.decimals,
        expected=indicator.coverage.expected if indicator.coverage else None,
        starts=_starts(indicator),
    )
    found = contributions(whole, shared, parts)
    if found is None:
        return None
    expected = (indicator.coverage.expected, indicator.coverage.unit) if indicator.coverage else None
    said = contribution_words.finding(found, whole.sign, naming_of(indicator), expected)
    return replace(found, finding=said)


def equity_of(indicator: Indicator, series: Iterable[PublishedSeries]) -> tuple[Equity, ...]:
    """Each declared dimension of each place or partner that has figures by it: the indicator's own place first."""
    held = [one for one in series if one.role == "part" and one.dimensions and one.points.periods]
    standings = [standing_of(indicator, one) for one in held]
    rules = Rules(
        direction=indicator.direction,
        kind=indicator.kind,
        decimals=indicator.decimals,
        noise_band=indicator.noise_band,
        starts=_starts(indicator),
    )
    found = []
    for dimension in indicator.dimensions:
        for groups in _sharing_all_else(dimension.code, standings):
            told = equity(rules, dimension.code, dimension.values, groups)
            found.append(replace(told, finding=equity_words.finding(told, naming_of(indicator), dimension.label)))
    return tuple(found)


def naming_of(indicator: Indicator) -> Naming:
    """How sentences name the indicator and write its numbers."""
    return Naming(title=indicator.title, unit=indicator.unit_short or indicator.unit, decimals=indicator.decimals)


def judged_of_alliance(declared: Alliance, shown: Iterable[PublishedSeries]) -> list[Judged]:
    """Every indicator of the alliance, in the order in which they are declared."""
    by_indicator: dict[str, list[PublishedSeries]] = {}
    for one in shown:
        by_indicator.setdefault(one.indicator, []).append(one)
    return [judged_of(indicator, by_indicator.get(indicator.code, [])) for indicator in declared.indicators]


def _starts(indicator: Indicator) -> TimePeriod | None:
    return TimePeriod.parse(indicator.baseline.period) if indicator.baseline else None


def _verdict(series: PublishedSeries) -> str:
    return series.word or "not_enough_data"


def _sharing_all_else(dimension: str, standings: Iterable[Standing]) -> list[list[Standing]]:
    """Groups that differ in this dimension only."""
    found: dict[tuple[object, ...], list[Standing]] = {}
    for one in standings:
        if dimension in one.dimensions:
            others = tuple(sorted((code, value) for code, value in one.dimensions.items() if code != dimension))
            found.setdefault((one.organisation, one.area, others), []).append(one)
    return list(found.values())
