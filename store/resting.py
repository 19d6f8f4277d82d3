"""What has been retired: no longer part of anything, and still to be read at its address, as it stood that day."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from store.entries import WHOLE, Row, current_rows, left, whole_of
from store.sight import may_know, seen_rows
from store.viewer import Viewer, When


class Resting(NamedTuple):
    """An alliance that rests, or has an indicator that does.

    Attributes:
        declared: the alliance with what rests in it, as the viewer may see it.
        kind, key: what rests: "alliance" or "indicator".
        since: when it was retired. author, reason: by whom and why.
    """

    declared: Alliance
    kind: str
    key: str
    since: datetime
    author: str
    reason: str | None


def read_resting(
    connection: sa.Connection, slug: str, viewer: Viewer, at: When, code: str | None = None
) -> Resting | None:
    """A retired alliance, or one of its indicators that is retired itself or rests with it; None where neither is."""
    if not may_know(connection, slug, viewer, at):
        return None
    rows = seen_rows(current_rows(connection, slug, with_retired=True), viewer, at)
    own = next((row for row in rows if row.kind == WHOLE), None)
    asked = next((row for row in rows if row.kind == "indicator" and row.key == code), None)
    if own is None or (code is not None and asked is None):
        return None
    gone = own if own.is_retired else asked
    if gone is None or not gone.is_retired:
        return None
    kept = [row for row in rows if not row.is_retired or row in (own, asked) or _is_goal_of(row, asked)]
    whole = Alliance.model_validate(whole_of((row.kind, row.document) for row in kept))
    return Resting(whole.with_left(left(rows)), gone.kind, gone.key, gone.recorded_at, gone.author, gone.reason)


def read_resting_indicators(
    connection: sa.Connection, slug: str, viewer: Viewer, at: When
) -> list[tuple[Indicator, datetime]]:
    """The indicators that an alliance has retired and this viewer may see, and when; the latest first."""
    if not may_know(connection, slug, viewer, at):
        return []
    rows = seen_rows(current_rows(connection, slug, with_retired=True), viewer, at)
    gone = [row for row in rows if row.kind == "indicator" and row.is_retired]
    found = [(Indicator.model_validate(row.document), row.recorded_at) for row in gone]
    return sorted(found, key=lambda one: one[1], reverse=True)


def _is_goal_of(row: Row, asked: Row | None) -> bool:
    return asked is not None and row.kind == "goal" and row.key == asked.document["goal"]
