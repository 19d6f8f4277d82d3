"""Where the headings of a sheet's table stand: for a table that was not found, or not where it is."""

from __future__ import annotations

from config.language import Text
from etl.mapping.answers import HEAD, Answers
from etl.mapping.control import Control, TableControls, as_json, option
from etl.opening.cells import EMPTY, Workbook

_MOST_SHEETS = 8
_MOST_ROWS = 60
_LABEL = Text("Overskrifterne står i", "The headings stand in")


def heads_of_sheets(workbook: Workbook, answers: Answers) -> list[TableControls]:
    """One select for each shown sheet."""
    found: list[TableControls] = []
    for sheet in workbook.sheets:
        if sheet.hidden or not sheet.rows or len(found) == _MOST_SHEETS:
            continue
        filled = [row for row in range(min(sheet.rows, _MOST_ROWS)) if any(c.kind[row] != EMPTY for c in sheet.columns)]
        options = [option(None, "den række, vi finder", "the row that we find")]
        options += [option(n, f"række {n}", f"row {n}") for n in (sheet.first_row + row for row in filled)]
        chosen = as_json(answers.heads.get(sheet.name))
        found.append(TableControls(sheet.name, sheet.name, "", [Control(sheet.name, HEAD, _LABEL, options, chosen)]))
    return found
