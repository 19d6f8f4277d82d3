"""Tokens: how a program acts for a person. One never opens more than its person may at that moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import sqlalchemy as sa

from store.actor import Actor
from store.grants import numbers_of, viewer_of
from store.rights import Action
from store.schema import account, alliance, api_token, organisation
from store.signed import hash_of, make
from store.viewer import PUBLIC, Grant, Viewer, viewer_with

Scope = Literal["read", "deliver"]
SCOPES: dict[Scope, frozenset[Action]] = {
    "read": frozenset({"read"}),
    "deliver": frozenset({"read", "deliver", "represent"}),
}
LONGEST = timedelta(days=366)
MOST = 50  # of one account that can still be used
USED_EVERY = timedelta(minutes=10)  # so that not every request is a write


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token: never the token.

    Attributes:
        alliance, organisation: the slugs that it is narrowed to; None: to none.
    """

    number: int
    name: str
    scope: Scope
    alliance: str | None
    organisation: str | None
    made_at: datetime
    ends_at: datetime
    last_used_at: datetime | None
    withdrawn_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.withdrawn_at is None and now < self.ends_at


def make_token(
    connection: sa.Connection,
    secret: bytes,
    account_id: int,
    name: str,
    scope: Scope,
    now: datetime,
    ends_at: datetime,
    of: tuple[str | None, str | None] = (None, None),
) -> tuple[int, str]:
    """A new token of an account.

    Args:
        ends_at: at most `LONGEST` from now.
        of: the slugs of the alliance, and of the organisation in it, that it is narrowed to.

    Returns:
        its number, and its text, which nobody is told again.

    Raises:
        LookupError: there is no such alliance, or no such organisation in it; the argument says which.
        ValueError: it would end too late, or has ended.
    """
    if not now < ends_at <= now + LONGEST:
        raise ValueError("ends_at")
    where = {} if of[0] is None else numbers_of(connection, Grant(of[0], "viewer", of[1]))
    made = make("t", secret)
    row = {"account_id": account_id, "name": name.strip()[:80], "scope": scope, "made_at": now, "ends_at": ends_at}
    statement = sa.insert(api_token).values(hash=made.hash, **row, **where)
    return connection.execute(statement.returning(api_token.c.api_token_id)).scalar_one(), made.text


def read_tokens(connection: sa.Connection, account_id: int) -> list[Token]:
    """The tokens of an account, the latest first."""
    query = (
        sa.select(
            api_token.c.api_token_id,
            api_token.c.name,
            api_token.c.scope,
            alliance.c.slug,
            organisation.c.slug,
            api_token.c.made_at,
            api_token.c.ends_at,
            api_token.c.last_used_at,
            api_token.c.withdrawn_at,
        )
        .join(alliance, alliance.c.alliance_id == api_token.c.alliance_id, isouter=True)
        .join(organisation, organisation.c.organisation_id == api_token.c.organisation_id, isouter=True)
        .where(api_token.c.account_id == account_id)
        .order_by(api_token.c.api_token_id.desc())
    )
    return [Token(*row) for row in connection.execute(query)]


def withdraw_token(connection: sa.Connection, account_id: int, number: int, now: datetime) -> bool:
    """End a token of this account at once; False where it has none such that can still be used."""
    statement = sa.update(api_token).where(
        api_token.c.api_token_id == number,
        api_token.c.account_id == account_id,
        api_token.c.withdrawn_at.is_(None),
        api_token.c.ends_at > now,
    )
    return connection.execute(statement.values(withdrawn_at=now)).rowcount == 1


def owner_of_token(connection: sa.Connection, number: int) -> int | None:
    """The number of the account that a token acts for."""
    return connection.execute(sa.select(api_token.c.account_id).where(api_token.c.api_token_id == number)).scalar()


def actor_of_token(connection: sa.Connection, text: str, secret: bytes, now: datetime) -> Actor | None:
    """Who acts by this token, and what they may; None where it opens nothing (any longer)."""
    hashed = hash_of(text, "t", secret)
    if hashed is None:
        return None
    number = connection.execute(sa.select(api_token.c.api_token_id).where(api_token.c.hash == hashed)).scalar()
    viewer = None if number is None else viewer_of_token(connection, number, now)
    return None if viewer is None else Actor(f"token {number}", viewer)


def viewer_of_token(connection: sa.Connection, number: int, now: datetime) -> Viewer | None:
    """What whoever acts by a token may; None where it opens nothing (any longer)."""
    query = (
        sa.select(api_token, alliance.c.slug.label("of_alliance"), organisation.c.slug.label("of_organisation"))
        .join(account, account.c.account_id == api_token.c.account_id)
        .join(alliance, alliance.c.alliance_id == api_token.c.alliance_id, isouter=True)
        .join(organisation, organisation.c.organisation_id == api_token.c.organisation_id, isouter=True)
        .where(api_token.c.api_token_id == number, account.c.deleted_at.is_(None))
        .where(api_token.c.withdrawn_at.is_(None), api_token.c.ends_at > now)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        return None
    return narrowed(viewer_of(connection, found.account_id), found.scope, found.of_alliance, found.of_organisation)


def narrowed(viewer: Viewer, scope: Scope, of_alliance: str | None, of_organisation: str | None) -> Viewer:
    """What of a person's rights a token gives: nothing that they do not have, and nothing beyond what it is for."""
    only: frozenset[str] = frozenset(SCOPES[scope])
    if of_alliance is None:
        return viewer if viewer == PUBLIC else viewer_with(viewer.grants, viewer.is_administrator, only)
    held = {grant for grant in viewer.grants if grant.alliance == of_alliance}
    if viewer.is_administrator:
        held.add(Grant(of_alliance, "secretariat"))
    if of_organisation is not None:
        held = {_of_one(grant, of_organisation) for grant in held if grant.organisation in (None, of_organisation)}
    return viewer_with(held, only=only)


def _of_one(grant: Grant, organisation: str) -> Grant:
    """A secretariat's role as that of one organisation's contributor."""
    return Grant(grant.alliance, "contributor", organisation) if grant.role == "secretariat" else grant


def note_token_used(connection: sa.Connection, number: int, now: datetime) -> None:
    """That it is still used, to within `USED_EVERY`."""
    before = api_token.c.last_used_at
    late = before.is_(None) | (before < now - USED_EVERY)
    connection.execute(sa.update(api_token).where(api_token.c.api_token_id == number, late).values(last_used_at=now))
