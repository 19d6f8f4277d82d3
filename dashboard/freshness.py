"""What a page may be kept under: it changes with the figures, the definitions, the program and the day."""

from __future__ import annotations

import hashlib
from datetime import datetime

import sqlalchemy as sa

from store.clock import danish_day
from store.published import read_version
from store.schema import definition


def etag_of(connection: sa.Connection, program: str, address: str, now: datetime) -> str:
    """The tag of a page at this address; embargoes end and figures grow stale by the day."""
    defined = sa.select(sa.func.max(definition.c.definition_id), sa.func.count(definition.c.superseded_at))
    newest, replaced = connection.execute(defined).one()
    parts = (program, address, read_version(connection), newest, replaced, danish_day(now))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
