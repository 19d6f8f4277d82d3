"""Figures as CSV as a Danish Excel writes it: semicolons and decimal commas; no byte order mark, for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

COLUMNS = (
    "indicator", "organisation", "area", "dimensions", "period", "value", "numerator", "denominator", "status", "unit",
    "source", "submission", "sheet", "cell", "known_from", "recorded_at",
)  # fmt: skip
# Spreadsheets set for East Asia take the wide signs for the narrow ones.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ENDS_A_CELL = ("\t", "\r", "\n")  # where text is pasted, what comes after one of these begins a cell of its own


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


def neutralised(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + text if is_like_a_formula(text) else text


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet into which the text is opened, pasted or typed might work it out."""
    return text.startswith(_ENDS_A_CELL) or text.lstrip().startswith(STARTS_A_FORMULA)
