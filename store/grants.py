"""The roles that accounts have, and what a person may do by them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from store.schema import account, account_grant, alliance, organisation
from store.viewer import PUBLIC, Grant, Viewer, viewer_with

Origin = Literal["local", "oidc"]


def viewer_of(connection: sa.Connection, account_id: int) -> Viewer:
    """What this account may; of one that has been deleted, what the public may."""
    found = connection.execute(
        sa.select(account.c.is_administrator, account.c.deleted_at).where(account.c.account_id == account_id)
    ).one_or_none()
    if found is None or found.deleted_at is not None:
        return PUBLIC
    return viewer_with(read_grants(connection, account_id), found.is_administrator)


def read_grants(connection: sa.Connection, account_id: int, origin: Origin | None = None) -> set[Grant]:
    """The roles that an account has now."""
    query = (
        sa.select(alliance.c.slug, account_grant.c.role, organisation.c.slug)
        .join_from(account_grant, alliance, alliance.c.alliance_id == account_grant.c.alliance_id)
        .join(organisation, organisation.c.organisation_id == account_grant.c.organisation_id, isouter=True)
        .where(account_grant.c.account_id == account_id, account_grant.c.ended_at.is_(None))
    )
    if origin is not None:
        query = query.where(account_grant.c.origin == origin)
    return {Grant(*row) for row in connection.execute(query)}


def give(
    connection: sa.Connection, account_id: int, grant: Grant, by: str, now: datetime, origin: Origin = "local"
) -> None:
    """Give an account a role; nothing where it has it.

    Raises:
        LookupError: there is no such alliance, or no such organisation in it; the argument says which.
    """
    if grant in read_grants(connection, account_id, origin):
        return
    numbers = numbers_of(connection, grant)
    row = {"account_id": account_id, "role": grant.role, "origin": origin, "given_by": by, "given_at": now}
    connection.execute(sa.insert(account_grant).values(**row, **numbers))


def take(
    connection: sa.Connection,
    account_id: int,
    grants: Collection[Grant],
    now: datetime,
    origin: Origin | None = None,
) -> None:
    """End these roles of an account; of this origin alone, or whatever theirs is."""
    for grant in grants:
        numbers = numbers_of(connection, grant)
        connection.execute(
            sa.update(account_grant)
            .where(account_grant.c.account_id == account_id, account_grant.c.ended_at.is_(None))
            .where(account_grant.c.role == grant.role)
            .where(sa.true() if origin is None else account_grant.c.origin == origin)
            .where(*(account_grant.c[name].is_not_distinct_from(number) for name, number in numbers.items()))
            .values(ended_at=now)
        )


def numbers_of(connection: sa.Connection, grant: Grant) -> dict[str, int | None]:
    """`alliance_id` and `organisation_id` of what a role is in.

    Raises:
        LookupError: there is no such alliance, or no such organisation in it; the argument says which.
    """
    asked = sa.select(alliance.c.alliance_id).where(alliance.c.slug == grant.alliance)
    alliance_id = connection.execute(asked).scalar()
    if alliance_id is None:
        raise LookupError("alliance")
    if grant.organisation is None:
        return {"alliance_id": alliance_id, "organisation_id": None}
    asked = sa.select(organisation.c.organisation_id).where(
        organisation.c.alliance_id == alliance_id, organisation.c.slug == grant.organisation
    )
    organisation_id = connection.execute(asked).scalar()
    if organisation_id is None:
        raise LookupError("organisation")
    return {"alliance_id": alliance_id, "organisation_id": organisation_id}
