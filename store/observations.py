"""Observations and their vintages: nothing is overwritten, and every figure still knows its cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.provenance import Provenance, read_provenance
from store.schema import alliance, indicator, observation, observation_table, organisation, series, vintages_of
from store.viewer import Viewer

GONE = "W"  # a vintage that ends a figure: withdrawn from then on; never current, and never shown as a figure
AT_ONCE = 500  # parameters in one statement; SQLite and PostgreSQL both take this many


class SeriesKey(NamedTuple):
    """What tells a series apart within an alliance."""

    indicator: str
    organisation: str
    area: str
    dimensions: str


class Vintage(NamedTuple):
    """One value as it was known from a moment on."""

    observation_id: int
    period: str
    value: float | None
    numerator: float | None
    denominator: float | None
    status: str
    known_from: datetime
    is_current: bool


class Observation(NamedTuple):
    """One figure with its provenance, as `fremdrift observations` shows it.

    Attributes:
        earlier: earlier vintages, oldest first: value, status, known from.
        earlier_parts: of each of these numerator and denominator; empty where none of them has any.
        hidden: why it must not be shown, of a small count or what would tell it; "" of all others.
    """

    indicator: str
    organisation: str
    area: str
    dimensions: dict[str, str]
    period: str
    value: float | None
    numerator: float | None
    denominator: float | None
    status: str
    source: str | None
    submission: str
    sheet: str
    cell: str
    known_from: datetime
    recorded_at: datetime
    earlier: tuple[tuple[float | None, str, datetime], ...] = ()
    earlier_parts: tuple[tuple[float | None, float | None], ...] = ()
    hidden: str = ""


def series_ids(connection: sa.Connection, alliance_id: int, keys: Iterable[SeriesKey]) -> dict[SeriesKey, int]:
    """The numbers of these series; those that are new are made."""
    wanted = list(dict.fromkeys(keys))
    found = _known_series(connection, alliance_id, wanted)
    indicators = _numbers(connection, indicator, indicator.c.code, alliance_id)
    organisations = _numbers(connection, organisation, organisation.c.slug, alliance_id)
    new = [
        {
            "indicator_id": indicators[key.indicator],
            "organisation_id": organisations[key.organisation],
            "area": key.area,
            "dimensions": key.dimensions,
        }
        for key in wanted
        if key not in found
    ]
    if new:
        connection.execute(sa.insert(series), new)
        found = _known_series(connection, alliance_id, wanted)
    return {key: found[key] for key in wanted}


def _known_series(connection: sa.Connection, alliance_id: int, wanted: list[SeriesKey]) -> dict[SeriesKey, int]:
    """Those of these series that are there; others too where many are asked for."""
    query = _all_series(alliance_id).where(organisation.c.slug.in_({key.organisation for key in wanted}))
    areas = {key.area for key in wanted}
    if len(areas) <= AT_ONCE:
        query = query.where(series.c.area.in_(areas), indicator.c.code.in_({key.indicator for key in wanted}))
    return {SeriesKey(*row[:4]): row[4] for row in connection.execute(query)}


def read_vintages(connection: sa.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Vintage]]:
    """Every vintage of these series as (series, vintage), in the order in which they became known."""
    for part in _parts(sorted(numbers)):
        query = (
            sa.select(
                observation.c.series_id,
                observation.c.observation_id,
                observation.c.period,
                observation.c.value,
                observation.c.numerator,
                observation.c.denominator,
                observation.c.status,
                observation.c.known_from,
                observation.c.superseded_at.is_(None),
            )
            .where(vintages_of(part))
            # Of two vintages known from the same moment the one recorded later counts.
            .order_by(
                observation.c.series_id,
                observation.c.period,
                observation.c.known_from,
                observation.c.recorded_at,
                observation.c.observation_id,
            )
        )
        for row in connection.execute(query):
            yield row[0], Vintage(*row[1:])


def read_observations(
    connection: sa.Connection,
    slug: str,
    viewer: Viewer,
    codes: Sequence[str],
    as_of: datetime | None = None,
    with_earlier: bool = False,
) -> list[Observation]:
    """The figures of these indicators as known now, or as known at a moment, ordered by series and period.

    Only the operator and the worker read here: pages read what is published.

    Raises:
        PermissionError: for a viewer who may not see true values.
    """
    if not viewer.sees_all:
        raise PermissionError("true values are for the worker and the operator")
    query = (
        sa.select(series.c.series_id, indicator.c.code, organisation.c.slug, series.c.area, series.c.dimensions)
        .join(indicator, indicator.c.indicator_id == series.c.indicator_id)
        .join(organisation, organisation.c.organisation_id == series.c.organisation_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, indicator.c.code.in_(codes))
        .order_by(indicator.c.indicator_id, series.c.series_id)
    )
    keys = {row[0]: (SeriesKey(*row[1:]), json.loads(row[4])) for row in connection.execute(query)}
    only_current = as_of is None and not with_earlier
    found: dict[int, list[Observation]] = {number: [] for number in keys}
    for part in _parts(sorted(keys)):
        for group in _groups(connection, part, only_current):
            known = group if as_of is None else [one for one in group if one[1].known_from <= as_of]
            if known and known[-1][0].status != GONE:
                number = known[-1][0].series_id
                found[number].append(_observation(*keys[number], known))
    return [one for held in found.values() for one in held]


_Stored = tuple[Any, Provenance]  # a row of the table with where it is from


def _order(one: _Stored) -> tuple[datetime, datetime, int]:
    """Of two vintages known from the same moment the one recorded later counts."""
    row, origin = one
    return origin.known_from, origin.recorded_at, row.observation_id


def _groups(connection: sa.Connection, numbers: Sequence[int], only_current: bool) -> Iterator[list[_Stored]]:
    """The vintages of each series and period, the one known last at the end."""
    table = observation_table.c
    query = sa.select(
        table.series_id,
        table.period,
        table.value,
        table.numerator,
        table.denominator,
        table.status,
        table.cell_row,
        table.provenance_id,
        table.observation_id,
    ).order_by(table.series_id, table.period)
    if only_current:
        query = query.where(table.series_id.in_(numbers), table.superseded_at.is_(None))
    else:
        query = query.where(vintages_of(numbers, observation_table))
    rows = connection.execute(query).all()
    origins = read_provenance(connection, {row[7] for row in rows})
    for _, group in groupby(rows, itemgetter(0, 1)):
        found = [(row, origins[row[7]]) for row in group]
        yield sorted(found, key=_order) if len(found) > 1 else found


def _observation(key: SeriesKey, dimensions: dict[str, str], group: list[_Stored]) -> Observation:
    (_, period, value, numerator, denominator, status, cell_row, _, _), origin = group[-1]
    parts: tuple[tuple[float | None, float | None], ...] = ()
    if len(group) > 1 and any(row.denominator is not None or row.numerator is not None for row, _ in group[:-1]):
        parts = tuple([(row.numerator, row.denominator) for row, _ in group[:-1]])
    return Observation(
        key.indicator,
        key.organisation,
        key.area,
        dimensions,
        period,
        value,
        numerator,
        denominator,
        status,
        origin.source,
        origin.submission,
        origin.sheet,
        origin.cell(cell_row),
        origin.known_from,
        origin.recorded_at,
        tuple([(one.value, one.status, origin.known_from) for one, origin in group[:-1]]) if len(group) > 1 else (),
        parts,
    )


def read_series(connection: sa.Connection, alliance_id: int) -> dict[int, SeriesKey]:
    """Every series of an alliance, by its number."""
    return {row[4]: SeriesKey(*row[:4]) for row in connection.execute(_all_series(alliance_id))}


def count_series(connection: sa.Connection, indicator_ids: Sequence[int]) -> dict[int, int]:
    """How many series each of these indicators has figures of; those without are left out."""
    counts: dict[int, int] = {}
    for part in _parts(indicator_ids):
        query = sa.select(series.c.indicator_id, sa.func.count()).where(series.c.indicator_id.in_(part))
        counts |= {row[0]: row[1] for row in connection.execute(query.group_by(series.c.indicator_id))}
    return counts


def _all_series(alliance_id: int) -> sa.Select[Any]:
    return (
        sa.select(indicator.c.code, organisation.c.slug, series.c.area, series.c.dimensions, series.c.series_id)
        .select_from(series)
        .join(indicator, indicator.c.indicator_id == series.c.indicator_id)
        .join(organisation, organisation.c.organisation_id == series.c.organisation_id)
        .where(indicator.c.alliance_id == alliance_id)
    )


def _numbers(connection: sa.Connection, table: sa.Table, name: sa.Column[str], alliance_id: int) -> dict[str, int]:
    query = sa.select(name, next(iter(table.primary_key))).where(table.c.alliance_id == alliance_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
