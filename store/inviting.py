"""Invitations and links for a new password: what the pages and the command line both make."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from store.accounts import Account, folded
from store.actor import Actor
from store.audit import note
from store.links import make_link, withdraw_all
from store.viewer import Grant, Role

INVITATION_LASTS, RESET_LASTS = timedelta(days=7), timedelta(hours=24)
INVITED: tuple[Role, ...] = ("viewer", "contributor", "secretariat")


def make_invitation(
    connection: sa.Connection, secret: bytes, by: Actor, email: str, grant: Grant, now: datetime
) -> str:
    """The path of a link that gives this role, "/invite/l-…": for one account, within a week.

    Raises:
        LookupError: there is no such alliance, or no such organisation in it; the argument says which.
    """
    ends_at = now + INVITATION_LASTS
    made = make_link(connection, "invite", secret, by.key, now, ends_at, grant=grant, email=folded(email))
    note(
        connection,
        by,
        "invited",
        now,
        alliance=grant.alliance,
        organisation=grant.organisation,
        subject=f"link {made.link_id}",
        after={"role": grant.role},
    )
    return f"/invite/{made.text}"


def make_reset(
    connection: sa.Connection, secret: bytes, by: Actor, one: Account, now: datetime, alliance: str | None = None
) -> str:
    """The path of a link by which a person chooses a new password, "/reset/l-…"; those before it open nothing any
    longer.

    Args:
        alliance: the slug of the one whose secretariat makes it.
    """
    withdraw_all(connection, "reset", now, one.account_id)
    ends_at = now + RESET_LASTS
    made = make_link(connection, "reset", secret, by.key, now, ends_at, account_id=one.account_id)
    note(connection, by, "reset_link_made", now, alliance=alliance, subject=one.key)
    return f"/reset/{made.text}"
