"""Percentages that are all between 0 and 1: perhaps shares. They wait until a person has said that they are right.

A spreadsheet keeps what it shows as 64,5 % as 0.645, and a reader of its cells sees no difference.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from config.definitions import Alliance
from config.language import Text, format_number, number_text
from config.units import UNIT
from etl.load import Difference
from etl.meaning.tidy import addresses
from etl.problems.findings import Findings

SHARES = Text(
    "Filens procenttal er alle mellem 0 og 1: måske er 64,5 pct. skrevet som 0,645.",
    "The percentages in the file are all between 0 and 1: perhaps 64.5 per cent is written as 0.645.",
)


def note_small_shares(rows: pd.DataFrame, difference: Difference, declared: Alliance, findings: Findings) -> int:
    """Note the percentages of an indicator's new series where none is above 1; outliers tell of those that are known.

    Args:
        rows: checked rows, as `validate` returns them.
        difference: what they change.

    Returns:
        how many there are; the file waits until a person has said that they are right.
    """
    count, known = 0, _known(difference)
    for indicator in declared.indicators:
        if not indicator.is_percentage or indicator.code not in {key.indicator for key in difference.names.values()}:
            continue
        part = rows[(rows["indicator"] == indicator.code) & rows["value"].notna() & (rows["unit"] != UNIT["%"])]
        keys = zip(part["indicator"], part["area"], part["dimensions"], strict=True)
        part = part[np.fromiter((key not in known for key in keys), bool, len(part))]
        values = np.abs(part["value"].to_numpy(dtype=float))
        small = values > 0
        if not small.any() or values.max() > 1:
            continue
        count += int(small.sum())
        for sheet, cells in part[small].groupby("sheet", sort=False):
            for value, same in cells.groupby("value", sort=False):
                places = ((cell, format_number(float(value))) for cell in addresses(same))
                hundredfold = number_text(round(float(value) * 100, 9))
                findings.add_cells("share_small", str(sheet), places, hundredfold=hundredfold)
    return count


def _known(difference: Difference) -> set[tuple[str, str, str]]:
    """The series of which a figure is stored."""
    stored = difference.stored[difference.stored["is_current"] & difference.stored["value"].notna()]
    keys = [difference.names[number] for number in pd.unique(stored["series_id"]).tolist()]
    return {(key.indicator, key.area, key.dimensions) for key in keys}
