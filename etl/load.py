"""From checked rows to vintages: what is new, changed, unchanged or vanished; nothing is overwritten.

A row that became known earlier than what is stored (history brought in later) takes its place in history, and does not
push the current value aside. Such rows are placed one by one (`etl/history.py`); all others are compared at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from etl.deciding.lift import after_decisions
from etl.history import place_in_history
from store.clock import start_of_danish_day
from store.observations import SeriesKey, Vintage, add_vintages, read_series, read_vintages, series_ids
from store.submissions import UPLOAD, Keys, Submission, latest_accepted, read_content

SHOWN = 200
NUMBERS = ["value", "numerator", "denominator"]
AT = ["series_id", "period"]
# One difference in the report.
CHANGE_FIELDS = ("kind", "indicator", "area", "period", "old", "old_status", "new", "new_status", "sheet", "cell")


@dataclass(slots=True)
class Difference:
    """What a file changes.

    Attributes:
        rows: the new vintages, in the order of the file: series_id, period, value, numerator, denominator, status,
            source, sheet, cell, known_from and is_superseded (history brought in later); old and old_status are those
            of the vintage before (NaN and None: there was none), kind is new or changed.
        superseded: numbers of the observations whose place they take.
        vanished: figures of the last file that are not in this one, as columns of a change.
        stored: the vintages that were there before, by series and period, in the order in which they became known.
        names: what each series is.
        keys: what the file holds.
    """

    rows: pd.DataFrame
    stored: pd.DataFrame
    names: dict[int, SeriesKey]
    keys: Keys
    superseded: list[int] = field(default_factory=list)
    vanished: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def has_news(self) -> bool:
        return len(self.rows) > 0

    @property
    def counts(self) -> dict[str, int]:
        changed = int((self.rows["kind"] == "changed").sum())
        return {
            "new": len(self.rows) - changed,
            "changed": changed,
            "unchanged": self.unchanged,
            "vanished": len(self.vanished),
        }

    @property
    def indicators(self) -> set[str]:
        """The indicators whose figures change."""
        return {self.names[number].indicator for number in pd.unique(self.rows["series_id"]).tolist()}

    def changes(self, most: int = SHOWN) -> list[dict[str, Any]]:
        """The first differences, for the report: corrections before what is new, what has vanished last."""
        order = self.rows["kind"].map({"changed": 0, "new": 1}).argsort(kind="stable")
        first = self.rows.iloc[order[:most]]
        shown = [
            {
                "kind": row["kind"],
                "indicator": self.names[row["series_id"]].indicator,
                "area": self.names[row["series_id"]].area,
                "period": row["period"],
                "old": _number(row["old"]),
                "old_status": row["old_status"] if isinstance(row["old_status"], str) else None,
                "new": _number(row["value"]),
                "new_status": row["status"],
                "sheet": row["sheet"],
                "cell": row["cell"],
            }
            for row in first.to_dict("records")
        ]
        return (shown + self.vanished)[:most]


def compare(connection: sa.Connection, rows: pd.DataFrame, of: Submission, adds_only: bool = False) -> Difference:
    """Hold a file's rows against the vintages that are stored. Makes series that are new; stores no figure.

    Args:
        adds_only: the file is our template, which asks for what is missing: nothing has vanished from it.
    """
    own = rows[[*AT[1:], *NUMBERS, "status", "source", "sheet", "cell"]].copy()
    own["series_id"], names = _series(connection, rows, of)
    own["known_from"] = _known_from(rows["known_from"], of)
    own, stored = after_decisions(connection, own, _stored(connection, list(names)), of)
    is_odd = _needs_history(rows, own, stored, of)
    news, superseded = _compare_at_once(own[~is_odd], stored)
    placed = place_in_history(own[is_odd], stored)
    news = pd.concat([news, placed.rows]) if len(placed.rows) else news
    difference = Difference(
        rows=news.sort_index(kind="stable"),
        stored=stored,
        names=names,
        keys={int(str(number)): list(part) for number, part in own.groupby("series_id")["period"]},
        superseded=superseded + placed.superseded,
        unchanged=len(own) - len(news),
    )
    last = latest_accepted(connection, of)
    before = read_content(connection, last.submission_id) if last else {}
    if adds_only:
        for number, periods in before.items():
            difference.keys[number] = sorted({*periods, *difference.keys.get(number, [])})
    else:
        _note_vanished(connection, difference, before, of)
    return difference


def store(connection: sa.Connection, difference: Difference, of: Submission, now: datetime) -> None:
    """Write the new vintages."""
    rows = difference.rows
    moments, known = pd.factorize(rows["known_from"])
    known_from = [moment.to_pydatetime() for moment in known]
    columns = (
        rows["series_id"].tolist(),
        rows["period"].tolist(),
        *(rows[name].astype(object).where(rows[name].notna(), None).tolist() for name in NUMBERS),
        rows["status"].tolist(),
        rows["source"].tolist(),
        rows["sheet"].str.slice(0, 200).tolist(),
        rows["cell"].tolist(),
        [known_from[place] for place in moments],
        [now if is_superseded else None for is_superseded in rows["is_superseded"]],
    )
    add_vintages(connection, of.submission_id, zip(*columns, strict=True), difference.superseded, now)


def _series(connection: sa.Connection, rows: pd.DataFrame, of: Submission) -> tuple[Any, dict[int, SeriesKey]]:
    """The number of each row's series, and what those numbers stand for."""
    parts = ["indicator", "area", "dimensions"]
    group = rows.groupby(parts, sort=False, observed=True).ngroup().to_numpy()
    first = rows.iloc[np.unique(group, return_index=True)[1]]
    keys = [SeriesKey(code, of.organisation, area, text) for code, area, text in first[parts].itertuples(index=False)]
    numbers = series_ids(connection, of.alliance_id, keys)
    ordered = np.array([numbers[key] for key in keys], dtype=np.int64)
    return ordered[group], {number: key for key, number in numbers.items()}


def _known_from(days: pd.Series[Any], of: Submission) -> Any:
    """A figure's own day, else the submission's; never later than its receipt."""
    moments = {
        day: min(start_of_danish_day(day), of.received_at) if isinstance(day, date) else of.known_from
        for day in days.unique()
    }
    return pd.to_datetime([moments[day] for day in days], utc=True).astype("datetime64[us, UTC]")


def _stored(connection: sa.Connection, numbers: list[int]) -> pd.DataFrame:
    """The vintages of these series, ordered by series, period and the moment from which they were known."""
    columns = ["series_id", *Vintage._fields]
    found = [(number, *vintage) for number, vintage in read_vintages(connection, numbers)]
    frame = pd.DataFrame(found, columns=columns)
    frame["known_from"] = pd.to_datetime(frame["known_from"], utc=True).astype("datetime64[us, UTC]")
    return frame.astype(dict.fromkeys(NUMBERS, float))


def _needs_history(rows: pd.DataFrame, own: pd.DataFrame, stored: pd.DataFrame, of: Submission) -> Any:
    """Rows with a day of their own, and those of figures of which something is known from a later moment."""
    has_day = rows["known_from"].notna().to_numpy()
    later = stored[stored["known_from"] > pd.Timestamp(of.known_from)]
    keys = pd.concat([own.loc[has_day, AT], later[AT]])
    if keys.empty:
        return has_day
    return pd.MultiIndex.from_frame(own[AT]).isin(pd.MultiIndex.from_frame(keys))


def _compare_at_once(own: pd.DataFrame, stored: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """The rows that say something else than the latest vintage, and the numbers of the vintages they follow."""
    latest = stored.drop_duplicates(AT, keep="last").set_index(AT)
    before = latest.reindex(pd.MultiIndex.from_frame(own[AT]))
    was_there = before["observation_id"].notna().to_numpy()
    left, right = own[NUMBERS].to_numpy(dtype=float), before[NUMBERS].to_numpy(dtype=float)
    is_same = ((left == right) | (np.isnan(left) & np.isnan(right))).all(axis=1)
    is_same &= own["status"].to_numpy() == before["status"].to_numpy()
    news = own.assign(
        is_superseded=False,
        old=before["value"].to_numpy(dtype=float),
        old_status=np.where(was_there, before["status"].to_numpy(), None),
        kind=np.where(was_there, "changed", "new"),
    )[~(is_same & was_there)]
    replaced = before["observation_id"].to_numpy()[was_there & ~is_same]
    return news, [int(number) for number in replaced]


def _note_vanished(connection: sa.Connection, difference: Difference, before: Keys, of: Submission) -> None:
    """Figures that the last file of this source had and this one has not: counted, and left as they are.

    A folder's file is compared with itself as it was. Uploads are one source whatever the file is called, so that only
    the indicators that the new file speaks of are compared.
    """
    held = {number: set(periods) for number, periods in difference.keys.items()}
    gone = {number: [p for p in periods if p not in held.get(number, ())] for number, periods in before.items()}
    if not any(gone.values()):
        return
    spoken_of = {key.indicator for key in difference.names.values()}
    names = difference.names | read_series(connection, of.alliance_id)
    current = {
        (number, vintage.period): vintage
        for number, vintage in read_vintages(connection, sorted(number for number, periods in gone.items() if periods))
        if vintage.is_current
    }
    for number, periods in gone.items():
        if of.source == UPLOAD and names[number].indicator not in spoken_of:
            continue
        for period in periods:
            if vintage := current.get((number, period)):
                difference.vanished.append(_vanished(names[number], vintage))


def _vanished(key: SeriesKey, vintage: Vintage) -> dict[str, Any]:
    gone = dict.fromkeys(CHANGE_FIELDS)
    return gone | {
        "kind": "vanished",
        "indicator": key.indicator,
        "area": key.area,
        "period": vintage.period,
        "old": vintage.value,
        "old_status": vintage.status,
    }


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
