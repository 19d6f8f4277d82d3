"""A layout and a workbook become tidy observations, each still knowing its own sheet and cell.

The frame is that of `etl/harmonise.py`. Arrays are as tall as a table's rows times its columns of values; nothing is
made for each cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import numpy as np
import pandas as pd

from config.definitions import Alliance
from config.layout import Layout, Table
from etl.layouts.along import Labels, Mask, Rows, read_labels, texts_along
from etl.layouts.blocks import Block, find_blocks
from etl.layouts.filled import forget_texts, is_filled, shown_columns
from etl.layouts.frame import frame_of
from etl.layouts.reader import LEFT_OUT, Reader
from etl.layouts.telling import Teller
from etl.layouts.totals import check_totals
from etl.layouts.wording import key, plain, title_key
from etl.meaning.contents import Fault
from etl.meaning.shares import check_shares
from etl.meaning.tidy import COLUMNS
from etl.opening.cells import Sheet, Workbook
from etl.problems.findings import Findings


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
    forget_texts()
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
    return frame_of(sheet, block, reader, rows[kept], chosen, teller)


def _is_another(sheet: Sheet, block: Block, reader: Reader) -> bool:
    """Whether the title is not the layout's, or names nothing of ours where the layout says that it must."""
    wanted = reader.table.title_text
    if wanted is not None and title_key(wanted) not in map(title_key, [*block.titles, sheet.name]):
        return True
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
