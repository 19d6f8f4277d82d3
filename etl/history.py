"""History brought in later: rows that became known before what is stored already, or several times in one file."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

NUMBERS = ("value", "numerator", "denominator")


@dataclass(slots=True)
class Placed:
    """Rows in their place in history: columns as `etl.load.Difference.rows`, without those that say nothing new."""

    rows: pd.DataFrame
    superseded: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """A vintage, stored already (with its number) or of this file (with its row)."""

    known_from: Any
    said: tuple[float | str | None, ...]
    value: float
    status: str
    number: int | None = None
    row: dict[str, Any] | None = None


def place_in_history(rows: pd.DataFrame, stored: pd.DataFrame) -> Placed:
    """Place each row between the vintages of its figure by the moment from which it was known.

    Of two vintages known from the same moment the later one in the file, or the file's before what is stored, counts.
    """
    if rows.empty:
        return Placed(rows)
    histories: dict[tuple[int, str], list[_Known]] = {}
    wanted = set(zip(rows["series_id"], rows["period"], strict=True))
    for one in stored[stored["series_id"].isin(rows["series_id"].unique())].to_dict("records"):
        key = (one["series_id"], one["period"])
        if key in wanted:
            known = _Known(one["known_from"], _said(one), one["value"], one["status"], number=one["observation_id"])
            histories.setdefault(key, []).append(known)
    placed = Placed(rows.iloc[:0])
    made: dict[int, dict[str, Any]] = {}
    for index, row in zip(rows.index, rows.to_dict("records"), strict=True):
        new = _place(row, histories.setdefault((row["series_id"], row["period"]), []), placed.superseded)
        if new is not None:
            made[index] = new
    placed.rows = pd.DataFrame.from_dict(made, orient="index") if made else placed.rows
    return placed


def _place(row: dict[str, Any], vintages: list[_Known], superseded: list[int]) -> dict[str, Any] | None:
    place = bisect_right([vintage.known_from for vintage in vintages], row["known_from"])
    before = vintages[place - 1] if place else None
    said = _said(row)
    if before is not None and before.said == said:
        return None
    is_latest = place == len(vintages)
    if is_latest and before is not None:
        if before.row is not None:
            before.row["is_superseded"] = True
        elif before.number is not None:
            superseded.append(int(before.number))
    new = row | {
        "is_superseded": not is_latest,
        "old": before.value if before else math.nan,
        "old_status": before.status if before else None,
        "kind": "changed" if before else "new",
    }
    vintages.insert(place, _Known(row["known_from"], said, row["value"], row["status"], row=new))
    return new


def _said(row: dict[str, Any]) -> tuple[float | str | None, ...]:  # NaN is not equal to itself; None is
    return (*(None if math.isnan(row[name]) else row[name] for name in NUMBERS), row["status"])
