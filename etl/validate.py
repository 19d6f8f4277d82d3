"""The rules that observations must keep: each a mask over the tidy frame, each hit a finding at its cell.

An error rejects the file whole: all rows or none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text, format_number, number_text
from config.units import UNITS, is_own_unit
from config.written_numbers import MOST_DIGITS
from etl.harmonise import SheetRead
from etl.meaning.tidy import addresses, coded
from etl.problems.findings import Findings

MOST_REPEATED = 1000  # beyond this the answer is clear
NOTHING = "LMNQ"  # statuses of rows without a value
_MOST = 2**62  # keys that are told apart in 64 bits
PERIOD_EXAMPLES = {
    "A": "2024", "S": "2024-H1", "Q": "2024-Q1", "M": "2024-03", "W": "2024-W06", "D": "2024-03-12", "Y": "2023/24",
}  # fmt: skip

Mask = npt.NDArray[np.bool_]


def validate(
    tidy: pd.DataFrame,
    declared: Alliance,
    sheets: list[SheetRead],
    today: date,
    findings: Findings,
    sheets_are_files: bool = False,
) -> pd.DataFrame:
    """Check every observation and fill in what a blank means.

    Args:
        sheets_are_files: each sheet stands for a file of its own, so that a key may stand on several.

    Returns:
        the rows that have an indicator and a period, each key once, `status` and `area` filled in and `period` as its
        canonical text. Only to be stored where `findings` has no errors.
    """
    is_read = (tidy["is_whole"] & tidy["indicator"].notna() & tidy["period"].notna()).to_numpy(dtype=bool)
    rows = tidy.copy(deep=False) if is_read.all() else tidy[is_read].copy()
    if rows.empty:
        return rows
    report = _Reporter(rows, sheets, findings)
    indicators = {i.code: i for i in declared.indicators}
    own_area = {code: i.area or declared.area for code, i in indicators.items()}
    of = {name: _coded(rows[name]) for name in ("indicator", "area", "dimensions", "period", "status", "known_from")}
    of["area"] = _filled(of["area"], of["indicator"], own_area)
    rows["area"] = of["area"].column()
    _areas(of, indicators, own_area, report)
    _dimensions(of, indicators, report)
    _periods(rows, of, indicators, today, report)
    _values(rows, of, indicators, report)
    _known_from(of["known_from"], today, report)
    rows["period"] = coded([str(period) for period in of["period"].values], of["period"].codes)
    if sheets_are_files:
        of["sheet"] = _coded(rows["sheet"])
    return _each_key_once(rows, of, report)


@dataclass(frozen=True, slots=True)
class _Coded:
    """A column as numbers of its distinct values: each rule asks about a value once, however many rows hold it.

    Attributes:
        values: those that some row holds; None stands for none.
    """

    codes: npt.NDArray[np.signedinteger[Any]]
    values: list[Any]

    def each(self, make: Callable[[Any], Any], kind: Any = bool) -> npt.NDArray[Any]:
        """What becomes of each row's value."""
        return np.asarray(np.array([make(value) for value in self.values], dtype=kind)[self.codes])

    def holds(self, value: Any) -> Mask:
        place = self.values.index(value) if value in self.values else -1
        return np.asarray(self.codes == place)

    def column(self) -> pd.Categorical:
        return coded(self.values, self.codes)


def _coded(column: pd.Series[Any]) -> _Coded:
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, found = column.cat.codes.to_numpy(), [*column.cat.categories, None]
        held = np.flatnonzero(np.bincount(np.where(codes < 0, len(found) - 1, codes), minlength=len(found)))
        table = np.full(len(found), -1, np.min_scalar_type(-len(found)))
        table[held] = np.arange(len(held))
        return _Coded(table[codes], [found[place] for place in held.tolist()])
    # Objects are told apart by what they are before by what they say: hashing a million periods takes seconds. Text
    # columns of pandas hold no objects, so there an identity would mean nothing.
    held = np.fromiter(map(id, column), np.int64, len(column)) if column.dtype == object else column
    codes = pd.factorize(held, use_na_sentinel=False)[0]
    first = np.unique(codes, return_index=True)[1]
    distinct: dict[Any, int] = {}
    values = [None if pd.isna(value) else value for value in column.iloc[first].tolist()]
    table = np.array([distinct.setdefault(value, len(distinct)) for value in values], dtype=np.int32)
    return _Coded(table[codes], list(distinct))


def _filled(areas: _Coded, of: _Coded, own: dict[str, str]) -> _Coded:
    """Where no area is said, the indicator's own is meant."""
    if None not in areas.values:
        return areas
    distinct = {value: place for place, value in enumerate(areas.values)}
    table = np.array([distinct.setdefault(own[code], len(distinct)) for code in of.values], np.int32)
    is_blank = areas.codes == distinct[None]
    codes = np.where(is_blank, table[of.codes], areas.codes).astype(np.int32)
    return _coded(pd.Series(coded(list(distinct), codes)))


def _pairs(left: _Coded, right: _Coded) -> Iterator[tuple[Any, Any, Callable[[], Mask]]]:
    """Each pair of values that stands in a row, and which rows hold it."""
    together = left.codes.astype(np.int64) * len(right.values) + right.codes
    for one in pd.unique(together).tolist():
        yield left.values[one // len(right.values)], right.values[one % len(right.values)], _finder(together, one)


def _finder(together: npt.NDArray[np.int64], one: int) -> Callable[[], Mask]:
    return lambda: np.asarray(together == one)


class _Reporter:
    """Turns masks into findings at the right column's cells."""

    def __init__(self, rows: pd.DataFrame, sheets: list[SheetRead], findings: Findings) -> None:
        self.rows, self._findings = rows, findings
        self._letters = {sheet.sheet: sheet.letters for sheet in sheets}

    def add(self, code: str, mask: Mask, column: str, **fields: int | str | Text) -> None:
        """One finding for each row of the mask, at the cell of `column` (of the value where there is no such)."""
        if not mask.any():
            return
        hit = self.rows[mask]
        for sheet, part in hit.groupby("sheet", sort=False, observed=True):
            letter = None if column == "value" else self._letters[sheet].get(column)
            cells = addresses(part) if letter is None else [f"{letter}{row}" for row in part["row"]]
            found = part[column] if column in part else part["value"]
            places = ((cell, _shown(one)) for cell, one in zip(cells, found, strict=True))
            self._findings.add_cells(code, str(sheet), places, **fields)


def _shown(found: Any) -> str | None:
    if isinstance(found, float):
        return None if np.isnan(found) else format_number(found)
    if isinstance(found, date):
        return f"{found:%d-%m-%Y}"
    return None if found is None else str(found)


def _areas(of: dict[str, _Coded], indicators: dict[str, Indicator], own: dict[str, str], report: _Reporter) -> None:
    for code, area, rows_of in _pairs(of["indicator"], of["area"]):
        indicator = indicators[code]
        if area != own[code] and area not in indicator.comparison_areas and not indicator.by_area:
            report.add("area_not_declared", rows_of(), "area", indicator=indicator.title.da, area=own[code])


def _dimensions(of: dict[str, _Coded], indicators: dict[str, Indicator], report: _Reporter) -> None:
    for code, text, rows_of in _pairs(of["indicator"], of["dimensions"]):
        declared = {d.code: d for d in indicators[code].dimensions}
        for name, value in json.loads(text).items():
            column = f"dimension:{name}"
            if name not in declared:
                title = indicators[code].title.da
                report.add("dimension_not_declared", rows_of(), column, indicator=title, dimension=name)
            elif declared[name].values and value not in declared[name].values:
                report.add("dimension_value_unknown", rows_of(), column, values=", ".join(declared[name].values))


def _periods(
    rows: pd.DataFrame, of: dict[str, _Coded], indicators: dict[str, Indicator], today: date, report: _Reporter
) -> None:
    frequency = of["period"].each(lambda period: period.frequency, "U1")
    wanted = of["indicator"].each(lambda code: indicators[code].periods, "U1")
    is_wrong = np.asarray(frequency != wanted)
    starts_later = of["period"].each(lambda period: period.start > today)
    goes_on = of["period"].each(lambda period: period.start <= today <= period.end)
    is_projection = of["status"].holds("F")
    for letter in np.unique(wanted[is_wrong]).tolist():
        report.add("period_wrong_frequency", is_wrong & (wanted == letter), "period", example=PERIOD_EXAMPLES[letter])
    report.add("period_in_future", starts_later & ~is_wrong & ~is_projection, "period")
    has_value = rows["value"].notna().to_numpy(dtype=bool)
    report.add("period_not_over", goes_on & ~is_wrong & ~is_projection & has_value, "period")


def _values(rows: pd.DataFrame, of: dict[str, _Coded], indicators: dict[str, Indicator], report: _Reporter) -> None:
    value, codes = rows["value"].to_numpy(dtype=float), of["indicator"]
    has_value = ~np.isnan(value)
    is_nothing = of["status"].each(lambda letter: bool(letter) and letter in NOTHING)
    report.add("value_missing", ~has_value & ~is_nothing, "value")
    report.add("status_with_value", has_value & is_nothing, "status")
    rows["status"] = coded([letter or "A" for letter in of["status"].values], of["status"].codes)
    report.add("value_too_long", np.abs(value) >= 10**MOST_DIGITS, "value")
    low = codes.each(lambda code: _limit(indicators[code].limits[0]), float)
    high = codes.each(lambda code: _limit(indicators[code].limits[1]), float)
    is_low, is_high = value < low, value > high
    unit = rows["unit"].to_numpy(dtype=np.uint8)
    if not (is_low.any() or is_high.any() or unit.any()):
        return
    for code in codes.values:
        indicator, here = indicators[code], codes.holds(code)
        lowest, highest = indicator.limits
        if lowest == 0.0:
            report.add("value_negative", here & is_low, "value")
        elif lowest is not None:
            report.add("value_out_of_bounds", here & is_low, "value", limit=number_text(lowest))
        if highest is not None:
            report.add("value_out_of_bounds", here & is_high, "value", limit=number_text(highest))
        for said in np.unique(unit[here & (unit > 0)]).tolist():
            if not is_own_unit(UNITS[said], indicator):
                problem = "value_is_percent" if UNITS[said] == "%" else "value_other_unit"
                report.add(problem, here & (unit == said), "value", unit=indicator.unit.da, said=UNITS[said])


def _limit(value: float | None) -> float:
    return np.nan if value is None else value


def _known_from(days: _Coded, today: date, report: _Reporter) -> None:
    is_late = days.each(lambda day: isinstance(day, date) and day > today)
    report.add("known_from_in_future", is_late, "known_from")


def _each_key_once(rows: pd.DataFrame, of: dict[str, _Coded], report: _Reporter) -> pd.DataFrame:
    """The same key twice with one value counts once, with a note; with two values it is refused, both cells named."""
    key, most = np.zeros(len(rows), dtype=np.int64), 1
    for name in ("indicator", "area", "dimensions", "period", "known_from", *(("sheet",) if "sheet" in of else ())):
        column = of[name]
        if most > _MOST // len(column.values):
            key, distinct = pd.factorize(key)
            most = len(distinct)
        key = key * len(column.values) + column.codes
        most *= len(column.values)
    if pd.Index(key).is_unique:
        return rows
    places = pd.Series(np.arange(len(rows)))
    first = places.groupby(key).transform("first").to_numpy()
    again = np.flatnonzero(first != places.to_numpy())
    if not len(again):
        return rows
    report.rows = rows
    said = rows[["value", "numerator", "denominator"]].to_numpy(dtype=float), rows["status"].to_numpy()
    cells, sheets = addresses(rows), rows["sheet"].tolist()
    for place in again[:MOST_REPEATED].tolist():
        original = int(first[place])
        is_same = _equal(said[0][place], said[0][original]) and said[1][place] == said[1][original]
        mask = np.zeros(len(rows), dtype=bool)
        mask[place] = True
        is_elsewhere = sheets[place] != sheets[original]
        other = f"{sheets[original]}, {cells[original]}" if is_elsewhere else str(cells[original])
        report.add("key_twice_same" if is_same else "key_twice_differs", mask, "value", other=other)
    return rows.drop(rows.index[again])


def _equal(left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> bool:
    return bool(((left == right) | (np.isnan(left) & np.isnan(right))).all())
