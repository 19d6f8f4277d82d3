"""Who handed in which submission: what tells whose a published figure is, where several organisations deliver one."""

from __future__ import annotations

import sqlalchemy as sa

from store.schema import alliance, organisation, series, submission


def read_heard(connection: sa.Connection, slug: str) -> set[str]:
    """The organisations of whom any figure has ever come, of whichever indicator."""
    query = (
        sa.select(organisation.c.slug)
        .distinct()
        .join(series, series.c.organisation_id == organisation.c.organisation_id)
        .join(alliance, alliance.c.alliance_id == organisation.c.alliance_id)
        .where(alliance.c.slug == slug)
    )
    return set(connection.execute(query).scalars())


def read_senders(connection: sa.Connection, slug: str) -> dict[str, str]:
    """Token of each submission of an alliance -> the organisation that it is from."""
    query = (
        sa.select(submission.c.token, organisation.c.slug)
        .join(organisation, organisation.c.organisation_id == submission.c.organisation_id)
        .join(alliance, alliance.c.alliance_id == submission.c.alliance_id)
        .where(alliance.c.slug == slug)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
