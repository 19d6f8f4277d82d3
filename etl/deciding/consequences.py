"""What a decision means for what is shown: the touched indicators are combined, judged and published anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from config.definitions import Alliance
from etl.publish import publish_telling
from store.histories import Figure
from store.observations import read_series


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
    return publish_telling(connection, declared, codes, now)
