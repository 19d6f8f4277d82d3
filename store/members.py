"""Who has which role in an alliance."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.accounts import Account
from store.grants import Origin, read_grants
from store.rights import RIGHTS
from store.schema import account, account_grant, alliance, organisation, session
from store.viewer import Grant


class Member(NamedTuple):
    """A person's role in an alliance.

    Attributes:
        number: of the role, by which it is ended.
        origin: local, or oidc: the provider's groups give and end it.
    """

    number: int
    account_id: int
    key: str
    name: str
    email: str | None
    grant: Grant
    origin: Origin
    given_by: str
    given_at: datetime


def read_members(connection: sa.Connection, slug: str) -> list[Member]:
    """The roles that people have in an alliance now, in the order in which they were given."""
    query = (
        sa.select(
            account_grant.c.account_grant_id,
            account.c.account_id,
            account.c.key,
            account.c.name,
            account.c.email,
            account_grant.c.role,
            organisation.c.slug.label("organisation"),
            account_grant.c.origin,
            account_grant.c.given_by,
            account_grant.c.given_at,
        )
        .join_from(account_grant, account, account.c.account_id == account_grant.c.account_id)
        .join(alliance, alliance.c.alliance_id == account_grant.c.alliance_id)
        .join(organisation, organisation.c.organisation_id == account_grant.c.organisation_id, isouter=True)
        .where(alliance.c.slug == slug, account_grant.c.ended_at.is_(None), account.c.deleted_at.is_(None))
        .order_by(account_grant.c.account_grant_id)
    )
    return [
        Member(number, who, key, name, email, Grant(slug, role, at), origin, by, when)
        for number, who, key, name, email, role, at, origin, by, when in connection.execute(query)
    ]


def end_role(connection: sa.Connection, number: int, now: datetime) -> bool:
    """End one role; whether it was one until now."""
    query = sa.update(account_grant).where(account_grant.c.account_grant_id == number)
    return connection.execute(query.where(account_grant.c.ended_at.is_(None)).values(ended_at=now)).rowcount == 1


def is_led_by(connection: sa.Connection, one: Account, alliances: set[str]) -> bool:
    """Whether these alliances' secretariats may have that person choose a new password: whoever can is that person.

    So one who may do anything elsewhere, or runs the installation, is left to whoever may do that, too.
    """
    grants = read_grants(connection, one.account_id)
    return not one.is_administrator and bool(grants) and {grant.alliance for grant in grants} <= alliances


def led_by(grants: frozenset[Grant]) -> set[str]:
    """The alliances in which these roles may invite."""
    return {grant.alliance for grant in grants if "invite" in RIGHTS[grant.role]}


def last_seen(connection: sa.Connection) -> dict[int, datetime]:
    """When each account that has a session now was last here."""
    query = sa.select(session.c.account_id, sa.func.max(session.c.seen_at).label("at"))
    query = query.where(session.c.account_id.is_not(None)).group_by(session.c.account_id)
    return {row.account_id: row.at for row in connection.execute(query)}
