"""From cells to tidy observations: the standard workbook's columns, interpreted, each row still knowing its cell.

The tidy frame has one row an observation and the columns
    indicator, area, dimensions (canonical JSON), status: str;  period: TimePeriod
    value, numerator, denominator: float, NaN for none
    source: str or none;  known_from: date or none;  sheet: str;  row: position in the file, for order
    cell: the whole address, or none;  letter: where there is no address, its column, and `row` is its row
    unit: uint8, what was written beside the value, as a number of `config.units.UNITS`
    is_whole: bool, every cell of the row could be read
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.definitions import Alliance
from config.language import Text
from config.layout import Layout
from config.written_numbers import Written, read_numbers, readings
from etl.layouts.proposal import Proposal
from etl.meaning.contents import Content, Fault, Resolved, Rows, distinct, resolve
from etl.meaning.fit_periods import fit_periods, label_of
from etl.meaning.headings import DANISH, Headings, filled_in, find_headings, rows_below
from etl.meaning.shares import check_shares
from etl.meaning.signs import explained, sign_fault, sign_of
from etl.meaning.tidy import COLUMNS, coded
from etl.meaning.words import Meanings
from etl.opening.cells import EMPTY, NUMBER, TEXT, Column, Sheet, Workbook
from etl.problems.findings import Findings
from etl.problems.problem import problem

NUMBERS = ("value", "numerator", "denominator")


@dataclass(slots=True)
class SheetRead:
    """What was made of one sheet, for the report."""

    sheet: str
    read: bool
    why: Text | None = None
    letters: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Harmonised:
    """A file's observations, and where each field stood on each sheet.

    Attributes:
        layout: the layout it was read by; None for our own headings.
        proposal: for a file that was not read: what we make of it.
        replaces: name of the remembered layout that the file had until it was changed.
    """

    tidy: pd.DataFrame
    sheets: list[SheetRead]
    layout: Layout | None = None
    proposal: Proposal | None = None
    replaces: str | None = None


NO_TABLE = Text(
    "Ingen tabel med overskrifterne indikator, periode og værdi",
    "No table with the headings indicator, period and value",
)
HIDDEN = Text("Skjult ark", "Hidden sheet")


def harmonise(workbook: Workbook, declared: Alliance, organisation: str, findings: Findings) -> Harmonised:
    """Read every shown sheet that has our table. What cannot be read becomes a finding, at its cell."""
    dimensions = {heading: d.code for i in declared.indicators for d in i.dimensions for heading in (d.code, *d.title)}
    meanings = Meanings(declared, organisation)
    frames, sheets = [], []
    for sheet in workbook.sheets:
        headings = None if sheet.hidden or not sheet.rows else find_headings(sheet, dimensions)
        if headings is None:
            sheets.append(SheetRead(sheet.name, False, HIDDEN if sheet.hidden else NO_TABLE))
            continue
        sheets.append(SheetRead(sheet.name, True, letters={k: c.letter for k, c in headings.columns.items()}))
        if _headings_hold(sheet, headings, findings):
            rows = rows_below(sheet, headings)
            if workbook.is_template:
                rows = _filled_in(sheet, headings, rows, findings)
            frames.append(read_table(sheet, headings, rows, meanings, findings))
    if not any(sheet.read for sheet in sheets) and not findings.has_errors:
        findings.add_file("no_table")
    tidy = frames[0] if len(frames) == 1 else pd.DataFrame(columns=COLUMNS)
    if len(frames) > 1:
        tidy = pd.concat(frames, ignore_index=True)
    if frames and tidy.empty and not findings.has_errors and not workbook.is_template:
        findings.add_file("no_rows")
    check_shares(tidy, declared, findings)
    return Harmonised(tidy, sheets)


def _headings_hold(sheet: Sheet, headings: Headings, findings: Findings) -> bool:
    row = f"{sheet.first_row + headings.row}"
    for name in headings.missing:
        findings.add_cells("heading_missing", sheet.name, [(row, None)], heading=DANISH[name], row=row)
    for heading, cell in headings.twice:
        findings.add_cells("heading_twice", sheet.name, [(cell, heading)])
    for heading, cell in headings.unknown:
        findings.add_cells("heading_unknown", sheet.name, [(cell, heading)])
    return not headings.missing and not headings.twice


def _filled_in(sheet: Sheet, headings: Headings, rows: Rows, findings: Findings) -> Rows:
    """What the partner has left empty in our template is no figure, and no mistake either: it is counted."""
    filled = filled_in(sheet, headings, rows)
    if empty := len(rows) - len(filled):
        findings.add(problem("rows_not_filled_in", sheet.name, count=empty))
    return filled


def read_table(sheet: Sheet, headings: Headings, rows: Rows, meanings: Meanings, findings: Findings) -> pd.DataFrame:
    """The tidy frame of these rows of one sheet."""
    columns = headings.columns
    is_whole = np.ones(len(rows), dtype=bool)

    def words(
        name: str,
        interpret: Callable[[Content], Any],
        empty: Any = None,
        fit: Callable[[Resolved[Any]], None] = lambda resolved: None,
    ) -> pd.Categorical:
        if name not in columns:
            return _same(empty, rows)
        resolved = resolve(sheet, columns[name], rows, interpret)
        fit(resolved)
        is_whole[_tell(sheet, columns[name], rows, resolved, findings)] = False
        return resolved.column(empty)

    def fit(resolved: Resolved[Any]) -> None:
        for said in fit_periods(resolved, indicator, meanings.frequencies):
            cell = sheet.address(columns["period"].letter, int(rows[said.row]))
            findings.add(
                problem("period_fitted", sheet.name, cell, said.found, period=label_of(said.period), count=said.rows)
            )

    indicator = words("indicator", meanings.indicator)
    frame: dict[str, Any] = {
        "indicator": indicator,
        "area": words("area", meanings.area),
        "period": words("period", meanings.period, fit=fit),
        "status": words("status", meanings.status, ""),
        "source": words("source", meanings.text),
        "known_from": words("known_from", meanings.day),
    }
    for name in ("indicator", "period"):
        if name in columns:
            blank = rows[_is_blank(sheet, columns[name], rows)]
            places = ((sheet.address(columns[name].letter, int(i)), None) for i in blank)
            findings.add_cells("field_empty", sheet.name, places, field=DANISH[name])
    words("organisation", meanings.organisation)
    for name in NUMBERS:
        frame[name], unit, faulty = _numbers(sheet, columns.get(name), rows, frame["status"], findings)
        is_whole[faulty] = False
        if name == "value":
            frame["unit"] = unit
    frame["dimensions"] = _dimensions(sheet, columns, rows, words, meanings)
    frame["row"] = (rows + sheet.first_row).astype(np.int32)
    frame["letter"] = _same(columns["value"].letter, rows)
    frame["cell"] = _same(None, rows)
    frame["sheet"] = _same(sheet.name, rows)
    frame["is_whole"] = is_whole
    return pd.DataFrame(frame, columns=COLUMNS, copy=False)


def _same(value: Any, rows: Rows) -> pd.Categorical:
    return coded([value], np.zeros(len(rows), np.int8))


def _is_blank(sheet: Sheet, column: Column, rows: Rows) -> npt.NDArray[np.bool_]:
    codes, _ = distinct(sheet, column, rows)
    return np.equal(codes, -1)


def _tell(sheet: Sheet, column: Column, rows: Rows, resolved: Resolved[Any], findings: Findings) -> Rows:
    """Note the faults of a column, each at its cell; returns the positions of the rows that have one."""
    faulty = [np.empty(0, dtype=np.int64)]
    for fault, content, where in resolved.faults():
        if fault.code:
            places = ((sheet.address(column.letter, int(rows[i])), content.shown) for i in where)
            findings.add_cells(fault.code, sheet.name, places, **fault.fields)
            faulty.append(where)
    return np.concatenate(faulty)


def _numbers(
    sheet: Sheet, column: Column | None, rows: Rows, status: pd.Categorical, findings: Findings
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8], Rows]:
    """A column of numbers: real ones as they are, written ones by the way of writing of the whole column.

    Returns:
        the values (NaN: none), the units written beside them, and the positions that could not be read.
    """
    if column is None:  # one value for all rows
        none = np.broadcast_to(np.float64(np.nan), len(rows)), np.broadcast_to(np.uint8(0), len(rows))
        return *none, np.empty(0, dtype=np.int64)
    values, unit = np.full(len(rows), np.nan), np.zeros(len(rows), dtype=np.uint8)
    kind = column.kind[rows]
    is_number = kind == NUMBER
    values[is_number] = column.number[rows[is_number]] + 0.0  # no negative zero
    text = column.text[rows]
    held = [i for i in pd.unique(text[kind == TEXT]).tolist() if sheet.texts[i].strip()]
    read = read_numbers(sheet.texts[i] for i in held)
    signs = [i for i in held if read[sheet.texts[i]] == "not_a_number" and sign_of(sheet.texts[i])]

    def number(content: Content) -> tuple[Written, float] | Fault:
        if content.kind != TEXT:
            return Fault("value_not_number", {})
        found = read[content.text or ""]
        if not isinstance(found, str):
            return found
        sign = sign_fault(content.text or "") if found == "not_a_number" else None
        return sign or Fault(f"value_{found}", readings(content.text or "") if found == "ambiguous" else {})

    written = np.flatnonzero((kind != NUMBER) & (kind != EMPTY) & ~explained(signs, text, status))
    resolved = resolve(sheet, column, rows[written], number)
    faulty = _tell(sheet, column, rows[written], resolved, findings)
    for place, one in enumerate(resolved.values):
        if not isinstance(one, Fault):
            where = written[resolved.codes == place]
            values[where], unit[where] = one[1], one[0].unit_number
    return values, unit, written[faulty]


def _dimensions(
    sheet: Sheet, columns: dict[str, Column], rows: Rows, words: Callable[..., Any], meanings: Meanings
) -> pd.Categorical:
    """Canonical JSON of each row's dimensions; blank ones are left out, since blank means all together."""
    names = sorted(name for name in columns if name.startswith("dimension:"))
    if not names:
        return _same("{}", rows)
    codes = [name.partition(":")[2] for name in names]
    held = {code: words(name, meanings.group(code)) for code, name in zip(codes, names, strict=True)}
    group = np.zeros(len(rows), np.int64)
    for column in held.values():
        group = pd.factorize(group * (len(column.categories) + 1) + column.codes)[0]
    first = np.unique(group, return_index=True)[1]
    entries = [{name: column[place] for name, column in held.items()} for place in first.tolist()]
    shown = [{name: word for name, word in entry.items() if isinstance(word, str)} for entry in entries]
    return coded([json.dumps(entry, ensure_ascii=False, sort_keys=True) for entry in shown], group)
