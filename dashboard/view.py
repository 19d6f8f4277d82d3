"""What a page needs to know of an alliance: its definition, its series, and which verdict stands for each indicator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from config.definitions import Alliance, Goal
from config.indicator import Indicator
from config.language import danish_order
from dashboard.charts.wording import place_name
from dashboard.visit import Visit
from progress.words import TONES_WORST_FIRST, VERDICTS
from store.definitions import read_alliance, read_alliances
from store.published import Points, PublishedSeries, read_published


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator with its series: the shared one, one for each place or partner, and those to compare with."""

    alliance: Alliance
    indicator: Indicator
    shared: PublishedSeries
    parts: tuple[PublishedSeries, ...]
    comparisons: tuple[PublishedSeries, ...]

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
        return not (self.indicator.by_area and self.parts and self.code == "not_assessed")

    @property
    def part_codes(self) -> list[str]:
        return [str(part.verdict.get("verdict", "not_assessed")) for part in self.parts]

    @property
    def has_judged_parts(self) -> bool:
        """Whether any of its places has a verdict of its own."""
        return any(code in VERDICTS and VERDICTS[code].tone != "uden" for code in self.part_codes)

    @property
    def path(self) -> str:
        return f"/alliance/{self.alliance.slug}/{self.indicator.code}"

    @property
    def rank(self) -> tuple[int, bool]:
        """Worst tone first; of one tone, headline indicators first."""
        return tone_rank(self.tone), not self.indicator.headline


@dataclass(frozen=True, slots=True)
class AllianceView:
    alliance: Alliance
    indicators: tuple[IndicatorView, ...]

    @property
    def counted(self) -> list[IndicatorView]:
        return worst_first(view for view in self.indicators if view.is_counted)

    @property
    def weakest(self) -> IndicatorView | None:
        """The weakest indicator by name; None for an alliance without indicators."""
        return next(iter(self.counted or self.indicators), None)

    @property
    def path(self) -> str:
        return f"/alliance/{self.alliance.slug}"

    def of_goal(self, goal: Goal) -> list[IndicatorView]:
        """Its indicators, in the order in which they are declared."""
        return [view for view in self.indicators if view.indicator.goal == goal.code]


def tone_rank(tone: str) -> int:
    return TONES_WORST_FIRST.index(tone) if tone in TONES_WORST_FIRST else len(TONES_WORST_FIRST)


def worst_first(views: Iterable[IndicatorView]) -> list[IndicatorView]:
    return sorted(views, key=lambda view: view.rank)


def read_all(visit: Visit) -> list[AllianceView]:
    """Every alliance; the one with the weakest indicator first, those without figures last."""
    views = [_view(visit, declared) for declared in read_alliances(visit.store, visit.viewer, visit.today)]
    return sorted(views, key=lambda view: (view.weakest is None, view.weakest.rank if view.weakest else (0, False)))


def read_one(visit: Visit, slug: str) -> AllianceView | None:
    declared = read_alliance(visit.store, slug, visit.viewer, visit.today)
    return None if declared is None else _view(visit, declared)


def _view(visit: Visit, declared: Alliance) -> AllianceView:
    series: dict[str, list[PublishedSeries]] = {}
    for one in read_published(visit.store, declared.slug, visit.viewer, visit.today):
        series.setdefault(one.indicator, []).append(one)
    indicators = (_indicator(declared, i, series.get(i.code, [])) for i in declared.indicators)
    return AllianceView(declared, tuple(indicators))


def _indicator(declared: Alliance, indicator: Indicator, series: list[PublishedSeries]) -> IndicatorView:
    parts = _by_place(one for one in series if one.role == "part")
    shared = next((one for one in series if one.role == "shared"), None)
    return IndicatorView(
        alliance=declared,
        indicator=indicator,
        shared=shared or _unseen(declared, indicator, "not_assessed" if parts else "not_enough_data"),
        parts=tuple(parts),
        comparisons=tuple(_by_place(one for one in series if one.role == "comparison")),
    )


def _by_place(series: Iterable[PublishedSeries]) -> list[PublishedSeries]:
    """In the agreed order, Danish alphabetical: places are never ranked."""
    return sorted(
        series, key=lambda one: (danish_order(place_name(one.area, "da")), one.organisation or "", one.subject)
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
