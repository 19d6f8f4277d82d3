"""A layout and a workbook become tidy observations, each still knowing its own sheet and cell.

The frame is that of `etl/harmonise.py`. Arrays are as tall as a table's rows times its columns of values; nothing is
made for each cell.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.definitions import Alliance
from config.layout import Layout, Table
from config.periods import period_type
from etl.layouts.along import Labels, Mask, Rows, read_labels, texts_along
from etl.layouts.blocks import Block, find_blocks, is_filled, shown_columns
from etl.layouts.reader import LEFT_OUT, Reader, letter_of
from etl.layouts.telling import Teller
from etl.layouts.totals import check_totals
from etl.layouts.values import Values, read_values
from etl.layouts.wording import key, plain
from etl.meaning.contents import Fault
from etl.meaning.shares import check_shares
from etl.meaning.tidy import COLUMNS
from etl.opening.cells import Sheet, Workbook
from etl.problems.findings import Findings
from store.time_period import TimePeriod


@dataclass(slots=True)
class TableRead:
    """One block that was read: where its labels stand, and its place on the sheet."""

    sheet: str
    letters: dict[str, str]
    table: int
    block: Block


@dataclass(slots=True)
class Applied:
    """What a layout made of a workbook.

    Attributes:
        missing: for each table (by number) that stands nowhere, the headings that were looked for in vain.
    """

    tidy: pd.DataFrame
    read: list[TableRead] = field(default_factory=list)
    missing: dict[int, tuple[str, ...]] = field(default_factory=dict)


def apply_layout(
    layout: Layout, workbook: Workbook, declared: Alliance, organisation: str, findings: Findings
) -> Applied:
    """Read every table of the layout on every sheet where it stands."""
    frames: list[pd.DataFrame] = []
    applied = Applied(pd.DataFrame(columns=COLUMNS))
    for number, table in enumerate(layout.tables):
        reader = Reader(declared, organisation, table)
        nearest, best = table.required, -1.0
        is_read = False
        for sheet in sheets_of(table, workbook):
            found = find_blocks(sheet, reader)
            if not found.blocks and found.share > best:
                nearest, best = found.missing, found.share
            for block in found.blocks:
                is_read |= not _is_another(sheet, block, reader)
                letters = {name: sheet.columns[c].letter for name, c in _columns_named(table, block).items()}
                applied.read.append(TableRead(sheet.name, letters, number, block))
                frames.append(_tidy(sheet, block, reader, findings))
                if not table.has_small_shares:
                    check_shares(frames[-1], declared, findings)
        if not is_read:
            applied.missing[number] = nearest
    frames = [frame for frame in frames if len(frame)]
    if frames:
        applied.tidy = pd.concat(frames, ignore_index=True)
    return applied


def sheets_of(table: Table, workbook: Workbook) -> list[Sheet]:
    """The shown sheets on which a table may stand."""
    patterns = [plain(name) for name in table.sheets]
    return [
        sheet
        for sheet in workbook.sheets
        if not sheet.hidden
        and sheet.rows
        and shown_columns(sheet)
        and (not patterns or any(fnmatchcase(plain(sheet.name), pattern) for pattern in patterns))
    ]


def _columns_named(table: Table, block: Block) -> dict[str, int]:
    named = {name: block.labels[where.column[-1]] for name, where in table.fields.items() if where.column}
    return named | ({"value": block.values[0].column} if len(block.values) == 1 else {})


def _tidy(sheet: Sheet, block: Block, reader: Reader, findings: Findings) -> pd.DataFrame:
    table = reader.table
    teller = Teller(sheet, block, findings)
    if _is_another(sheet, block, reader):
        teller.left_out()
        return pd.DataFrame(columns=COLUMNS)
    teller.unread_columns()
    teller.unit(table.unit_text)
    rows = np.arange(block.first, block.last)
    rows = rows[sheet.visible_rows()[block.first : block.last]]
    has_value = _any_filled(sheet, [one.column for one in block.values], rows)
    if not _set_year(sheet, block, reader):
        teller.no_year()
        return pd.DataFrame(columns=COLUMNS)
    labels = read_labels(sheet, block, reader, rows, ~has_value & _any_filled(sheet, block.columns, rows))
    kept, total = _kept(sheet, block, reader, rows, has_value, labels)
    check_totals(sheet, block, reader, rows, labels, has_value & total, kept, findings)
    # Headings without a single figure below them are room for what is to come.
    block.values = [one for one in block.values if _any_filled(sheet, [one.column], rows[kept]).any()]
    if not block.values:
        return pd.DataFrame(columns=COLUMNS)
    chosen = {name: Labels(one.column, one.codes[kept], one.parts, one.meanings) for name, one in labels.items()}
    return _frame(sheet, block, reader, rows[kept], chosen, teller)


def _is_another(sheet: Sheet, block: Block, reader: Reader) -> bool:
    """Whether the title names nothing of ours, and the layout says that such tables are not read."""
    for name, where in reader.table.fields.items():
        if where.title and where.words and where.others == "leave_out":
            return reader.constant(name, where, sheet.name, block.titles) is None
    return False


def _set_year(sheet: Sheet, block: Block, reader: Reader) -> bool:
    """Months and quarters get the year that the sheet's name or the title says; False where none is said."""
    where = reader.table.period
    if where is None or where.year is None:
        return True
    reader.year = reader.year_said(where, sheet.name, block.titles)
    if reader.year is not None:
        for one in block.values:
            if one.period:
                one.says["period"] = reader.read("period", one.period)
    return reader.year is not None


def _any_filled(sheet: Sheet, columns: list[int], rows: Rows) -> Mask:
    whole = np.asarray(np.any(is_filled(sheet, columns, slice(0, sheet.rows)), axis=1))
    return whole[rows]


def _kept(
    sheet: Sheet, block: Block, reader: Reader, rows: Rows, has_value: Mask, labels: dict[str, Labels]
) -> tuple[Mask, Mask]:
    """Which rows are observations, and which are totals that are only compared."""
    table = reader.table
    keep, total = np.ones(len(rows), bool), np.zeros(len(rows), bool)
    dropped, sums = {key(text) for text in table.leave_out}, {key(text) for text in table.totals}
    for heading in table.columns:
        if heading in (*table.value, *table.numerator, *table.denominator):
            continue
        only = {key(text) for text in table.only.get(heading, ())}
        fill = any(where.fill_down for where in table.fields.values() if heading in where.column) or bool(only)
        codes, contents = texts_along(sheet, block, heading, rows, fill)
        names = [key(content.words) for content in contents]
        keep &= ~_those(codes, [name in dropped for name in names])
        total |= _those(codes, [name in sums for name in names])
        if only:
            keep &= _those(codes, [name in only for name in names])
    resolved = np.ones(len(rows), bool)
    named = False
    for name, one in labels.items():
        keep &= ~one.mask(LEFT_OUT)
        if one.column is not None and name in ("area", "period", "indicator"):
            resolved &= (one.codes >= 0) & ~one.mask(Fault)
            named = True
    total &= keep
    # A row without figures counts where its labels say what is lacking; any other is a note or the name of a group.
    return keep & ~total & (has_value | (resolved & named)), total


def _those(codes: Rows, wanted: list[bool]) -> Mask:
    return np.asarray(np.array([*wanted, False], bool)[codes])


def _frame(
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
