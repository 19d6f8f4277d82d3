"""What was shown of periods with small counts, publication by publication: the worker's own, with true numbers.

Whoever kept every publication can compare them all, so what is hidden now depends on all that was shown before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.schema import publication


class Told(NamedTuple):
    """One figure of one publication.

    Attributes:
        role, organisation, area, dimensions: of its series.
        number: what it truly counted (of a rate its numerator).
        vintage: how many vintages had gone before.
        why: it was hidden, "small" or "beside"; None where it was shown.
    """

    role: str
    organisation: str | None
    area: str
    dimensions: dict[str, str]
    number: float
    is_count: bool
    vintage: int
    why: str | None


Publication = dict[str, Told]  # of one period, by the series' subject
Remembered = dict[str, list[Publication]]  # by period, oldest first


def read_publications(connection: sa.Connection, numbers: Collection[int]) -> dict[int, Remembered]:
    """All that is remembered of these indicators, by their number."""
    table = publication.c
    query = (
        sa.select(table.indicator_id, table.period, table.told)
        .where(table.indicator_id.in_(numbers))
        .order_by(table.publication_id)
    )
    found: dict[int, Remembered] = {}
    for row in connection.execute(query):
        told = {subject: Told(*one) for subject, one in row.told.items()}
        found.setdefault(row.indicator_id, {}).setdefault(row.period, []).append(told)
    return found


def keep_publications(
    connection: sa.Connection, indicator_id: int, new: Mapping[str, Sequence[Publication]], now: datetime
) -> None:
    """Store what is told now of these periods; a row is never rewritten."""
    rows = [
        {"indicator_id": indicator_id, "period": period, "told": told, "recorded_at": now}
        for period, publications in new.items()
        for told in publications
    ]
    if rows:
        connection.execute(sa.insert(publication), rows)


def rename_publications(connection: sa.Connection, numbers: sa.Select[tuple[int]], key: str, new: str) -> None:
    """An organisation has another key: what is remembered of it is its own still, or it would count as another's.

    Args:
        numbers: a query for the indicators.
    """
    table = publication.c
    query = sa.select(table.publication_id, table.told).where(table.indicator_id.in_(numbers))
    for row in connection.execute(query).all():
        told = {}
        for subject, fields in row.told.items():
            one = Told(*fields)
            is_its = one.organisation == key
            named = new + subject.removeprefix(key) if subject.startswith(f"{key}|") else subject
            told[named] = list(one._replace(organisation=new) if is_its else one)
        if told != row.told:
            is_it = table.publication_id == row.publication_id
            connection.execute(sa.update(publication).where(is_it).values(told=told))
