"""Who did what: a record that only grows. Each row's hash holds the one before it, so that a removed row shows.

What cannot show from the rows alone is a tail that was cut off, or a record written anew from its beginning: for that
the last row's hash is told elsewhere (`head_of`), every night in the worker's log and with every backup.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.actor import Actor
from store.schema import audit, audit_address

FIRST = "0" * 64  # what the first row has before it
_LOCK = 7_402_221_866  # of PostgreSQL: one row is added at a time
_SIGNED = ("audit_id", "at", "who", "action", "alliance", "organisation", "subject", "before", "after", "address_hash")
_AT_ONCE = 1_000


class Head(NamedTuple):
    """The last row: told elsewhere, it shows later whether anything up to it was changed or cut off."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


NOBODY_YET = Head(0, FIRST)


class Broken(NamedTuple):
    """Where the record is not as it was written.

    Attributes:
        number: of the first row that is not, or in whose place one is missing.
        why: changed (a row was changed, removed, put in or moved), address (another address was written to it), cut
            (rows that were told of are not there), rewritten (a row that was told of has another hash).
    """

    number: int
    why: str


def note(
    connection: sa.Connection,
    actor: Actor,
    action: str,
    now: datetime,
    *,
    alliance: str | None = None,
    organisation: str | None = None,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add a row, in the transaction of what it tells: both are kept, or neither.

    To be called last in its transaction: until that is over nobody else can add one, and whoever waits for a row of
    another table while holding this would be waited for by all.

    Args:
        action: in the past, "signed_in", "definition_edited"; the words for people are the page's.
        subject: what it was done to: a key, a token. Never a person's name or address, never a secret.
        before, after: the fields that changed; no figures of a partner's file.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    last = head_of(connection)
    salt = secrets.token_hex(16)
    row: dict[str, Any] = {
        "audit_id": last.number + 1,
        "at": now,
        "who": actor.key[:60],
        "action": action,
        "alliance": alliance,
        "organisation": organisation,
        "subject": _storable(subject)[:200],
        "before": None if before is None else _storable(before),
        "after": None if after is None else _storable(after),
        "address_hash": address_hash(actor.address, salt),
    }
    row |= {"previous": last.hash, "hash": hash_of(row, last.hash)}
    connection.execute(sa.insert(audit).values(row))
    if actor.address:
        address = {"audit_id": row["audit_id"], "address": actor.address, "salt": salt}
        connection.execute(sa.insert(audit_address).values(address))


def head_of(connection: sa.Connection) -> Head:
    """The last row there is."""
    query = sa.select(audit.c.audit_id, audit.c.hash).order_by(audit.c.audit_id.desc()).limit(1)
    last = connection.execute(query).one_or_none()
    return NOBODY_YET if last is None else Head(last.audit_id, last.hash)


def address_hash(address: str, salt: str) -> str:
    """What stands in the chain in the place of an address, which may be deleted."""
    return hashlib.sha256(f"{salt}{address}".encode()).hexdigest()


def hash_of(row: Any, previous: str) -> str:
    """The hash of a row (a mapping of its columns) that follows the one of this hash."""
    said = [_canonical(row[name]) for name in _SIGNED]
    text = json.dumps([previous, *said], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def find_broken(connection: sa.Connection, told: Iterable[Head] = ()) -> Broken | None:
    """Where the record is first not as it was written; None: it is whole.

    Args:
        told: last rows of earlier days, as they were told elsewhere.
    """
    expected = {one.number: one.hash for one in told if one.number}
    previous, number = FIRST, 0
    query = (
        sa.select(audit, audit_address.c.address, audit_address.c.salt)
        .join(audit_address, audit_address.c.audit_id == audit.c.audit_id, isouter=True)
        .order_by(audit.c.audit_id)
    )
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        for number, row in enumerate(rows.mappings(), 1):
            if row["audit_id"] != number or row["previous"] != previous or row["hash"] != hash_of(row, previous):
                return Broken(number, "changed")
            if row["address"] is not None and row["address_hash"] != address_hash(row["address"], row["salt"]):
                return Broken(number, "address")
            if expected.get(number, row["hash"]) != row["hash"]:
                return Broken(number, "rewritten")
            previous = row["hash"]
    left = connection.execute(sa.select(sa.func.max(audit_address.c.audit_id))).scalar() or 0
    return Broken(number + 1, "cut") if max([left, *expected]) > number else None


def empty_for_a_restore(connection: sa.Connection) -> None:
    """Make room for the record of a backup, in a store that is nobody's yet: what was noted since its first start goes.

    The one place where rows are deleted.
    """
    if connection.execute(sa.select(audit.c.audit_id).limit(1)).first() is None:
        return
    connection.execute(sa.delete(audit_address))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER audit_only_grows")
        connection.execute(sa.delete(audit))
        connection.exec_driver_sql("ALTER TABLE audit ENABLE TRIGGER audit_only_grows")
        return
    query = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'audit_only_grows_delete'"
    refusing = connection.exec_driver_sql(query).scalar_one()
    connection.exec_driver_sql("DROP TRIGGER audit_only_grows_delete")
    connection.execute(sa.delete(audit))
    connection.exec_driver_sql(refusing)


def _canonical(value: Any) -> Any:
    """A value as both databases give it back: what one writes 1e22, the other writes with all its digits."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return {name: _canonical(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(one) for one in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    number = Decimal(repr(value))
    return str(int(number)) if number == number.to_integral_value() else repr(float(value))


def _storable(value: Any) -> Any:
    """Without what a database refuses in a text."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {str(_storable(name)): _storable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(one) for one in value]
    return value
