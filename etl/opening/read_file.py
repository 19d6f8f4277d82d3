"""One received file, of any type we take, to cells or to problems. Runs in the child process of `etl.extract`."""

from __future__ import annotations

from pathlib import Path, PurePath

from etl.opening.cells import Format, Workbook
from etl.opening.file_type import file_format
from etl.opening.letters import mend
from etl.opening.limits import Limits
from etl.opening.own_sheets import LISTS, TEMPLATE_MARK, TOLD
from etl.opening.read_csv import read_csv
from etl.opening.read_json import read_json
from etl.opening.read_workbook import read_workbook
from etl.opening.remarks import remarks
from etl.opening.sheet_xml import has_defined_name
from etl.personal_data import personal_problems
from etl.problems.problem import FileRefused, Problem, problem


def read_file(path: Path, filename: str, limits: Limits) -> Workbook | list[Problem]:
    """The workbook with its warnings and notes; or, where there is an error, all that is to be told."""
    try:
        kind = file_format(path, filename)
        workbook = _read(path, kind, limits)
        if kind == "csv" and not filename.lower().endswith(".csv"):
            workbook.problems.append(problem("text_under_other_name", found=PurePath(filename).suffix))
        workbook.is_template = _is_template(path, workbook)
    except FileRefused as refusal:
        return [refusal.problem]
    personal = personal_problems(workbook, filename)
    if any(problem.severity == "error" for problem in personal):
        return personal  # and nothing else: other problems repeat what stands in the cells
    workbook.problems += [*personal, *mend(workbook), *remarks(workbook)]
    if any(problem.severity == "error" for problem in workbook.problems):
        return workbook.problems
    return workbook


def _read(path: Path, kind: Format, limits: Limits) -> Workbook:
    if kind == "csv":
        return read_csv(path, limits)
    return read_json(path, limits) if kind == "json" else read_workbook(path, kind, limits)


def _is_template(path: Path, workbook: Workbook) -> bool:
    """By its defined name; in other formats, in which it may have been saved, by its hidden sheet.

    Where only the form was saved, as CSV or in a new workbook, by the columns that it alone has.
    """
    if workbook.format in ("xlsx", "xlsm") and has_defined_name(path, TEMPLATE_MARK):
        return True
    if any(sheet.name == LISTS and sheet.hidden for sheet in workbook.sheets):
        return True
    return any(not sheet.hidden and set(TOLD) <= set(sheet.texts) for sheet in workbook.sheets)
