"""Percentages must be written alike: 0.453 beside 45.9 is a mistake in the file, and nothing that we decide.

A file whose percentages are all between 0 and 1 is asked about in `etl/small_shares.py`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.definitions import Alliance
from config.language import format_number
from config.units import UNIT
from etl.meaning.tidy import addresses
from etl.problems.findings import Findings

_LEAST, _MOST = 30.0, 300.0  # how many times larger the one kind of figures is, where both mean the same
_ALIKE, _FAR = 3.0, 5.0  # in one series: a hundredfold this near to the others, which are this far away
_SERIES = ["area", "dimensions"]

Mask = npt.NDArray[np.bool_]


def check_shares(tidy: pd.DataFrame, declared: Alliance, findings: Findings) -> None:
    """Note the figures up to 1 of an indicator in per cent, where the others are about a hundred times as large.

    A figure with a per cent sign behind it says what it is, and is left out.
    """
    codes = {i.code for i in declared.indicators if i.is_percentage}.intersection(pd.unique(tidy["indicator"]))
    if not codes:
        return
    held = tidy[tidy["indicator"].isin(codes) & tidy["value"].notna() & (tidy["unit"] != UNIT["%"])]
    for _, part in held.groupby(["sheet", "indicator"], sort=False):
        values = np.abs(part["value"].to_numpy(dtype=float))
        small, large = (values > 0) & (values <= 1), values > 1
        if not small.any() or not large.any():
            continue
        with np.errstate(all="ignore"):  # a damaged file can hold any double
            times = float(np.median(values[large]) / np.median(values[small]))
        hit = small if _LEAST <= times <= _MOST else small & _stands_out(part, values, large)
        if hit.any():
            found = (format_number(value) for value in part["value"][hit])
            findings.add_cells("share_mixed", str(part["sheet"].iloc[0]), zip(addresses(part[hit]), found, strict=True))


def _stands_out(part: pd.DataFrame, values: npt.NDArray[np.float64], large: Mask) -> Mask:
    """Which figures, a hundredfold, would be like the others of their series, and are far from them as they stand."""
    series = part.groupby(_SERIES, sort=False, dropna=False).ngroup().to_numpy()
    others = pd.Series(values[large]).groupby(series[large]).agg(["min", "median"]).reindex(series)
    least, middle = others["min"].to_numpy(), others["median"].to_numpy()
    with np.errstate(all="ignore"):
        times = values * 100 / middle
        return np.asarray((times > 1 / _ALIKE) & (times < _ALIKE) & (values * _FAR < least))
