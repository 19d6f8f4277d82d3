"""Verdicts as they were made: inputs, method and version, result. Nothing here is ever rewritten."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from store.schema import snapshot

# What changes from day to day though nothing has happened.
_DAILY = ("assessed_on",)


def keep_snapshot(
    connection: sa.Connection,
    indicator_id: int,
    subject: str,
    assessed_on: date,
    inputs: dict[str, Any],
    result: dict[str, Any],
    now: datetime,
) -> bool:
    """Store a verdict unless the last one of this series came from the same inputs and says the same.

    Returns:
        whether it was stored.
    """
    method = result["method"]
    digest = hashlib.sha256(json.dumps([inputs, method], sort_keys=True).encode()).hexdigest()
    last = connection.execute(
        sa.select(snapshot.c.inputs_sha256, snapshot.c.result)
        .where(snapshot.c.indicator_id == indicator_id, snapshot.c.subject == subject)
        .order_by(snapshot.c.snapshot_id.desc())
        .limit(1)
    ).first()
    if last is not None and last.inputs_sha256 == digest and _lasting(last.result) == _lasting(result):
        return False
    connection.execute(
        sa.insert(snapshot).values(
            indicator_id=indicator_id,
            subject=subject,
            assessed_on=assessed_on,
            method=method["name"],
            method_version=method["version"],
            inputs=inputs,
            inputs_sha256=digest,
            result=result,
            recorded_at=now,
        )
    )
    return True


def _lasting(result: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(result))
    return {name: value for name, value in plain.items() if name not in _DAILY}
