"""Places to fetch from that have failed five nights in a row: told on the fifth, and once a week while it lasts."""

from __future__ import annotations

import sqlalchemy as sa

from config.language import Text
from etl.telling.news import Failing
from store.failing import NIGHTS, read_failing

_AGAIN = 7


def failing_of(connection: sa.Connection, slug: str) -> tuple[Failing, ...]:
    """Those of an alliance that are to be told of on this day."""
    return tuple(
        Failing(
            one.organisation, one.place, one.nights, _text(one.problem.get("title")), _text(one.problem.get("remedy"))
        )
        for one in read_failing(connection)
        if one.alliance == slug and is_told(one.nights)
    )


def is_told(nights: int) -> bool:
    """Whether a place that has failed for so many nights is told of after the last of them."""
    return nights >= NIGHTS and (nights - NIGHTS) % _AGAIN == 0


def _text(told: dict[str, str] | None) -> Text | None:
    return Text(**told) if told else None
