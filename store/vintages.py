"""Every vintage of many series as columns: what a file is held against, a country's file against a million of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from store.collecting import without_collecting
from store.schema import observation_table, provenance

AT_ONCE = 500  # series of one question
COLUMNS = ("series_id", "period", "observation_id", "value", "numerator", "denominator", "status", "provenance_id")


def read_vintage_columns(connection: sa.Connection, numbers: Sequence[int]) -> dict[str, list[Any]]:
    """The vintages of these series, by COLUMNS and `is_current`.

    Returns:
        lists of one length; current ones by series and period, then all others.
    """
    held: list[list[Any]] = [[] for _ in COLUMNS]
    counts = []
    with without_collecting():
        for is_current in (True, False):
            before = len(held[0])
            for part in _parts(sorted(numbers)):
                rows = _rows(connection, part, is_current)
                for column, values in zip(held, zip(*rows, strict=True), strict=bool(rows)):
                    column.extend(values)
            counts.append(len(held[0]) - before)
    return dict(zip(COLUMNS, held, strict=True)) | {"is_current": [True] * counts[0] + [False] * counts[1]}


def _rows(connection: sa.Connection, numbers: Sequence[int], is_current: bool) -> list[tuple[Any, ...]]:
    """Plain tuples as the driver has them: nothing in them needs to be translated. Each index has a question."""
    table = observation_table.c
    if connection.dialect.name == "postgresql":
        raw: Any = connection.connection.driver_connection
        asked = f"SELECT {', '.join(COLUMNS)} FROM observation WHERE series_id = ANY(%s)"  # noqa: S608 - our names
        asked += (
            " AND superseded_at IS NULL ORDER BY series_id, period" if is_current else " AND superseded_at IS NOT NULL"
        )
        with raw.cursor(binary=True) as cursor:
            return list(cursor.execute(asked, (list(numbers),)).fetchall())
    query = sa.select(*(table[name] for name in COLUMNS)).where(table.series_id.in_(numbers))
    if is_current:
        query = query.where(table.superseded_at.is_(None)).order_by(table.series_id, table.period)
    else:
        query = query.where(table.superseded_at.is_not(None))
    result = connection.execute(query)
    assert result.cursor is not None
    return list(result.cursor.fetchall())


def read_moments(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, tuple[datetime, datetime]]:
    """Of these numbers of provenance the moments from which figures were known, and when they were recorded."""
    found: dict[int, tuple[datetime, datetime]] = {}
    columns = (provenance.c.provenance_id, provenance.c.known_from, provenance.c.recorded_at)
    for part in _parts(sorted(numbers)):
        query = sa.select(*columns).where(provenance.c.provenance_id.in_(part))
        found.update((row[0], (row[1], row[2])) for row in connection.execute(query))
    return found


def _parts(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]
