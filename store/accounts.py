"""Accounts: people who sign in. What they did bears their key, never their name, so that a person can be deleted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from config.language import Language
from store.schema import account


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account.

    Attributes:
        key: what is written beside what they do.
        password: its Argon2id hash; None for one who signs in elsewhere.
        totp: what the codes of their telephone are made from; None: none are asked for.
    """

    account_id: int
    key: str
    name: str | None
    email: str | None
    password: str | None
    totp: str | None
    totp_used: int | None
    issuer: str | None
    subject: str | None
    language: Language
    is_administrator: bool
    created_at: datetime
    deleted_at: datetime | None


def folded(email: str) -> str:
    """An address as it is compared: however it was typed."""
    return email.strip().casefold()


def add_account(
    connection: sa.Connection,
    name: str,
    email: str | None,
    now: datetime,
    *,
    password: str | None = None,
    is_administrator: bool = False,
    language: Language = "da",
    issuer: str | None = None,
    subject: str | None = None,
) -> Account:
    """A new account.

    Args:
        password: its hash.

    Raises:
        sqlalchemy.exc.IntegrityError: the address, or the provider's person, has one already.
    """
    row = {
        "key": secrets.token_hex(8),
        "name": name.strip()[:120],
        "email": None if email is None else folded(email)[:254],
        "password": password,
        "issuer": issuer,
        "subject": subject,
        "language": language,
        "is_administrator": is_administrator,
        "created_at": now,
    }
    number = connection.execute(sa.insert(account).values(row).returning(account.c.account_id)).scalar_one()
    found = read_account(connection, account_id=number)
    assert found is not None
    return found


def read_account(
    connection: sa.Connection,
    *,
    account_id: int | None = None,
    email: str | None = None,
    key: str | None = None,
    subject: tuple[str, str] | None = None,
) -> Account | None:
    """An account by its number, address, key, or by (issuer, subject); None where there is none any longer."""
    if email is not None:
        where = account.c.email == folded(email)
    elif key is not None:
        where = account.c.key == key
    elif subject is not None:
        where = (account.c.issuer == subject[0]) & (account.c.subject == subject[1])
    else:
        where = account.c.account_id == account_id
    row = connection.execute(sa.select(account).where(where, account.c.deleted_at.is_(None))).one_or_none()
    return None if row is None else Account(**row._mapping)


def has_administrator(connection: sa.Connection) -> bool:
    """Whether anybody runs this installation yet."""
    query = sa.select(account.c.account_id).where(account.c.is_administrator, account.c.deleted_at.is_(None))
    return connection.execute(query.limit(1)).first() is not None


def names_of(connection: sa.Connection, keys: set[str]) -> dict[str, str]:
    """The names of those who are still here, by their key."""
    query = sa.select(account.c.key, account.c.name).where(account.c.key.in_(keys), account.c.deleted_at.is_(None))
    return {row.key: row.name for row in connection.execute(query)}


def change_account(connection: sa.Connection, account_id: int, **values: Any) -> None:
    """Write these columns of an account: `name`, `email`, `language`, `password` (its hash), `is_administrator`."""
    connection.execute(sa.update(account).where(account.c.account_id == account_id).values(**values))


def set_codes(connection: sa.Connection, account_id: int, secret: str | None, used: int | None = None) -> None:
    """What the codes of a telephone are made from; None: none are asked for any longer.

    Args:
        used: the number of the code that proved it.
    """
    change_account(connection, account_id, totp=secret, totp_used=used)


def take_code(connection: sa.Connection, account_id: int, number: int) -> bool:
    """Whether the code of this number may be taken: it is later than all before it. Of two at once one may."""
    is_new = account.c.totp_used.is_(None) | (account.c.totp_used < number)
    query = sa.update(account).where(account.c.account_id == account_id, is_new).values(totp_used=number)
    return connection.execute(query).rowcount == 1


def administrators(connection: sa.Connection) -> set[int]:
    """The numbers of all administrators, held until the transaction ends: two cannot each end the other."""
    query = sa.select(account.c.account_id).where(account.c.is_administrator, account.c.deleted_at.is_(None))
    return set(connection.execute(query.order_by(account.c.account_id).with_for_update()).scalars())


def read_accounts(connection: sa.Connection) -> list[Account]:
    """All who are here, the newest last."""
    query = sa.select(account).where(account.c.deleted_at.is_(None)).order_by(account.c.account_id)
    return [Account(**row._mapping) for row in connection.execute(query)]
