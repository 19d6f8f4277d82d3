"""The link by which an installation gets an administrator: there is no password that it comes with."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from store.accounts import has_administrator
from store.actor import AT_THE_COMMAND_LINE
from store.audit import note
from store.links import make_link, withdraw_all

LASTS = timedelta(hours=24)


def make_first_link(connection: sa.Connection, secret: bytes, now: datetime) -> str:
    """The path of a new one, "/first/l-…"; those before it open nothing any longer."""
    withdraw_all(connection, "first", now)
    made = make_link(connection, "first", secret, AT_THE_COMMAND_LINE.key, now, now + LASTS)
    note(connection, AT_THE_COMMAND_LINE, "first_link_made", now, subject=f"link {made.link_id}")
    return f"/first/{made.text}"


def first_link_if_needed(connection: sa.Connection, secret: bytes, now: datetime) -> str | None:
    """The same where nobody runs this installation yet; else None."""
    return None if has_administrator(connection) else make_first_link(connection, secret, now)
