"""Verdicts as they were made: inputs, method and version, result. Nothing here is ever rewritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.schema import snapshot

# What changes from day to day though nothing has happened.
_DAILY = ("assessed_on",)
AT_ONCE = 500
NOTHING_SAID = "nothing_said"  # the series is shown no longer: what was said of it ends with this


Key = tuple[int, str]  # number of the indicator, subject of the series


class Made(NamedTuple):
    """A verdict that was made: of which series of which indicator, from what, and what it says."""

    indicator_id: int
    subject: str
    inputs: dict[str, Any]
    result: dict[str, Any]

    @property
    def key(self) -> Key:
        return self.indicator_id, self.subject

    @property
    def digest(self) -> str:
        """Of everything that it came from."""
        return hashlib.sha256(json.dumps([self.inputs, self.result["method"]], sort_keys=True).encode()).hexdigest()


def gone(indicator_id: int, subject: str, method: dict[str, str]) -> Made:
    """Of a series that is shown no longer: from then on nothing is said of it."""
    return Made(indicator_id, subject, {}, {"verdict": NOTHING_SAID, "method": method})


def keep_snapshots(connection: sa.Connection, assessed_on: date, made: Sequence[Made], now: datetime) -> int:
    """Store verdicts, except where the last one came from the same inputs and says the same.

    Returns:
        how many were stored.
    """
    return sum(_keep(connection, assessed_on, part, now) for part in _parts(made))


def _keep(connection: sa.Connection, assessed_on: date, made: Sequence[Made], now: datetime) -> int:
    digests = {one.key: one.digest for one in made}
    last = {key: row for key, row in _last(connection, made).items() if key in digests}
    same = {number for key, (number, digest) in last.items() if digests[key] == digest}
    told = _results(connection, same) if same else {}
    rows = [
        {
            "indicator_id": one.indicator_id,
            "subject": one.subject,
            "assessed_on": assessed_on,
            "method": one.result["method"]["name"],
            "method_version": one.result["method"]["version"],
            "inputs": one.inputs,
            "inputs_sha256": digests[one.key],
            "result": one.result,
            "recorded_at": now,
        }
        for one in made
        if one.key not in told or told[one.key] != _lasting(one.result)
    ]
    if rows:
        connection.execute(sa.insert(snapshot), rows)
    return len(rows)


def _last(connection: sa.Connection, made: Sequence[Made]) -> dict[Key, tuple[int, str]]:
    """The number and the digest of the last verdict on each of these series; on others of their indicators too."""
    numbers, subjects = {one.indicator_id for one in made}, {one.subject for one in made}
    newest = (
        sa.select(sa.func.max(snapshot.c.snapshot_id))
        .where(snapshot.c.indicator_id.in_(numbers), snapshot.c.subject.in_(subjects))
        .group_by(snapshot.c.indicator_id, snapshot.c.subject)
    )
    columns = (snapshot.c.indicator_id, snapshot.c.subject, snapshot.c.snapshot_id, snapshot.c.inputs_sha256)
    found = connection.execute(sa.select(*columns).where(snapshot.c.snapshot_id.in_(newest)))
    return {(row[0], row[1]): (row[2], row[3]) for row in found}


def _results(connection: sa.Connection, numbers: Collection[int]) -> dict[Key, dict[str, Any]]:
    """By series, what these verdicts say for longer than a day."""
    columns = (snapshot.c.indicator_id, snapshot.c.subject, snapshot.c.result)
    query = sa.select(*columns).where(snapshot.c.snapshot_id.in_(numbers))
    return {(row[0], row[1]): _lasting(row[2]) for row in connection.execute(query)}


def _lasting(result: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(result))
    return {name: value for name, value in plain.items() if name not in _DAILY}


def _parts(made: Sequence[Made]) -> Iterator[Sequence[Made]]:
    for start in range(0, len(made), AT_ONCE):
        yield made[start : start + AT_ONCE]
