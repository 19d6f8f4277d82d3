"""Percentages must be written alike: 0.453 beside 45.9 is a mistake in the file, and nothing that we decide."""

from __future__ import annotations

import numpy as np
import pandas as pd

from config.definitions import Alliance
from etl.problems.findings import Findings

_LEAST, _MOST = 30.0, 300.0  # how many times larger the one kind of figures is, where both mean the same


def check_shares(tidy: pd.DataFrame, declared: Alliance, findings: Findings) -> None:
    """Note the figures up to 1 of an indicator in per cent, where the others are about a hundred times as large."""
    codes = {i.code for i in declared.indicators if i.is_percentage}
    held = tidy[tidy["indicator"].isin(codes) & tidy["value"].notna()]
    for _, part in held.groupby(["sheet", "indicator"], sort=False):
        values = np.abs(part["value"].to_numpy(dtype=float))
        small, large = (values > 0) & (values <= 1), values > 1
        if not small.any() or not large.any():
            continue
        times = float(np.median(values[large]) / np.median(values[small]))
        if _LEAST <= times <= _MOST:
            places = zip(part["cell"][small], map(str, part["value"][small]), strict=True)
            findings.add_cells("share_mixed", str(part["sheet"].iloc[0]), places)
