"""Figures as CSV that a Danish Excel opens as they are: semicolons and decimal commas."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

COLUMNS = (
    "indicator", "organisation", "area", "dimensions", "period", "value", "numerator", "denominator", "status", "unit",
    "source", "submission", "sheet", "cell", "known_from", "recorded_at",
)  # fmt: skip
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(observations: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """One row an observation; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in observations:
        rows.writerow([_written(one[name]) for name in COLUMNS])


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() else repr(value)).replace(".", ",")
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return neutralised(text)


def neutralised(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(STARTS_A_FORMULA) else text
