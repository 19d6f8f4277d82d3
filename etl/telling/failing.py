"""Sources that could not be fetched five nights in a row: told on the fifth, and once a week while it lasts."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from etl.telling.news import Failing
from store.schema import run, run_source

NIGHTS = 5
_AGAIN = 7
_MOST = 400  # nights looked back


def failing_of(connection: sa.Connection, slug: str, since: datetime) -> tuple[Failing, ...]:
    """Those of an alliance whose failure is to be told; nothing where no night has passed since that moment."""
    nights = sa.select(sa.func.max(run.c.asked_at, type_=run.c.asked_at.type)).where(run.c.scheduled_for.is_not(None))
    latest = connection.execute(nights).scalar()
    if latest is None or latest < since:
        return ()
    return tuple(one for one in _failing(connection, slug) if is_told(one.nights))


def is_told(nights: int) -> bool:
    """Whether a source that has failed for so many nights is told of tonight."""
    return nights >= NIGHTS and (nights - NIGHTS) % _AGAIN == 0


def _failing(connection: sa.Connection, slug: str) -> list[Failing]:
    latest = sa.select(run.c.run_id).where(run.c.scheduled_for.is_not(None)).order_by(run.c.run_id.desc()).limit(_MOST)
    query = (
        sa.select(run_source.c.organisation, run_source.c.source, run_source.c.outcome)
        .where(run_source.c.alliance == slug, run_source.c.run_id.in_(latest.scalar_subquery()))
        .order_by(run_source.c.run_id.desc(), run_source.c.run_source_id)
    )
    nights, ended = dict[tuple[str, str], int](), set[tuple[str, str]]()
    for row in connection.execute(query):
        key = (row.organisation, row.source)
        if row.outcome != "failed":
            ended.add(key)
        elif key not in ended:
            nights[key] = nights.get(key, 0) + 1
    return [Failing(*key, number, None) for key, number in nights.items()]
