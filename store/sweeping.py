"""Personal data deleted by rule, each night: addresses, tries, and what is left of those who were deleted.

What somebody did stays beside their key, which leads to nobody once the account is empty. Figures and acts stay.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from store.attempts import sweep_attempts
from store.forgetting import delete_account
from store.schema import account, api_token, audit, audit_address, link
from store.sessions import sweep_sessions


class Swept(NamedTuple):
    """How many there were of each."""

    addresses: int
    sessions: int
    attempts: int
    links: int


def deleted_keys(connection: sa.Connection) -> set[str]:
    """The keys of the accounts that were deleted: what a backup made before must not bring back."""
    return set(connection.execute(sa.select(account.c.key).where(account.c.deleted_at.is_not(None))).scalars())


def delete_again(connection: sa.Connection, keys: Collection[str], now: datetime) -> int:
    """In a store that was just restored: empty the accounts that were deleted since; how many they were."""
    query = sa.select(account.c.account_id).where(account.c.key.in_(keys), account.c.deleted_at.is_(None))
    numbers = list(connection.execute(query).scalars())
    for number in numbers:
        delete_account(connection, number, now)
    _forget_traces(connection)
    return len(numbers)


def sweep_personal(connection: sa.Connection, now: datetime, keep_addresses: timedelta) -> Swept:
    """Delete what was kept long enough: addresses in the record, sessions that are over, tries, links' addresses.

    Of those who were deleted it has been long enough by now.
    """
    old = sa.select(sa.func.max(audit.c.audit_id)).where(audit.c.at < now - keep_addresses)
    last = connection.execute(old).scalar() or 0
    gone = sa.delete(audit_address).where(audit_address.c.audit_id <= last)
    over = sa.update(link).where(link.c.email.is_not(None), link.c.ends_at < now - keep_addresses)
    return Swept(
        addresses=_forget_traces(connection) + connection.execute(gone).rowcount,
        sessions=sweep_sessions(connection, now),
        attempts=sweep_attempts(connection, now),
        links=connection.execute(over.values(email=None)).rowcount,
    )


def _forget_traces(connection: sa.Connection) -> int:
    """Of those who were deleted: where their acts came from, and what they called their tokens."""
    deleted = account.c.deleted_at.is_not(None)
    keys = sa.select(sa.literal("account ") + account.c.key).where(deleted)
    acts = sa.select(audit.c.audit_id).where(audit.c.who.in_(keys))
    theirs = api_token.c.account_id.in_(sa.select(account.c.account_id).where(deleted))
    connection.execute(sa.update(api_token).where(theirs, api_token.c.name != "").values(name=""))
    return connection.execute(sa.delete(audit_address).where(audit_address.c.audit_id.in_(acts))).rowcount
