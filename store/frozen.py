"""Frozen forecasts: the points before the baseline as they stood when a forecast could first be made of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.schema import frozen_forecast

AT_ONCE = 500  # rows of one statement


class Frozen(NamedTuple):
    """What the forecast of one series is made from, for ever; a baseline in another period has one of its own.

    Attributes:
        points: (period, value, status), in order of time.
    """

    indicator_id: int
    subject: str
    baseline_period: str
    method_version: str
    points: tuple[tuple[str, float | None, str], ...]
    recorded_at: datetime


FrozenOf = dict[tuple[int, str, str], Frozen]  # by indicator, series and period of the baseline


def read_frozen(connection: sa.Connection, numbers: Collection[int], until: datetime | None = None) -> FrozenOf:
    """All frozen forecasts of these indicators' series; `until`: those that were there at that moment."""
    table = frozen_forecast.c
    query = sa.select(
        table.indicator_id, table.subject, table.baseline_period, table.method_version, table.points, table.recorded_at
    ).where(table.indicator_id.in_(numbers))
    if until is not None:
        query = query.where(table.recorded_at <= until)
    return {
        (row.indicator_id, row.subject, row.baseline_period): Frozen(
            row.indicator_id,
            row.subject,
            row.baseline_period,
            row.method_version,
            tuple((period, value, status) for period, value, status in row.points),
            row.recorded_at,
        )
        for row in connection.execute(query)
    }


def keep_frozen(connection: sa.Connection, new: Sequence[Frozen]) -> None:
    """Store forecasts of series that have none for that baseline yet; what is there is never written again."""
    rows = [one._asdict() for one in new]
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(sa.insert(frozen_forecast), rows[start : start + AT_ONCE])
