"""The product's rooms for tests: a store of its own on SQLite or PostgreSQL, and everything a job needs at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from config.definitions import Alliance
from config.settings import Settings, read_settings
from etl.jobs import Workroom
from store.database import Store
from store.files import Files

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

HEADINGS = ["indikator", "område", "periode", "værdi", "status"]


@dataclass
class SetClock:
    """A clock that stands still until it is moved."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class House:
    """A room with its clock, and the short ways that tests take."""

    room: Workroom
    clock: SetClock
    folder: Path
    made: int = field(default=0)

    @property
    def store(self) -> Store:
        return self.room.store

    def workbook(self, rows: list[list[Any]], name: str | None = None, headings: list[str] | None = None) -> Path:
        """A standard workbook with these rows."""
        self.made += 1
        path = self.folder / (name or f"fil-{self.made}.xlsx")
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("Indberetning")
        for number, row in enumerate([headings or HEADINGS, *rows]):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
        book.close()
        return path


def settings_in(folder: Path, url: str, **more: Any) -> Settings:
    environment = {"FREMDRIFT_HOME": str(folder), "FREMDRIFT_DATABASE_URL": url}
    return read_settings(environment | {name: str(value) for name, value in more.items()})


def house_in(folder: Path, store: Store, url: str, **more: Any) -> House:
    clock = SetClock()
    settings = settings_in(folder, url, **more)
    return House(Workroom(store, Files(settings.files), settings, clock), clock, folder)


def small_alliance(**changes: Any) -> Alliance:
    """An invented alliance for tests: no real alliance's figures are in it."""
    document: dict[str, Any] = {
        "slug": "proeve",
        "name": "Prøvealliancen",
        "problem": {"da": "Et opdigtet problem", "en": "A made-up problem"},
        "years": {"from": 2020},
        "organisations": [
            {"slug": "sekretariat", "name": "Sekretariatet", "roles": [{"role": "backbone"}], "delivers": True},
            {"slug": "partner", "name": "Partneren", "delivers": True},
        ],
        "goals": [{"code": "faerre", "title": {"da": "Færre", "en": "Fewer"}}],
        "indicators": [
            {
                "code": "antal",
                "goal": "faerre",
                "title": {"da": "Antal ting", "en": "Number of things"},
                "unit": {"da": "ting", "en": "things"},
                "decimals": 0,
                "frequency": "annual",
                "lag_months": 6,
                "kind": "count",
                "direction": "decrease",
                "headline": True,
                "baseline": {"period": 2020, "value": 100},
                "targets": [{"value": 50, "period": 2030, "adopted": "2020-06-01"}],
            },
            {
                "code": "kommuner",
                "goal": "faerre",
                "title": {"da": "Ting i kommuner", "en": "Things in municipalities"},
                "unit": {"da": "ting", "en": "things"},
                "frequency": "annual",
                "kind": "count",
                "direction": "decrease",
                "by_area": True,
                "combine": "sum",
                "area": "alle kommuner",
                "coverage": {"expected": 98, "unit": {"da": "kommuner", "en": "municipalities"}},
            },
            {
                "code": "andel",
                "goal": "faerre",
                "title": {"da": "Andel", "en": "Share"},
                "unit": {"da": "pct.", "en": "per cent"},
                "frequency": "quarterly",
                "kind": "share",
                "direction": "increase",
                "dimensions": [{"code": "koen", "title": {"da": "køn", "en": "sex"}, "values": ["kvinder", "mænd"]}],
            },
        ],
    }
    return Alliance.model_validate(document | changes)
