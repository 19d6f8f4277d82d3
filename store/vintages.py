"""Vintages of many series as columns: what a file is held against, a country's file against a million of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from store.collecting import without_collecting
from store.schema import observation_table, provenance

AT_ONCE = 500  # series of one question
NUMBERS = ("value", "numerator", "denominator")
_NAMES = ("series_id", "period", "observation_id", "value", "numerator", "denominator", "status", "provenance_id")
_BREAK = "\n"  # between periods, in which there is none

# PostgreSQL makes one row of each series: as many bytes of each figure one after the other. Ten thousand rows of a
# hundred figures come in a third of the time that a million rows take.
_PACKED = """
SELECT series_id, string_agg(period, '\n'), string_agg(status, ''),
    string_agg(int8send(observation_id), ''), string_agg(int8send(provenance_id), ''),
    string_agg(float8send(coalesce(value, 'NaN')), ''), string_agg(float8send(coalesce(numerator, 'NaN')), ''),
    string_agg(float8send(coalesce(denominator, 'NaN')), '')
FROM (
    SELECT * FROM observation WHERE series_id = ANY(%s) AND superseded_at IS {} NULL ORDER BY series_id, period
) held GROUP BY series_id ORDER BY series_id
"""


@dataclass(slots=True)
class Vintages:
    """Vintages as columns of one length, in the order of series and period.

    Attributes:
        series_id: int64, as are observation_id and provenance_id.
        period: the place of each one's period among `periods`.
        status: one byte each.
        numbers: value, numerator and denominator, float64; NaN where there is none.
    """

    series_id: npt.NDArray[np.int64]
    observation_id: npt.NDArray[np.int64]
    provenance_id: npt.NDArray[np.int64]
    period: npt.NDArray[np.int32]
    periods: list[str]
    status: npt.NDArray[np.bytes_]
    numbers: dict[str, npt.NDArray[np.float64]]

    def __len__(self) -> int:
        return len(self.series_id)


def read_vintage_columns(connection: sa.Connection, numbers: Sequence[int], is_current: bool) -> Vintages:
    """What is current of these series; or what no longer is."""
    rows: list[Any] = []
    is_postgresql = connection.dialect.name == "postgresql"
    wanted = sorted(numbers)
    with without_collecting():
        for start in range(0, len(wanted), AT_ONCE):
            part = wanted[start : start + AT_ONCE]
            rows += _packed(connection, part, is_current) if is_postgresql else _rows(connection, part, is_current)
        return _of_packed(rows) if is_postgresql else _of_rows(rows)


def _packed(connection: sa.Connection, numbers: Sequence[int], is_current: bool) -> list[tuple[Any, ...]]:
    raw: Any = connection.connection.driver_connection
    with raw.cursor(binary=True) as cursor:
        return list(cursor.execute(_PACKED.format("" if is_current else "NOT"), (numbers,)).fetchall())


def _of_packed(rows: list[tuple[Any, ...]]) -> Vintages:
    number, texts, statuses, *packed = zip(*rows, strict=True) if rows else [()] * len(_NAMES)
    observation_id, provenance_id, *floats = (b"".join(each) for each in packed)
    codes: dict[str, npt.NDArray[np.int32]] = {}  # most series have the same periods
    periods: dict[str, int] = {}
    for text in texts:
        if text not in codes:
            codes[text] = np.array([periods.setdefault(one, len(periods)) for one in text.split(_BREAK)], np.int32)
    held = [codes[text] for text in texts]
    return Vintages(
        series_id=np.repeat(np.array(number, np.int64), [len(each) for each in held]),
        observation_id=np.frombuffer(observation_id, ">i8").astype(np.int64),
        provenance_id=np.frombuffer(provenance_id, ">i8").astype(np.int64),
        period=np.concatenate([*held, np.empty(0, np.int32)]),
        periods=list(periods),
        status=np.frombuffer("".join(statuses).encode("ascii"), "S1"),
        numbers={name: np.frombuffer(each, ">f8").astype(float) for name, each in zip(NUMBERS, floats, strict=True)},
    )


def _rows(connection: sa.Connection, numbers: Sequence[int], is_current: bool) -> list[tuple[Any, ...]]:
    """Plain tuples as the driver has them: nothing in them needs to be translated. Each index has a question."""
    table = observation_table.c
    query = sa.select(*(table[name] for name in _NAMES)).where(table.series_id.in_(numbers))
    query = query.where(table.superseded_at.is_(None) if is_current else table.superseded_at.is_not(None))
    result = connection.execute(query.order_by(table.series_id, table.period))
    assert result.cursor is not None
    return list(result.cursor.fetchall())


def _of_rows(rows: list[tuple[Any, ...]]) -> Vintages:
    held = dict(zip(_NAMES, zip(*rows, strict=True) if rows else [()] * len(_NAMES), strict=True))
    periods = {period: code for code, period in enumerate(dict.fromkeys(held["period"]))}
    return Vintages(
        series_id=np.array(held["series_id"], np.int64),
        observation_id=np.array(held["observation_id"], np.int64),
        provenance_id=np.array(held["provenance_id"], np.int64),
        period=np.fromiter(map(periods.__getitem__, held["period"]), np.int32, len(rows)),
        periods=list(periods),
        status=np.array(held["status"], "S1"),
        numbers={name: np.array(held[name], float) for name in NUMBERS},
    )


def read_moments(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, tuple[datetime, datetime]]:
    """Of these numbers of provenance the moments from which figures were known, and when they were recorded."""
    found: dict[int, tuple[datetime, datetime]] = {}
    columns = (provenance.c.provenance_id, provenance.c.known_from, provenance.c.recorded_at)
    wanted = sorted(numbers)
    for start in range(0, len(wanted), AT_ONCE):
        query = sa.select(*columns).where(provenance.c.provenance_id.in_(wanted[start : start + AT_ONCE]))
        found.update((row[0], (row[1], row[2])) for row in connection.execute(query))
    return found
