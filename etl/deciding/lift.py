"""A file that comes after a decision: figures that were withdrawn come back as new, from the day they come back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import sqlalchemy as sa

from store.observations import AT_ONCE, GONE
from store.schema import observation, submission
from store.submissions import Submission

AT = ["series_id", "period"]


def after_decisions(
    connection: sa.Connection, own: pd.DataFrame, stored: pd.DataFrame, of: Submission
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A file's rows and the stored vintages, made ready to be compared.

    A decision stands until somebody delivers anew. A row that was known before the decision (history, or a file that
    waited to be confirmed) would take its place before it, and so change nothing that counts today: where what the
    decision went back to is older than the row, the row becomes known after the decision.

    Args:
        own: with series_id, period and known_from.
        stored: every vintage of these series, in the order in which they became known.

    Returns:
        The rows, known_from lifted where needed; and the vintages without those of figures that are withdrawn.
    """
    if stored.empty or own.empty:
        return own, stored
    latest = stored.drop_duplicates(AT, keep="last")
    is_gone = (latest["status"] == GONE).to_numpy()
    behind = latest[~is_gone & (latest["known_from"] > own["known_from"].min()).to_numpy()]
    restored = _restored(connection, [int(number) for number in behind["observation_id"]])
    if not is_gone.any() and not restored:
        return own, stored
    decided = latest[is_gone | latest["observation_id"].isin(restored).to_numpy()]
    first = [restored.get(int(number)) for number in decided["observation_id"]]  # None: of nothing
    since = pd.to_datetime(pd.Series(first, dtype=object), utc=True).dt.tz_convert(None).to_numpy()
    until = decided["known_from"].dt.tz_convert(None).to_numpy()
    return _lifted(own, decided[AT].assign(until=until, since=since), of), _without(stored, latest[is_gone])


def _lifted(own: pd.DataFrame, decided: pd.DataFrame, of: Submission) -> pd.DataFrame:
    found = own[AT].merge(decided, on=AT, how="left")
    until, since = found["until"].to_numpy(), found["since"].to_numpy()
    known = own["known_from"].dt.tz_convert(None).to_numpy()
    is_lifted = ~np.isnat(until) & (known <= until) & (np.isnat(since) | (known >= since))
    if not is_lifted.any():
        return own
    rows = own[is_lifted]
    moment = np.maximum(until[is_lifted], np.datetime64(pd.Timestamp(of.received_at).tz_localize(None)))
    # Several vintages of one figure in one file keep their order.
    place = rows.groupby(AT)["known_from"].rank(method="first").to_numpy(dtype=np.int64) - 1
    lifted = own["known_from"].copy()
    lifted[is_lifted] = pd.DatetimeIndex(moment + place.astype("timedelta64[us]")).tz_localize("UTC").as_unit("us")
    return own.assign(known_from=lifted)


def _without(stored: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    if gone.empty:
        return stored
    return stored[~pd.MultiIndex.from_frame(stored[AT]).isin(pd.MultiIndex.from_frame(gone[AT]))]


def _restored(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, pd.Timestamp]:
    """Those of these vintages that a decision has brought back, with the moment from which they were known at first."""
    found: dict[int, pd.Timestamp] = {}
    for start in range(0, len(numbers), AT_ONCE):
        query = (
            sa.select(observation.c.observation_id, submission.c.known_from)
            .join(submission, submission.c.submission_id == observation.c.submission_id)
            .where(observation.c.observation_id.in_(numbers[start : start + AT_ONCE]))
            .where(observation.c.known_from > submission.c.received_at)
        )
        found |= {row[0]: pd.Timestamp(row[1]) for row in connection.execute(query)}
    return found
