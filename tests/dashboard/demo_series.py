"""The demo's real figures as published series, made by the product's own rules, without a store."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from config.definitions import Alliance
from config.indicator import Indicator
from config.read_definitions import read_alliance
from etl.publish import shown_series
from store.observations import Observation
from store.published import PublishedSeries

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
KNOWN = datetime(2026, 11, 23, 10, tzinfo=UTC)
REVISED = datetime(2021, 1, 31, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    """One indicator with all that is shown of it."""

    indicator: Indicator
    series: tuple[PublishedSeries, ...]

    @property
    def shared(self) -> PublishedSeries:
        return self.series[0]

    @property
    def comparisons(self) -> tuple[PublishedSeries, ...]:
        return tuple(one for one in self.series if one.role == "comparison")

    def area(self, name: str) -> PublishedSeries:
        return next(one for one in self.series if name in one.area)


@cache
def demo() -> dict[str, Shown]:
    """Every indicator of the demo by its code."""
    found: dict[str, Shown] = {}
    rows = _rows()
    for path in sorted((ROOT / "config/demo").glob("*.yaml")):
        declared = read_alliance(path)
        assert isinstance(declared, Alliance)
        for indicator in declared.indicators:
            shown = shown_series(declared, indicator, rows[indicator.code], TODAY)
            found[indicator.code] = Shown(indicator, tuple(series for series, _ in shown))
    return found


def drawable() -> list[tuple[str, Shown, PublishedSeries]]:
    """Every series that has a chart of its own, with a name for the test's report."""
    return [
        (f"{code}-{one.area}", shown, one)
        for code, shown in demo().items()
        for one in shown.series
        if one.role != "comparison" and one.points.periods
    ]


def _rows() -> dict[str, list[Observation]]:
    vintages: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    with (ROOT / "examples/observations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            vintages[row["indicator"], row["area"], row["period"]].append(row)
    found: dict[str, list[Observation]] = defaultdict(list)
    for (code, _, _), versions in sorted(vintages.items(), key=lambda item: item[0]):
        first = [row for row in versions if row["source"].startswith("first print")]
        current = next(row for row in versions if row not in first)
        found[code].append(_observation(current, first))
    return found


def _observation(row: dict[str, str], earlier: list[dict[str, str]]) -> Observation:
    return Observation(
        indicator=row["indicator"],
        organisation="sekretariat",
        area=row["area"],
        dimensions={},
        period=row["period"],
        value=float(row["value"]),
        numerator=None,
        denominator=None,
        status=row["status"],
        source=row["source"],
        submission="indberetning",
        sheet="Indberetning",
        cell="D2",
        known_from=KNOWN,
        recorded_at=KNOWN,
        earlier=tuple((float(one["value"]), one["status"], REVISED) for one in earlier),
    )
