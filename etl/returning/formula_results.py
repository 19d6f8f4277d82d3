"""The results of a workbook's formulas, which openpyxl drops: taken from the received file and put into the copy.

A copy without them has no figures until a spreadsheet has worked it out, and where a formula leads to another file it
never has. They are taken over as they stand, not read.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from etl.opening.sheet_xml import sheet_entries
from etl.opening.xml_parts import local, new_parser, pairs, parse_part

Result = tuple[str, str]  # type ("n", "str", "b", "e"), text
# As openpyxl writes a cell with a formula: never a type, never a value.
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)(?: t="\w+")?>(<f(?:[^>]*/>|[^>]*>[^<]*</f>))<v ?/></c>')


def formula_results(path: Path) -> dict[str, dict[str, Result]]:
    """For each sheet by its name: address -> result, of the cells whose formula has one."""
    with zipfile.ZipFile(path) as archive:
        return {name: _Scan().scan(archive, part) for name, part, _ in sheet_entries(archive)}


def put_results(copy: Path, results: dict[str, dict[str, Result]], to: Path) -> None:
    """Write the copy that openpyxl saved once more, with the results beside its formulas."""
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        of_part = {part.filename: results[name] for name, part, _ in sheet_entries(old) if results.get(name)}
        for part in old.infolist():
            data = old.read(part)
            if known := of_part.get(part.filename):
                data = _with_results(data.decode(), known).encode()
            new.writestr(part, data)


def _with_results(xml: str, results: dict[str, Result]) -> str:
    def cell(found: re.Match[str]) -> str:
        address, style, formula = found.groups()
        if address not in results:
            return found[0]
        kind, text = results[address]
        typed = "" if kind == "n" else f' t="{kind}"'
        return f'<c r="{address}"{style}{typed}>{formula}<v>{escape(text)}</v></c>'

    return _FORMULA.sub(cell, xml)


class _Scan:
    """Walks over the cells of one sheet; one without an address stands after the one before it."""

    def __init__(self) -> None:
        self._found: dict[str, Result] = {}
        self._address, self._type, self._text = "", "n", ""
        self._has_formula = self._listens = False

    def scan(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> dict[str, Result]:
        parser = new_parser(self._start)
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        parse_part(archive, part, parser)
        return self._found

    def _start(self, name: str, attributes: list[str]) -> None:
        match local(name):
            case "c":
                given = pairs(attributes)
                self._address, self._type = given.get("r", ""), given.get("t", "n")
                self._has_formula, self._text = False, ""
            case "f":
                self._has_formula = True
            case "v":
                self._listens, self._text = True, ""

    def _hear(self, text: str) -> None:
        if self._listens:
            self._text += text

    def _end(self, name: str) -> None:
        match local(name):
            case "v":
                self._listens = False
            case "c" if self._has_formula and self._text and self._address and self._type in ("n", "str", "b", "e"):
                self._found[self._address] = self._type, self._text
