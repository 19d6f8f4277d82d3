"""From definition and figures to what stands together: partners, places, running sums. Figures invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from config.definitions import Alliance
from etl.publish import shown_series
from progress import contribution_reasons as why
from progress.contribution import Contributions
from progress.of_published import contributions_of, equity_of, judged_of
from store.observations import Observation
from store.published import PublishedSeries
from tests.rooms import small_alliance

KNOWN = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
AARHUS, ODENSE = "0751 Aarhus", "0461 Odense"
Series = tuple[str, str, dict[str, float | str]]  # organisation, place, {period: value, or the letter of its status}


def alliance(**fields: Any) -> Alliance:
    usual = {
        "code": "maalt",
        "goal": "faerre",
        "title": {"da": "Træer plantet", "en": "Trees planted"},
        "unit": {"da": "træer", "en": "trees"},
        "decimals": 0,
        "frequency": "annual",
        "kind": "count",
        "direction": "increase",
        "combine": "sum",
        "baseline": {"period": "2022"},
        "suppression": {"threshold": None},  # trees are no people
    }
    return small_alliance(areas=["alle kommuner"], indicators=[usual | fields])


def shown(declared: Alliance, *series: Series) -> list[PublishedSeries]:
    held = [
        Observation(
            indicator="maalt",
            organisation=organisation,
            area=area,
            dimensions={},
            period=period,
            value=None if isinstance(value, str) else float(value),
            numerator=None,
            denominator=None,
            status=value if isinstance(value, str) else "A",
            source="Opdigtet",
            submission="",
            sheet="",
            cell="",
            known_from=KNOWN,
            recorded_at=KNOWN,
        )
        for organisation, area, values in series
        for period, value in values.items()
    ]
    return [one for one, _ in shown_series(declared, declared.indicators[0], held, TODAY)]


def found(declared: Alliance, *series: Series) -> Contributions:
    told = contributions_of(declared.indicators[0], shown(declared, *series))
    assert told is not None
    assert told.finding is not None
    return told


def test_partners_of_one_area_are_parts_where_a_rule_combines_them() -> None:
    """100 + 300 = 400 in 2022, 150 + 350 = 500 in 2024. Own: (200 - 100) + (450 - 300) = 250 of 800 - 400 = 400."""
    declared = alliance(
        targets=[
            {"value": 800, "period": "2030"},
            {"value": 200, "period": "2030", "organisation": "partner"},
            {"value": 450, "period": "2030", "organisation": "sekretariat"},
        ]
    )
    told = found(
        declared,
        ("sekretariat", "Danmark", {"2022": 300, "2023": 320, "2024": 350}),
        ("partner", "Danmark", {"2022": 100, "2023": 130, "2024": 150}),
    )
    assert [part.organisation for part in told.parts] == ["partner", "sekretariat"]
    assert told.totals is not None
    assert (told.totals.baseline, told.totals.latest) == (400, 500)
    assert (told.totals.needed, told.totals.promised, told.totals.gap) == (400, 250, 150)
    assert [part.share_of_way for part in told.parts] == [pytest.approx(50 / 100), pytest.approx(50 / 150)]


def test_where_it_is_given_one_partner_counts_as_before() -> None:
    series = [("sekretariat", "Danmark", {"2022": 300.0}), ("partner", "Danmark", {"2022": 100.0, "2023": 110.0})]
    held = shown(alliance(combine="given"), *series)  # type: ignore[arg-type]
    assert [(one.role, one.points.values) for one in held] == [("shared", [300.0, 110.0])]


def test_running_sums_add_up_from_nothing() -> None:
    """Since 2022: 10 + 20 = 30 and 40 + 50 = 90, together 120 of 400. Own targets: 100 + 200 = 300: 100 short."""
    declared = alliance(
        cumulative=True,
        by_area=True,
        area="alle kommuner",
        targets=[
            {"value": 400, "period": "2030"},
            {"value": 100, "period": "2030", "area": AARHUS},
            {"value": 200, "period": "2030", "area": ODENSE},
        ],
    )
    aarhus: Series = ("sekretariat", AARHUS, {"2022": 5, "2023": 10, "2024": 20})
    odense: Series = ("sekretariat", ODENSE, {"2022": 5, "2023": 40, "2024": 50})
    told = found(declared, aarhus, odense)
    assert told.totals is not None
    assert (told.totals.baseline, told.totals.latest, told.totals.gap) == (0, 120, 100)
    assert [(part.area, part.change) for part in told.parts] == [(ODENSE, 90), (AARHUS, 30)]


def test_a_hidden_month_hides_the_sum_of_twelve() -> None:
    """Complete and given: Aarhus has 1 a month, Odense 2; of Odense one month of the last twelve is hidden."""
    declared = alliance(
        combine="given",
        by_area=True,
        area="alle kommuner",
        frequency="monthly",
        baseline={"period": "2022-12"},
        coverage={"expected": 2, "unit": "kommuner"},
        targets=[{"value": 60, "period": "2030-12"}],
    )
    months = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
    told = found(
        declared,
        ("sekretariat", "alle kommuner", dict.fromkeys(months, 3.0)),
        ("sekretariat", AARHUS, dict.fromkeys(months, 1.0)),
        ("sekretariat", ODENSE, {**dict.fromkeys(months, 2.0), "2023-05": "Q"}),
    )
    odense, aarhus = told.parts
    assert (aarhus.baseline and aarhus.baseline.value, aarhus.latest and aarhus.latest.value) == (12, 12)
    assert (odense.change, odense.withheld) == (None, why.VALUE_HIDDEN)
    assert told.totals is not None
    assert told.totals.change is None
    assert dict(told.totals.withheld)["change"] == why.HIDDEN_PART


def test_only_places_that_are_judged_one_by_one_are_counted_apart() -> None:
    declared = alliance(combine="given", by_area=True, area="alle kommuner")
    held = shown(declared, ("sekretariat", AARHUS, {"2022": 1, "2023": 2}), ("sekretariat", ODENSE, {"2022": 1}))
    judged = judged_of(declared.indicators[0], held)
    assert (judged.verdict, len(judged.places)) == ("not_assessed", 2)
    together = judged_of(alliance(by_area=True).indicators[0], shown(alliance(by_area=True), *_TWO))
    assert together.places == ()
    assert equity_of(declared.indicators[0], held) == ()


_TWO: tuple[Series, ...] = (
    ("sekretariat", AARHUS, {"2022": 1, "2023": 2, "2024": 3}),
    ("sekretariat", ODENSE, {"2022": 1, "2023": 2, "2024": 3}),
)
