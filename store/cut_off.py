"""What a refresh had received when its worker was lost: files that nobody has in hand any longer."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from store.schema import submission, work
from store.submissions import CHECKED, READ, RECEIVED

_VIA = "refresh"


def read_cut_off(connection: sa.Connection) -> list[int]:
    """Numbers of the submissions of a refresh that are not finished and that no work is about, in their order.

    Only the leader asks, before it receives anything: then each of them is a lost worker's.
    """
    has_work = sa.select(work.c.work_id).where(
        work.c.submission_id == submission.c.submission_id, work.c.finished_at.is_(None)
    )
    query = (
        sa.select(submission.c.submission_id)
        .where(submission.c.via == _VIA, submission.c.finished_at.is_(None))
        .where(submission.c.state.in_((RECEIVED, READ, CHECKED)), ~has_work.exists())
    )
    return list(connection.execute(query.order_by(submission.c.submission_id)).scalars())


def read_received_since(connection: sa.Connection, moment: datetime) -> list[int]:
    """Numbers of the submissions that a refresh has received since then and that are finished, in their order."""
    query = sa.select(submission.c.submission_id).where(
        submission.c.via == _VIA, submission.c.received_at >= moment, submission.c.finished_at.is_not(None)
    )
    return list(connection.execute(query.order_by(submission.c.submission_id)).scalars())
