"""An alliance's series at a glance: of the many parts of an indicator only what they are and the word of their verdict.

Their figures and the rest of their verdicts come when something first asks for them, those of one indicator together:
a page that shows a mark for each of a hundred places does not read a hundred series.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any
from weakref import ReferenceType, ref

import sqlalchemy as sa

from config.definitions import Alliance
from store.published import Points, PublishedSeries
from store.schema import alliance, indicator, published

_DOCUMENTS = ("points", "verdict")
_AT_ONCE = 500  # numbers in one statement


def read_at_a_glance(connection: sa.Connection, declared: Alliance) -> list[PublishedSeries]:
    """The shown series of an alliance; shared ones first. What a part leaves out is read while the connection is open.

    Args:
        declared: as it was read for the viewer: without the indicators that are not to be seen.
    """
    held: list[ReferenceType[_LeftOut]] = []
    left_out = defaultdict[str, _LeftOut](lambda: _LeftOut(connection, held))
    query = (
        sa.select(indicator.c.code, *_columns())
        .join_from(published, indicator, indicator.c.indicator_id == published.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == declared.slug, indicator.c.code.in_([one.code for one in declared.indicators]))
        .order_by(indicator.c.indicator_id, published.c.role.desc(), published.c.published_id)
    )
    return [
        PartAtAGlance.of(row, left_out[row.code])
        if row.points is None
        else PublishedSeries(
            indicator=row.code,
            subject=row.subject,
            role=row.role,
            organisation=row.organisation,
            area=row.area,
            dimensions=row.dimensions,
            points=_points(row.points),
            verdict=_judged_on(row.verdict, row.assessed_on),
        )
        for row in connection.execute(query)
    ]


class _Verdict:
    """A part's verdict: given, or looked up each time, since those of many indicators are too much to hold at once."""

    def __get__(self, one: PartAtAGlance | None, _: type) -> Any:
        if one is None:
            return self
        left_out = one._left_out
        return one.__dict__["verdict"] if left_out is None else left_out[2]()


class PartAtAGlance(PublishedSeries):
    """A part of which only the word of its verdict has been read so far."""

    _left_out: tuple[str | None, Callable[[], Points], Callable[[], dict[str, Any]]] | None = None

    @classmethod
    def of(cls, row: Any, left_out: _LeftOut) -> PartAtAGlance:
        """From a row, with the way to what is left out of it. (`replace` makes one of all its fields, as usual.)"""
        one, number, day = cls.__new__(cls), row.published_id, row.assessed_on
        for name in ("subject", "role", "organisation", "area", "dimensions"):
            object.__setattr__(one, name, getattr(row, name))
        object.__setattr__(one, "indicator", row.code)
        ways = (lambda: left_out.points(number), lambda: left_out.verdict(number, day))
        object.__setattr__(one, "_left_out", (row.word, *ways))
        left_out.numbers.append(number)
        return one

    @property
    def word(self) -> str | None:
        return self._left_out[0] if self._left_out else self.verdict.get("verdict")

    verdict: dict[str, Any] = _Verdict()  # type: ignore[assignment]

    @cached_property
    def points(self) -> Points:
        assert self._left_out is not None
        return self._left_out[1]()


class _LeftOut:
    """The documents of one indicator's parts, each kind read together when one of it is first asked for."""

    def __init__(self, connection: sa.Connection, held: list[ReferenceType[_LeftOut]]) -> None:
        self._connection, self._held = connection, held
        self.numbers: list[int] = []
        self._points: dict[int, Points] = {}
        self._verdicts: dict[int, dict[str, Any]] = {}

    def points(self, number: int) -> Points:
        """A series' figures. A country's places say the same periods and files: each text is held once."""
        if not self._points:
            for found, document in self._read("points"):
                self._points[found] = _points(document)
        return self._points[number]

    def verdict(self, number: int, day: date | None) -> dict[str, Any]:
        """A series' verdict; those of the indicator before are let go."""
        if not self._verdicts:
            for other in self._held:
                if (before := other()) is not None:
                    before._verdicts = {}
            self._held[:] = [ref(self)]  # no circle: all of it goes with the page
            self._verdicts = dict(self._read("verdict"))
        return _judged_on(self._verdicts[number], day)

    def _read(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        query = sa.select(published.c.published_id, published.c[name])
        for start in range(0, len(self.numbers), _AT_ONCE):
            wanted = published.c.published_id.in_(self.numbers[start : start + _AT_ONCE])
            yield from ((row[0], row[1]) for row in self._connection.execute(query.where(wanted)))


def _points(document: dict[str, Any]) -> Points:
    return Points(**{name: _shared(column) for name, column in document.items()})


def _shared(column: list[Any]) -> list[Any]:
    return [sys.intern(one) if type(one) is str else one for one in column]


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
