"""What a page needs to know of an alliance: its definition, its series, and which verdict stands for each indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from config.definitions import Alliance, Goal
from config.indicator import Indicator
from config.language import danish_order
from config.places import place_order
from dashboard.visit import Visit
from dashboard.words import organisation_name
from progress.of_published import judged_of
from progress.rollup import Judged, Rollup, has_verdict, roll_up, weakness
from progress.words import VERDICTS
from store.definitions import each_alliance, read_alliance
from store.glance import read_at_a_glance
from store.published import Points, PublishedSeries
from store.resting import Resting, read_resting


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator with its series: the shared one, one for each place or partner, and those to compare with.

    Attributes:
        groups: series by a dimension: sex, age.
        judged: the indicator as the roll-up sees it.
    """

    alliance: Alliance
    indicator: Indicator
    shared: PublishedSeries
    parts: tuple[PublishedSeries, ...]
    comparisons: tuple[PublishedSeries, ...]
    groups: tuple[PublishedSeries, ...]
    judged: Judged

    @property
    def verdict(self) -> dict[str, Any]:
        return self.shared.verdict

    @property
    def code(self) -> str:
        """Of the shared series' verdict."""
        return str(self.verdict.get("verdict", "not_enough_data"))

    @property
    def tone(self) -> str:
        return VERDICTS[self.code].tone if self.code in VERDICTS else "uden"

    @property
    def is_counted(self) -> bool:
        """Whether it has a mark of its own; where only places are judged, they are shown as a row of marks."""
        return not self.judged.is_place_by_place

    @property
    def part_codes(self) -> list[str]:
        return [part.word or "not_assessed" for part in self.parts]

    @property
    def has_judged_parts(self) -> bool:
        """Whether any of its places has a verdict of its own."""
        return any(has_verdict(code) for code in self.part_codes)

    @property
    def path(self) -> str:
        return f"/alliance/{self.alliance.slug}/{self.indicator.code}"

    @property
    def rank(self) -> tuple[int, bool]:
        """Worst verdict first; of one verdict, headline indicators first."""
        return weakness(self.code, self.indicator.headline)

    @property
    def series(self) -> tuple[PublishedSeries, ...]:
        """Everything that is judged of it."""
        return (self.shared, *self.parts, *self.groups)


@dataclass(frozen=True, slots=True)
class AllianceView:
    """An alliance with its indicators.

    Attributes:
        resting: where it, or the indicator that is asked for, has been retired.
        published: all its series, as they were read.
    """

    alliance: Alliance
    indicators: tuple[IndicatorView, ...]
    resting: Resting | None = None
    published: tuple[PublishedSeries, ...] = ()

    @property
    def counted(self) -> list[IndicatorView]:
        return worst_first(view for view in self.indicators if view.is_counted)

    @property
    def first(self) -> IndicatorView | None:
        """What is shown of it first: the weakest, else one without a verdict; None without indicators."""
        return next(iter(self.counted or self.indicators), None)

    @property
    def weakest(self) -> IndicatorView | None:
        """The weakest indicator by name; None where no indicator has a verdict."""
        return self.named(self.rollup.weakest)

    @property
    def rollup(self) -> Rollup:
        return roll_up([view.judged for view in self.indicators])

    def rollup_of(self, goal: Goal) -> Rollup:
        return roll_up([view.judged for view in self.of_goal(goal)])

    def named(self, code: str | None) -> IndicatorView | None:
        return next((view for view in self.indicators if view.indicator.code == code), None)

    @property
    def path(self) -> str:
        return f"/alliance/{self.alliance.slug}"

    def of_goal(self, goal: Goal) -> list[IndicatorView]:
        """Its indicators, in the order in which they are declared."""
        return [view for view in self.indicators if view.indicator.goal == goal.code]


def worst_first(views: Iterable[IndicatorView]) -> list[IndicatorView]:
    return sorted(views, key=lambda view: view.rank)


def read_each(visit: Visit) -> Iterator[AllianceView]:
    """Every alliance, one after the other. All of them together are too much to hold: take what is needed of each."""
    return (_view(visit, declared) for declared in each_alliance(visit.store, visit.viewer, visit.now))


def read_one(visit: Visit, slug: str) -> AllianceView | None:
    declared = read_alliance(visit.store, slug, visit.viewer, visit.now)
    return None if declared is None else _view(visit, declared)


def read_shown(visit: Visit, slug: str, code: str | None = None) -> AllianceView | None:
    """An alliance with the indicator that is asked for, both also where they have been retired."""
    view = read_one(visit, slug)
    if view is not None and (code is None or view.named(code) is not None):
        return view
    resting = read_resting(visit.store, slug, visit.viewer, visit.now, code)
    return view if resting is None else _view(visit, resting.declared, resting)


def _view(visit: Visit, declared: Alliance, resting: Resting | None = None) -> AllianceView:
    series: dict[str, list[PublishedSeries]] = {}
    published = read_at_a_glance(visit.store, declared)
    for one in published:
        series.setdefault(one.indicator, []).append(one)
    indicators = (view_of(declared, i, series.get(i.code, [])) for i in declared.indicators)
    return AllianceView(declared, tuple(indicators), resting, tuple(published))


def view_of(declared: Alliance, indicator: Indicator, series: list[PublishedSeries]) -> IndicatorView:
    """An indicator with what is published of it."""

    def in_order(chosen: Iterable[PublishedSeries]) -> tuple[PublishedSeries, ...]:
        return tuple(sorted(chosen, key=partial(agreed_order, declared, indicator)))

    parts = in_order(one for one in series if one.role == "part" and not one.dimensions)
    shared = next((one for one in series if one.role == "shared"), None)
    return IndicatorView(
        alliance=declared,
        indicator=indicator,
        shared=shared or _unseen(declared, indicator, "not_assessed" if parts else "not_enough_data"),
        parts=parts,
        comparisons=in_order(one for one in series if one.role == "comparison"),
        groups=in_order(one for one in series if one.role == "part" and one.dimensions),
        judged=judged_of(indicator, series),
    )


def agreed_order(declared: Alliance, indicator: Indicator, one: PublishedSeries) -> tuple[object, ...]:
    """Places, then partners by their names, both in Danish order; groups as they are declared. Never a ranking."""
    return (
        place_order(one.area),
        danish_order(organisation_name(declared, one.organisation or "", "da")),
        indicator.group_order(one.dimensions),
        one.subject,
    )


def _unseen(declared: Alliance, indicator: Indicator, code: str) -> PublishedSeries:
    """Stands for the shared series where there is none: no figures yet, or figures of single places only."""
    return PublishedSeries(
        indicator=indicator.code,
        subject="shared",
        role="shared",
        organisation=None,
        area=indicator.area or declared.area,
        dimensions={},
        points=Points(),
        verdict={"verdict": code},
    )
