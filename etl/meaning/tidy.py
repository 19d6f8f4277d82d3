"""The tidy frame: one row an observation; its columns are described in `etl/harmonise.py`.

Columns of few distinct values are categorical wherever a file can be large: numbers instead of a million objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from store.provenance import split_cell

COLUMNS = [
    "indicator", "area", "dimensions", "period", "status", "value", "numerator", "denominator",
    "source", "known_from", "sheet", "cell", "letter", "row", "unit", "is_whole",
]  # fmt: skip
_MOST = 2**62  # combinations that are told apart in 64 bits


def addresses(rows: pd.DataFrame) -> list[str]:
    """The cell of each row: `cell` where it is given, else the letters of its column and its row."""
    cells = rows["cell"].tolist() if "cell" in rows else [None] * len(rows)
    letters = rows["letter"].tolist() if "letter" in rows else cells
    numbers = rows["row"].tolist() if "row" in rows else cells
    places = zip(cells, letters, numbers, strict=True)
    return [cell if isinstance(cell, str) else f"{letter}{row}" for cell, letter, row in places]


def columns_and_rows(rows: pd.DataFrame) -> tuple[pd.Categorical, np.ndarray[Any, Any]]:
    """The cells apart: letters of the column, and int32 row; 0 where the letters are the whole address."""
    if not _has_cells(rows):
        return pd.Categorical(rows["letter"]), rows["row"].to_numpy(dtype=np.int32)
    letters, numbers = list[str](), list[int]()
    for address in addresses(rows):
        letter, number = split_cell(address)
        letters.append(letter)
        numbers.append(number)
    return pd.Categorical(letters), np.array(numbers, np.int32)


def _has_cells(rows: pd.DataFrame) -> bool:
    return "letter" not in rows or bool(rows["letter"].isna().any()) or ("cell" in rows and rows["cell"].notna().any())


def numbered(rows: pd.DataFrame, names: Sequence[str]) -> tuple[np.ndarray[Any, Any], pd.DataFrame]:
    """Which of the distinct combinations of these columns each row has, and the first row that has each."""
    key, most = np.zeros(len(rows), np.int64), 1
    for name in names:
        codes, values = codes_of(rows[name])
        if most > _MOST // (len(values) + 1):
            key, distinct = pd.factorize(key)
            most = len(distinct)
        key *= len(values) + 1
        key += codes
        key += 1
        most *= len(values) + 1
    first = np.flatnonzero(~pd.Series(key, copy=False).duplicated().to_numpy())
    return pd.factorize(key)[0], rows.iloc[first][list(names)]


def codes_of(column: pd.Series[Any]) -> tuple[np.ndarray[Any, Any], Sequence[Any]]:
    """A column as numbers of its distinct values, -1 for none; values that no row has may be among them."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), column.cat.categories
    codes, distinct = pd.factorize(column)
    return codes, distinct


def coded(values: list[Any], codes: Any) -> pd.Categorical:
    """A column that has the value of this number in each row; -1, and a value None, are none.

    Args:
        values: may hold one thing twice.
        codes: integers, a row each.
    """
    distinct: dict[Any, int] = {}
    table = np.full(len(values) + 1, -1, np.int32)
    for place, value in enumerate(values):
        table[place] = -1 if value is None else distinct.setdefault(value, len(distinct))
    categories = np.empty(len(distinct), dtype=object)
    categories[:] = list(distinct)
    return pd.Categorical.from_codes(table[codes], pd.Index(categories, dtype=object))
