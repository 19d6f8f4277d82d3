"""How often somebody has tried, so that guessing and flooding are slowed down by all processes together.

Of whoever tried only a keyed hash is kept, for a day; of where an account was signed in, for a season.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

import sqlalchemy as sa

from store.schema import attempt

KNOWN = "signed_in"  # an account was signed in from an address
KNOWN_FOR = timedelta(days=90)
_KEPT_FOR = timedelta(days=1)  # no limit looks further back
_LOCK = 7_203_104  # of PostgreSQL: tries are counted one after the other, as SQLite does by itself


class Limit(NamedTuple):
    """So many tries are free; each further one waits twice as long as the one before.

    Attributes:
        free: tries within `within` that nobody waits for.
        first, longest: the first wait, and the one that none exceeds.
    """

    kind: str
    free: int
    within: timedelta
    first: timedelta
    longest: timedelta


class Try(NamedTuple):
    """One try as a limit counts it: whose it is, as a hash."""

    limit: Limit
    whose: str


def whose(secret: bytes, *parts: str) -> str:
    """Whom a try is counted for: nobody can tell who it was without the installation's secret."""
    return hmac.digest(secret, repr(parts).encode(), "sha256").hex()


def place_of(address: str) -> str:
    """Where an internet address is counted: of IPv6 a household has 2^64 addresses, which are one place."""
    if not address:
        return ""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped is not None else str(ip_network((found, 64), strict=False))
    return str(found)


def take(connection: sa.Connection, tries: Sequence[Try], now: datetime) -> timedelta:
    """Count a try under all of these limits, if none of them says to wait.

    Returns:
        zero, and it was counted; or how long to wait, and it was not: whoever goes on knocking waits no longer for it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    wait = max((_wait(connection, one, now) for one in tries), default=timedelta())
    if wait > timedelta():
        return wait
    rows = [{"kind": one.limit.kind, "whose": one.whose, "at": now} for one in tries]
    if rows:
        connection.execute(sa.insert(attempt), rows)
    return timedelta()


def forgive(connection: sa.Connection, tries: Iterable[Try]) -> None:
    """Forget what was tried: who it was has been proven."""
    for one in tries:
        mine = (attempt.c.kind == one.limit.kind) & (attempt.c.whose == one.whose)
        connection.execute(sa.delete(attempt).where(mine))


def give_back(connection: sa.Connection, tries: Iterable[Try], now: datetime) -> None:
    """A try that was none: one of those counted at this moment is taken away."""
    for one in tries:
        mine = (attempt.c.kind == one.limit.kind) & (attempt.c.whose == one.whose) & (attempt.c.at == now)
        last = sa.select(sa.func.max(attempt.c.attempt_id)).where(mine).scalar_subquery()
        connection.execute(sa.delete(attempt).where(attempt.c.attempt_id == last))


def note_known(connection: sa.Connection, known: str, now: datetime) -> None:
    """That an account was signed in from a place, under the hash `known` of both."""
    connection.execute(sa.delete(attempt).where(attempt.c.kind == KNOWN, attempt.c.whose == known))
    connection.execute(sa.insert(attempt).values(kind=KNOWN, whose=known, at=now))


def is_known(connection: sa.Connection, known: str, now: datetime) -> bool:
    """Whether an account was signed in from a place before."""
    mine = (attempt.c.kind == KNOWN) & (attempt.c.whose == known) & (attempt.c.at > now - KNOWN_FOR)
    return connection.execute(sa.select(attempt.c.attempt_id).where(mine).limit(1)).first() is not None


def sweep_attempts(connection: sa.Connection, now: datetime) -> int:
    """Delete what no limit looks at any longer; how many they were."""
    is_over = sa.case((attempt.c.kind == KNOWN, attempt.c.at <= now - KNOWN_FOR), else_=attempt.c.at <= now - _KEPT_FOR)
    return connection.execute(sa.delete(attempt).where(is_over)).rowcount


def _wait(connection: sa.Connection, one: Try, now: datetime) -> timedelta:
    """How long from now; zero or less: not at all."""
    limit = one.limit
    query = sa.select(sa.func.count(), sa.func.max(attempt.c.at)).where(
        attempt.c.kind == limit.kind, attempt.c.whose == one.whose, attempt.c.at > now - limit.within
    )
    count, last = connection.execute(query).one()
    if count < limit.free:
        return timedelta()
    doubled: timedelta = limit.first * 2 ** min(count - limit.free, 20)
    until: datetime = last + min(doubled, limit.longest)
    return until - now
