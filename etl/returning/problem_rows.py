"""The problems of a file as rows of a sheet and comments at cells: what both kinds of handed-back workbook say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from config.language import format_number
from etl.export import neutralised
from etl.problems.kind import Severity
from etl.problems.problem import Problem

SEVERITIES: dict[Severity, str] = {"error": "Fejl", "warning": "Advarsel", "note": "Bemærkning"}
COLOURS: dict[Severity, str] = {"error": "FFB3B3", "warning": "FFE08A"}  # of a cell; a note leaves none
HEADINGS = ("Slags", "Ark", "Celle", "Hvad", "Der stod", "Vi ventede", "Gør sådan")
WIDTHS = (12, 20, 10, 42, 24, 42, 60)
CELL = 2  # the column that leads to the cell
FIRST_ROW = 5  # of the problems, counted from 1: title, two lines of words, headings

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold


def problems_of(report: dict[str, Any]) -> list[Problem]:
    """The problems as the report shows them, with what it must not repeat blotted out; the serious ones first."""
    entries = [{k: v for k, v in one.items() if k != "excerpt"} for one in report["problems"]]
    order = list(SEVERITIES)
    return sorted(map(Problem.from_json, entries), key=lambda one: order.index(one.severity))


def row_of(one: Problem) -> list[str]:
    """A cell for each of `HEADINGS`."""
    found = one.found or ""
    cells = (SEVERITIES[one.severity], one.sheet, one.cell, one.title.da, found, one.expected.da, one.remedy.da)
    return [plain(text or "") for text in cells]


def rest_of(report: dict[str, Any]) -> str | None:
    """A word on the problems that are counted and not listed."""
    rest = sum(report["problem_count"].values()) - len(report["problems"])
    return f"og {format_number(rest)} til, som ikke er nævnt her." if rest > 0 else None


def note_of(problems: Sequence[Problem]) -> str:
    """What a comment at a cell says of its problems."""
    return "\n\n".join(
        _CONTROL.sub("", f"{SEVERITIES[one.severity]}: {one.title.da}\nVi ventede: {one.expected.da}\n{one.remedy.da}")
        for one in problems
    )


def by_cell(problems: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    """The errors and warnings of each cell, as (sheet, address); of a whole row the address is its first cell."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        if one.sheet and one.cell and one.severity in COLOURS:
            found.setdefault((one.sheet, address_of(one.cell)), []).append(one)
    return found


def address_of(cell: str | None) -> str:
    """ "C5" as it is, "5" (a row) as "A5"; of a whole sheet "A1"."""
    return "A1" if not cell else f"A{cell}" if cell.isdecimal() else cell


def plain(text: str) -> str:
    """A text that can stand in a cell of any workbook and is no formula there."""
    return neutralised(_CONTROL.sub("", text))
