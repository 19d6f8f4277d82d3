"""No figure without its series and its origin, and neither goes while figures refer to it: on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from etl.errands import submit
from store.schema import observation_table, provenance, series
from store.writing import WRITTEN, add_vintages
from tests.rooms import House


@pytest.fixture
def filled(house: House) -> House:
    rows = [["antal", None, year, 100 - year + 2020, None] for year in range(2021, 2026)]
    submit(house.room, house.workbook(rows), "proeve", "sekretariat")
    return house


def _vintages(series_id: int, provenance_id: int, count: int = 3) -> dict[str, list[object]]:
    row = dict.fromkeys(WRITTEN) | {
        "series_id": series_id,
        "provenance_id": provenance_id,
        "status": "A",
        "cell_row": 1,
    }
    return {name: [value] * count for name, value in row.items()} | {"period": [f"20{at}" for at in range(count)]}


BREACHES: list[tuple[Callable[[sa.Connection], object], str]] = [
    (lambda connection: add_vintages(connection, _vintages(99, 1)), "figures of no series"),
    (lambda connection: add_vintages(connection, _vintages(1, 99)), "figures from nowhere"),
    (lambda connection: connection.execute(sa.update(observation_table).values(series_id=99)), "figures moved away"),
    (lambda connection: connection.execute(sa.update(observation_table).values(provenance_id=99)), "the same"),
    (lambda connection: connection.execute(sa.delete(series)), "a series with figures deleted"),
    (lambda connection: connection.execute(sa.delete(provenance)), "where figures are from deleted"),
]


@pytest.mark.parametrize(("breach", "why"), BREACHES, ids=[why for _, why in BREACHES])
def test_a_breach_is_refused(filled: House, breach: Callable[[sa.Connection], object], why: str) -> None:
    with filled.store.reading() as connection:
        before = connection.execute(sa.select(sa.func.count()).select_from(observation_table)).scalar()
    with pytest.raises(Exception, match=r"(?i)foreign.?key|refer"), filled.store.writing() as connection:
        breach(connection)
    with filled.store.writing() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(observation_table)).scalar() == before
        connection.execute(sa.delete(observation_table))
        connection.execute(sa.delete(provenance))
        connection.execute(sa.delete(series))  # without figures nothing hinders it
