"""The tidy rows of one block: every column of figures below the other, each figure with its cell."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.layout import Table
from config.periods import period_type
from etl.layouts.along import Labels, Mask, Rows, texts_along
from etl.layouts.blocks import Block
from etl.layouts.reader import Reader, letter_of
from etl.layouts.telling import Teller
from etl.layouts.values import Values, read_values
from etl.meaning.contents import Fault
from etl.meaning.tidy import COLUMNS
from etl.opening.cells import Sheet
from store.time_period import TimePeriod


def frame_of(
    sheet: Sheet, block: Block, reader: Reader, rows: Rows, labels: dict[str, Labels], teller: Teller
) -> pd.DataFrame:
    """All columns of values below each other."""
    table, count = reader.table, len(block.values)
    values = _values(sheet, block, rows, table)
    is_whole = teller.values(values, rows) & ~np.tile(teller.labels(labels, rows, table), count)
    frame: dict[str, Any] = {}
    for name in ("indicator", "area", "period", "status"):
        frame[name] = _field(name, block, rows, labels)
    if table.period is not None and table.period.year_column:
        frame["period"] = _by_year(sheet, block, reader, table.period.year_column, rows)
        is_whole &= np.array([period is not None for period in frame["period"]], bool)
    status = np.where(frame["status"] == None, "", frame["status"]).astype(str)  # noqa: E711 - elementwise
    if table.marks and "period" in labels and labels["period"].column is not None:
        marked = labels["period"].table([reader.status_of_marks(parts) for parts in labels["period"].parts], "")
        status = np.where(status == "", np.tile(marked, count), status)
    for span in table.statuses:
        status[_within(frame["period"], span.first, span.last)] = letter_of(span.status)
    flat = values.status.ravel()
    frame["status"] = np.where(flat != "", flat, status).astype(object)
    frame["value"] = values.number.ravel() * _factors(frame["indicator"], table)
    for name in ("numerator", "denominator"):
        headings = getattr(table, name)
        read = _beside(sheet, block, headings[0], rows, table, teller, is_whole) if headings else None
        frame[name] = np.full(len(rows) * count, np.nan) if read is None else np.tile(read, count)
    frame["dimensions"] = _dimensions(block, rows, labels, table)
    frame["source"], frame["known_from"], frame["sheet"] = None, None, sheet.name
    frame["row"] = np.tile(rows + sheet.first_row, count)
    letters = np.repeat([sheet.columns[one.column].letter for one in block.values], len(rows))
    frame["cell"] = np.char.add(letters, frame["row"].astype(str)).astype(object)
    frame["unit"], frame["is_whole"] = values.unit.ravel(), is_whole
    made = pd.DataFrame(frame, columns=COLUMNS)[~values.is_left_out.ravel()]
    order = np.argsort(made["row"].to_numpy(), kind="stable")
    return made.iloc[order]


def _values(sheet: Sheet, block: Block, rows: Rows, table: Table) -> Values:
    """Measures in columns of their own may be written each in its way; otherwise the block is written in one."""
    columns = [one.column for one in block.values]
    groups: dict[Any, list[int]] = {}
    for place, one in enumerate(block.values):
        groups.setdefault(one.says.get("indicator"), []).append(place)
    if len(groups) <= 1:
        return read_values(sheet, columns, rows, table)
    whole = read_values(sheet, columns, rows[:0], table)
    shape = (len(columns), len(rows))
    for name in _ARRAYS:
        setattr(whole, name, np.zeros(shape, getattr(whole, name).dtype))
    for places in groups.values():
        part = read_values(sheet, [columns[place] for place in places], rows, table)
        part.fault = np.where(part.fault >= 0, part.fault + len(whole.faults), -1)
        whole.faults += part.faults
        for name in _ARRAYS:
            getattr(whole, name)[places] = getattr(part, name)
    return whole


_ARRAYS = ("number", "status", "unit", "is_left_out", "fault")


def _by_year(sheet: Sheet, block: Block, reader: Reader, heading: str, rows: Rows) -> npt.NDArray[Any]:
    """Years down and months across: the period of every cell."""
    codes, years = texts_along(sheet, block, heading, rows, False)
    found = []
    for one in block.values:
        table = np.empty(len(years) + 1, dtype=object)
        for place, year in enumerate(years):
            reader.year = year
            meaning = reader.read("period", one.period)
            table[place] = None if isinstance(meaning, Fault) else meaning
        found.append(table[codes])
    reader.year = None
    return np.concatenate(found)


def _factors(indicators: npt.NDArray[Any], table: Table) -> npt.NDArray[np.float64]:
    """What the values of single indicators are multiplied by, beside the factor of the whole table."""
    factor = np.ones(len(indicators))
    for code, times in table.factors.items():
        factor[indicators == code] = times or 1.0
    return factor


def _field(name: str, block: Block, rows: Rows, labels: dict[str, Labels]) -> npt.NDArray[Any]:
    """A field of every observation, column after column."""
    if name in labels:
        return np.tile(labels[name].values(), len(block.values))
    each = np.empty(len(block.values), dtype=object)
    for place, one in enumerate(block.values):
        each[place] = one.says.get(name)
    return np.repeat(each, len(rows))


def _within(periods: npt.NDArray[Any], first: str | None, last: str | None) -> Mask:
    """Which periods lie in a span, both ends included; the ends may be of another frequency."""
    low = None if first is None or period_type(first) is None else TimePeriod.parse(first).start
    high = None if last is None or period_type(last) is None else TimePeriod.parse(last).end
    inside: dict[Any, bool] = {None: False}
    for period in set(periods.tolist()) - {None}:
        inside[period] = (low is None or period.start >= low) and (high is None or period.end <= high)
    return np.array([inside[period] for period in periods.tolist()], bool)


def _beside(
    sheet: Sheet, block: Block, heading: str, rows: Rows, table: Table, teller: Teller, is_whole: Mask
) -> npt.NDArray[np.float64]:
    """Numerators or denominators: numbers as they stand, blank for none."""
    column = block.labels[heading]
    values = read_values(sheet, [column], rows, table.model_copy(update={"signs": {"": "missing"}, "factor": 1.0}))
    is_whole &= np.tile(teller.values(values, rows, [column]), len(block.values))
    return np.asarray(values.number[0])


def _dimensions(block: Block, rows: Rows, labels: dict[str, Labels], table: Table) -> npt.NDArray[Any]:
    """Canonical JSON of each observation's dimensions; blank means all together."""
    names = sorted(f"dimension:{code}" for code in table.dimensions)
    total = len(rows) * len(block.values)
    if not names:
        return np.full(total, "{}", dtype=object)
    frame = pd.DataFrame({name.partition(":")[2]: _field(name, block, rows, labels) for name in names})
    group = frame.groupby(list(frame.columns), dropna=False, sort=False).ngroup().to_numpy()
    first = pd.Series(group).drop_duplicates().index
    texts = np.empty(len(first), dtype=object)
    for number, index in enumerate(first):
        entries = {k: v for k, v in frame.iloc[index].items() if isinstance(v, str) and v}
        texts[number] = json.dumps(entries, ensure_ascii=False, sort_keys=True)
    return np.asarray(texts[group])
