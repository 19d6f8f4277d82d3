"""The sheets of an .xlsx file as their XML has them: extent, error cells, unsaved formulas, hidden rows and columns."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path

from config.language import Text
from etl.opening.cells import column_letter, column_number
from etl.opening.limits import Limits
from etl.opening.marks import Marks
from etl.opening.sheet_names import check_names
from etl.opening.xml_parts import elements, local, new_parser, pairs, parse_part
from etl.opening.zip_check import file_damaged, part_named, parts_by_name

_TRUE = ("1", "true")
# What the reader of values passes over, taking what is left for the whole: `1&#50;` for 1, and `x` for the first text.
_ODD_TEXT_NUMBER = re.compile(rb"""\bt=["']s["'][^<>]{0,200}>\s*<(?:\w{1,20}:)?v>(?!\d{1,9}<)[^<]""")
_ODD_NUMBER = re.compile(rb"""<(?:\w{1,20}:)?c(?:\s(?!t=)\w+="[^"]{0,40}"){0,8}\s*>\s*<(?:\w{1,20}:)?v>[^<&]{0,40}&""")

_ODD_VALUE = Text("en celles værdi er skrevet, så den kan læses på to måder", "a cell's value can be read in two ways")


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
        return defines_name(archive, name)


def defines_name(archive: zipfile.ZipFile, name: str) -> bool:
    """The same of an archive that is open."""
    workbook = part_named(archive, "xl/workbook.xml")
    found = elements(archive, workbook) if workbook else []
    return any(kind == "definedName" and given.get("name") == name for kind, given in found)


def sheet_entries(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo, str]]:
    """The sheets in their order: (name, part, state), the state being visible, hidden or veryHidden.

    Raises:
        FileRefused: the workbook names a part that is not there, or two sheets by one name.
    """
    there = parts_by_name(archive)
    workbook, relations = there.get("xl/workbook.xml"), there.get("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        raise file_damaged()
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for name, relation in elements(archive, relations)
        if name == "Relationship"
    }
    parts = []
    for name, sheet in elements(archive, workbook):
        if name == "sheet":
            target = targets.get(sheet.get("id"), "").replace("\\", "/")
            part = there.get(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower())
            if part is None:
                raise file_damaged()
            parts.append((sheet.get("name", ""), part, sheet.get("state", "visible")))
    check_names([name for name, _, _ in parts])
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
        self._has_formula = self._has_value = self._has_data = False
        self._is_at_value = False  # the last element that began holds a value
        self._parser.CommentHandler = self._parser.ProcessingInstructionHandler = self._refuse_inside
        self._parser.StartCdataSectionHandler = self._refuse_inside

    def scan(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Marks:
        parse_part(archive, part, self._parser, _look)
        self._finish_row()
        return self._marks

    def _root(self, name: str, attributes: list[str]) -> None:
        if local(name) == "worksheet":  # a chart sheet has no cells
            prefix = name.removesuffix("worksheet")
            self._c, self._v, self._f = f"{prefix}c", f"{prefix}v", f"{prefix}f"
            self._is, self._r, self._col = f"{prefix}is", f"{prefix}row", f"{prefix}col"
            self._data = f"{prefix}sheetData"
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
            self._is_at_value = False
        elif name == self._v:
            self._has_value = self._is_at_value = True
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
        elif name == self._data:
            if self._has_data:
                raise file_damaged(_ODD_VALUE)
            self._has_data = True

    def _start_row(self, attributes: list[str]) -> None:
        given = pairs(attributes)
        self._row = int(given.get("r") or self._row + 1)
        self._column, self._digits, self._is_at_value = 0, str(self._row), False
        if given.get("hidden") in _TRUE:
            self._marks.hidden_rows.append((self._row, self._row))

    def _finish_row(self) -> None:
        self._marks.extent.add_row(self._row, self._filled)
        self._filled = []

    def _refuse_inside(self, *_: object) -> None:
        """What stands within a value and is none of it: its reader would stop there, and take a part for the whole."""
        if self._is_at_value:
            raise file_damaged(_ODD_VALUE)

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
            if not self._has_value:
                self._filled.append(self._column)
        self._has_formula = False


def _look(piece: bytes) -> None:
    """Raises FileRefused for a number or the number of a text that its reader would take for another."""
    if _ODD_TEXT_NUMBER.search(piece) or (b"&" in piece and _ODD_NUMBER.search(piece)):
        raise file_damaged(_ODD_VALUE)


class _ColumnNumbers(dict[str, int]):
    def __missing__(self, letters: str) -> int:
        number = column_number(letters)
        if column_letter(number) != letters or len(letters) > 3:
            raise file_damaged()
        self[letters] = number
        return number
