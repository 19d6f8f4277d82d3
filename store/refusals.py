"""Files refused for personal data: that it happened, when, from whom, and the hash; nothing of what was in it.

The bytes are deleted (`etl/quarantine.py`); the submission's row is what is left, and this is how it is found.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from store.schema import alliance, organisation, submission
from store.submissions import REJECTED

CODE = "personal_data"
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Refusal:
    """One file that was refused and deleted."""

    submission: str
    alliance: str
    organisation: str
    sha256: str
    received_at: datetime


def count_refusals(connection: sa.Connection, alliances: Collection[str]) -> int:
    """How many files of these alliances have been refused for personal data since the store was made."""
    query = sa.select(sa.func.count()).join_from(
        submission, alliance, alliance.c.alliance_id == submission.c.alliance_id
    )
    return int(connection.scalar(query.where(_REFUSED, alliance.c.slug.in_(alliances))) or 0)


def read_refusals(connection: sa.Connection, alliances: Collection[str], most: int = SHOWN) -> list[Refusal]:
    """The latest of them, newest first."""
    rows = connection.execute(
        sa.select(
            submission.c.token, alliance.c.slug, organisation.c.slug, submission.c.sha256, submission.c.received_at
        )
        .join(alliance, alliance.c.alliance_id == submission.c.alliance_id)
        .join(organisation, organisation.c.organisation_id == submission.c.organisation_id)
        .where(_REFUSED, alliance.c.slug.in_(alliances))
        .order_by(submission.c.received_at.desc(), submission.c.submission_id.desc())
        .limit(most)
    )
    return [Refusal(*row) for row in rows]


# As it stands in the report's JSON; what a cell holds can never stand there with bare quotation marks.
_REFUSED = sa.and_(submission.c.outcome == REJECTED, sa.cast(submission.c.report, sa.Text).like(f'%"code": "{CODE}"%'))
