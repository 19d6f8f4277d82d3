"""An invented alliance whose figures are every kind of nothing, and whose texts look like formulas."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from config.definitions import Alliance
from etl.publish import shown_series
from store.database import Store
from store.definitions import apply, indicator_ids
from store.observations import Observation
from store.published import replace_published
from tests.rooms import small_alliance

LOADED = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FORMULA = '=HYPERLINK("x")'
FORMULAS = (FORMULA, "+45", "-1", "@sum", "  =1", "\uff1d1")

# period: (value, status, why it is hidden)
QUARTERS: dict[str, tuple[float | None, str, str]] = {
    "2025-Q1": (0.0, "A", ""),
    "2025-Q2": (None, "L", ""),
    "2025-Q3": (None, "N", ""),
    "2025-Q4": (None, "M", ""),
    "2026-Q1": (None, "Q", "small"),  # 2026-Q2 is due and never came; 2026-Q3 is not yet due
}
_TEXT = {"da": "Ting", "en": "Things"}
_KIND: dict[str, Any] = {
    "goal": "faerre",
    "unit": _TEXT,
    "frequency": "quarterly",
    "kind": "count",
    "direction": "decrease",
    "lag_months": 4,
}
_AGE = {
    "code": "alder",
    "title": "Alder",
    "values": list(FORMULAS),
    "labels": {"+45": {"da": "+45 år", "en": "+45 years"}},
}
SECRET = {"code": "hemmelig", "title": "Hemmelig", **_KIND, "visibility": "members"}
LATER = {"code": "senere", "title": "Senere", **_KIND, "embargo": TODAY.isoformat()}


def odd_alliance() -> Alliance:
    return small_alliance(
        slug="saer",
        name=FORMULA,
        made_up=True,
        disclaimer={"da": "+opdigtet", "en": "+invented"},
        indicators=[
            {
                "code": "kvartal",
                "title": FORMULA,
                **_KIND,
                "decimals": 1,
                "dimensions": [_AGE],
                "source": "@kilde",
            },
            SECRET,
            LATER,
        ],
        sources=[{"key": "kilde", "title": "@kilde", "licence": "-fri"}],
        small_wins=[
            {"key": "sejr", "period": "2025", "title": _TEXT, "indicators": ["kvartal", "hemmelig", "senere"]},
        ],
        plan=[{"key": "plan", "title": _TEXT, "indicators": ["hemmelig"]}],
    )


def load_odd(store: Store) -> None:
    """The alliance with its figures: those of every kind, and one series for each text that is like a formula."""
    declared = odd_alliance()
    groups = [_figure("2025", {"alder": text}, 1.25, "A") for text in FORMULAS]
    quarters = [_figure(period, {}, *told) for period, told in QUARTERS.items()]
    with store.writing() as connection:
        apply(connection, declared, "test", LOADED)
        numbers = indicator_ids(connection, declared.slug)
        for indicator in declared.indicators:
            figures = [one._replace(indicator=indicator.code) for one in [*quarters, *groups]]
            shown = shown_series(declared, indicator, figures, TODAY)
            replace_published(connection, numbers[indicator.code], [one for one, _ in shown])


def _figure(period: str, dimensions: dict[str, str], value: float | None, status: str, hidden: str = "") -> Observation:
    return Observation(
        indicator="kvartal",
        organisation="sekretariat",
        area="Danmark",
        dimensions=dimensions,
        period=period,
        value=value,
        numerator=None,
        denominator=None,
        status=status,
        source="@kilde",
        submission="",
        sheet=FORMULA,
        cell="D2",
        known_from=LOADED,
        recorded_at=LOADED,
        hidden=hidden,
    )
