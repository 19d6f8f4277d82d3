"""What is in now, without where it came from: all that a template needs, and far quicker to read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from store.schema import alliance, indicator, observation_table, organisation, series
from store.viewer import Viewer


class Figure(NamedTuple):
    """One current figure."""

    indicator: str
    organisation: str
    area: str
    dimensions: dict[str, str]
    period: str
    value: float | None
    status: str


def read_own(connection: sa.Connection, slug: str, viewer: Viewer, who: str, codes: Sequence[str]) -> list[Figure]:
    """All current figures of one organisation, by series and period.

    Raises:
        PermissionError: for a viewer who may not see true values.
    """
    if not viewer.sees_all:
        raise PermissionError("true values are for the worker and the operator")
    asked = (
        sa.select(series.c.series_id, indicator.c.code, organisation.c.slug, series.c.area, series.c.dimensions)
        .join(indicator, indicator.c.indicator_id == series.c.indicator_id)
        .join(organisation, organisation.c.organisation_id == series.c.organisation_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, indicator.c.code.in_(codes), organisation.c.slug == who)
    )
    keys = {row[0]: (row[1], row[2], row[3], json.loads(row[4])) for row in connection.execute(asked)}
    table = observation_table.c
    own = asked.with_only_columns(series.c.series_id)
    said = sa.select(table.series_id, table.period, table.value, table.status).where(table.superseded_at.is_(None))
    query = said.where(table.series_id.in_(own)).order_by(table.series_id, table.period)
    return [Figure(*keys[row[0]], row[1], row[2], row[3]) for row in connection.execute(query)]


def read_delivered(connection: sa.Connection, slug: str, codes: Sequence[str]) -> dict[str, set[str]]:
    """The organisations that have current figures of each of these indicators; those without any are left out."""
    is_in = observation_table.c.superseded_at.is_(None) & (observation_table.c.series_id == series.c.series_id)
    query = (
        sa.select(indicator.c.code, organisation.c.slug)
        .distinct()
        .select_from(series)
        .join(indicator, indicator.c.indicator_id == series.c.indicator_id)
        .join(organisation, organisation.c.organisation_id == series.c.organisation_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, indicator.c.code.in_(codes), sa.exists().where(is_in))
    )
    found: dict[str, set[str]] = {}
    for code, who in connection.execute(query):
        found.setdefault(code, set()).add(who)
    return found
