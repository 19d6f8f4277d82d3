"""Opens a stranger's file in a process of its own, so that the worst file costs one message and no worker.

This side stays light: it starts the child, waits, and takes over columns or problems.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.opening.cells import Workbook
from etl.opening.child import PROBLEMS, WORKBOOK
from etl.opening.limits import Limits
from etl.problems.problem import Problem, problem

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parent.parent
_TOLD = 2000  # bytes of the child's last words kept for the operator
_ENVIRONMENT = {
    "PYTHONPATH": str(_ROOT),
    "LC_ALL": "C.UTF-8",
    # One thread and one heap: each further one would claim address space that the limit counts.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}


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
        code = _run_child(json.dumps(arguments), Path(folder), limits.seconds)
        if code is None or code == -signal.SIGXCPU:
            return [problem("reading_took_too_long", seconds=limits.seconds)]
        if code != 0:
            return [problem("file_too_hard_to_read", memory=limits.memory_mb)]
        return _answer(Path(folder))


def _answer(folder: Path) -> Workbook | list[Problem]:
    problems = folder / PROBLEMS
    if problems.exists():
        return [Problem.from_json(entry) for entry in json.loads(problems.read_text())]
    return Workbook.read(folder / WORKBOOK)


def _run_child(arguments: str, folder: Path, seconds: int) -> int | None:
    """How the child ended: its exit code, minus the signal that ended it, or None for out of time."""
    asked, words = folder / "arguments.json", folder / "stderr"
    asked.write_text(arguments)
    with asked.open("rb") as stdin, words.open("wb") as stderr:
        child = subprocess.Popen(
            [sys.executable, "-s", "-m", "etl.opening.child"],
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            cwd=folder,  # not the caller's, where another `etl` may lie
            env=_ENVIRONMENT | {"TMPDIR": str(folder)},
            start_new_session=True,
        )
        try:
            code = child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(child)
    if code != 0:
        told = words.read_bytes()[-_TOLD:].decode("utf-8", "replace")
        logger.warning("A file could not be read; the reader ended with %s: %s", code, told)
    return code


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends the child and whatever it started, however this process came here."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
