"""The tidy frame: one row an observation; its columns are described in `etl/harmonise.py`."""

from __future__ import annotations

COLUMNS = [
    "indicator", "area", "dimensions", "period", "status", "value", "numerator", "denominator",
    "source", "known_from", "sheet", "cell", "row", "unit", "is_whole",
]  # fmt: skip
