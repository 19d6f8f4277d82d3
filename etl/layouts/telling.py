"""What is told about one block while it is read: each fault at its cell."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from config.language import Text, format_number
from config.layout import Table
from etl.layouts.along import Labels, Mask, Rows
from etl.layouts.blocks import Block
from etl.layouts.reader import Parts
from etl.layouts.values import Values
from etl.layouts.wording import key, text_at
from etl.meaning.contents import Fault
from etl.opening.cells import NUMBER, Sheet
from etl.problems.findings import Findings

FIELDS = {
    "indicator": Text("indikator", "indicator"),
    "area": Text("område", "area"),
    "period": Text("periode", "period"),
    "status": Text("status", "status"),
    "dimension": Text("opdeling", "dimension"),
}


class Teller:
    """Notes the findings of one block."""

    def __init__(self, sheet: Sheet, block: Block, findings: Findings) -> None:
        self._sheet, self._block, self._findings = sheet, block, findings

    def unread_columns(self) -> None:
        """Columns with a heading and figures that the layout does not know."""
        for column in self._block.unread:
            held = self._sheet.columns[column].kind[self._block.first : self._block.last]
            heads = range(self._block.top, min(self._block.first, self._sheet.rows))
            row = next((r for r in reversed(heads) if text_at(self._sheet, column, r)), self._block.top)
            if (held == NUMBER).any():
                heading = text_at(self._sheet, column, row)
                self._findings.add_cells(
                    "column_left_out", self._sheet.name, [(self._cell(column, row), heading)], heading=heading
                )

    def unit(self, text: str | None) -> None:
        """The unit that the layout was made for must still stand above the table."""
        if text is not None and not any(key(text) in key(title) for title in self._block.titles):
            found = self._block.titles[0] if self._block.titles else None
            self._findings.add_cells("unit_text_missing", self._sheet.name, [(self._corner, found)], unit=text)

    def left_out(self) -> None:
        """A table like ours that has another title."""
        title = self._block.titles[0] if self._block.titles else ""
        self._findings.add_cells(
            "table_left_out", self._sheet.name, [(self._corner, title or None)], title=title or "-"
        )

    def no_year(self) -> None:
        """Months stand without their year: neither the sheet's name nor a title says one."""
        word = Text("år", "year")
        self._findings.add_cells("layout_text_missing", self._sheet.name, [(self._corner, None)], field=word)

    def labels(self, labels: dict[str, Labels], rows: Rows, table: Table) -> Mask:
        """Labels that mean nothing, and those that are lacking; returns the rows that have one."""
        faulty = np.zeros(len(rows), bool)
        for name, one in labels.items():
            word = FIELDS[name.partition(":")[0]]
            for place in np.unique(one.codes).tolist():
                here = one.codes == place
                meaning = one.meanings[place] if place >= 0 else None
                if isinstance(meaning, Fault):
                    self._tell(meaning, one, rows[here], one.parts[place])
                elif meaning is None and self._is_needed(name, table) and here.any():
                    self._lacking(one, rows[here], word)
                else:
                    continue
                faulty |= here
        return faulty

    def values(self, values: Values, rows: Rows, columns: list[int] | None = None) -> Mask:
        """Figures that cannot be read; returns for every cell, column after column, whether it could."""
        columns = columns or [one.column for one in self._block.values]
        flat = values.fault.ravel()
        bad = np.flatnonzero(flat >= 0)
        for group in _alike(flat[bad], bad):
            fault, shown = values.faults[int(flat[group[0]])]
            places = (
                (self._cell(columns[at // len(rows)], int(rows[at % len(rows)])), shown or None)
                for at in group.tolist()
            )
            self._findings.add_cells(fault.code, self._sheet.name, places, **fault.fields)
        return flat < 0

    def _is_needed(self, name: str, table: Table) -> bool:
        """A blank status is no lack; a blank group is one, unless the layout says what blank means."""
        return name != "status" and not any(not word.strip() for word in table.fields[name].words)

    def _lacking(self, one: Labels, rows: Rows, word: Text) -> None:
        if one.column is None:
            self._findings.add_cells("layout_text_missing", self._sheet.name, [(self._corner, None)], field=word)
        else:
            places = ((self._cell(one.column, int(row)), None) for row in rows.tolist())
            self._findings.add_cells("field_empty", self._sheet.name, places, field=word)

    def _tell(self, fault: Fault, one: Labels, rows: Rows, parts: Parts) -> None:
        shown = " ".join(part.shown for part in parts)
        if one.column is None:
            places = [(self._corner, shown)]
        else:
            places = [(self._cell(one.column, int(row)), shown) for row in rows.tolist()]
        self._findings.add_cells(fault.code, self._sheet.name, places, **fault.fields)

    @property
    def _corner(self) -> str:
        return self._cell(self._block.columns[0], self._block.top)

    def _cell(self, column: int, row: int) -> str:
        return self._sheet.address(self._sheet.columns[column].letter, row)


def _alike(faults: npt.NDArray[np.int64], places: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """The places of each fault together."""
    order = np.argsort(faults, kind="stable")
    cuts = np.flatnonzero(np.diff(faults[order])) + 1
    return [group for group in np.split(places[order], cuts) if len(group)]


def shown_number(value: float) -> Text:
    """A number as each language writes it."""
    return Text(format_number(value, "da"), format_number(value, "en"))
