"""Figures as CSV as a Danish Excel writes it: semicolons and decimal commas; no byte order mark, for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from config.spreadsheet_text import is_like_a_formula as is_like_a_formula
from config.spreadsheet_text import neutralised as neutralised

COLUMNS = (
    "indicator", "organisation", "area", "dimensions", "period", "value", "numerator", "denominator", "status", "unit",
    "source", "submission", "sheet", "cell", "known_from", "recorded_at",
)  # fmt: skip


def write_csv(observations: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """One row an observation; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")  # by which a lone \r in a text is quoted as well
    rows.writerow(COLUMNS)
    for one in observations:
        rows.writerow([_written(one[name]) for name in COLUMNS])


def _written(value: Any) -> str:
    """A number as a Danish Excel reads it, whatever its sign; everything else as text."""
    if value is None:
        return ""
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() else repr(value)).replace(".", ",")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return neutralised(text)
