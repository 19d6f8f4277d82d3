"""Upload links: who has one delivers for one organisation, without an account. `store.links` makes and reads them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from store.actor import Actor
from store.links import Link, NewLink, look_at, make_link, read_link
from store.makers import may_still_lend
from store.schema import link
from store.signed import hash_of
from store.submissions import Submission
from store.viewer import Grant

MOST_DAYS = 90
_BEARER = "link "  # before the number, in the key of whoever bears one


def make_upload_link(
    connection: sa.Connection,
    secret: bytes,
    by: str,
    now: datetime,
    ends_at: datetime,
    of: tuple[str, str],
    is_for_once: bool,
) -> NewLink:
    """A new link.

    Args:
        by: the key of whoever makes it.
        of: the slugs of the alliance and of the organisation that it delivers for.
        is_for_once: the first who sends a file with it goes on with it; nobody else does.

    Raises:
        LookupError: there is no such alliance, or no such organisation in it; the argument says which.
    """
    uses = 1 if is_for_once else None
    return make_link(connection, "upload", secret, by, now, ends_at, grant=Grant(of[0], "bearer", of[1]), uses=uses)


def find_upload_link(connection: sa.Connection, text: str, secret: bytes, now: datetime, actor: Actor) -> Link | None:
    """The link of this text, where it still opens something for whoever asks: one that has been used up does so for
    whoever used it, as long as their session lasts. None does once whoever made it may no longer make it.
    """
    found = look_at(connection, text, "upload", secret, now)
    if found is not None:
        return found if is_lent(connection, found, now) else None
    if not is_bearer(actor):  # whose session says whether theirs is lent
        return None
    own = read_link(connection, actor.number)
    hashed = connection.execute(sa.select(link.c.hash).where(link.c.link_id == actor.number)).scalar()
    return own if own is not None and hashed is not None and hashed == hash_of(text, "l", secret) else None


def withdraw_upload_link(connection: sa.Connection, of: Link, now: datetime) -> bool:
    """It opens nothing any longer, for whoever used it neither; False where it had ended before."""
    statement = sa.update(link).where(link.c.link_id == of.link_id, link.c.withdrawn_at.is_(None), link.c.ends_at > now)
    return connection.execute(statement.values(withdrawn_at=now)).rowcount == 1


def is_live(one: Link, now: datetime) -> bool:
    """Whether anybody can still deliver by it, if only whoever used it up."""
    return one.withdrawn_at is None and now < one.ends_at


def is_lent(connection: sa.Connection, one: Link, now: datetime) -> bool:
    """Whether whoever made it may still make it."""
    return may_still_lend(connection, one.made_by, one.alliance or "", one.organisation or "", now)


def is_bearer(actor: Actor) -> bool:
    """Whether an upload link is all that they have."""
    return actor.key.startswith(_BEARER)


def may_know_of(actor: Actor, one: Submission) -> bool:
    """Whoever bears a link knows of nothing but what came by it. Of all others the rights say it."""
    return not is_bearer(actor) or one.received_by == actor.key
