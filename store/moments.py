"""Moments that never run backwards: what comes later became known later, whatever a clock that was put back says."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from store.schema import submission

_LATEST = 200  # submissions that are asked for the latest moment noted


def not_before_the_last(connection: sa.Connection, now: datetime) -> datetime:
    """Now; where the clock was put back since the last files came, the latest moment that was noted of them.

    Without it a correction would take its place before the figure that it corrects, and that would stay on the pages.
    """
    last = (
        sa.select(submission.c.received_at, submission.c.finished_at)
        .order_by(submission.c.submission_id.desc())
        .limit(_LATEST)
    )
    noted = [moment for row in connection.execute(last) for moment in row if moment is not None]
    latest: datetime = max([now, *noted])
    return latest
