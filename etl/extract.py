"""Opens a stranger's file in a process of its own, so that the worst file costs one message and no worker.

This side stays light: it asks for a process, waits, and takes over columns or problems.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.opening.cells import Workbook
from etl.opening.child import PROBLEMS, WORKBOOK
from etl.opening.limits import Limits
from etl.opening.many_workbooks import read_workbooks
from etl.opening.openers import OPENERS
from etl.problems.problem import Problem, problem

_SECONDS = 20  # for a few small files, which take a tenth of one
_LARGE = 5_000_000  # bytes of the cells as they are handed over


def extract(path: Path, filename: str, limits: Limits = Limits()) -> Workbook | list[Problem]:  # noqa: B008 - frozen
    """All cells of a file, or why it cannot be taken.

    Args:
        path: where the received bytes lie; they are only read.
        filename: the name that the sender gave; its ending must fit the content.

    Returns:
        The workbook, its warnings and notes in `problems`; or a list of problems with at least one error.

    Raises:
        OSError: the file is not there (our fault, not the sender's).
    """
    path = path.resolve(strict=True)
    with TemporaryDirectory(prefix="fremdrift-", ignore_cleanup_errors=True) as folder:
        arguments = {"path": str(path), "filename": filename, "folder": folder, "limits": asdict(limits)}
        code = OPENERS.run(arguments, Path(folder), limits.seconds)
        if code == 0 and _is_large(Path(folder)):
            OPENERS.close()  # what comes now needs the memory more than the next file needs the moment
        if code is None or code == -signal.SIGXCPU:
            return [problem("reading_took_too_long", seconds=limits.seconds)]
        if code != 0:
            return [problem("file_too_hard_to_read", memory=limits.memory_mb)]
        return _answer(Path(folder))


def extract_plain(files: Sequence[tuple[Path, str]], limits: Limits) -> dict[int, Workbook]:
    """Several small files opened by one process, which is bound as for one file.

    Args:
        files: path and name of each.

    Returns:
        by their places those that are plain workbooks of which there is nothing to tell. None where one of them was too
        much: then nobody knows which, and each is to be opened by itself.
    """
    limits = replace(limits, seconds=min(limits.seconds, _SECONDS))
    with TemporaryDirectory(prefix="fremdrift-", ignore_cleanup_errors=True) as folder:
        asked = [(str(path.absolute()), filename) for path, filename in files]  # one that is gone is not plain
        arguments = {"files": asked, "folder": folder, "limits": asdict(limits)}
        if OPENERS.run(arguments, Path(folder), limits.seconds) != 0:
            return {}
        return read_workbooks(Path(folder) / WORKBOOK)


def _is_large(folder: Path) -> bool:
    workbook = folder / WORKBOOK
    return workbook.exists() and workbook.stat().st_size > _LARGE


def _answer(folder: Path) -> Workbook | list[Problem]:
    problems = folder / PROBLEMS
    if problems.exists():
        return [Problem.from_json(entry) for entry in json.loads(problems.read_text())]
    return Workbook.read(folder / WORKBOOK)
