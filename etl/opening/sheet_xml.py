"""The sheets of an .xlsx file as their XML has them: extent, error cells, unsaved formulas, hidden rows and columns."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path

from etl.opening.cells import column_letter, column_number
from etl.opening.limits import Limits
from etl.opening.marks import Marks
from etl.opening.xml_parts import elements, local, new_parser, pairs, parse_part
from etl.opening.zip_check import file_damaged, part_named

_TRUE = ("1", "true")


def scan_xlsx(path: Path, limits: Limits) -> dict[str, Marks]:
    """The marks of every sheet, by its name.

    Raises:
        FileRefused: damaged, or a sheet too large or too spread out to be read.
    """
    with zipfile.ZipFile(path) as archive:
        marks = {}
        for name, part, _ in sheet_entries(archive):
            marks[name] = _SheetScan().scan(archive, part)
            marks[name].extent.check(name, limits)
        return marks


def has_defined_name(path: Path, name: str) -> bool:
    """Whether the workbook gives this name to some of its cells."""
    with zipfile.ZipFile(path) as archive:
        workbook = part_named(archive, "xl/workbook.xml")
        found = elements(archive, workbook) if workbook else []
    return any(kind == "definedName" and given.get("name") == name for kind, given in found)


def sheet_entries(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo, str]]:
    """The sheets in their order: (name, part, state), the state being visible, hidden or veryHidden.

    Raises:
        FileRefused: the workbook names a part that is not there.
    """
    workbook, relations = part_named(archive, "xl/workbook.xml"), part_named(archive, "xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        raise file_damaged()
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for name, relation in elements(archive, relations)
        if name == "Relationship"
    }
    parts = []
    for name, sheet in elements(archive, workbook):
        target = targets.get(sheet.get("id")) if name == "sheet" else None
        if target is not None:
            inside = posixpath.normpath(posixpath.join("/xl", target.replace("\\", "/"))).lstrip("/").lower()
            part = part_named(archive, inside)
            if part is None:
                raise file_damaged()
            parts.append((sheet.get("name", ""), part, sheet.get("state", "visible")))
    return parts


class _SheetScan:
    """Follows one sheet's elements.

    A sheet of a million rows has some twenty million elements. So ends and texts are listened to only inside the cells
    that need them, and each row is added to the extent once.
    """

    def __init__(self) -> None:
        self._marks = Marks()
        self._parser = new_parser(self._root)
        self._numbers = _ColumnNumbers()
        self._row = self._column = 0
        self._digits = ""  # the row's number, as its cells' addresses end
        self._filled: list[int] = []  # columns of the current row
        self._type = self._text = ""
        self._has_formula = self._has_value = False

    def scan(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Marks:
        parse_part(archive, part, self._parser)
        self._finish_row()
        return self._marks

    def _root(self, name: str, attributes: list[str]) -> None:
        if local(name) == "worksheet":  # a chart sheet has no cells
            prefix = name.removesuffix("worksheet")
            self._c, self._v, self._f = f"{prefix}c", f"{prefix}v", f"{prefix}f"
            self._is, self._r, self._col = f"{prefix}is", f"{prefix}row", f"{prefix}col"
            self._parser.StartElementHandler = self._start
        else:
            self._parser.StartElementHandler = None

    def _start(self, name: str, attributes: list[str]) -> None:
        if name == self._c:
            reference = attributes[1] if attributes and attributes[0] == "r" else pairs(attributes).get("r")
            # An address in another row leaves digits behind, and is refused: readers would follow it anywhere.
            self._column = self._numbers[reference.removesuffix(self._digits)] if reference else self._column + 1
            if "e" in attributes and pairs(attributes).get("t") == "e":
                self._listen("e")
            elif "str" in attributes:
                self._type = "str"
            else:
                self._type = ""
        elif name == self._v:
            self._has_value = True
            self._filled.append(self._column)
        elif name == self._f:
            self._has_formula = True
            self._listen(self._type)
        elif name == self._is:
            self._filled.append(self._column)
        elif name == self._r:
            self._finish_row()
            self._start_row(attributes)
        elif name == self._col:
            self._hide_columns(pairs(attributes))

    def _start_row(self, attributes: list[str]) -> None:
        given = pairs(attributes)
        self._row = int(given.get("r") or self._row + 1)
        self._column, self._digits = 0, str(self._row)
        if given.get("hidden") in _TRUE:
            self._marks.hidden_rows.append((self._row, self._row))

    def _finish_row(self) -> None:
        if filled := self._filled:
            self._marks.extent.add(len(filled), self._row, self._row, min(filled), max(filled))
            self._filled = []

    def _hide_columns(self, given: dict[str, str]) -> None:
        if given.get("hidden") in _TRUE:
            self._marks.hidden_columns.append((int(given["min"]), int(given["max"])))

    def _listen(self, cell_type: str) -> None:
        self._type, self._text, self._has_value = cell_type, "", False
        self._parser.CharacterDataHandler = self._hear
        self._parser.EndElementHandler = self._end

    def _hear(self, text: str) -> None:
        self._text += text

    def _end(self, name: str) -> None:
        if name == self._f:
            self._text = ""  # the formula itself; what follows is its result
        elif name == self._c:
            self._finish_cell()
            self._parser.CharacterDataHandler = self._parser.EndElementHandler = None

    def _finish_cell(self) -> None:
        text = self._text.strip()
        if self._type == "e" and text:
            self._marks.errors.append((self._row, self._column, text))
        # A formula may have "" as its result: Excel then writes the type and an empty value.
        elif self._has_formula and not text and not (self._type == "str" and self._has_value):
            self._marks.unsaved.append((self._row, self._column))
            self._filled.append(self._column)
        self._has_formula = False


class _ColumnNumbers(dict[str, int]):
    def __missing__(self, letters: str) -> int:
        number = column_number(letters)
        if column_letter(number) != letters or len(letters) > 3:
            raise file_damaged()
        self[letters] = number
        return number
