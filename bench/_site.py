"""Stores to measure pages on: an invented alliance of twelve monthly indicators, alone or among millions of figures.

All figures are made up. What is measured is read from one alliance that is the same in every store: twelve indicators
of nine places and 120 months. The others are copies of a larger one, laid in by SQL: only how many there are matters.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from config.places import municipalities
from config.settings import Settings, read_settings
from etl.publish import shown_series
from store.database import Store
from store.definitions import apply, indicator_ids
from store.observations import Observation
from store.published import replace_published

SLUG = "bench-0"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CHARTS, PLACES, MANY_PLACES, MONTHS = 12, 9, 98, 120
_PERIODS = [f"{2016 + month // 12}-{month % 12 + 1:02d}" for month in range(6, 6 + MONTHS)]  # to 2026-06
_MOMENT = NOW.replace(tzinfo=None).isoformat(" ")


def settings_in(home: Path, port: int = 8050, url: str = "") -> Settings:
    known = {"FREMDRIFT_HOME": str(home), "FREMDRIFT_PORT": str(port), "FREMDRIFT_DATABASE_URL": url}
    return read_settings(known)


def declared(slug: str = SLUG) -> Alliance:
    """Twelve indicators with a baseline, a target, a path and a forecast to be measured against."""
    indicators = [
        {
            "code": f"i-{number}",
            "goal": f"g-{number % 3}",
            "title": {"da": f"Opdigtet tal {number}", "en": f"Made-up figure {number}"},
            "unit": {"da": "ting", "en": "things"},
            "decimals": 0,
            "frequency": "monthly",
            "lag_months": 3,
            "kind": "state",
            "direction": "decrease",
            "by_area": True,
            "combine": "sum",
            "area": "alle kommuner",
            "baseline": {"period": "2021-06"},
            "targets": [{"value": 5_000, "period": "2030-12", "adopted": "2021-06-01"}],
        }
        for number in range(CHARTS)
    ]
    return Alliance.model_validate(
        {
            "slug": slug,
            "name": f"Opdigtet alliance {slug}",
            "problem": {"da": "Opdigtet", "en": "Made up"},
            "years": {"from": 2016},
            "areas": ["alle kommuner"],
            "organisations": [{"slug": "sekretariat", "name": "Sekretariatet", "delivers": True}],
            "goals": [{"code": f"g-{number}", "title": {"da": f"Mål {number}", "en": "Goal"}} for number in range(3)],
            "indicators": indicators,
        }
    )


def observations(indicator: Indicator, number: int) -> Iterator[Observation]:
    """Nine places, each a noisy series that bends at its baseline."""
    for place in municipalities()[:PLACES]:
        noise = random.Random(f"{number} {place.name}")  # the same in every run
        for month, period in enumerate(_PERIODS):
            value = round(1000 + month - max(0, month - 60) * noise.uniform(1, 5) + noise.gauss(0, 40))
            yield Observation(
                indicator=indicator.code,
                organisation="sekretariat",
                area=f"{place.code} {place.name}",
                dimensions={},
                period=period,
                value=float(value),
                numerator=None,
                denominator=None,
                status="A",
                source="Opdigtet",
                submission="",
                sheet="Indberetning",
                cell=f"D{month + 2}",
                known_from=NOW,
                recorded_at=NOW,
            )


def site(home: Path, url: str = "") -> Settings:
    """A store with the one alliance, published; at this address, else on SQLite in the home."""
    settings = settings_in(home, url=url)
    store = Store(settings.database_url)
    store.migrate()
    one = declared()
    with store.writing() as connection:
        apply(connection, one, "bench", NOW)
        numbers = indicator_ids(connection, one.slug)
        for number, indicator in enumerate(one.indicators):
            shown = shown_series(one, indicator, list(observations(indicator, number)), TODAY)
            replace_published(connection, numbers[indicator.code], [series for series, _ in shown])
    store.close()
    return settings


def site_among(home: Path, count: int) -> Settings:
    """The same among so many figures of other alliances, each of 98 places; all of their series are published."""
    settings = site(home)
    store = Store(settings.database_url)
    others = max(1, round((count / MONTHS / CHARTS - PLACES) / MANY_PLACES))
    places = MANY_PLACES if others > 1 else max(1, round(count / MONTHS / CHARTS - PLACES))
    with store.writing() as connection:
        for number in range(1, others + 1):
            apply(connection, declared(f"bench-{number}"), "bench", NOW)
        _fill(connection, places)
    store.close()
    return settings


def figures_in(settings: Settings) -> int:
    """How many figures a store holds, the measured alliance's own among them."""
    store = Store(settings.database_url)
    with store.reading() as connection:
        count = int(connection.execute(sa.text("SELECT count(*) FROM observation")).scalar_one())
    store.close()
    return count


def _fill(connection: sa.Connection, places: int) -> None:
    """Series, figures and published rows of all alliances, in a few statements."""

    def run(statement: str, **values: Any) -> None:
        connection.execute(sa.text(statement), values)

    run(
        "INSERT INTO submission (token, alliance_id, organisation_id, source, filename, sha256, size, via, received_by,"
        " received_at, known_from, check_only, confirmed, state, progress)"
        " SELECT 't', alliance_id, organisation_id, 'upload', 'tal.xlsx', '0', 1, 'command', 'bench', :now, :now, 0, 1,"
        " 'accepted', 1 FROM organisation LIMIT 1",
        now=_MOMENT,
    )
    run(
        "INSERT INTO provenance (submission_id, sheet, cell_column, source, known_from, recorded_at)"
        " SELECT submission_id, 'Indberetning', 'D', 'Opdigtet', :now, :now FROM submission",
        now=_MOMENT,
    )
    run(
        "CREATE TEMP TABLE place AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 97)"
        " SELECT i, printf('%04d Sted', i) AS name FROM n"
    )
    run(
        "INSERT INTO series (indicator_id, organisation_id, area, dimensions)"
        " SELECT indicator_id, organisation_id, place.name, '{}' FROM indicator JOIN organisation USING (alliance_id)"
        " JOIN alliance USING (alliance_id)"
        " JOIN place ON place.i < CASE alliance.slug WHEN :ours THEN :few ELSE :many END",
        ours=SLUG, few=PLACES, many=places,
    )  # fmt: skip
    run(
        "INSERT INTO observation (series_id, period, value, status, provenance_id, cell_row)"
        " WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :months - 1)"
        " SELECT series_id, printf('%d-%02d', 2016 + (i + 6) / 12, (i + 6) % 12 + 1), 1000 + (series_id * 31 + i) % 97,"
        " 'A', (SELECT max(provenance_id) FROM provenance), i + 2 FROM series CROSS JOIN n",
        months=MONTHS,
    )
    columns = "role, organisation, dimensions, points, verdict, version, assessed_on, inputs_sha256, shown_sha256"
    copied = ", ".join(f"p.{name}" for name in columns.split(", "))
    run(
        f"INSERT INTO published (indicator_id, subject, area, {columns})"
        f" SELECT other.indicator_id, p.subject, p.area, {copied} FROM published p"
        " JOIN indicator i USING (indicator_id) JOIN alliance a ON a.alliance_id = i.alliance_id AND a.slug = :ours"
        " JOIN indicator other ON other.code = i.code AND other.indicator_id <> i.indicator_id"
        " WHERE p.role = 'shared'",
        ours=SLUG,
    )
    run(
        f"INSERT INTO published (indicator_id, subject, area, {columns})"
        f" SELECT other.indicator_id, printf('sekretariat|%s|', place.name), place.name, {copied} FROM published p"
        " JOIN indicator i USING (indicator_id) JOIN alliance a ON a.alliance_id = i.alliance_id AND a.slug = :ours"
        " JOIN indicator other ON other.code = i.code AND other.indicator_id <> i.indicator_id"
        " JOIN place ON place.i < :many WHERE p.published_id IN (SELECT min(published_id) FROM published"
        " WHERE role = 'part' GROUP BY indicator_id)",
        ours=SLUG, many=places,
    )  # fmt: skip


def publish_anew(settings: Settings) -> None:
    """What a publication of the alliance does to what is kept of its pages: nothing of it serves any longer."""
    store = sqlite3.connect(settings.home / "fremdrift.db")
    with store:
        (number,) = store.execute("SELECT alliance_id FROM alliance WHERE slug = ?", [SLUG]).fetchone()
        for name in ("published", f"published {number}"):
            store.execute("INSERT OR IGNORE INTO counter (name, value) VALUES (?, 0)", [name])
            store.execute("UPDATE counter SET value = value + 1 WHERE name = ?", [name])
    store.close()
