"""The problems of a file as rows of a sheet and comments at cells: what both kinds of handed-back workbook say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from config.language import Text, format_number
from etl.export import neutralised
from etl.opening.own_sheets import FINDINGS
from etl.problems.kind import Severity
from etl.problems.problem import Problem

SEVERITIES: dict[Severity, Text] = {
    "error": Text("Fejl", "Error"),
    "warning": Text("Advarsel", "Warning"),
    "note": Text("Bemærkning", "Note"),
}
COLOURS: dict[Severity, str] = {"error": "FFB3B3", "warning": "FFE08A"}  # of a cell; a note leaves none
COLUMNS = (  # heading, width; the Danish ones fill one printed page, the English ones the next
    ("Slags / Kind", 17),
    ("Ark / Sheet", 14),
    ("Celle / Cell", 11),
    ("Der stod / Found", 17),
    ("Hvad er galt", 28),
    ("Vi ventede", 33),
    ("Gør sådan", 40),
    ("What is wrong", 28),
    ("We expected", 33),
    ("What to do", 40),
)
CELL = 2  # the column that leads to the cell
KEPT_IN_SIGHT = 3  # columns that say where; they stay when one moves to the right, and on each printed page
DANISH_COLUMNS = 7
FIRST_ROW = 6  # of the problems, counted from 1: title, three lines of words, headings
WHOLE_SHEET, WHOLE_FILE = "arket / the sheet", "filen / the file"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")  # what XML cannot hold
_LINE_HEIGHT = 15  # points


def problems_of(report: dict[str, Any]) -> list[Problem]:
    """The problems as the report shows them, with what it must not repeat blotted out; the serious ones first."""
    entries = [{k: v for k, v in one.items() if k != "excerpt"} for one in report["problems"]]
    order = list(SEVERITIES)
    return sorted(map(Problem.from_json, entries), key=lambda one: order.index(one.severity))


def row_of(one: Problem) -> list[str]:
    """A cell for each of `COLUMNS`, in which no text is a formula."""
    kind = SEVERITIES[one.severity]
    where = one.cell or (WHOLE_SHEET if one.sheet else WHOLE_FILE)
    cells = [f"{kind.da} / {kind.en}", one.sheet, where, one.found]
    for language in ("da", "en"):
        cells += [one.title[language], one.expected[language], one.remedy[language]]
    return [plain(text or "") for text in cells]


def height_of(row: Sequence[str]) -> int:
    """Points that a row needs for its texts to be read whole; spreadsheets do not all find that out by themselves."""
    lines = (
        sum(1 + len(line) // width for line in text.split("\n")) for text, (_, width) in zip(row, COLUMNS, strict=True)
    )
    return min(20, max(lines)) * _LINE_HEIGHT


def rest_of(report: dict[str, Any]) -> str | None:
    """A word on the problems that are counted and not listed."""
    rest = sum(report["problem_count"].values()) - len(report["problems"])
    if rest <= 0:
        return None
    return (
        f"og {format_number(rest)} til, som ikke er nævnt her / and {format_number(rest, 'en')} more, not listed here"
    )


def note_of(problems: Sequence[tuple[int, Problem]]) -> str:
    """What a comment at a cell says of its problems, each with its row in the sheet of findings."""
    texts = []
    for row, one in problems:
        kind = SEVERITIES[one.severity]
        texts.append(
            f"{kind.da.upper()}: {one.title.da}\nVi ventede: {one.expected.da}\nGør sådan: {one.remedy.da}\n"
            f"({kind.en}: {one.title.en} See “{FINDINGS}”, row {row}.)"
        )
    return _CONTROL.sub("", "\n\n".join(texts))


def by_cell(problems: Iterable[Problem]) -> dict[tuple[str, str], list[tuple[int, Problem]]]:
    """The errors and warnings of each cell with their rows, as (sheet, address); of a whole row its first cell."""
    found: dict[tuple[str, str], list[tuple[int, Problem]]] = {}
    for row, one in enumerate(problems, FIRST_ROW):
        if one.sheet and one.cell and one.severity in COLOURS:
            found.setdefault((one.sheet, address_of(one.cell)), []).append((row, one))
    return found


def address_of(cell: str | None) -> str:
    """ "C5" as it is, "5" (a row) as "A5"; of a whole sheet "A1"."""
    return "A1" if not cell else f"A{cell}" if cell.isdecimal() else cell


def plain(text: str) -> str:
    """A text that can stand in a cell of any workbook and is no formula there."""
    return neutralised(_CONTROL.sub("", text))
