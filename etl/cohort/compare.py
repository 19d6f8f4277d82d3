"""A cohort held against the store: only what `load.compare` would say of each file without a second look.

No two files of a cohort speak of the same series, so that the order among them does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import sqlalchemy as sa

from config.definitions import Alliance
from etl.cohort.read import Read, Spots
from etl.difference import Difference
from etl.load import compare_at_once, keys_of, stored_vintages
from etl.meaning.tidy import coded, columns_and_rows, numbered
from etl.outliers import note_outliers
from store.observations import GONE, SeriesKey, series_ids
from store.submissions import Keys, read_last_of_sources

NUMBERS = ["value", "numerator", "denominator"]


@dataclass(slots=True)
class Compared:
    """What the files of a cohort change.

    Attributes:
        places: of its files among those that were read.
        rows: the new vintages as in `Difference.rows`; `sheet` is the place of the file, as text.
        file: place of each of these rows' file.
        keys: what each file holds.
        total: rows of each file, by its place.
        leave: files that must be imported by themselves; where there are any, nothing else here counts.
    """

    places: Sequence[int]
    rows: pd.DataFrame
    file: npt.NDArray[np.int32]
    names: dict[int, SeriesKey]
    superseded: list[int]
    keys: dict[int, Keys]
    total: dict[int, int]
    leave: set[int]


def series_of(of: Read) -> tuple[npt.NDArray[np.int64], list[SeriesKey]]:
    """The series of each row as a number, and what those numbers stand for; not the store's numbers."""
    organisations = [one.submission.organisation for one in of.files]
    rows = pd.DataFrame({name: of.rows[name] for name in ("indicator", "area", "dimensions")}, copy=False)
    rows["organisation"] = coded(organisations, of.file)
    group, first = numbered(rows, ["indicator", "organisation", "area", "dimensions"])
    return group, [SeriesKey(*row) for row in first.itertuples(index=False)]


def compare_cohort(
    connection: sa.Connection,
    of: Read,
    places: Sequence[int],
    series: tuple[npt.NDArray[np.int64], list[SeriesKey]],
    declared: Alliance,
) -> Compared:
    """Hold the files at these places against the vintages that are stored. Makes series that are new."""
    is_in = np.isin(of.file, np.array(places, np.int32))
    rows, file, group = (
        (of.rows, of.file, series[0]) if is_in.all() else (of.rows[is_in], of.file[is_in], series[0][is_in])
    )
    submissions = [one.submission for one in of.files]
    own = pd.DataFrame({name: rows[name] for name in ("period", *NUMBERS, "status", "source", "sheet")}, copy=False)
    own["letter"], own["row"] = columns_and_rows(rows)
    held = np.unique(group).tolist()
    numbers = series_ids(connection, submissions[places[0]].alliance_id, [series[1][number] for number in held])
    table = np.zeros(len(series[1]), np.int64)
    table[held] = [numbers[series[1][number]] for number in held]
    own["series_id"] = table[group]
    moments = pd.to_datetime([one.known_from for one in submissions], utc=True).astype("datetime64[us, UTC]")
    own["known_from"] = moments[file]
    stored = stored_vintages(connection, own)
    file_of = dict(zip(own["series_id"].tolist(), file.tolist(), strict=True))
    leave = _odd(stored, file_of, moments) | _small_shares(rows, file, declared)
    news, superseded = compare_at_once(own, stored)
    spoken = {number: key for key, number in numbers.items()}
    leave |= _outliers(Difference(news, stored, spoken, {}))
    keys: dict[int, Keys] = {place: {} for place in places}
    for number, periods in keys_of(own).items():
        keys[file_of[number]][number] = periods
    leave |= _known_or_vanished(connection, of, places, keys)
    counts = np.bincount(file, minlength=len(submissions))
    return Compared(
        places=places,
        rows=news,
        file=file[own.index.get_indexer(news.index)] if len(news) < len(own) else file,
        names=spoken,
        superseded=superseded,
        keys=keys,
        total={place: int(counts[place]) for place in places},
        leave=leave,
    )


def _odd(stored: pd.DataFrame, file_of: dict[int, int], moments: pd.DatetimeIndex) -> set[int]:
    """Files of whose figures something was decided, or is known from a later moment."""
    if stored.empty:
        return set()
    file = np.array([file_of[number] for number in stored["series_id"].tolist()])
    is_later = stored["known_from"].to_numpy() > moments[file].to_numpy()
    return set(file[is_later | (stored["status"] == GONE).to_numpy()].tolist())


def _small_shares(rows: pd.DataFrame, file: npt.NDArray[np.int32], declared: Alliance) -> set[int]:
    """Files with percentages that may be shares, whatever is stored of them."""
    codes = {one.code for one in declared.indicators if one.is_percentage}.intersection(rows["indicator"].unique())
    leave: set[int] = set()
    for code in codes:
        size = np.abs(rows["value"].to_numpy(dtype=float))
        is_held = (rows["indicator"] == code).to_numpy() & (size > 0)
        largest = pd.Series(size[is_held]).groupby(file[is_held]).max()
        leave |= set(largest.index[largest <= 1].tolist())
    return leave


def _outliers(difference: Difference) -> set[int]:
    spots = Spots()
    note_outliers(difference, spots)
    return {int(sheet or "") for sheet, _ in spots.cells}


def _known_or_vanished(connection: sa.Connection, of: Read, places: Sequence[int], keys: dict[int, Keys]) -> set[int]:
    """Files with the bytes of the last time, and those that lack what the last file of their source had."""
    last = read_last_of_sources(connection, [of.files[place].submission for place in places])
    leave: set[int] = set()
    for place in places:
        before = last.get(of.files[place].submission.submission_id)
        if before is None:
            continue
        sha256, content = before
        held = keys[place]
        is_gone = any(set(periods) - set(held.get(number, ())) for number, periods in content.items())
        if is_gone or sha256 == of.files[place].submission.sha256:
            leave.add(place)
    return leave
