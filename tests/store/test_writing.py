"""Figures of every shape are kept as they were given, on both databases: PostgreSQL takes them as blocks of bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa

from etl.errands import submit
from store import writing
from store.schema import observation_table
from store.vintages import read_vintage_columns
from store.writing import WRITTEN, add_vintages, supersede
from tests.rooms import NOW, House

LATER = datetime(2026, 11, 23, 12, 0, 0, 250_001, tzinfo=UTC)

SHAPES: list[tuple[str, list[dict[str, Any]]]] = [
    ("one figure", [{"period": "1900"}]),
    ("periods of every length", [{"period": one} for one in ("1900", "1900-01", "1900-Q1", "1900-01-31", "1901")]),
    ("one without a value", [{"period": "1900"}, {"period": "1901", "value": None, "status": "M"}, {"period": "1902"}]),
    ("none with a value", [{"period": str(year), "value": None} for year in (1900, 1901)]),
    ("parts of some", [{"period": "1900", "numerator": 1.5, "denominator": 3.0}, {"period": "1901", "numerator": 2.0}]),
    ("superseded among others", [{"period": "1900"}, {"period": "1900", "superseded_at": LATER}, {"period": "1901"}]),
    ("to the last bit", [{"period": str(1900 + at), "value": one} for at, one in enumerate((0.1, -1e-300, 1e300))]),
    ("all of a column, no row", [{"period": "1900", "cell_row": 0}, {"period": "1901", "cell_row": 1_048_576}]),
]  # fmt: skip


def _row(number: int, shape: dict[str, Any]) -> dict[str, Any]:
    bare = {"series_id": number, "value": 7.0, "numerator": None, "denominator": None, "status": "A"}
    return bare | {"provenance_id": 1, "cell_row": 2, "superseded_at": None} | shape


def _place(row: dict[str, Any]) -> tuple[str, bool]:
    return row["period"], row["superseded_at"] is not None


@pytest.mark.parametrize("at_once", [2, 20_000], ids=["in parts", "at once"])
@pytest.mark.parametrize(("why", "shapes"), SHAPES, ids=[why for why, _ in SHAPES])
def test_what_is_written_is_read_again(
    house: House, why: str, shapes: list[dict[str, Any]], at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_AT_ONCE", at_once)
    submit(house.room, house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    table = observation_table.c
    with house.store.writing() as connection:
        first = connection.execute(sa.select(table.series_id)).scalar_one()
        rows = [_row(first, shape) for shape in shapes]
        columns: dict[str, Any] = {name: [row[name] for row in rows] for name in WRITTEN}
        moments = [one and one.replace(tzinfo=None) for one in columns["superseded_at"]]
        add_vintages(connection, columns | {"superseded_at": np.array(moments, "datetime64[us]")})
        query = sa.select(*(table[name] for name in WRITTEN)).order_by(table.observation_id)
        kept = [dict(row._mapping) for row in connection.execute(query)][1:]
    # Rows of one shape go together, so that their order may be another.
    assert sorted(kept, key=_place) == sorted(rows, key=_place)


def test_columns_tell_what_is_current_and_what_no_longer_is(house: House) -> None:
    rows = [["antal", None, year, 95, None] for year in (2022, 2021)] + [["kommuner", "Aarhus", 2021, 0.5, None]]
    submit(house.room, house.workbook(rows), "proeve", "sekretariat")
    with house.store.writing() as connection:
        numbers = [*connection.execute(sa.select(observation_table.c.series_id).distinct()).scalars()]
        current = read_vintage_columns(connection, numbers, is_current=True)
        assert not len(read_vintage_columns(connection, numbers, is_current=False))
        assert not len(read_vintage_columns(connection, [], is_current=True))
        told = zip(current.series_id.tolist(), current.period.tolist(), current.numbers["value"].tolist(), strict=True)
        assert [(number, current.periods[at], value) for number, at, value in told] == [
            (min(numbers), "2021", 95.0),
            (min(numbers), "2022", 95.0),
            (max(numbers), "2021", 0.5),
        ]
        assert current.status.tolist() == [b"A"] * 3
        assert np.isnan([current.numbers["numerator"], current.numbers["denominator"]]).all()
        assert len(set(current.observation_id.tolist())) == 3
        supersede(connection, current.observation_id[:2].tolist(), NOW)
        assert read_vintage_columns(connection, numbers, is_current=True).series_id.tolist() == [max(numbers)]
        assert len(read_vintage_columns(connection, numbers, is_current=False)) == 2
