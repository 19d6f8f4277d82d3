"""What is shown: one packed row for each shown series with its verdict. Pages read these tables and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from config.definitions import Alliance
from store.definitions import read_alliance
from store.schema import alliance, indicator, published
from store.versions import next_version
from store.viewer import Viewer, When

HIDDEN = "Q"
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
        hidden: of values that we hide, why: "small" (few), "beside" (others could be computed); empty where all shows.
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
    hidden: list[str | None] = field(default_factory=list)


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

    @property
    def word(self) -> str | None:
        """The word of its verdict; None where it has none."""
        return self.verdict.get("verdict")


class Standing(NamedTuple):
    """A row that is shown: its number, and what tells whether it still holds.

    Attributes:
        assessed_on: the day that its verdict was judged from.
        inputs_sha256: of all that it was made from but the day. shown_sha256: of all that it shows but the day.
    """

    number: int
    assessed_on: date | None
    inputs_sha256: str | None
    shown_sha256: str | None


class Row(NamedTuple):
    """A series to be shown, and what will tell later whether it still holds (see `Standing`)."""

    indicator_id: int
    series: PublishedSeries
    assessed_on: date | None = None
    inputs_sha256: str | None = None
    shown_sha256: str | None = None


def read_published(
    connection: sa.Connection, slug: str, viewer: Viewer, at: When, code: str | None = None
) -> list[PublishedSeries]:
    """The shown series of an alliance (or of one indicator) that this viewer may see then; shared ones first."""
    declared = read_alliance(connection, slug, viewer, at)
    return [] if declared is None else read_published_of(connection, declared, code)


def read_published_of(connection: sa.Connection, declared: Alliance, code: str | None = None) -> list[PublishedSeries]:
    """The same of an alliance that has been read for a viewer; also of one that rests, or of what rests in it."""
    seen = [i.code for i in declared.indicators if code in (None, i.code)]
    query = (
        sa.select(indicator.c.code, published)
        .join(indicator, indicator.c.indicator_id == published.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == declared.slug, indicator.c.code.in_(seen))
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
            verdict=row.verdict | ({"assessed_on": row.assessed_on.isoformat()} if row.assessed_on else {}),
        )
        for row in connection.execute(query)
    ]


def read_shown(connection: sa.Connection, indicator_id: int) -> list[PublishedSeries]:
    """All that is shown of an indicator now, whoever may see it."""
    query = sa.select(published).where(published.c.indicator_id == indicator_id).order_by(published.c.published_id)
    return [
        PublishedSeries(
            indicator="",
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


def read_hidden(connection: sa.Connection, slug: str, codes: Collection[str]) -> dict[tuple[str, str, str], str]:
    """The figures of these indicators that we hide and why, by indicator, area and period; whatever their dimensions.

    Returns:
        "beside" before "small" where both are; "earlier" where earlier values only are hidden.
    """
    query = (
        sa.select(indicator.c.code, published.c.area, published.c.points)
        .join(indicator, indicator.c.indicator_id == published.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, indicator.c.code.in_(codes))
    )
    found: dict[tuple[str, str, str], str] = {}
    for row in connection.execute(query):
        points = Points(**row.points)
        why = points.hidden or [None] * len(points.periods)
        for period, reason, earlier in zip(points.periods, why, points.earlier, strict=True):
            key = row.code, row.area, period
            if reason == "beside" or (reason and found.get(key) != "beside"):
                found[key] = reason
            elif any(status == "Q" for _, status, _ in earlier):
                found.setdefault(key, "earlier")
    return found


def read_shared_words(connection: sa.Connection, slug: str, codes: Collection[str] | None = None) -> dict[str, str]:
    """The word of the verdict on the shared series of each of these indicators; None: of all."""
    return {code: verdict["verdict"] for code, verdict in _shared(connection, slug, codes)}


def read_shared_verdicts(connection: sa.Connection, slug: str, codes: Collection[str]) -> dict[str, dict[str, Any]]:
    """The whole verdict on the shared series of each of these indicators."""
    return dict(_shared(connection, slug, codes))


def _shared(
    connection: sa.Connection, slug: str, codes: Collection[str] | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    query = (
        sa.select(indicator.c.code, published.c.verdict)
        .join(indicator, indicator.c.indicator_id == published.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, published.c.role == "shared")
        .order_by(indicator.c.indicator_id)
    )
    if codes is not None:
        query = query.where(indicator.c.code.in_(codes))
    for row in connection.execute(query):
        yield row.code, row.verdict


def replace_published(connection: sa.Connection, indicator_id: int, shown: Sequence[PublishedSeries]) -> None:
    """Put these series in the place of all that was shown of the indicator, under a new version."""
    standing = read_standing(connection, [indicator_id])
    take_away(connection, [one.number for one in standing.values()])
    write_published(connection, [Row(indicator_id, one) for one in shown], {}, next_version(connection, [indicator_id]))


def read_standing(connection: sa.Connection, numbers: Collection[int]) -> dict[tuple[int, str], Standing]:
    """What is shown of these indicators, by number and subject, without reading the rows themselves."""
    table = published.c
    query = sa.select(
        table.indicator_id,
        table.subject,
        table.published_id,
        table.assessed_on,
        table.inputs_sha256,
        table.shown_sha256,
    ).where(table.indicator_id.in_(numbers))
    return {(row[0], row[1]): Standing(*row[2:]) for row in connection.execute(query)}


def write_published(
    connection: sa.Connection, rows: Sequence[Row], standing: Mapping[tuple[int, str], Standing], version: int
) -> None:
    """Show these series: each in the place of the row that stands for it, new ones after all others."""
    keys = [(one.indicator_id, one.series.subject) for one in rows]
    places = [standing[key].number if key in standing else None for key in keys]
    take_away(connection, [number for number in places if number is not None])
    for is_new in (False, True):
        written = [
            _columns(one, version) | ({} if number is None else {"published_id": number})
            for one, number in zip(rows, places, strict=True)
            if (number is None) == is_new
        ]
        for start in range(0, len(written), AT_ONCE):
            connection.execute(sa.insert(published), written[start : start + AT_ONCE])


def take_away(connection: sa.Connection, numbers: Sequence[int]) -> None:
    """Show these rows no longer."""
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        connection.execute(sa.delete(published).where(published.c.published_id.in_(part)))


def note_same(connection: sa.Connection, same: Mapping[int, str]) -> None:
    """These rows, by number, show what they showed, though they come from other inputs: their digests."""
    if same:
        query = sa.update(published).where(published.c.published_id == sa.bindparam("row"))
        values = [{"row": number, "inputs": digest} for number, digest in same.items()]
        connection.execute(query.values(inputs_sha256=sa.bindparam("inputs")), values)


def note_day(connection: sa.Connection, numbers: Collection[int], day: date) -> None:
    """All that is shown of these indicators has been judged from that day."""
    query = sa.update(published).where(published.c.indicator_id.in_(numbers))
    connection.execute(query.values(assessed_on=day))


def _columns(row: Row, version: int) -> dict[str, Any]:
    one = row.series
    return {
        "indicator_id": row.indicator_id,
        "subject": one.subject,
        "role": one.role,
        "organisation": one.organisation,
        "area": one.area,
        "dimensions": one.dimensions,
        "points": {name: getattr(one.points, name) for name in Points.__slots__},
        "verdict": one.verdict,
        "version": version,
        "assessed_on": row.assessed_on,
        "inputs_sha256": row.inputs_sha256,
        "shown_sha256": row.shown_sha256,
    }
