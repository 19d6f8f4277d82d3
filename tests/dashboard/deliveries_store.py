"""An invented alliance with partners who deliver, a plan and pilots. No real alliance's figures are in it."""

from __future__ import annotations

from typing import Any

from config.definitions import Alliance
from etl.publish import shown_series
from store.database import Store
from store.definitions import apply, indicator_ids
from store.observations import Observation
from store.published import replace_published
from tests.dashboard.parts_store import LOADED, TODAY
from tests.rooms import small_alliance

SLUG = "leverer"
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]


def delivering_alliance(**changes: Any) -> Alliance:
    usual = {"goal": "faerre", "decimals": 0, "direction": "decrease"}
    title = {"da": "Ting om måneden", "en": "Things a month"}
    return small_alliance(
        slug=SLUG,
        name="Leverancealliancen",
        organisations=[
            {"slug": "sekretariat", "name": "Sekretariatet", "roles": [{"role": "backbone"}]},
            {"slug": "aarhus", "name": "Aarhus & omegn", "delivers": True},
            {"slug": "zoo", "name": "Zoo", "delivers": True},
            {"slug": "tavs", "name": "Den tavse", "delivers": True},
        ],
        indicators=[
            usual
            | {
                "code": "maaned",
                "title": title,
                "unit": {"da": "ting", "en": "things"},
                "frequency": "monthly",
                "lag_months": 1,
                "kind": "count",
                "combine": "sum",
                "targets": [{"value": 3, "period": "2030-01", "organisation": "zoo"}],
            },
            usual
            | {
                "code": "andel",
                "title": {"da": "Andel med ting", "en": "Share with things"},
                "unit": {"da": "pct.", "en": "per cent"},
                "frequency": "annual",
                "kind": "share",
            },
        ],
        plan=[
            {
                "key": "sent",
                "title": {"da": "Ring rundt", "en": "Call around"},
                "who": ["aarhus", "sekretariat"],
                "by": "2026-01-31",
                "state": "under_way",
                "indicators": ["maaned", "ukendt"],
            },
            {"key": "faerdig", "title": {"da": "Skriv ned", "en": "Write down"}, "state": "done", "by": "2025-01-31"},
            {"key": "senere", "title": {"da": "Byg om", "en": "Rebuild"}, "by": "2027-01-31", "who": ["zoo"]},
        ],
        small_wins=[
            {"key": "to", "period": "2025-03", "title": {"da": "Den anden", "en": "The second"}},
            {"key": "et", "period": 2024, "title": {"da": "Den første", "en": "The first"}, "indicators": ["maaned"]},
            {"key": "forsoeg", "period": 2026, "is_pilot": True, "title": {"da": "Et forsøg", "en": "A trial"}},
        ],
        stories=[
            {"key": "gammel", "title": "Før", "text": "Det var engang.", "written": "2024-05-01"},
            {"key": "ny", "title": "Siden", "text": "Det er nu.", "written": "2026-05-01"},
        ],
        **changes,
    )


def load_delivering(store: Store) -> None:
    """Aarhus is in to September 2026, and late with May 2025; Zoo stopped in June 2026; nobody gives the share.

    Today is 23 November 2026: with a month's lag September was due on 31 October.
    """
    declared = delivering_alliance()
    aarhus = [_observation("aarhus", period, "2025-08-01" if period == "2025-05" else None) for period in MONTHS[:21]]
    zoo = [_observation("zoo", period, None) for period in MONTHS[:18]]
    with store.writing() as connection:
        apply(connection, declared, "test", LOADED)
        numbers = indicator_ids(connection, declared.slug)
        for indicator in declared.indicators:
            held = [*aarhus, *zoo] if indicator.code == "maaned" else []
            shown = shown_series(declared, indicator, held, TODAY)
            replace_published(connection, numbers[indicator.code], [one for one, _ in shown])


def _observation(who: str, period: str, known: str | None) -> Observation:
    """Known on the first day of the month after, unless another day is given."""
    year, month = map(int, period.split("-"))
    following = f"{year + month // 12}-{month % 12 + 1:02}-01"
    moment = LOADED.fromisoformat(f"{known or following}T12:00:00+00:00")
    return Observation(
        indicator="maaned",
        organisation=who,
        area="Danmark",
        dimensions={},
        period=period,
        value=100.0,
        numerator=None,
        denominator=None,
        status="A",
        source="Opdigtet",
        submission="",
        sheet="Indberetning",
        cell="D2",
        known_from=moment,
        recorded_at=moment,
    )
