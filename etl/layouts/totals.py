"""Totals are never added to their parts; where both stand in the file, they are held against each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from etl.layouts.along import Labels, Mask, Rows
from etl.layouts.blocks import Block
from etl.layouts.reader import Reader
from etl.layouts.telling import shown_number
from etl.layouts.values import read_values
from etl.opening.cells import Sheet
from etl.problems.findings import Findings

_ROUNDING = 0.5  # of the last digit shown, for each part

Numbers = npt.NDArray[np.float64]


def check_totals(
    sheet: Sheet,
    block: Block,
    reader: Reader,
    rows: Rows,
    labels: dict[str, Labels],
    totals: Mask,
    parts: Mask,
    findings: Findings,
) -> None:
    """A warning for each total of a count that is not the sum of the rows it stands with.

    Rows stand together where all their other labels (period, indicator, group) are the same, blank ones aside.
    """
    if not totals.any() or not parts.any():
        return
    kinds = {i.code: i.kind for i in reader.declared.indicators}
    columns = [one.column for one in block.values]
    numbers = read_values(sheet, columns, rows, reader.table).number
    fixed = _codes(labels)
    indicator = labels["indicator"].values() if "indicator" in labels else None
    for row in np.flatnonzero(totals).tolist():
        together = parts & np.all([one[row] == one for one in fixed], axis=0) if fixed else parts
        places = np.flatnonzero(together)
        for place, column in enumerate(columns):
            code = block.values[place].says.get("indicator") if indicator is None else indicator[places[:1]]
            code = code if isinstance(code, str) or code is None else next(iter(code), None)
            if kinds.get(code or "") == "count" and len(places) > 1:
                _compare(sheet, column, rows, row, places, numbers[place], findings)


def _codes(labels: dict[str, Labels]) -> list[Rows]:
    """The labels that parts and total share: all that stand in columns, but the place."""
    return [one.codes for name, one in labels.items() if name in ("period", "indicator") and one.column is not None]


def _compare(
    sheet: Sheet, column: int, rows: Rows, row: int, places: Rows, numbers: Numbers, findings: Findings
) -> None:
    values, total = numbers[places], numbers[row]
    if np.isnan(values).any() or np.isnan(total):
        return
    whole = float(np.sum(values))
    digits = 0 if np.all(values == np.round(values)) and total == round(total) else _decimals([*values, total])
    if abs(whole - total) <= (_ROUNDING * 10.0**-digits * (len(values) + 1) if digits else 0.0):
        return
    letter = sheet.columns[column].letter
    cells = [sheet.address(letter, int(rows[place])) for place in (places[0], places[-1])]
    place = [(sheet.address(letter, int(rows[row])), shown_number(float(total)).da)]
    findings.add_cells("total_differs", sheet.name, place, parts="–".join(cells), sum=shown_number(whole))


def _decimals(values: list[float]) -> int:
    """The fewest decimals that all are written with, up to six."""
    return next((d for d in range(1, 6) if all(abs(v - round(v, d)) < 1e-9 for v in values)), 6)
