"""A store with the seven demo alliances: their real definitions, the published figures, verdicts by the real method."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from config.definitions import Alliance
from config.settings import Settings, read_settings
from etl.publish import shown_series
from store.database import Store
from store.definitions import apply, indicator_ids
from store.observations import Observation
from store.published import replace_published
from store.submissions import ACCEPTED, NewSubmission, move, receive

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LOADED = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)  # 03:30 in Denmark


def settings_of(home: Path, **more: str) -> Settings:
    """Settings of an installation in this folder."""
    return read_settings({"FREMDRIFT_HOME": str(home), **more})


def load_demo(store: Store) -> None:
    """Everything that is published of the demo, each figure with a file, a sheet and a cell."""
    for declared in apply_demo(store):
        _load(store, declared, _rows(declared.slug))


def apply_demo(store: Store) -> list[Alliance]:
    """The definitions alone; without the invented one, of which no figure is published: tests/etl/test_practice.py."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "config" / "demo").glob("*.yaml"))]
    read = [Alliance.model_validate(yaml.safe_load(text)) for text in texts]
    alliances = [one for one in read if not one.made_up]
    with store.writing() as connection:
        for declared in alliances:
            apply(connection, declared, "test", LOADED)
    return alliances


def _rows(slug: str) -> list[dict[str, str]]:
    with (ROOT / "examples" / "observations.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["alliance"] == slug]


def _load(store: Store, declared: Alliance, rows: list[dict[str, str]]) -> None:
    with store.writing() as connection:
        token = ""
        if rows:
            new = NewSubmission(
                alliance=declared.slug,
                organisation="sekretariat",
                source="upload",
                filename=f"{declared.slug}.xlsx",
                sha256="0" * 64,
                size=1,
                via="command",
                received_by="test",
                received_at=LOADED,
            )
            made = receive(connection, new)
            move(connection, made.submission_id, ACCEPTED, 1.0, outcome=ACCEPTED, finished_at=LOADED)
            token = made.token
        observations = _observations(rows, token)
        numbers = indicator_ids(connection, declared.slug)
        for indicator in declared.indicators:
            shown = shown_series(declared, indicator, observations[indicator.code], TODAY)
            replace_published(connection, numbers[indicator.code], [one for one, _ in shown])


def _observations(rows: list[dict[str, str]], token: str) -> dict[str, list[Observation]]:
    """By indicator; a first print that was revised becomes an earlier vintage of the figure."""
    found: dict[tuple[str, str, str], Observation] = {}
    first_prints: dict[tuple[str, str, str], float] = {}
    for number, row in enumerate(rows, 2):
        key = (row["indicator"], row["area"], row["period"])
        if row["source"].startswith("first print"):
            first_prints[key] = float(row["value"])
            continue
        found[key] = Observation(
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
            submission=token,
            sheet="Indberetning",
            cell=f"D{number}",
            known_from=LOADED,
            recorded_at=LOADED,
        )
    for key, value in first_prints.items():
        found[key] = found[key]._replace(earlier=((value, "P", datetime(2020, 1, 31, tzinfo=UTC)),))
    grouped: dict[str, list[Observation]] = defaultdict(list)
    for one in sorted(found.values(), key=lambda one: (one.indicator, one.area, one.period)):
        grouped[one.indicator].append(one)
    return grouped
