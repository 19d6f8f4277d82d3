"""A store of the first version keeps every figure, vintage and cell when its tables are brought to this version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from store.clock import end_of_danish_day
from store.columns import Document, Moment
from store.database import Store, _alembic
from store.definitions import plan
from store.editing import read_retired
from store.entries import entries_of
from store.observations import read_observations
from store.schema import alliance, indicator, observation, observation_table, organisation, submission, vintages_of
from store.viewer import OPERATOR
from tests.conftest import SERVER
from tests.rooms import NOW, small_alliance
from tests.servers.postgres import fresh_database

LATER = NOW + timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def old_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The tables of revision 0001, with an alliance."""
    if request.param == "sqlite":
        yield _at_first(f"sqlite:///{tmp_path / 'gammel.db'}")
        return
    with fresh_database(os.environ[SERVER], "first_tables") as url:
        store = _at_first(url)
        yield store
        store.close()


def _at_first(url: str) -> Store:
    store = Store(url)
    with store.writing() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with store.writing() as connection:
        _declare(connection)
    return store


_DEFINITION = sa.table(
    "definition",
    *(sa.column(name) for name in ("alliance_id", "kind", "key", "position", "origin", "author")),
    sa.column("document", Document),
    sa.column("recorded_at", Moment),
    sa.column("superseded_at", Moment),
)


def _declare(connection: sa.Connection) -> None:
    """The small alliance in the columns that there were, and a story that had been taken out of its file."""
    connection.execute(sa.insert(alliance).values(alliance_id=1, slug="proeve"))
    entries = entries_of(small_alliance(stories=[{"key": "vaek", "title": "Væk", "text": "Den er væk."}]))
    for one in entries:
        if one.kind in ("organisation", "indicator"):
            table, name = (organisation, "slug") if one.kind == "organisation" else (indicator, "code")
            connection.execute(sa.insert(table).values(alliance_id=1, **{name: one.key}))
        values: dict[str, Any] = {"alliance_id": 1, "origin": "file", "author": "file", "recorded_at": NOW}
        gone = LATER if one.kind == "story" else None
        connection.execute(sa.insert(_DEFINITION).values(**one._asdict(), **values, superseded_at=gone))


def _moment(store: Store, moment: datetime | None) -> Any:
    if moment is None or not store.is_sqlite:
        return moment
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")


# period, value, source, sheet, cell, known_from, recorded_at, superseded_at, file
STORED = [
    ("2020", 100.0, None, "Ark1", "D2", NOW, NOW, None, 1),
    ("2021", 95.0, "Danmarks Statistik", "Ark1", "D3", NOW, NOW, LATER, 1),
    ("2021", 96.5, "Danmarks Statistik", "Ark2", "AA1000001", LATER, LATER, None, 2),
    ("2022", None, None, "Ark1", "D4", datetime(2023, 1, 31, tzinfo=UTC), LATER, NOW, 2),
    ("2022", 90.0, None, "Ark1", "D5", NOW, NOW, None, 1),
    ("2023", 88.0, None, "", "value[17]", NOW, NOW, None, 1),  # no cell of a sheet
]


def _fill(store: Store) -> dict[int, str]:
    with store.writing() as connection:
        tokens = {}
        for number in (1, 2):
            tokens[number] = f"{number}"
            values: dict[str, Any] = {"alliance_id": 1, "organisation_id": 1, "via": "command", "received_by": "x"}
            values |= {"source": "upload", "filename": "a.xlsx", "sha256": "", "size": 0, "state": "received"}
            values |= {"received_at": NOW, "known_from": NOW, "check_only": False, "confirmed": False, "progress": 0.0}
            made = sa.insert(submission).values(submission_id=number, token=f"fil-{number}", **values)
            connection.execute(made)
        connection.execute(
            sa.text(
                "insert into series (series_id, indicator_id, organisation_id, area, dimensions) "
                "select 1, indicator_id, organisation_id, 'Danmark', '{}' from indicator, organisation "
                "where indicator.code = 'antal' and organisation.slug = 'sekretariat'"
            )
        )
        for period, value, source, sheet, cell, known, recorded, superseded, file in STORED:
            connection.execute(
                sa.text(
                    "insert into observation (series_id, period, value, status, source, submission_id, sheet, cell, "
                    "known_from, recorded_at, superseded_at) values "
                    "(1, :period, :value, :status, :source, :file, :sheet, :cell, :known, :recorded, :superseded)"
                ),
                {
                    "period": period,
                    "value": value,
                    "status": "L" if value is None else "A",
                    "source": source,
                    "file": file,
                    "sheet": sheet,
                    "cell": cell,
                    "known": _moment(store, known),
                    "recorded": _moment(store, recorded),
                    "superseded": _moment(store, superseded),
                },
            )
    return tokens


def _read(store: Store, as_of: datetime | None = None, **more: bool) -> dict[str, Any]:
    with store.reading() as connection:
        found = read_observations(connection, "proeve", OPERATOR, ["antal"], as_of, **more)
    return {one.period: one for one in found}


def test_what_was_taken_out_of_a_file_is_retired_since_then(old_store: Store) -> None:
    old_store.migrate()
    with old_store.reading() as connection:
        (gone,) = read_retired(connection, "proeve", "story")
        assert (gone.key, gone.recorded_at, gone.document["title"]["da"]) == ("vaek", LATER, "Væk")
        assert [one.kind for one in plan(connection, small_alliance())] == [], "what stood stands"


def test_every_figure_is_where_it_was(old_store: Store) -> None:
    _fill(old_store)
    old_store.migrate()
    old_store.check()
    current = _read(old_store, with_earlier=True)
    seen = {
        (one.period, one.value, one.source, one.sheet, one.cell, one.known_from, one.recorded_at, one.submission)
        for one in current.values()
    }
    assert seen == {
        (period, value, source, sheet, cell, known, recorded, f"fil-{file}")
        for period, value, source, sheet, cell, known, recorded, superseded, file in STORED
        if superseded is None
    }
    assert [one.earlier for one in current.values()] == [
        (),
        ((95.0, "A", NOW),),
        ((None, "L", datetime(2023, 1, 31, tzinfo=UTC)),),
        (),
    ]


def test_what_was_known_on_a_day_stays_known(old_store: Store) -> None:
    _fill(old_store)
    old_store.migrate()
    known = {period: one.value for period, one in _read(old_store, end_of_danish_day(date(2024, 1, 1))).items()}
    assert known == {"2022": None}
    assert _read(old_store, NOW)["2021"].cell == "D3"


def test_one_figure_has_one_current_value(old_store: Store) -> None:
    _fill(old_store)
    old_store.migrate()
    twice = sa.insert(observation_table).values(series_id=1, period="2020", status="A", provenance_id=1, cell_row=2)
    with pytest.raises(sa.exc.IntegrityError), old_store.writing() as connection:
        connection.execute(twice)
    with old_store.writing() as connection:
        connection.execute(twice.values(superseded_at=NOW))


@pytest.mark.parametrize("table", [observation, observation_table], ids=["with provenance", "alone"])
def test_all_vintages_of_a_series_are_found_by_the_indexes(tmp_path: Path, table: sa.FromClause) -> None:
    store = _at_first(f"sqlite:///{tmp_path / 'a.db'}")
    store.migrate()
    query = sa.select(table).where(vintages_of([1, 2], table)).compile(compile_kwargs={"literal_binds": True})
    with store.reading() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"explain query plan {query}")]
    assert not [step for step in plan if step.startswith("SCAN")], plan


def test_an_empty_store_too(old_store: Store) -> None:
    old_store.migrate()
    assert _read(old_store) == {}
