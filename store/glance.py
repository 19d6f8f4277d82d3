"""An alliance's series at a glance: of the many parts of an indicator only what they are and the word of their verdict.

Their figures and the rest of their verdicts come when something first asks for them, those of one indicator together:
a page that shows a mark for each of a hundred places does not read a hundred series.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from store.published import Points, PublishedSeries
from store.schema import alliance, indicator, published

_DOCUMENTS = ("points", "verdict")
_AT_ONCE = 500  # numbers in one statement
_Documents = tuple[dict[str, Any], dict[str, Any]]  # points, verdict


def read_at_a_glance(connection: sa.Connection, declared: Alliance) -> list[PublishedSeries]:
    """The shown series of an alliance; shared ones first. What a part leaves out is read while the connection is open.

    Args:
        declared: as it was read for the viewer: without the indicators that are not to be seen.
    """
    left_out = defaultdict[str, _LeftOut](lambda: _LeftOut(connection))
    query = (
        sa.select(indicator.c.code, *_columns())
        .join_from(published, indicator, indicator.c.indicator_id == published.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == declared.slug, indicator.c.code.in_([one.code for one in declared.indicators]))
        .order_by(indicator.c.indicator_id, published.c.role.desc(), published.c.published_id)
    )
    return [
        PartAtAGlance.of(row, left_out[row.code].note(row.published_id))
        if row.points is None
        else PublishedSeries(
            indicator=row.code,
            subject=row.subject,
            role=row.role,
            organisation=row.organisation,
            area=row.area,
            dimensions=row.dimensions,
            points=Points(**row.points),
            verdict=_judged_on(row.verdict, row.assessed_on),
        )
        for row in connection.execute(query)
    ]


class PartAtAGlance(PublishedSeries):
    """A part of which only the word of its verdict has been read so far."""

    _left_out: tuple[str | None, date | None, Callable[[], _Documents]] | None = None

    @classmethod
    def of(cls, row: Any, documents: Callable[[], _Documents]) -> PartAtAGlance:
        """From a row, with the way to what is left out of it. (`replace` makes one of all its fields, as usual.)"""
        one = cls.__new__(cls)
        for name in ("subject", "role", "organisation", "area", "dimensions"):
            object.__setattr__(one, name, getattr(row, name))
        object.__setattr__(one, "indicator", row.code)
        object.__setattr__(one, "_left_out", (row.word, row.assessed_on, documents))
        return one

    @property
    def word(self) -> str | None:
        return self._left_out[0] if self._left_out else self.verdict.get("verdict")

    @cached_property
    def points(self) -> Points:
        assert self._left_out is not None
        return Points(**self._left_out[2]()[0])

    @cached_property
    def verdict(self) -> dict[str, Any]:
        assert self._left_out is not None
        return _judged_on(self._left_out[2]()[1], self._left_out[1])


class _LeftOut:
    """The documents of one indicator's parts, read together when one of them is first asked for."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._numbers: list[int] = []
        self._read: dict[int, _Documents] = {}

    def note(self, number: int) -> Callable[[], _Documents]:
        """How to get at a row's documents later."""
        self._numbers.append(number)
        return lambda: self._documents(number)

    def _documents(self, number: int) -> _Documents:
        if not self._read:
            query = sa.select(published.c.published_id, published.c.points, published.c.verdict)
            for start in range(0, len(self._numbers), _AT_ONCE):
                part = self._numbers[start : start + _AT_ONCE]
                for row in self._connection.execute(query.where(published.c.published_id.in_(part))):
                    self._read[row[0]] = row[1], row[2]
        return self._read[number]


def _columns() -> list[sa.ColumnElement[Any]]:
    """Of a part no documents, but the word of its verdict."""
    is_part = published.c.role == "part"
    documents = (
        sa.type_coerce(sa.case((is_part, sa.null()), else_=published.c[name]), published.c[name].type).label(name)
        for name in _DOCUMENTS
    )
    others = (column for column in published.c if column.name not in _DOCUMENTS)
    return [*others, *documents, published.c.verdict["verdict"].as_string().label("word")]


def _judged_on(verdict: dict[str, Any], day: date | None) -> dict[str, Any]:
    return verdict | ({"assessed_on": day.isoformat()} if day else {})
