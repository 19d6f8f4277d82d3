"""What is stored of a file's series as a frame, to hold its rows against."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from etl.meaning.tidy import codes_of
from store.vintages import Vintages, read_moments, read_vintage_columns


def stored_vintages(connection: sa.Connection, own: pd.DataFrame) -> pd.DataFrame:
    """The vintages of these rows' series that matter to them, by series, period and the moment they were known from.

    Of two vintages known from the same moment the one recorded later counts. What is current of a figure was known
    last: earlier vintages are read only of series in which a row has no current figure, or was known before it.

    Args:
        own: rows with series_id, period and known_from.

    Returns:
        series_id, observation_id, period, value, numerator, denominator, status, known_from, is_current.
    """
    numbers = pd.unique(own["series_id"]).tolist()
    current = _frame(connection, read_vintage_columns(connection, numbers, is_current=True), True)
    place = latest_of(own, current)
    is_open = place < 0
    if not is_open.all():
        is_open |= _moments(current, "known_from")[np.maximum(place, 0)] > _moments(own, "known_from")
    of = pd.unique(own["series_id"].to_numpy()[is_open]).tolist()
    earlier = read_vintage_columns(connection, of, is_current=False)
    if not len(earlier):
        return current.drop(columns="recorded_at")
    both = pd.concat([current, _frame(connection, earlier, False)], ignore_index=True)
    return both.take(_order(both)).drop(columns="recorded_at")


def latest_of(own: pd.DataFrame, stored: pd.DataFrame) -> Any:
    """Where among the stored vintages the latest of each row's figure stands; -1 where there is none."""
    if stored.empty:
        return np.full(len(own), -1, np.int64)
    codes, distinct = codes_of(own["period"])
    held_codes, held_distinct = codes_of(stored["period"])
    at = pd.Index(distinct).get_indexer(pd.Index(held_distinct))[held_codes]
    held = np.flatnonzero(at >= 0)
    if not len(held):
        return np.full(len(own), -1, np.int64)
    key = stored["series_id"].to_numpy()[held] * len(distinct) + at[held]
    last = ~pd.Series(key).duplicated(keep="last").to_numpy()
    places = pd.Index(key[last]).get_indexer(own["series_id"].to_numpy() * len(distinct) + codes)
    return np.where(places >= 0, held[last][places], -1)


def _frame(connection: sa.Connection, held: Vintages, is_current: bool) -> pd.DataFrame:
    distinct, which = np.unique(held.provenance_id, return_inverse=True)
    moments = read_moments(connection, distinct.tolist())
    known, recorded = (
        pd.to_datetime([moments[number][at] for number in distinct.tolist()], utc=True).astype("datetime64[us, UTC]")
        for at in (0, 1)
    )
    letters, said = np.unique(held.status, return_inverse=True)
    return pd.DataFrame(
        {
            "series_id": held.series_id,
            "observation_id": held.observation_id,
            "period": pd.Categorical.from_codes(held.period, held.periods),
            **held.numbers,
            "status": np.array([one.decode() for one in letters], object)[said],
            "known_from": known[which],
            "recorded_at": recorded[which],
            "is_current": is_current,
        },
        copy=False,
    )


def _order(frame: pd.DataFrame) -> Any:
    codes, distinct = codes_of(frame["period"])
    rank = np.empty(len(distinct), np.int64)
    rank[np.argsort(np.array(distinct, dtype=str), kind="stable")] = np.arange(len(distinct))
    moments = (_moments(frame, name) for name in ("recorded_at", "known_from"))
    return np.lexsort((frame["observation_id"].to_numpy(), *moments, rank[codes], frame["series_id"].to_numpy()))


def _moments(frame: pd.DataFrame, name: str) -> Any:
    return frame[name].dt.tz_localize(None).to_numpy(dtype="datetime64[us]")  # with a zone: a million objects
