"""Handed back: the partner's own workbook with the bad cells marked, or a list of them, beside the received file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from etl.opening.cells import Workbook
from etl.opening.limits import Limits
from etl.opening.process import run_child
from etl.returning.child import COPY
from etl.returning.problem_workbook import problem_workbook
from store.files import Files, write_whole
from store.submissions import Submission

# Beyond these openpyxl takes its time, and a list serves as well.
MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_CELLS = 200_000
SECONDS = 30

Annotated = Literal["marked", "list"]


def annotate(
    files: Files, submission: Submission, workbook: Workbook, report: dict[str, Any], limits: Limits
) -> Annotated | None:
    """Make the workbook that goes back to the partner of a file that could be read; what was there before goes.

    Returns:
        "marked" for a copy of the file, "list" for a workbook that lists the problems; None where there is nothing to
        mark, or the file was only to be checked and is not kept.
    """
    there = files.annotated_path_of(submission.token)
    count = report["problem_count"]
    if submission.check_only or not count["error"] + count["warning"]:
        there.unlink(missing_ok=True)
        return None
    received = files.path_of(submission.token)
    can_be_marked = _has_bad_cells(report) and _is_small(received, workbook)
    copy = _marked(received, report, limits) if can_be_marked else None
    write_whole(there, copy or problem_workbook(report, submission.filename))
    return "marked" if copy else "list"


def _has_bad_cells(report: dict[str, Any]) -> bool:
    """A copy without a single mark would look as if nothing were wrong."""
    return any(one["sheet"] and one["cell"] and one["severity"] != "note" for one in report["problems"])


def _is_small(received: Path, workbook: Workbook) -> bool:
    if workbook.format not in ("xlsx", "xlsm") or received.stat().st_size > MOST_BYTES:
        return False
    cells = sum(sheet.rows * len(sheet.columns) for sheet in workbook.sheets)
    return cells <= MOST_CELLS and all(sheet.rows <= MOST_ROWS for sheet in workbook.sheets)


def _marked(received: Path, report: dict[str, Any], limits: Limits) -> bytes | None:
    """The marked copy; None where the child process could not make one."""
    seconds = min(SECONDS, limits.seconds)
    with TemporaryDirectory(prefix="fremdrift-", ignore_cleanup_errors=True) as folder:
        arguments = {
            "path": str(received.resolve()),
            "folder": folder,
            "report": {name: report[name] for name in ("problems", "problem_count")},
            "memory_mb": limits.memory_mb,
            "seconds": seconds,
        }
        copy = Path(folder) / COPY
        is_done = run_child("etl.returning.child", arguments, Path(folder), seconds) == 0
        return copy.read_bytes() if is_done else None
