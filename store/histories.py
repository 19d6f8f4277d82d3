"""Whole histories of single figures, with the submission behind each vintage, and vintages that a decision adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.observations import AT_ONCE, GONE
from store.schema import observation, submission, submission_content, vintages_of
from store.submissions import ACCEPTED, Keys, Submission, read_content, read_submission
from store.writing import add_single, supersede

Figure = tuple[int, str]  # series, period


class Said(NamedTuple):
    """What a vintage says of its figure."""

    value: float | None
    numerator: float | None
    denominator: float | None
    status: str


NOTHING = Said(None, None, None, GONE)


class Held(NamedTuple):
    """One vintage, as it is stored.

    Attributes:
        is_dead: the submission that brought it has been withdrawn.
    """

    observation_id: int
    said: Said
    source: str | None
    submission_id: int
    sheet: str
    cell: str
    known_from: datetime
    recorded_at: datetime
    is_current: bool
    is_dead: bool

    @property
    def order(self) -> tuple[datetime, datetime, int]:
        """Of two vintages known from the same moment the one recorded later counts."""
        return self.known_from, self.recorded_at, self.observation_id


class Ruled(NamedTuple):
    """A vintage that a decision adds; it is the latest of its figure.

    Attributes:
        replaced: the current vintage whose place it takes; None where the figure has none.
        known_from: None: from now.
    """

    figure: Figure
    said: Said
    source: str | None
    submission_id: int
    sheet: str
    cell: str
    replaced: int | None
    known_from: datetime | None = None


def figures_of(connection: sa.Connection, submission_id: int) -> set[Figure]:
    """The figures of which a submission brought a vintage."""
    query = sa.select(observation.c.series_id, observation.c.period).where(observation.c.submission_id == submission_id)
    return {(row[0], row[1]) for row in connection.execute(query)}


def count_brought(connection: sa.Connection, submission_id: int) -> int:
    """How many vintages a submission brought."""
    query = sa.select(sa.func.count()).where(observation.c.submission_id == submission_id)
    return int(connection.execute(query).scalar_one())


def read_histories(
    connection: sa.Connection, figures: Iterable[Figure], withdrawn: Sequence[int] = ()
) -> dict[Figure, list[Held]]:
    """Every vintage of these figures, in the order in which they became known.

    Args:
        withdrawn: submissions that count as withdrawn already.
    """
    found: dict[Figure, list[Held]] = {figure: [] for figure in figures}
    numbers = sorted({number for number, _ in found})
    query = sa.select(observation, submission.c.state).join_from(
        observation, submission, submission.c.submission_id == observation.c.submission_id
    )
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        for row in connection.execute(query.where(vintages_of(part))):
            if (row.series_id, row.period) in found:
                found[row.series_id, row.period].append(
                    Held(
                        observation_id=row.observation_id,
                        said=Said(row.value, row.numerator, row.denominator, row.status),
                        source=row.source,
                        submission_id=row.submission_id,
                        sheet=row.sheet,
                        cell=row.cell,
                        known_from=row.known_from,
                        recorded_at=row.recorded_at,
                        is_current=row.superseded_at is None,
                        is_dead=row.state != ACCEPTED or row.submission_id in withdrawn,
                    )
                )
    for vintages in found.values():
        vintages.sort(key=lambda one: one.order)
    return found


def others_since(connection: sa.Connection, of: Submission, since: datetime) -> Iterator[tuple[Submission, Keys]]:
    """The organisation's other accepted submissions that ended at a moment or later, newest first, and what they held.

    Other organisations have series of their own.
    """
    query = (
        sa.select(submission.c.submission_id)
        .join(submission_content, submission_content.c.submission_id == submission.c.submission_id)
        .where(submission.c.organisation_id == of.organisation_id, submission.c.state == ACCEPTED)
        .where(submission.c.submission_id != of.submission_id, submission.c.finished_at >= since)
        .order_by(submission.c.submission_id.desc())
    )
    for number in list(connection.execute(query).scalars()):
        found = read_submission(connection, submission_id=number)
        assert found is not None
        yield found, read_content(connection, number)


def add_ruled(connection: sa.Connection, rows: Sequence[Ruled], now: datetime) -> None:
    """Store what was decided; what it takes the place of is superseded now."""
    supersede(connection, [one.replaced for one in rows if one.replaced is not None], now)
    made = [
        {
            "series_id": one.figure[0],
            "period": one.figure[1],
            **one.said._asdict(),
            "source": one.source,
            "submission_id": one.submission_id,
            "sheet": one.sheet,
            "cell": one.cell,
            "known_from": one.known_from or now,
            "superseded_at": now if one.said.status == GONE else None,  # never current
        }
        for one in rows
    ]
    add_single(connection, made, now)
