"""Whether whoever made a link may still do what it opens: a right that was lent lasts no longer than the lender's.

Asked whenever the link is used: a role may end by a page, a provider's groups, a command or a deleted account, and
none of them has to remember the links.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from store.actor import AT_THE_COMMAND_LINE
from store.grants import viewer_of
from store.rights import may
from store.schema import account
from store.tokens import viewer_of_token
from store.viewer import PUBLIC, Viewer


def may_still_lend(connection: sa.Connection, by: str, alliance: str, organisation: str, now: datetime) -> bool:
    """Whether they may represent this organisation now.

    Args:
        by: the key of whoever made the link; what the operator made depends on no role.
        alliance, organisation: slugs.
    """
    return by == AT_THE_COMMAND_LINE.key or may(_viewer(connection, by, now), "represent", alliance, organisation)


def _viewer(connection: sa.Connection, by: str, now: datetime) -> Viewer:
    kind, _, which = by.partition(" ")
    if kind == "account":
        number = connection.execute(sa.select(account.c.account_id).where(account.c.key == which)).scalar()
        return PUBLIC if number is None else viewer_of(connection, number)
    if kind == "token" and which.isdecimal():
        return viewer_of_token(connection, int(which), now) or PUBLIC
    return PUBLIC
