"""What is shown: one packed row for each shown series with its verdict. Pages read these tables and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from store.definitions import read_alliance
from store.schema import alliance, counter, indicator, published
from store.viewer import Viewer

VERSION = "published"
AT_ONCE = 500  # rows of one statement


@dataclass(frozen=True, slots=True)
class Points:
    """The observations of one shown series, as columns of equal length, ordered by period.

    Attributes:
        periods: canonical periods (`2024`, `2024-Q1`).
        values: null where there is none; the status says why.
        statuses: SDMX letters (A P E F L M Q) and N.
        sources: who published the value.
        submissions: token of the submission that brought it; None for a combined value.
        sheets, cells: where in that file.
        known_from: day on which it became known, ISO.
        earlier: earlier vintages of the value, oldest first, each [value, status, known_from].
    """

    periods: list[str] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    sources: list[str | None] = field(default_factory=list)
    submissions: list[str | None] = field(default_factory=list)
    sheets: list[str | None] = field(default_factory=list)
    cells: list[str | None] = field(default_factory=list)
    known_from: list[str | None] = field(default_factory=list)
    earlier: list[list[list[Any]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PublishedSeries:
    """One shown series.

    Attributes:
        role: shared (the alliance's own), part (one place or partner), comparison (shown beside, not judged).
        subject: what tells it apart within its indicator: `shared`, or organisation, area and dimensions.
        verdict: the fields of `fremdrift status --json`.
    """

    indicator: str
    subject: str
    role: str
    organisation: str | None
    area: str
    dimensions: dict[str, str]
    points: Points
    verdict: dict[str, Any]


def read_published(
    connection: sa.Connection, slug: str, viewer: Viewer, on: date, code: str | None = None
) -> list[PublishedSeries]:
    """The shown series of an alliance (or of one indicator) that this viewer may see on that day; shared ones first."""
    declared = read_alliance(connection, slug, viewer, on)
    if declared is None:
        return []
    seen = [i.code for i in declared.indicators if code in (None, i.code)]
    query = (
        sa.select(indicator.c.code, published)
        .join(indicator, indicator.c.indicator_id == published.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, indicator.c.code.in_(seen))
        .order_by(indicator.c.indicator_id, published.c.role.desc(), published.c.published_id)
    )
    return [
        PublishedSeries(
            indicator=row.code,
            subject=row.subject,
            role=row.role,
            organisation=row.organisation,
            area=row.area,
            dimensions=row.dimensions,
            points=Points(**row.points),
            verdict=row.verdict,
        )
        for row in connection.execute(query)
    ]


def read_shared_verdicts(connection: sa.Connection, slug: str, codes: Collection[str]) -> dict[str, str]:
    """The word of the verdict on each of these indicators' shared series, without all else that is shown of it."""
    query = (
        sa.select(indicator.c.code, published.c.verdict)
        .join(indicator, indicator.c.indicator_id == published.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, indicator.c.code.in_(codes), published.c.role == "shared")
        .order_by(indicator.c.indicator_id)
    )
    return {row.code: row.verdict["verdict"] for row in connection.execute(query)}


def replace_published(connection: sa.Connection, indicator_id: int, shown: list[PublishedSeries]) -> None:
    """Put these series in the place of what was shown of the indicator, under a new version."""
    add_published(connection, indicator_id, shown, clear_published(connection, indicator_id))


def clear_published(connection: sa.Connection, indicator_id: int) -> int:
    """Take away what was shown of the indicator.

    Returns:
        the version under which its series are to be shown.
    """
    version = _next_version(connection)
    connection.execute(sa.delete(published).where(published.c.indicator_id == indicator_id))
    return version


def add_published(connection: sa.Connection, indicator_id: int, shown: Sequence[PublishedSeries], version: int) -> None:
    """Show these series after those that are shown of the indicator."""
    rows = [
        {
            "indicator_id": indicator_id,
            "subject": one.subject,
            "role": one.role,
            "organisation": one.organisation,
            "area": one.area,
            "dimensions": one.dimensions,
            "points": {name: getattr(one.points, name) for name in Points.__slots__},
            "verdict": one.verdict,
            "version": version,
        }
        for one in shown
    ]
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(sa.insert(published), rows[start : start + AT_ONCE])


def read_version(connection: sa.Connection) -> int:
    """Grows with everything that is published: what pages may be cached under."""
    value = connection.execute(sa.select(counter.c.value).where(counter.c.name == VERSION)).scalar()
    return int(value or 0)


def _next_version(connection: sa.Connection) -> int:
    version = read_version(connection) + 1
    if version == 1:
        connection.execute(sa.insert(counter).values(name=VERSION, value=1))
    else:
        connection.execute(sa.update(counter).where(counter.c.name == VERSION).values(value=version))
    return version
