"""What pages are kept under: counters that grow with everything that is published, and with every note of a meeting.

One counts for the whole store, one for each alliance, whose pages show nothing of the others.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from store.schema import alliance, counter, indicator

VERSION = "published"
NOTES = "notes"  # of meetings: they stand on the same pages. Apart: a note waits for nobody who publishes
_AT_ONCE = 500  # numbers in one statement


def read_version(connection: sa.Connection) -> int:
    """Grows with everything that is published, and with every note of a meeting: what pages may be cached under."""
    query = sa.select(sa.func.sum(counter.c.value)).where(counter.c.name.in_((VERSION, NOTES)))
    return int(connection.execute(query).scalar() or 0)


def next_version(connection: sa.Connection, indicators: Collection[int]) -> int:
    """The version of what is published now of these indicators: pages of their alliances hold no longer."""
    _raise_of(connection, VERSION, indicators)
    return _raised(connection, VERSION)


def note_noted(connection: sa.Connection, indicators: Collection[int]) -> None:
    """Something was noted of these indicators: as `next_version`, but nothing is published."""
    _raise_of(connection, NOTES, indicators)
    _raised(connection, NOTES)


def alliance_versions() -> sa.ScalarSelect[Any]:
    """The same of one alliance: a part of a query that reads `alliance`."""
    names = [sa.literal(f"{name} ") + sa.cast(alliance.c.alliance_id, sa.String) for name in (VERSION, NOTES)]
    found = sa.select(sa.func.sum(counter.c.value)).where(counter.c.name.in_(names))
    return found.correlate(alliance).scalar_subquery()


def _raise_of(connection: sa.Connection, name: str, indicators: Collection[int]) -> None:
    numbers, whose = sorted(set(indicators)), set[int]()
    for start in range(0, len(numbers), _AT_ONCE):
        query = sa.select(indicator.c.alliance_id).distinct()
        part = numbers[start : start + _AT_ONCE]
        whose.update(connection.execute(query.where(indicator.c.indicator_id.in_(part))).scalars())
    for number in sorted(whose):
        _raised(connection, f"{name} {number}")


def _raised(connection: sa.Connection, name: str) -> int:
    """One statement, since several processes may count at once."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    one = insert(counter).values(name=name, value=1)
    raised = one.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + 1})
    return int(connection.execute(raised.returning(counter.c.value)).scalar_one())
