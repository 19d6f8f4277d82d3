"""What an indicator's verdicts were made from: told by versions of its figures, without reading one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from store.published import note_day
from store.schema import figures, judged, published, series
from store.versions import next_version

AT_ONCE = 500  # numbers in one statement

Versions = dict[int, dict[int, int]]  # by indicator and organisation


class Judged(NamedTuple):
    """What an indicator's verdicts were made from.

    Attributes:
        made_from: a digest of the definition and the figures' versions.
        program: a digest of the program that made them.
        made_on: the latest day that one of them was made on.
        holds_until: the first day after it on which one may be another, though nothing was delivered.
    """

    made_from: str
    program: str
    made_on: date
    holds_until: date

    def stands(self, program: str, today: date) -> bool:
        """Whether a verdict made from the same would be the same, made by this program today."""
        return self.program == program and self.made_on <= today < self.holds_until


def raise_versions(connection: sa.Connection, series_ids: Iterable[int]) -> None:
    """Figures of these series are written: what was made of earlier ones no longer holds."""
    numbers = sorted(set(series_ids))
    pairs = set[tuple[int, int]]()
    for start in range(0, len(numbers), AT_ONCE):
        query = sa.select(series.c.indicator_id, series.c.organisation_id).distinct()
        found = connection.execute(query.where(series.c.series_id.in_(numbers[start : start + AT_ONCE])))
        pairs.update((row[0], row[1]) for row in found)
    if not pairs:
        return
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    raised = insert(figures).on_conflict_do_update(
        index_elements=["indicator_id", "organisation_id"], set_={"version": figures.c.version + 1}
    )
    rows = [{"indicator_id": one, "organisation_id": who, "version": 1} for one, who in sorted(pairs)]
    connection.execute(raised, rows)


def read_versions(connection: sa.Connection, numbers: Collection[int]) -> Versions:
    """The version of each of these indicators' figures, by organisation; those without figures are left out."""
    found: Versions = {}
    query = sa.select(figures.c.indicator_id, figures.c.organisation_id, figures.c.version)
    for row in connection.execute(query.where(figures.c.indicator_id.in_(numbers))):
        found.setdefault(row[0], {})[row[1]] = row[2]
    return found


def read_judged(connection: sa.Connection, numbers: Collection[int]) -> dict[int, Judged]:
    """What these indicators' verdicts were made from; those that were never judged are left out."""
    columns = [judged.c[name] for name in Judged._fields]
    rows = connection.execute(sa.select(judged.c.indicator_id, *columns).where(judged.c.indicator_id.in_(numbers)))
    return {row[0]: Judged(*row[1:]) for row in rows}


def note_judged(connection: sa.Connection, made: Mapping[int, Judged]) -> None:
    """These indicators have been judged."""
    forget_judged(connection, made)
    rows = [{"indicator_id": number, **one._asdict()} for number, one in made.items()]
    if rows:
        connection.execute(sa.insert(judged), rows)


def forget_judged(connection: sa.Connection, numbers: Collection[int]) -> None:
    """Have these indicators judged anew at the next occasion, whatever has changed."""
    connection.execute(sa.delete(judged).where(judged.c.indicator_id.in_(numbers)))


def move_day(connection: sa.Connection, numbers: Collection[int], day: date) -> None:
    """All that is shown of these indicators stands on that day too, where it was judged from another: under a new
    version, since curves end on that day.
    """
    other = published.c.indicator_id.in_(numbers) & (published.c.assessed_on != day)
    if numbers and connection.execute(sa.select(published.c.published_id).where(other).limit(1)).first() is not None:
        note_day(connection, numbers, day)
        next_version(connection, numbers)
