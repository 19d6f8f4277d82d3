"""An invented alliance whose curves have everything: vintages, events, places, groups, partners, hidden and missing.

No real alliance's figures are in it: every number comes from a rule below.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from config.definitions import Alliance
from config.places import municipalities
from etl.publish import shown_series
from store.database import Store
from store.definitions import apply, indicator_ids
from store.observations import Observation
from store.published import replace_published
from store.submissions import ACCEPTED, NewSubmission, move, receive
from tests.rooms import small_alliance

LOADED = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
FIRST = datetime(2025, 3, 1, 11, tzinfo=UTC)  # when the first figures of the young came
CORRECTED = datetime(2026, 2, 1, 11, tzinfo=UTC)  # when 2023 became 520 in place of 500
TODAY = date(2026, 11, 23)
EVERYWHERE = "alle kommuner"
SLUG = "kurver"
HIDDEN, BESIDE, MISSING, ABSENT = "0825 Læsø", "0563 Fanø", "0741 Samsø", "0492 Ærø"
PARTNERS = ("aalborgforening", "broen", "aarhusforening")
_HEAD = {"goal": "faerre", "decimals": 0, "frequency": "annual", "lag_months": 6, "direction": "decrease"}
_GROUPS = [
    {"code": "alder", "title": {"da": "alder", "en": "age"}, "values": ["25-29 år", "18-24 år"]},
    {
        "code": "koen",
        "title": {"da": "køn", "en": "sex"},
        "values": ["mænd", "kvinder"],
        "labels": {"kvinder": {"da": "kvinder", "en": "women"}, "mænd": {"da": "mænd", "en": "men"}},
    },
]

INDICATORS: list[dict[str, Any]] = [
    _HEAD
    | {
        "code": "unge",
        "title": {"da": "Unge på venteliste", "en": "Young people waiting"},
        "unit": {"da": "unge", "en": "young people"},
        "kind": "state",
        "area": EVERYWHERE,
        "baseline": {"period": 2018},
        "targets": [{"value": 300, "period": 2030, "adopted": "2019-01-01"}],
        "dimensions": _GROUPS,
        "events": [
            {"period": 2020, "until": 2021, "title": {"da": "Venteliste lukket", "en": "Waiting list closed"}},
            {
                "period": "2022-09-01",
                "title": {"da": "Ny indgang åbnet", "en": "New entrance opened"},
                "text": {
                    "da": "Alle unge tilmeldes nu ét sted. De første måneder talte flere med.",
                    "en": "All young people now sign up in one place. In the first months more were counted.",
                },
            },
        ],
        "breaks": [
            {
                "period": 2019,
                "bridged": True,
                "reason": {"da": "Opgjort ultimo. Før primo.", "en": "Counted at year's end. Before, at its start."},
            }
        ],
        "notes": [{"da": "Talt af kommunerne selv.", "en": "Counted by the municipalities themselves."}],
    },
    _HEAD
    | {
        "code": "ledige",
        "title": {"da": "Unge uden job", "en": "Young people without a job"},
        "unit": {"da": "pct. af de unge", "en": "per cent of the young"},
        "unit_short": {"da": "pct.", "en": "per cent"},
        "decimals": 1,
        "kind": "share",
        "by_area": True,
        "area": EVERYWHERE,
        "baseline": {"period": 2018},
        "targets": [{"value": 6, "period": 2030, "area": "each"}],
    },
    _HEAD
    | {
        "code": "besoeg",
        "title": {"da": "Besøg", "en": "Visits"},
        "unit": {"da": "besøg", "en": "visits"},
        "kind": "count",
        "direction": "increase",
        "area": EVERYWHERE,
        "combine": "sum",
        "baseline": {"period": 2020},
    },
]


def curve_alliance() -> Alliance:
    partners = [
        {"slug": "sekretariat", "name": "Sekretariatet", "roles": [{"role": "backbone"}], "delivers": True},
        {"slug": PARTNERS[0], "name": "Aalborgforeningen", "delivers": True},
        {"slug": PARTNERS[1], "name": "Broen", "delivers": True},
        {"slug": PARTNERS[2], "name": "Aarhusforeningen", "delivers": True},
    ]
    return small_alliance(
        slug=SLUG, name="Kurvealliancen", areas=[EVERYWHERE], indicators=INDICATORS, organisations=partners
    )


def load_curves(store: Store) -> None:
    """The invented alliance with everything that is published of it, each figure with a file, a sheet and a cell."""
    declared = curve_alliance()
    with store.writing() as connection:
        apply(connection, declared, "test", LOADED)
        new = NewSubmission(
            alliance=SLUG,
            organisation="sekretariat",
            source="upload",
            filename="unge 2024.xlsx",
            sha256="0" * 64,
            size=1,
            via="browser",
            received_by="Bo",
            received_at=LOADED,
            note="Rettet efter aftale.",
        )
        made = receive(connection, new)
        move(connection, made.submission_id, ACCEPTED, 1.0, outcome=ACCEPTED, finished_at=LOADED)
        numbers = indicator_ids(connection, SLUG)
        for indicator in declared.indicators:
            observations = _MAKERS[indicator.code](made.token)
            shown = shown_series(declared, indicator, observations, TODAY)
            replace_published(connection, numbers[indicator.code], [one for one, _ in shown])


def _young(token: str) -> list[Observation]:
    """The whole falls; one year was corrected later; two groups of each dimension, and those of both."""
    groups: list[dict[str, str]] = [{}]
    groups += [{"alder": age} for age in ("18-24 år", "25-29 år")] + [{"koen": sex} for sex in ("kvinder", "mænd")]
    found = []
    for number, group in enumerate(groups):
        share = (1.0, 0.7, 0.3, 0.45, 0.55)[number]
        for year in range(2016, 2026):
            value = round((640 - 20 * (year - 2016)) * share)
            known = FIRST + timedelta(days=30 * max(0, year - 2023))
            one = _figure("unge", "sekretariat", EVERYWHERE, group, year, value, token, known)
            if year == 2023 and not group:
                one = one._replace(value=520.0, known_from=CORRECTED, earlier=((500.0, "P", FIRST),))
            if year == 2025:
                one = one._replace(status="P")
            found.append(one)
    return found


def _jobless(token: str) -> list[Observation]:
    """A share for each municipality; one few, one hidden beside it, one missing, one never delivered."""
    found = []
    for place in municipalities():
        if place.place == ABSENT:
            continue
        for year in (2016, 2018, 2020, 2022, 2024):
            value = 4 + int(place.code) % 17 * 0.7 + (2024 - year) * 0.2
            one = _figure("ledige", "sekretariat", place.place, {}, year, round(value, 1), token, LOADED)
            if place.place in (HIDDEN, BESIDE) and year == 2024:
                one = one._replace(value=None, status="Q", hidden="small" if place.place == HIDDEN else "beside")
            if place.place == MISSING and year == 2024:
                one = one._replace(value=None, status="L")
            found.append(one)
    return found


def _visits(token: str) -> list[Observation]:
    """Three partners for one area, one of them much larger."""
    size = {PARTNERS[0]: 40, PARTNERS[1]: 900, PARTNERS[2]: 70}
    return [
        _figure("besoeg", partner, EVERYWHERE, {}, year, size[partner] + 7 * (year - 2020), token, LOADED)
        for partner in PARTNERS
        for year in range(2020, 2026)
    ]


_MAKERS = {"unge": _young, "ledige": _jobless, "besoeg": _visits}


def _figure(
    code: str,
    organisation: str,
    area: str,
    dimensions: dict[str, str],
    year: int,
    value: float,
    token: str,
    known: datetime,
) -> Observation:
    return Observation(
        indicator=code,
        organisation=organisation,
        area=area,
        dimensions=dimensions,
        period=str(year),
        value=float(value),
        numerator=None,
        denominator=None,
        status="A",
        source="Opdigtet",
        submission=token,
        sheet="Indberetning",
        cell=f"D{year - 2000}",
        known_from=known,
        recorded_at=known,
    )
