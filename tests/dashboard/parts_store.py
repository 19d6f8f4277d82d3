"""An invented alliance whose indicators have parts and groups. No real alliance's figures are in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from config.definitions import Alliance
from etl.publish import shown_series
from store.database import Store
from store.definitions import apply, indicator_ids
from store.observations import Observation
from store.published import PublishedSeries, replace_published
from tests.rooms import small_alliance

LOADED = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ALBERTSLUND, ODENSE, AARHUS = "0165 Albertslund", "0461 Odense", "0751 Aarhus"
EVERYWHERE = "alle kommuner"

# (indicator, area, dimensions, {year: value, (value, status) or (value, status, why it is hidden)})
Row = tuple[str, str, dict[str, str], dict[int, Any]]

# Local targets: 300 - 900 = -600, 1000 - 2300 = -1300, 1300 - 1800 = -500, together -2400. The shared target:
# 2000 - (900 + 2300 + 1800 = 5000) = -3000. So 600 are lacking.
ROWS: list[Row] = [
    ("affald", ALBERTSLUND, {}, {2020: 900, 2022: 800, 2024: 700}),
    ("affald", ODENSE, {}, {2020: 2300, 2022: 2150, 2024: 2000}),
    ("affald", AARHUS, {}, {2020: 1800, 2022: 1700, 2024: 1600}),
    ("skjult", ALBERTSLUND, {}, {2020: 40, 2022: 30, 2024: (None, "Q")}),
    ("skjult", ODENSE, {}, {2020: 60, 2022: 50, 2024: 40}),
    ("skjult", AARHUS, {}, {2020: 20, 2022: 15, 2024: (None, "Q", "beside")}),
    ("gennemfoert", EVERYWHERE, {}, {2020: 70, 2022: 74, 2024: 78}),
    ("gennemfoert", EVERYWHERE, {"koen": "kvinder"}, {2020: 76, 2022: 78, 2024: 80}),
    ("gennemfoert", EVERYWHERE, {"koen": "mænd"}, {2020: 64, 2022: 69, 2024: 75}),
]
_KINDS: list[dict[str, Any]] = [
    {
        "code": "affald",
        "title": {"da": "Restaffald", "en": "Residual waste"},
        "unit": {"da": "ton", "en": "tonnes"},
        "kind": "count",
        "direction": "decrease",
        "by_area": True,
        "combine": "sum",
        "area": EVERYWHERE,
        "baseline": {"period": 2020},
        "targets": [
            {"value": 2000, "period": 2030},
            {"value": 300, "period": 2030, "area": ALBERTSLUND},
            {"value": 1000, "period": 2030, "area": ODENSE},
            {"value": 1300, "period": 2030, "area": AARHUS},
        ],
    },
    {
        "code": "skjult",
        "title": {"da": "Borgere på venteliste", "en": "People on a waiting list"},
        "unit": {"da": "borgere", "en": "people"},
        "kind": "state",
        "direction": "decrease",
        "by_area": True,
        "combine": "given",
        "area": EVERYWHERE,
        "baseline": {"period": 2020},
        "targets": [{"value": 0, "period": 2030, "area": "each"}],
    },
    {
        "code": "gennemfoert",
        "title": {"da": "Unge, der gennemfører", "en": "Young people who complete"},
        "unit": {"da": "pct. af de unge", "en": "per cent of the young"},
        "kind": "share",
        "direction": "increase",
        "area": EVERYWHERE,
        "baseline": {"period": 2020},
        "dimensions": [
            {
                "code": "koen",
                "title": {"da": "køn", "en": "sex"},
                "values": ["kvinder", "mænd"],
                "labels": {"kvinder": {"da": "kvinder", "en": "women"}, "mænd": {"da": "mænd", "en": "men"}},
            }
        ],
    },
]


def parts_alliance() -> Alliance:
    usual = {"goal": "faerre", "decimals": 0, "frequency": "biennial", "lag_months": 24}
    indicators = [usual | kind for kind in _KINDS]
    return small_alliance(slug="dele", name="Delealliancen", areas=[EVERYWHERE], indicators=indicators)


def load_parts(store: Store) -> None:
    """The invented alliance with everything that is published of it."""
    declared = parts_alliance()
    with store.writing() as connection:
        apply(connection, declared, "test", LOADED)
        numbers = indicator_ids(connection, declared.slug)
        for indicator in declared.indicators:
            replace_published(connection, numbers[indicator.code], published(indicator.code))


def published(code: str) -> list[PublishedSeries]:
    """What is shown of one of its indicators."""
    declared = parts_alliance()
    indicator = declared.indicator(code)
    assert indicator is not None
    rows = [row for row in ROWS if row[0] == code]
    observations = [_observation(row, year, value) for row in rows for year, value in row[3].items()]
    return [one for one, _ in shown_series(declared, indicator, observations, TODAY)]


def _observation(row: Row, year: int, value: Any) -> Observation:
    code, area, dimensions, _ = row
    number, status, hidden = (*value, "")[:3] if isinstance(value, tuple) else (value, "A", "")
    return Observation(
        indicator=code,
        organisation="sekretariat",
        area=area,
        dimensions=dimensions,
        period=str(year),
        value=None if number is None else float(number),
        numerator=None,
        denominator=None,
        status=status,
        source="Opdigtet",
        submission="",
        sheet="Indberetning",
        cell="D2",
        known_from=LOADED,
        recorded_at=LOADED,
        hidden=hidden,
    )
