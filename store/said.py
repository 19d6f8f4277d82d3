"""What was said on a day: the last verdict on each series that had been made by the end of it, as it was made then."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.clock import danish_day, end_of_danish_day
from store.definitions import read_alliance
from store.schema import alliance, indicator, published, snapshot
from store.snapshots import NOTHING_SAID
from store.viewer import Viewer, When

HIDDEN = "Q"
_STAYS = ("verdict", "rule", "method", "assessed_on", "direction", "target", "overlays", "override")
_CHANGES = 6


class Said(NamedTuple):
    """A verdict as it was said.

    Attributes:
        subject: shared, or organisation, area and dimensions, parted by bars.
        role: shared, part or comparison.
        recorded_at: since when it was said; it held until the day that was asked about.
        result: the fields of `fremdrift status --json` as they were. Where it told a value that is hidden today,
            only those that tell no value, and `is_withheld`.
    """

    indicator: str
    subject: str
    role: str
    recorded_at: datetime
    result: dict[str, Any]
    is_withheld: bool = False

    @property
    def place(self) -> tuple[str | None, str | None, dict[str, str]]:
        """Organisation, area and dimensions; nothing of a shared series."""
        if self.role == "shared":
            return None, None, {}
        organisation, area, *rest = self.subject.split("|")
        return organisation or None, area, dict(one.split("=", 1) for one in rest if "=" in one)


def said_on(
    connection: sa.Connection,
    slug: str,
    viewer: Viewer,
    now: When,
    day: date,
    code: str | None = None,
    subject: str | None = None,
) -> list[Said]:
    """What was said on that day of an alliance (or of one indicator, or one of its series); shared ones first.

    Only of what this viewer may see now and could have seen by the end of that day: under an embargo nothing was said.
    """
    declared = read_alliance(connection, slug, viewer, now)
    if declared is None:
        return []
    chosen_ones = [one for one in declared.indicators if code in (None, one.code)]
    seen = {one.code: one for one in chosen_ones if viewer.sees(slug, one.sight, end_of_danish_day(day))}
    chosen = [snapshot.c.subject == subject] if subject is not None else []
    newest = (
        sa.select(sa.func.max(snapshot.c.snapshot_id))
        .join(indicator, indicator.c.indicator_id == snapshot.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, indicator.c.code.in_(seen), snapshot.c.recorded_at <= end_of_danish_day(day))
        .where(*chosen)
        .group_by(snapshot.c.indicator_id, snapshot.c.subject)
    )
    query = (
        sa.select(indicator.c.code, snapshot, published.c.points.label("shown"))
        .join(indicator, indicator.c.indicator_id == snapshot.c.indicator_id)
        .outerjoin(
            published,
            sa.and_(published.c.indicator_id == snapshot.c.indicator_id, published.c.subject == snapshot.c.subject),
        )
        .where(snapshot.c.snapshot_id.in_(newest))
        .order_by(indicator.c.indicator_id, snapshot.c.subject != "shared", snapshot.c.snapshot_id)
    )
    found = []
    for row in connection.execute(query):
        if row.result["verdict"] == NOTHING_SAID:
            continue
        is_withheld = bool(_told(row.inputs) & _hidden(row.shown))
        result = {name: row.result.get(name) for name in _STAYS} if is_withheld else row.result
        role = _role(row.subject, seen[row.code].comparison_areas)
        found.append(Said(row.code, row.subject, role, row.recorded_at, result, is_withheld))
    return found


def days_of_change(
    connection: sa.Connection, slug: str, viewer: Viewer, now: When, code: str, subject: str
) -> list[tuple[date, str]]:
    """The latest days on which the word became another one, newest first, each with the word at the end of it."""
    declared = read_alliance(connection, slug, viewer, now)
    found = declared.indicator(code) if declared else None
    if found is None:
        return []
    query = (
        sa.select(snapshot.c.recorded_at, snapshot.c.result["verdict"].as_string())
        .join(indicator, indicator.c.indicator_id == snapshot.c.indicator_id)
        .join(alliance, alliance.c.alliance_id == indicator.c.alliance_id)
        .where(alliance.c.slug == slug, indicator.c.code == code, snapshot.c.subject == subject)
        .order_by(snapshot.c.snapshot_id)
    )
    said = {danish_day(moment): word for moment, word in connection.execute(query)}  # the last of each day
    changes, before = list[tuple[date, str]](), None
    for day, word in said.items():
        if word != before and viewer.sees(slug, found.sight, end_of_danish_day(day)):
            changes.append((day, word))
        before = word
    return [one for one in reversed(changes) if one[1] != NOTHING_SAID][:_CHANGES]


def _told(inputs: dict[str, Any]) -> set[str]:
    """The periods whose values a verdict was made from."""
    return {one["period"] for one in inputs.get("points", []) if one["value"] is not None}


def _hidden(points: dict[str, Any] | None) -> set[str]:
    """The periods whose values are hidden as the series is shown today."""
    if points is None:
        return set()
    return {period for period, status in zip(points["periods"], points["statuses"], strict=True) if status == HIDDEN}


def _role(subject: str, comparisons: tuple[str, ...]) -> str:
    if subject == "shared":
        return "shared"
    return "comparison" if subject.split("|")[1] in comparisons else "part"
