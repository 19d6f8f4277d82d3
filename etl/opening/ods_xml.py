"""The sheets of an .ods file as their XML has them; one cell or row may stand for a million equal ones."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from etl.opening.limits import Limits
from etl.opening.marks import Marks
from etl.opening.sheet_names import check_names
from etl.opening.xml_parts import new_parser, pairs, parse_part
from etl.opening.zip_check import file_damaged, part_named
from etl.problems.problem import refused

_ERROR = re.compile(r"#(DIV/0|REF|VALUE|NUM|NULL)!|#N/A|#NAME\?|Err:\d{3}")
_MOST_CELLS = 100_000_000  # a few bytes of XML can claim a thousand times as many; no reader has room for them
_HIDDEN = ("collapse", "filter")
_CELLS = ("table:table-cell", "table:covered-table-cell")


def scan_ods(path: Path, limits: Limits) -> dict[str, Marks]:
    """The marks of every sheet, by its name.

    Raises:
        FileRefused: damaged, or a sheet too large or too spread out to be read.
    """
    with zipfile.ZipFile(path) as archive:
        part = part_named(archive, "content.xml")
        if part is None:
            raise file_damaged()
        scan = _ContentScan(limits)
        parse_part(archive, part, scan.parser)
    for name, marks in scan.sheets.items():
        marks.extent.check(name, limits)
        if marks.extent.box is not None and marks.extent.box.rows * marks.extent.box.columns > _MOST_CELLS:
            raise refused("file_too_hard_to_read", memory=limits.memory_mb)
    return scan.sheets


class _ContentScan:
    """Follows the elements of content.xml, which holds all sheets."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._name = ""
        self.sheets: dict[str, Marks] = {}
        self.parser = new_parser(self._start)
        self.parser.EndElementHandler = self._end
        self._marks: Marks | None = None
        self._row = self._column = self._rows = self._columns = 0
        self._cell: dict[str, str] = {}
        self._filled: list[tuple[int, int]] = []  # (column, how many) of the current row
        self._errors: list[tuple[int, int, str]] = []
        self._unsaved: list[tuple[int, int]] = []
        self._text = ""

    def _start(self, name: str, attributes: list[str]) -> None:
        if name == "table:table":
            self._name = pairs(attributes).get("table:name", "")
            check_names([*self.sheets, self._name])
            self._marks = self.sheets[self._name] = Marks()
            self._row = self._column = 0
            self._rows = self._columns = 1
        elif self._marks is None:  # tracked changes and the like have cells of their own
            return
        elif name in _CELLS:
            self._start_cell(pairs(attributes))
        elif name == "table:table-row":
            self._start_row(pairs(attributes))
        elif name == "table:table-column":
            self._column_definition(pairs(attributes))

    def _column_definition(self, given: dict[str, str]) -> None:
        assert self._marks is not None
        first = self._column + 1
        self._column += _repeats(given, "table:number-columns-repeated")
        if given.get("table:visibility") in _HIDDEN:
            self._marks.hidden_columns.append((first, self._column))

    def _start_row(self, given: dict[str, str]) -> None:
        assert self._marks is not None
        self._row += self._rows if self._row else 1
        self._rows = _repeats(given, "table:number-rows-repeated")
        self._column, self._columns = 0, 1
        if given.get("table:visibility") in _HIDDEN:
            self._marks.hidden_rows.append((self._row, self._row + self._rows - 1))

    def _start_cell(self, given: dict[str, str]) -> None:
        self._column += self._columns if self._column else 1
        self._columns = _repeats(given, "table:number-columns-repeated")
        self._cell = given
        if "office:value-type" in given or "table:formula" in given:
            self._filled.append((self._column, self._columns))
            if "table:formula" in given or given.get("calcext:value-type") == "error":
                self._text = ""
                self.parser.CharacterDataHandler = self._hear

    def _hear(self, text: str) -> None:
        self._text += text

    def _end(self, name: str) -> None:
        if self._marks is None:
            return
        if name in _CELLS and self.parser.CharacterDataHandler is not None:
            self.parser.CharacterDataHandler = None
            self._finish_cell()
        elif name == "table:table-row":
            self._finish_row(self._marks)
        elif name == "table:table":
            self._marks = None

    def _finish_cell(self) -> None:
        text = self._text.strip()
        if self._cell.get("calcext:value-type") == "error" or _ERROR.fullmatch(text):
            code = _ERROR.search(text)  # a comment on the cell is part of its text
            self._errors.append((self._column, self._columns, code.group() if code else "#VALUE!"))
        elif "office:value-type" not in self._cell:
            self._unsaved.append((self._column, self._columns))

    def _finish_row(self, marks: Marks) -> None:
        """Cells of a repeated row stand in every one of its rows."""
        if not self._filled:
            return
        (first, _), (last, repeated) = self._filled[0], self._filled[-1]
        count = sum(columns for _, columns in self._filled) * self._rows
        marks.extent.add(count, self._row, self._row + self._rows - 1, first, last + repeated - 1)
        if self._errors or self._unsaved:
            marks.extent.check(self._name, self._limits)  # before each repetition is written out
            self._mark_cells(marks)
        self._filled, self._errors, self._unsaved = [], [], []

    def _mark_cells(self, marks: Marks) -> None:
        rows = range(self._row, self._row + self._rows)
        marks.errors += [
            (row, c, code) for row in rows for column, k, code in self._errors for c in range(column, column + k)
        ]
        marks.unsaved += [(row, c) for row in rows for column, k in self._unsaved for c in range(column, column + k)]


def _repeats(given: dict[str, str], name: str) -> int:
    return max(1, int(given.get(name, "1")))
