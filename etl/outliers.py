"""Figures far from what is stored: they wait until a person has said that they are right."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.language import format_number, number_text
from etl.difference import Difference, cells_of
from etl.problems.findings import Findings

Floats = npt.NDArray[np.float64]

TIMES = 10.0
SPREADS = 5.0  # how many times the series' own spread beyond its extremes
FEWEST = 5


def note_outliers(difference: Difference, findings: Findings) -> int:
    """Note each new or corrected figure that is ten times the last one, a tenth of it, or far outside its history.

    Returns:
        how many there are.
    """
    stored = difference.stored[difference.stored["is_current"] & difference.stored["value"].notna()]
    rows = difference.rows[difference.rows["value"].notna()]
    if stored.empty or rows.empty:
        return 0
    usual = _last(rows, stored)
    with np.errstate(all="ignore"):
        ratio = rows["value"].to_numpy() / usual
    is_far = (ratio >= TIMES) | ((ratio > 0) & (ratio <= 1 / TIMES))
    spread, middle = _outside(rows, stored)
    usual = np.where(is_far, usual, middle)
    hits = rows[is_far | spread].assign(usual=usual[is_far | spread])
    for row, cell in zip(hits.to_dict("records"), cells_of(hits), strict=True):
        place = [(cell, format_number(row["value"]))]
        findings.add_cells("outlier", row["sheet"], place, usual=number_text(row["usual"]))
    return len(hits)


def _last(rows: pd.DataFrame, stored: pd.DataFrame) -> Floats:
    """The value that each row corrects, else the latest stored one of an earlier period; NaN where there is none."""
    order = {period: number for number, period in enumerate(sorted({*rows["period"], *stored["period"]}))}
    earlier = stored.assign(at=stored["period"].map(order).astype("int64")).sort_values("at")[
        ["series_id", "at", "value"]
    ]
    asked = rows.assign(at=rows["period"].map(order).astype("int64"), place=range(len(rows))).sort_values("at")
    found = pd.merge_asof(
        asked[["series_id", "at", "place"]],
        earlier[["series_id", "at", "value"]],
        on="at",
        by="series_id",
        allow_exact_matches=False,
    ).sort_values("place")
    return np.asarray(np.where(rows["old"].notna(), rows["old"], found["value"].to_numpy(dtype=float)))


def _outside(rows: pd.DataFrame, stored: pd.DataFrame) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Which rows lie far outside their series' extremes, and the middle of each row's series."""
    history = stored.groupby("series_id")["value"].agg(["min", "max", "median", "count"]).reindex(rows["series_id"])
    spread = ((history["max"] - history["min"]) * SPREADS).to_numpy()
    value = rows["value"].to_numpy()
    is_outside = (value < history["min"].to_numpy() - spread) | (value > history["max"].to_numpy() + spread)
    return is_outside & (history["count"].to_numpy() >= FEWEST) & (spread > 0), history["median"].to_numpy()
