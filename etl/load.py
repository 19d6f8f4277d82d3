"""From checked rows to vintages: what is new, changed, unchanged or vanished; nothing is overwritten.

A row that became known earlier than what is stored (history brought in later) takes its place in history, and does not
push the current value aside. Such rows are placed one by one (`etl/history.py`); all others are compared at once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from etl.deciding.lift import after_decisions
from etl.difference import Difference
from etl.history import place_in_history
from etl.meaning.tidy import coded, codes_of, columns_and_rows, numbered
from etl.stored import latest_of, stored_vintages
from store.clock import start_of_danish_day
from store.observations import SeriesKey, Vintage, read_series, read_vintages, series_ids
from store.provenance import Origin, add_provenance
from store.submissions import UPLOAD, Keys, Submission, latest_accepted, read_content
from store.writing import add_vintages, supersede

__all__ = ["Difference", "compare", "compare_at_once", "keys_of", "store", "stored_vintages", "write"]

NUMBERS = ["value", "numerator", "denominator"]
AT = ["series_id", "period"]
_NEVER = np.datetime64("NaT", "us")
# One difference in the report.
CHANGE_FIELDS = ("kind", "indicator", "area", "period", "old", "old_status", "new", "new_status", "sheet", "cell")


def compare(connection: sa.Connection, rows: pd.DataFrame, of: Submission, adds_only: bool = False) -> Difference:
    """Hold a file's rows against the vintages that are stored. Makes series that are new; stores no figure.

    Args:
        adds_only: the file is our template, which asks for what is missing: nothing has vanished from it.
    """
    # Column by column: choosing several at once would copy them.
    own = pd.DataFrame({name: rows[name] for name in ("period", *NUMBERS, "status", "source", "sheet")}, copy=False)
    own["letter"], own["row"] = columns_and_rows(rows)
    own["series_id"], names = _series(connection, rows, of)
    own["known_from"] = _known_from(rows["known_from"], of)
    own, stored = after_decisions(connection, own, stored_vintages(connection, own), of)
    is_odd = _needs_history(rows, own, stored, of)
    news, superseded = compare_at_once(own if not is_odd.any() else own[~is_odd], stored)
    placed = place_in_history(own[is_odd], stored)
    news = pd.concat([news, placed.rows]) if len(placed.rows) else news
    difference = Difference(
        rows=news if news.index.is_monotonic_increasing else news.sort_index(kind="stable"),
        stored=stored,
        names=names,
        keys=keys_of(own),
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
    origin = _origins(connection, difference.rows, of, now)
    write(connection, difference.rows, difference.superseded, origin, now)


def write(connection: sa.Connection, rows: pd.DataFrame, superseded: list[int], origin: Any, now: datetime) -> None:
    """Write new vintages of which each knows the number of its provenance."""
    supersede(connection, superseded, now)
    order = _order(rows)
    is_history = rows["is_superseded"].to_numpy(dtype=bool)[order]  # what is stored already came after it
    columns = {
        **{name: rows[name].to_numpy()[order] for name in ("series_id", *NUMBERS)},
        **{name: _words(rows[name])[order] for name in ("period", "status")},
        "provenance_id": origin[order],
        "cell_row": rows["row"].to_numpy()[order],
        "superseded_at": np.where(is_history, np.datetime64(now.astimezone(UTC).replace(tzinfo=None), "us"), _NEVER),
    }
    add_vintages(connection, columns)


def _words(column: pd.Series[Any]) -> Any:
    """Texts, each distinct one kept once."""
    codes, distinct = codes_of(column)
    return np.array(distinct, object)[codes]


def _origins(connection: sa.Connection, rows: pd.DataFrame, of: Submission, now: datetime) -> Any:
    """The number of each row's provenance, stored with the first of them."""
    group, first = numbered(rows, ["sheet", "letter", "source", "known_from"])
    found = [
        Origin(sheet[:200], letter, source if isinstance(source, str) else None, moment.to_pydatetime())
        for sheet, letter, source, moment in first.itertuples(index=False)
    ]
    return np.array(add_provenance(connection, of.submission_id, found, now), np.int64)[group]


def _order(rows: pd.DataFrame) -> Any:
    """Places of the rows in the order of the table: by series, then by period."""
    rank, most = _in_order(rows["period"])
    key = rows["series_id"].to_numpy() * most
    key += rank
    return np.argsort(key, kind="stable")


def _in_order(periods: pd.Series[Any]) -> tuple[Any, int]:
    """Numbers that sort as these texts do, and how many there are."""
    codes, distinct = codes_of(periods)
    rank = np.empty(len(distinct), np.int32)
    rank[np.argsort(np.array(distinct, dtype=str), kind="stable")] = np.arange(len(distinct))
    return rank[codes], len(distinct)


def keys_of(own: pd.DataFrame) -> Keys:
    """Which periods of each series the file holds."""
    codes, distinct = codes_of(own["period"])
    words, order = list(distinct), _order(own)
    numbers = own["series_id"].to_numpy()[order]
    starts = [0, *(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist()]
    ends = [*starts[1:], len(numbers)]
    return {
        int(numbers[start]): [words[code] for code in codes[order[start:end]].tolist()]
        for start, end in zip(starts, ends, strict=True)
        if end > start
    }


def _series(connection: sa.Connection, rows: pd.DataFrame, of: Submission) -> tuple[Any, dict[int, SeriesKey]]:
    """The number of each row's series, and what those numbers stand for."""
    group, first = numbered(rows, ["indicator", "area", "dimensions"])
    keys = [SeriesKey(code, of.organisation, area, text) for code, area, text in first.itertuples(index=False)]
    numbers = series_ids(connection, of.alliance_id, keys)
    ordered = np.array([numbers[key] for key in keys], dtype=np.int64)
    return ordered[group], {number: key for key, number in numbers.items()}


def _known_from(days: pd.Series[Any], of: Submission) -> Any:
    """A figure's own day, else the submission's; never later than its receipt."""
    codes, distinct = codes_of(days)
    moments = [min(start_of_danish_day(day), of.received_at) for day in distinct]
    each = pd.to_datetime([*moments, of.known_from], utc=True).astype("datetime64[us, UTC]")
    return each[codes]


def _needs_history(rows: pd.DataFrame, own: pd.DataFrame, stored: pd.DataFrame, of: Submission) -> Any:
    """Rows with a day of their own, and those of figures of which something is known from a later moment."""
    has_day = rows["known_from"].notna().to_numpy()
    if stored.empty and not has_day.any():
        return has_day
    later = stored[stored["known_from"] > pd.Timestamp(of.known_from)]
    keys = pd.concat([own.loc[has_day, AT].astype({"period": object}), later[AT]])
    if keys.empty:
        return has_day
    return pd.MultiIndex.from_frame(own[AT]).isin(pd.MultiIndex.from_frame(keys))


def compare_at_once(own: pd.DataFrame, stored: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """The rows that say something else than the latest vintage, and the numbers of the vintages they follow."""
    place = latest_of(own, stored)
    was_there = place >= 0
    if not was_there.any():
        nothing = coded([None], np.zeros(len(own), np.int8))
        kind = coded(["new"], np.zeros(len(own), np.int8))
        return own.assign(is_superseded=False, old=np.nan, old_status=nothing, kind=kind), []
    before = stored.iloc[np.maximum(place, 0)]
    left, right = own[NUMBERS].to_numpy(dtype=float), before[NUMBERS].to_numpy(dtype=float)
    is_same = was_there & ((left == right) | (np.isnan(left) & np.isnan(right))).all(axis=1)
    is_same &= np.asarray(own["status"], dtype=object) == np.asarray(before["status"], dtype=object)
    news = own.assign(
        is_superseded=False,
        old=np.where(was_there, before["value"].to_numpy(dtype=float), np.nan),
        old_status=pd.Series(before["status"].to_numpy(), own.index, dtype=object).where(was_there, None),
        kind=coded(["new", "changed"], was_there.astype(np.int8)),
    )[~is_same]
    return news, [int(number) for number in before["observation_id"].to_numpy()[was_there & ~is_same]]


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
