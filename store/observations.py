"""Observations and their vintages: nothing is overwritten, and every figure still knows its cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.schema import alliance, indicator, observation, organisation, series, submission
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


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure with its provenance, as `fremdrift observations` shows it."""

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


def series_ids(connection: sa.Connection, alliance_id: int, keys: Iterable[SeriesKey]) -> dict[SeriesKey, int]:
    """The numbers of these series; those that are new are made."""
    wanted = list(dict.fromkeys(keys))
    found = {key: number for number, key in read_series(connection, alliance_id).items()}
    indicators = _numbers(connection, indicator, indicator.c.code, alliance_id)
    organisations = _numbers(connection, organisation, organisation.c.slug, alliance_id)
    for key in wanted:
        if key not in found:
            made = sa.insert(series).values(
                indicator_id=indicators[key.indicator],
                organisation_id=organisations[key.organisation],
                area=key.area,
                dimensions=key.dimensions,
            )
            found[key] = int(connection.execute(made.returning(series.c.series_id)).scalar_one())
    return {key: found[key] for key in wanted}


def read_vintages(connection: sa.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Vintage]]:
    """Every vintage of these series as (series, vintage), in the order in which they became known."""
    for part in _parts(numbers):
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
            .where(observation.c.series_id.in_(part))
            .order_by(observation.c.series_id, observation.c.period, *_KNOWN)
        )
        for row in connection.execute(query):
            yield row[0], Vintage(*row[1:])


NewVintage = tuple[
    int, str, float | None, float | None, float | None, str, str | None, str, str, datetime, datetime | None
]
_WRITTEN = (
    "series_id", "period", "value", "numerator", "denominator", "status", "source", "sheet", "cell", "known_from",
    "superseded_at", "submission_id", "recorded_at",
)  # fmt: skip


def add_vintages(
    connection: sa.Connection,
    submission_id: int,
    rows: Iterable[NewVintage],
    superseded: Sequence[int],
    now: datetime,
) -> None:
    """Store new vintages and mark the ones that they take the place of.

    Args:
        rows: series_id, period, value, numerator, denominator, status, source, sheet, cell, known_from and
            superseded_at of each. They go to the driver directly (COPY where there is one): a country's file has a
            million of them.
    """
    for part in _parts(superseded):
        connection.execute(
            sa.update(observation).where(observation.c.observation_id.in_(part)).values(superseded_at=now)
        )
    names = ", ".join(_WRITTEN)
    raw = connection.connection.driver_connection
    assert raw is not None
    if connection.dialect.name == "postgresql":
        with raw.cursor() as cursor, cursor.copy(f"COPY observation ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*row, submission_id, now))
        return
    stored_as = observation.c.known_from.type.dialect_impl(connection.dialect)
    moment = stored_as.bind_processor(connection.dialect)
    assert moment is not None
    texts: dict[datetime | None, str | None] = {None: None}  # a file has few different moments
    stamp = moment(now)

    def text(value: datetime | None) -> str | None:
        if value not in texts:
            texts[value] = moment(value)
        return texts[value]

    marks = ", ".join("?" * len(_WRITTEN))
    raw.executemany(
        f"INSERT INTO observation ({names}) VALUES ({marks})",  # noqa: S608 - names of our own columns
        ((*row[:9], text(row[9]), text(row[10]), submission_id, stamp) for row in rows),
    )


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
        sa.select(
            indicator.c.code,
            organisation.c.slug,
            series.c.area,
            series.c.dimensions,
            observation,
            submission.c.token,
        )
        .join(series, series.c.series_id == observation.c.series_id)
        .join(indicator, indicator.c.indicator_id == series.c.indicator_id)
        .join(organisation, organisation.c.organisation_id == series.c.organisation_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .join(submission, submission.c.submission_id == observation.c.submission_id)
        .where(alliance.c.slug == slug, indicator.c.code.in_(codes))
        .order_by(indicator.c.indicator_id, series.c.series_id, observation.c.period, *_KNOWN)
    )
    if as_of is not None:
        query = query.where(observation.c.known_from <= as_of)
    elif not with_earlier:
        query = query.where(observation.c.superseded_at.is_(None))
    return list(_latest_of_each(connection.execute(query).mappings()))


# Of two vintages known from the same moment the one recorded later counts.
_KNOWN = (observation.c.known_from, observation.c.recorded_at, observation.c.observation_id)


def _latest_of_each(rows: Iterable[Any]) -> Iterator[Observation]:
    """One observation for each series and period: the vintage known last, with those before it."""
    group: list[Any] = []
    for row in rows:
        if group and (row["series_id"], row["period"]) != (group[-1]["series_id"], group[-1]["period"]):
            yield from _observation(group)
            group = []
        group.append(row)
    if group:
        yield from _observation(group)


def _observation(group: list[Any]) -> Iterator[Observation]:
    row = group[-1]
    if row["status"] == GONE:
        return
    yield Observation(
        indicator=row["code"],
        organisation=row["slug"],
        area=row["area"],
        dimensions=json.loads(row["dimensions"]),
        submission=row["token"],
        earlier=tuple((one["value"], one["status"], one["known_from"]) for one in group[:-1]),
        **{
            name: row[name]
            for name in (
                "period", "value", "numerator", "denominator", "status", "source", "sheet", "cell",
                "known_from", "recorded_at",
            )
        },
    )  # fmt: skip


def read_series(connection: sa.Connection, alliance_id: int) -> dict[int, SeriesKey]:
    """Every series of an alliance, by its number."""
    query = (
        sa.select(indicator.c.code, organisation.c.slug, series.c.area, series.c.dimensions, series.c.series_id)
        .join(indicator, indicator.c.indicator_id == series.c.indicator_id)
        .join(organisation, organisation.c.organisation_id == series.c.organisation_id)
        .where(indicator.c.alliance_id == alliance_id)
    )
    return {row[4]: SeriesKey(*row[:4]) for row in connection.execute(query)}


def _numbers(connection: sa.Connection, table: sa.Table, name: sa.Column[str], alliance_id: int) -> dict[str, int]:
    query = sa.select(name, next(iter(table.primary_key))).where(table.c.alliance_id == alliance_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
