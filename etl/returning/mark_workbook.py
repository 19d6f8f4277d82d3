"""A copy of a partner's workbook with its bad cells marked and commented, and a sheet that lists all problems.

Everything else stays: figures, results of formulas, formats, merged cells, the partner's own comments. What openpyxl
does not take along is named in the list; a copy that does not hold the same in every cell is not handed out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from etl.export import is_like_a_formula
from etl.returning.cell_marks import mark, take_off_marks
from etl.returning.findings_sheet import is_findings_sheet, write_findings
from etl.returning.formula_results import formula_results, put_results
from etl.returning.losses import losses
from etl.returning.problem_rows import by_cell, problems_of, rest_of
from etl.returning.same_figures import holds_the_same


def mark_workbook(path: Path, report: dict[str, Any], copy: Path) -> bool:
    """Write the marked copy of an .xlsx or .xlsm file. Runs in a child process: the file is a stranger's.

    Returns:
        False where there is none, since it would not be the partner's workbook any more.

    Raises:
        Exception: of whatever kind, where openpyxl cannot take the file; then there is no copy either.
    """
    lacks = losses(path)
    if lacks is None:
        return False
    problems = problems_of(report)
    results = formula_results(path)
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, rich_text=True)
    earlier = [sheet.title for sheet in book.worksheets if is_findings_sheet(sheet)]
    for title in earlier:
        book.remove(book[title])
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):  # only those that are there: iter_rows would make all of the box
            take_off_marks(cell)
            _keep_a_text_a_text(cell)
    for (name, address), here in by_cell(problems).items():
        if name in book.sheetnames:
            mark(book[name], address, here)
    write_findings(book, problems, rest_of(report), lacks)
    saved = copy.with_suffix(".saved")
    book.save(saved)
    put_results(saved, results, copy)
    return holds_the_same(path, copy, earlier)


def _keep_a_text_a_text(cell: Any) -> None:
    """A text that looks like a formula gets the sign by which spreadsheets know it for a text, unseen."""
    if getattr(cell, "data_type", "") in ("s", "inlineStr") and is_like_a_formula(str(cell.value)):
        cell.quotePrefix = True
