"""From checked rows to vintages: what is new, changed, unchanged or vanished; nothing is overwritten.

A row that became known earlier than what is stored (history brought in later) takes its place in history, and does not
push the current value aside.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from store.clock import start_of_danish_day
from store.observations import SeriesKey, Vintage, add_vintages, read_series, read_vintages, series_ids
from store.submissions import UPLOAD, Keys, Submission, latest_accepted, read_content

History = dict[tuple[int, str], list[Vintage]]  # (series, period) -> its vintages, in the order they became known
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One difference that a file makes, for the report."""

    kind: str  # new, changed, vanished
    key: SeriesKey
    period: str
    old: float | None = None
    old_status: str | None = None
    new: float | None = None
    new_status: str | None = None
    sheet: str | None = None
    cell: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "indicator": self.key.indicator,
            "area": self.key.area,
            "period": self.period,
            "old": self.old,
            "old_status": self.old_status,
            "new": self.new,
            "new_status": self.new_status,
            "sheet": self.sheet,
            "cell": self.cell,
        }


@dataclass(slots=True)
class Difference:
    """What a file changes.

    Attributes:
        rows: new vintages, as columns of `observation`.
        superseded: numbers of the observations whose place they take.
        changes: every new, changed and vanished figure.
        keys: what the file holds.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    keys: Keys = field(default_factory=dict)
    unchanged: int = 0

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)

    def supersede(self, vintage: Vintage, now: datetime) -> None:
        """A newer vintage takes its place, whether it is stored already or comes with the same file."""
        if vintage.observation_id > 0:
            self.superseded.append(vintage.observation_id)
        else:
            self.rows[-vintage.observation_id - 1]["superseded_at"] = now

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": self.count("new"),
            "changed": self.count("changed"),
            "unchanged": self.unchanged,
            "vanished": self.count("vanished"),
        }

    @property
    def indicators(self) -> set[str]:
        """The indicators whose figures change."""
        return {change.key.indicator for change in self.changes if change.kind != "vanished"}


def compare(connection: sa.Connection, rows: pd.DataFrame, of: Submission, now: datetime) -> tuple[Difference, History]:
    """Hold a file's rows against the vintages that are stored. Makes series that are new; stores no figure."""
    keys = [
        SeriesKey(code, of.organisation, area, dimensions)
        for code, area, dimensions in zip(rows["indicator"], rows["area"], rows["dimensions"], strict=True)
    ]
    numbers = series_ids(connection, of.alliance_id, keys)
    history: History = {}
    for number, vintage in read_vintages(connection, list(numbers.values())):
        history.setdefault((number, vintage.period), []).append(vintage)
    difference = Difference()
    for key, row in zip(keys, rows.to_dict("records"), strict=True):
        number = numbers[key]
        difference.keys.setdefault(number, []).append(row["period"])
        _compare_row(difference, key, number, row, history.setdefault((number, row["period"]), []), of, now)
    _vanished(connection, difference, {number: key for key, number in numbers.items()}, of)
    return difference, history


def store(connection: sa.Connection, difference: Difference, now: datetime) -> None:
    """Write the new vintages."""
    add_vintages(connection, difference.rows, difference.superseded, now)


def _compare_row(
    difference: Difference,
    key: SeriesKey,
    number: int,
    row: dict[str, Any],
    vintages: list[Vintage],
    of: Submission,
    now: datetime,
) -> None:
    known_from = _known_from(row["known_from"], of)
    place = bisect_right([vintage.known_from for vintage in vintages], known_from)
    before = vintages[place - 1] if place else None
    said = (_number(row["value"]), _number(row["numerator"]), _number(row["denominator"]), row["status"])
    if before is not None and said == (before.value, before.numerator, before.denominator, before.status):
        difference.unchanged += 1
        return
    is_latest = place == len(vintages)
    if is_latest and before is not None:
        difference.supersede(before, now)
    difference.rows.append(
        {
            "series_id": number,
            "period": row["period"],
            "value": said[0],
            "numerator": said[1],
            "denominator": said[2],
            "status": said[3],
            "source": row["source"],
            "submission_id": of.submission_id,
            "sheet": row["sheet"][:200],
            "cell": row["cell"],
            "known_from": known_from,
            "recorded_at": now,
            "superseded_at": None if is_latest else now,
        }
    )
    vintages.insert(place, Vintage(-len(difference.rows), row["period"], *said, known_from, is_latest))
    difference.changes.append(
        Change(
            kind="new" if before is None else "changed",
            key=key,
            period=row["period"],
            old=before.value if before else None,
            old_status=before.status if before else None,
            new=said[0],
            new_status=said[3],
            sheet=row["sheet"],
            cell=row["cell"],
        )
    )


def _vanished(connection: sa.Connection, difference: Difference, names: dict[int, SeriesKey], of: Submission) -> None:
    """Figures that the last file of this source had and this one has not: counted, and left as they are.

    A folder's file is compared with itself as it was. Uploads are one source whatever the file is called, so that only
    the indicators that the new file speaks of are compared.
    """
    last = latest_accepted(connection, of)
    held = {(number, period) for number, periods in difference.keys.items() for period in periods}
    before = read_content(connection, last.submission_id) if last else {}
    gone = [
        (number, period) for number, periods in before.items() for period in periods if (number, period) not in held
    ]
    if not gone:
        return
    spoken_of = {key.indicator for key in names.values()}
    names = names | read_series(connection, of.alliance_id)
    current = {
        (number, vintage.period): vintage
        for number, vintage in read_vintages(connection, sorted({number for number, _ in gone}))
        if vintage.is_current
    }
    for number, period in gone:
        vintage = current.get((number, period))
        if vintage is not None and (of.source != UPLOAD or names[number].indicator in spoken_of):
            change = Change("vanished", names[number], period, old=vintage.value, old_status=vintage.status)
            difference.changes.append(change)


def _known_from(day: Any, of: Submission) -> datetime:
    """A figure's own day, else the submission's; never later than its receipt."""
    return min(start_of_danish_day(day), of.received_at) if isinstance(day, date) else of.known_from


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
