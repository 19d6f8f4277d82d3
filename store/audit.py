"""Who did what: a record that only grows. Each row's hash holds the one before it, so that a removed row shows."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from store.actor import Actor
from store.schema import audit, audit_address

FIRST = "0" * 64  # what the first row has before it
_LOCK = 7_402_221_866  # of PostgreSQL: one row is added at a time
_SIGNED = ("audit_id", "at", "who", "action", "alliance", "organisation", "subject", "before", "after", "address_hash")


def note(
    connection: sa.Connection,
    actor: Actor,
    action: str,
    now: datetime,
    *,
    alliance: str | None = None,
    organisation: str | None = None,
    subject: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Add a row, in the transaction of what it tells: both are kept, or neither.

    Args:
        action: in the past, "signed_in", "definition_edited"; the words for people are the page's.
        subject: what it was done to: a key, a token. Never a person's name or address, never a secret.
        before, after: the fields that changed; no figures of a partner's file.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    query = sa.select(audit.c.audit_id, audit.c.hash).order_by(audit.c.audit_id.desc()).limit(1)
    last = connection.execute(query).one_or_none()
    salt = secrets.token_hex(16)
    row: dict[str, Any] = {
        "audit_id": 1 if last is None else last.audit_id + 1,
        "at": now,
        "who": actor.key,
        "action": action,
        "alliance": alliance,
        "organisation": organisation,
        "subject": subject[:200],
        "before": before,
        "after": after,
        "address_hash": address_hash(actor.address, salt),
    }
    previous = FIRST if last is None else last.hash
    row |= {"previous": previous, "hash": hash_of(row, previous)}
    connection.execute(sa.insert(audit).values(row))
    if actor.address:
        address = {"audit_id": row["audit_id"], "address": actor.address, "salt": salt}
        connection.execute(sa.insert(audit_address).values(address))


def address_hash(address: str, salt: str) -> str:
    """What stands in the chain in the place of an address, which may be deleted."""
    return hashlib.sha256(f"{salt}{address}".encode()).hexdigest()


def hash_of(row: Any, previous: str) -> str:
    """The hash of a row (a mapping of its columns) that follows the one of this hash."""
    said = [row[name] if name != "at" else row[name].astimezone(UTC).isoformat() for name in _SIGNED]
    text = json.dumps([previous, *said], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken(connection: sa.Connection) -> int | None:
    """The number of the first row that is not as it was written, or that stands where one is missing; None: whole."""
    previous = FIRST
    rows = connection.execute(sa.select(audit).order_by(audit.c.audit_id)).mappings()
    for number, row in enumerate(rows, 1):
        if row["audit_id"] != number or row["previous"] != previous or row["hash"] != hash_of(row, previous):
            return number
        previous = row["hash"]
    return None
