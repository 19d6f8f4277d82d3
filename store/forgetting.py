"""A person's data deleted: on request at once, of addresses and tries when they are old. Figures and acts stay.

What somebody did stays beside their key, which leads to nobody once the account is empty.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from store.actor import Actor
from store.audit import note
from store.schema import account, account_grant, api_token, attempt, audit, audit_address, link, session
from store.sessions import end_all, sweep_sessions

_EMPTY = ("name", "email", "password", "totp", "totp_used", "issuer", "subject")
_TRIES = timedelta(days=2)  # limits look back some hours


class LastAdministrator(Exception):
    """Nobody would be left to run the installation: another one must be made first."""


class Swept(NamedTuple):
    """How many there were of each."""

    addresses: int
    sessions: int
    attempts: int
    links: int


def delete_account(connection: sa.Connection, account_id: int, actor: Actor, now: datetime) -> bool:
    """Empty an account: no name, no way to sign in, no role; whatever it opened is closed. What it delivered stays.

    The addresses that its acts came from go too; the record of who did what stays whole.

    Returns:
        whether there was such an account.

    Raises:
        LastAdministrator: see there; nothing has been changed.
    """
    query = sa.select(account).where(account.c.account_id == account_id, account.c.deleted_at.is_(None))
    found = connection.execute(query.with_for_update()).one_or_none()
    if found is None:
        return False
    others = sa.select(account.c.account_id).where(
        account.c.is_administrator, account.c.deleted_at.is_(None), account.c.account_id != account_id
    )
    if found.is_administrator and connection.execute(others.limit(1)).first() is None:
        raise LastAdministrator
    _empty(connection, [account_id], now)
    note(connection, actor, "account_deleted", now, subject=f"account {found.key}")
    return True


def deleted_keys(connection: sa.Connection) -> set[str]:
    """The keys of the accounts that were deleted: what a backup made before must not bring back."""
    return set(connection.execute(sa.select(account.c.key).where(account.c.deleted_at.is_not(None))).scalars())


def delete_again(connection: sa.Connection, keys: Collection[str], now: datetime) -> int:
    """In a store that was just restored: empty the accounts that were deleted since; how many they were."""
    query = sa.select(account.c.account_id).where(account.c.key.in_(keys), account.c.deleted_at.is_(None))
    numbers = list(connection.execute(query).scalars())
    if numbers:
        _empty(connection, numbers, now)
    return len(numbers)


def sweep_personal(connection: sa.Connection, now: datetime, keep_addresses: timedelta) -> Swept:
    """Delete what was kept long enough: addresses in the record, sessions that are over, tries, links' addresses."""
    old = sa.select(sa.func.max(audit.c.audit_id)).where(audit.c.at < now - keep_addresses)
    last = connection.execute(old).scalar() or 0
    gone = sa.delete(audit_address).where(audit_address.c.audit_id <= last)
    over = sa.update(link).where(link.c.email.is_not(None), link.c.ends_at < now - keep_addresses)
    return Swept(
        addresses=connection.execute(gone).rowcount,
        sessions=sweep_sessions(connection, now),
        attempts=connection.execute(sa.delete(attempt).where(attempt.c.at < now - _TRIES)).rowcount,
        links=connection.execute(over.values(email=None)).rowcount,
    )


def _empty(connection: sa.Connection, numbers: Collection[int], now: datetime) -> None:
    rows = connection.execute(sa.select(account.c.key, account.c.email).where(account.c.account_id.in_(numbers))).all()
    keys, emails = [f"account {row.key}" for row in rows], [row.email for row in rows if row.email]
    for number in numbers:
        end_all(connection, number)
    own = account_grant.c.account_id.in_(numbers) & account_grant.c.ended_at.is_(None)
    connection.execute(sa.update(account_grant).where(own).values(ended_at=now))
    tokens = sa.update(api_token).where(api_token.c.account_id.in_(numbers))
    connection.execute(tokens.where(api_token.c.withdrawn_at.is_(None)).values(withdrawn_at=now))
    connection.execute(tokens.values(name=""))
    mine = link.c.account_id.in_(numbers) | link.c.made_by.in_(keys) | link.c.email.in_(emails)
    opened = sa.select(link.c.link_id).where(mine)
    connection.execute(sa.delete(session).where(session.c.link_id.in_(opened)))
    connection.execute(sa.update(link).where(mine, link.c.withdrawn_at.is_(None)).values(withdrawn_at=now))
    connection.execute(
        sa.update(link).where(link.c.account_id.in_(numbers) | link.c.email.in_(emails)).values(email=None)
    )
    empty = dict.fromkeys(_EMPTY) | {"is_administrator": False, "deleted_at": now}
    connection.execute(sa.update(account).where(account.c.account_id.in_(numbers)).values(empty))
    acts = sa.select(audit.c.audit_id).where(audit.c.who.in_(keys))
    connection.execute(sa.delete(audit_address).where(audit_address.c.audit_id.in_(acts)))
