"""Sessions: who is signed in, until when. They are kept here, so that one can be ended from anywhere, at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from store.actor import Actor
from store.grants import viewer_of
from store.makers import may_still_lend
from store.schema import account, alliance, link, organisation, session
from store.signed import hash_of, make
from store.viewer import Grant, viewer_with

LONGEST = timedelta(days=7)
IDLE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=10)  # so that not every page is a write


def begin(
    connection: sa.Connection, secret: bytes, now: datetime, account_id: int | None = None, link_id: int | None = None
) -> str:
    """A new session of an account, or of whoever opened a link; always under a name that nobody could know before.

    Returns:
        what the cookie holds.
    """
    made = make("s", secret)
    whose = {"account_id": account_id, "link_id": link_id}
    times = {"begun_at": now, "seen_at": now, "ends_at": now + LONGEST}
    connection.execute(sa.insert(session).values(hash=made.hash, **whose, **times))
    return made.text


def actor_of(connection: sa.Connection, text: str, secret: bytes, now: datetime) -> Actor | None:
    """Whose session this is and what they may; None where it is none, or over."""
    hashed = hash_of(text, "s", secret)
    if hashed is None:
        return None
    query = (
        sa.select(session, account.c.key)
        .join(account, account.c.account_id == session.c.account_id, isouter=True)
        .where(session.c.hash == hashed, account.c.deleted_at.is_(None))
    )
    found = connection.execute(query).one_or_none()
    if found is None or not found.seen_at + IDLE > now < found.ends_at:
        return None
    if found.link_id is not None:
        return _bearer(connection, found.link_id, found.session_id, now)
    viewer = viewer_of(connection, found.account_id)
    return Actor(f"account {found.key}", viewer, session=found.session_id, shows_public=found.shows_public)


def _bearer(connection: sa.Connection, link_id: int, session_id: int, now: datetime) -> Actor | None:
    """Whoever opened an upload link, while it is not withdrawn, not over, and whoever made it may still make it."""
    query = (
        sa.select(alliance.c.slug, organisation.c.slug, link.c.made_by)
        .join_from(link, alliance, alliance.c.alliance_id == link.c.alliance_id)
        .join(organisation, organisation.c.organisation_id == link.c.organisation_id)
        .where(link.c.link_id == link_id, link.c.withdrawn_at.is_(None), link.c.ends_at > now)
    )
    found = connection.execute(query).one_or_none()
    if found is None or not may_still_lend(connection, found[2], found[0], found[1], now):
        return None
    return Actor(f"link {link_id}", viewer_with([Grant(found[0], "bearer", found[1])]), session=session_id)


def note_seen(connection: sa.Connection, session_id: int, now: datetime) -> None:
    """That it is still used."""
    late = session.c.seen_at < now - SEEN_EVERY
    connection.execute(sa.update(session).where(session.c.session_id == session_id, late).values(seen_at=now))


def end(connection: sa.Connection, session_id: int) -> None:
    """Sign out."""
    connection.execute(sa.delete(session).where(session.c.session_id == session_id))


def end_all(connection: sa.Connection, account_id: int, but: int | None = None) -> None:
    """Sign an account out everywhere: its password or its codes have changed, or it has been deleted."""
    query = sa.delete(session).where(session.c.account_id == account_id)
    connection.execute(query if but is None else query.where(session.c.session_id != but))


def show_public(connection: sa.Connection, session_id: int, is_public: bool) -> None:
    """Have the pages shown as the public sees them, or no longer."""
    connection.execute(sa.update(session).where(session.c.session_id == session_id).values(shows_public=is_public))


def sweep_sessions(connection: sa.Connection, now: datetime) -> int:
    """Delete those that are over; how many they were."""
    is_over = (session.c.ends_at <= now) | (session.c.seen_at <= now - IDLE)
    return connection.execute(sa.delete(session).where(is_over)).rowcount


def count_sessions(connection: sa.Connection, account_id: int, now: datetime) -> int:
    """In how many places an account is signed in."""
    holds = (session.c.ends_at > now) & (session.c.seen_at > now - IDLE)
    query = sa.select(sa.func.count()).where(session.c.account_id == account_id, holds)
    return int(connection.execute(query).scalar_one())
