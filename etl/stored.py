"""What is stored of some series as a frame, to hold a file's rows against."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from store.vintages import read_moments, read_vintage_columns

_FLOATS = ["value", "numerator", "denominator"]


def stored_vintages(connection: sa.Connection, numbers: list[int]) -> pd.DataFrame:
    """The vintages of these series, ordered by series, period and the moment from which they were known.

    Of two vintages known from the same moment the one recorded later counts.

    Returns:
        series_id, observation_id, period, value, numerator, denominator, status, known_from, is_current.
    """
    columns = read_vintage_columns(connection, numbers)
    origin = np.array(columns["provenance_id"], np.int64)
    distinct, which = np.unique(origin, return_inverse=True)
    moments = read_moments(connection, distinct.tolist())
    known, recorded = (
        pd.to_datetime([moments[number][at] for number in distinct.tolist()], utc=True).astype("datetime64[us, UTC]")
        for at in (0, 1)
    )
    frame = pd.DataFrame(
        {
            "series_id": np.array(columns["series_id"], np.int64),
            "observation_id": np.array(columns["observation_id"], np.int64),
            "period": columns["period"],
            **{name: np.array(columns[name], float) for name in _FLOATS},
            "status": columns["status"],
            "known_from": known[which],
            "is_current": np.array(columns["is_current"], bool),
        }
    )
    if frame["is_current"].all():
        return frame  # one vintage of each figure, in their order
    return frame.take(_order(frame, known.asi8[which], recorded.asi8[which]))


def _order(frame: pd.DataFrame, known: Any, recorded: Any) -> Any:
    codes, distinct = pd.factorize(frame["period"])
    rank = np.empty(len(distinct), np.int64)
    rank[np.argsort(np.array(distinct, dtype=str), kind="stable")] = np.arange(len(distinct))
    series = frame["series_id"].to_numpy()
    return np.lexsort((frame["observation_id"].to_numpy(), recorded, known, rank[codes], series))
