"""What a decision means for what is shown: the touched indicators are combined, judged and published anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from config.definitions import Alliance
from etl.publish import publish
from store.clock import danish_day
from store.histories import Figure
from store.observations import read_series
from store.published import read_published
from store.viewer import OPERATOR


def publish_touched(
    connection: sa.Connection, declared: Alliance, alliance_id: int, figures: Iterable[Figure], now: datetime
) -> list[dict[str, str]]:
    """Publish the indicators of these figures.

    Returns:
        the shared verdicts that became others, as in a report: indicator, before, after.
    """
    numbers = {number for number, _ in figures}
    if not numbers:
        return []
    codes = {key.indicator for number, key in read_series(connection, alliance_id).items() if number in numbers}
    before = _verdicts(connection, declared, codes, now)
    publish(connection, declared, codes, danish_day(now), now)
    after = _verdicts(connection, declared, codes, now)
    return [
        {"indicator": code, "before": before[code], "after": verdict}
        for code, verdict in after.items()
        if code in before and before[code] != verdict
    ]


def _verdicts(connection: sa.Connection, declared: Alliance, codes: set[str], now: datetime) -> dict[str, str]:
    return {
        one.indicator: one.verdict["verdict"]
        for one in read_published(connection, declared.slug, OPERATOR, danish_day(now))
        if one.indicator in codes and one.role == "shared"
    }
