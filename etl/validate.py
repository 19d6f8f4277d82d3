"""The rules that observations must keep: each a mask over the tidy frame, each hit a finding at its cell.

An error rejects the file whole: all rows or none.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import format_number
from etl.harmonise import SheetRead
from etl.problems.findings import Findings
from store.time_period import TimePeriod

KEY = ["indicator", "area", "dimensions", "period"]
PERIOD_EXAMPLES = {
    "A": "2024", "S": "2024-H1", "Q": "2024-Q1", "M": "2024-03", "W": "2024-W06", "D": "2024-03-12", "Y": "2023/24",
}  # fmt: skip

Mask = npt.NDArray[np.bool_]


def validate(
    tidy: pd.DataFrame, declared: Alliance, sheets: list[SheetRead], today: date, findings: Findings
) -> pd.DataFrame:
    """Check every observation and fill in what a blank means.

    Returns:
        the rows that have an indicator and a period, each key once, `status` and `area` filled in and `period` as its
        canonical text. Only to be stored where `findings` has no errors.
    """
    rows = tidy[tidy["is_whole"] & tidy["indicator"].notna() & tidy["period"].notna()].copy()
    if rows.empty:
        return rows
    report = _Reporter(rows, sheets, findings)
    indicators = {i.code: i for i in declared.indicators}
    own_area = {code: i.area or declared.area for code, i in indicators.items()}
    rows["area"] = rows["area"].where(rows["area"].notna(), rows["indicator"].map(own_area))
    _areas(rows, indicators, own_area, report)
    _dimensions(rows, indicators, report)
    _periods(rows, indicators, today, report)
    _values(rows, indicators, report)
    _known_from(rows, today, report)
    rows["period"] = rows["period"].map(str)
    return _each_key_once(rows, report)


class _Reporter:
    """Turns masks into findings at the right column's cells."""

    def __init__(self, rows: pd.DataFrame, sheets: list[SheetRead], findings: Findings) -> None:
        self.rows, self._findings = rows, findings
        self._letters = {sheet.sheet: sheet.letters for sheet in sheets}

    def add(self, code: str, mask: Mask, column: str, **fields: int | str) -> None:
        """One finding for each row of the mask, at the cell of `column` (of the value where there is no such)."""
        hit = self.rows[mask]
        for sheet, part in hit.groupby("sheet", sort=False):
            letters = self._letters[sheet]
            letter = letters.get(column, letters["value"])
            found = part[column] if column in part else part["value"]
            places = ((f"{letter}{row}", _shown(one)) for row, one in zip(part["row"], found, strict=True))
            self._findings.add_cells(code, str(sheet), places, **fields)


def _shown(found: Any) -> str | None:
    if isinstance(found, float):
        return None if np.isnan(found) else format_number(found)
    if isinstance(found, date):
        return f"{found:%d-%m-%Y}"
    return None if found is None else str(found)


def _areas(rows: pd.DataFrame, indicators: dict[str, Indicator], own: dict[str, str], report: _Reporter) -> None:
    for code, area in rows[["indicator", "area"]].drop_duplicates().itertuples(index=False):
        indicator = indicators[code]
        here = ((rows["indicator"] == code) & (rows["area"] == area)).to_numpy()
        if area == own[code] or area in indicator.comparison_areas:
            continue
        if not indicator.by_area:
            report.add("area_not_declared", here, "area", indicator=indicator.title.da, area=own[code])


def _dimensions(rows: pd.DataFrame, indicators: dict[str, Indicator], report: _Reporter) -> None:
    for code, text in rows[["indicator", "dimensions"]].drop_duplicates().itertuples(index=False):
        if text == "{}":
            continue
        declared = {d.code: d for d in indicators[code].dimensions}
        here = ((rows["indicator"] == code) & (rows["dimensions"] == text)).to_numpy()
        for name, value in json.loads(text).items():
            column = f"dimension:{name}"
            if name not in declared:
                report.add("dimension_not_declared", here, column, indicator=indicators[code].title.da, dimension=name)
            elif declared[name].values and value not in declared[name].values:
                report.add("dimension_value_unknown", here, column, values=", ".join(declared[name].values))


def _periods(rows: pd.DataFrame, indicators: dict[str, Indicator], today: date, report: _Reporter) -> None:
    pairs = rows.groupby(["indicator", "period"], sort=False).indices
    projection = (rows["status"] == "F").to_numpy()
    wrong, future, incomplete = (np.zeros(len(rows), dtype=bool) for _ in range(3))
    wanted: dict[str, list[npt.NDArray[np.int64]]] = {}
    for (code, period), where in pairs.items():
        assert isinstance(period, TimePeriod)
        if period.frequency != indicators[str(code)].periods:
            wanted.setdefault(indicators[str(code)].periods, []).append(where)
            wrong[where] = True
        elif period.start > today:
            future[where] = True
        elif period.end >= today:
            incomplete[where] = True
    for letter, places in wanted.items():
        mask = np.zeros(len(rows), dtype=bool)
        mask[np.concatenate(places)] = True
        report.add("period_wrong_frequency", mask, "period", example=PERIOD_EXAMPLES[letter])
    report.add("period_in_future", future & ~projection, "period")
    report.add("period_not_over", incomplete & ~projection & rows["value"].notna().to_numpy(), "period")


def _values(rows: pd.DataFrame, indicators: dict[str, Indicator], report: _Reporter) -> None:
    value, status = rows["value"].to_numpy(dtype=float), rows["status"].to_numpy()
    has_value = ~np.isnan(value)
    is_nothing = np.isin(status, ["L", "M", "N"])
    report.add("value_missing", ~has_value & ~is_nothing, "value")
    report.add("status_with_value", has_value & is_nothing, "status")
    rows["status"] = np.where(status == "", "A", status)
    for code, indicator in indicators.items():
        here = (rows["indicator"] == code).to_numpy()
        low, high = indicator.limits
        if low == 0.0:
            report.add("value_negative", here & (value < 0), "value")
        elif low is not None:
            report.add("value_out_of_bounds", here & (value < low), "value", limit=format_number(low))
        if high is not None:
            report.add("value_out_of_bounds", here & (value > high), "value", limit=format_number(high))
        if not indicator.is_percentage:
            percent = here & rows["is_percent"].to_numpy(dtype=bool)
            report.add("value_is_percent", percent, "value", unit=indicator.unit.da)


def _known_from(rows: pd.DataFrame, today: date, report: _Reporter) -> None:
    late = np.array([isinstance(day, date) and day > today for day in rows["known_from"]], dtype=bool)
    report.add("known_from_in_future", late, "known_from")


def _each_key_once(rows: pd.DataFrame, report: _Reporter) -> pd.DataFrame:
    """The same key twice with one value counts once, with a note; with two values it is refused, both cells named."""
    again = rows.duplicated([*KEY, "known_from"], keep="first").to_numpy()
    if not again.any():
        return rows
    report.rows = rows
    first = rows[~again].set_index([*KEY, "known_from"])[["value", "status", "numerator", "denominator", "cell"]]
    repeated = rows[again]
    originals = first.reindex(pd.MultiIndex.from_frame(repeated[[*KEY, "known_from"]]))
    numbers = ["value", "numerator", "denominator"]
    left, right = repeated[numbers].to_numpy(dtype=float), originals[numbers].to_numpy(dtype=float)
    same = ((left == right) | (np.isnan(left) & np.isnan(right))).all(axis=1)
    same &= repeated["status"].to_numpy() == originals["status"].to_numpy()
    for place, cell in enumerate(originals["cell"]):
        mask = np.zeros(len(rows), dtype=bool)
        mask[np.flatnonzero(again)[place]] = True
        report.add("key_twice_same" if same[place] else "key_twice_differs", mask, "value", other=str(cell))
        if place >= 1000:  # beyond this the answer is clear
            break
    return rows[~again]
