"""An account is deleted: whose it was is forgotten, what was delivered stays under a key that leads to nobody."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from store.schema import account, account_grant, api_token, audit, audit_address, link
from store.sessions import end_all

# What of an account says whose it was, or lets anybody in.
_FORGOTTEN = ("name", "email", "password", "totp", "totp_used", "issuer", "subject")


def delete_account(connection: sa.Connection, account_id: int, now: datetime) -> None:
    """Empty it, and end what it opened: sessions, roles, tokens, and links about it or made by it.

    The addresses that its acts came from go too.

    Whoever calls it notes the act.
    """
    key = connection.execute(sa.select(account.c.key).where(account.c.account_id == account_id)).scalar_one()
    end_all(connection, account_id)
    for table, is_theirs, ends in (
        (account_grant, account_grant.c.account_id == account_id, "ended_at"),
        (api_token, api_token.c.account_id == account_id, "withdrawn_at"),
        (link, (link.c.account_id == account_id) | (link.c.made_by == f"account {key}"), "withdrawn_at"),
    ):
        connection.execute(sa.update(table).where(is_theirs, table.c[ends].is_(None)).values({ends: now}))
    email = sa.select(account.c.email).where(account.c.account_id == account_id).scalar_subquery()
    connection.execute(sa.update(link).where(link.c.email == email).values(email=None))
    connection.execute(sa.update(api_token).where(api_token.c.account_id == account_id).values(name=""))
    acts = sa.select(audit.c.audit_id).where(audit.c.who == f"account {key}")
    connection.execute(sa.delete(audit_address).where(audit_address.c.audit_id.in_(acts)))  # the record stays whole
    emptied = dict.fromkeys(_FORGOTTEN) | {"is_administrator": False, "deleted_at": now}
    connection.execute(sa.update(account).where(account.c.account_id == account_id).values(emptied))
