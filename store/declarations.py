""" "Nothing to report", declared for figures that are due: a submission of its own, without a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.observations import Observation
from store.schema import alliance, indicator, observation, organisation, series, submission
from store.submissions import DECLARATION, NewSubmission, Submission, receive
from store.work import ask

SAID_SO = "Erklæret uden fil"  # what stands where a figure's source would
FILENAME = "intet-at-indberette"  # what stands where a file's name would


class DueFigure(NamedTuple):
    """A figure that is asked for.

    Attributes:
        area: blank for the indicator's own.
        dimensions: canonical JSON, {} where there are none.
    """

    indicator: str
    area: str
    dimensions: str
    period: str


def canonical(dimensions: dict[str, str]) -> str:
    """Dimensions as the store keeps them."""
    return json.dumps(dimensions, ensure_ascii=False, sort_keys=True)


def ask_to_declare(
    connection: sa.Connection,
    slug: str,
    who: str,
    figures: Iterable[DueFigure],
    note: str | None,
    via: str,
    now: datetime,
    by: str | None = None,
) -> Submission:
    """Record a declaration and have it carried out. Whether the figures are due is for the caller to look at.

    Args:
        via: browser or command. by: who says so; None: whoever sits at the command line.

    Raises:
        LookupError: there is no such "alliance" or "organisation".
    """
    new = NewSubmission(
        alliance=slug,
        organisation=who,
        source=DECLARATION,
        filename=FILENAME,
        sha256="",
        size=0,
        via=via,
        received_by=by or via,
        received_at=now,
        note=note or None,
        confirmed=True,
    )
    made = receive(connection, new)
    detail = {"figures": [list(figure) for figure in dict.fromkeys(figures)]}
    ask(connection, "declare", by or via, now, submission_id=made.submission_id, detail=detail)
    return made


def read_held(connection: sa.Connection, slug: str, who: str) -> list[Observation]:
    """Which figures there are, without what they say: all of one organisation's, and of every other's series one.

    A page may know this much of what is stored; it is what decides which figures are due.
    """
    current = observation.c.superseded_at.is_(None)
    any_of = observation.alias()
    first = sa.select(sa.func.min(any_of.c.observation_id)).where(
        any_of.c.series_id == series.c.series_id, any_of.c.superseded_at.is_(None)
    )
    one_each = observation.c.observation_id == first.scalar_subquery()
    query = (
        sa.select(
            indicator.c.code,
            organisation.c.slug,
            series.c.area,
            series.c.dimensions,
            observation.c.period,
            observation.c.status,
            submission.c.token,
            observation.c.known_from,
            observation.c.recorded_at,
        )
        .join_from(series, indicator, indicator.c.indicator_id == series.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .join(organisation, organisation.c.organisation_id == series.c.organisation_id)
        .join(observation, sa.and_(observation.c.series_id == series.c.series_id, current))
        .join(submission, submission.c.submission_id == observation.c.submission_id)
        .where(alliance.c.slug == slug)
    )
    found = []
    for is_own in (organisation.c.slug == who, sa.and_(organisation.c.slug != who, one_each)):
        for row in connection.execute(query.where(is_own)):
            found.append(
                Observation(
                    indicator=row.code,
                    organisation=row.slug,
                    area=row.area,
                    dimensions=json.loads(row.dimensions),
                    period=row.period,
                    value=None,
                    numerator=None,
                    denominator=None,
                    status=row.status,
                    source=None,
                    submission=row.token,
                    sheet="",
                    cell="",
                    known_from=row.known_from,
                    recorded_at=row.recorded_at,
                )
            )
    return found
