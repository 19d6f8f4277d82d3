"""The process that opens a stranger's file: `python -m etl.opening.child`, one JSON line as standard input.

Its limits are set before anything but the standard library is imported; if it dies, only this file is lost.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

WORKBOOK, PROBLEMS = "workbook.npz", "problems.json"  # what it leaves in the folder: one of them


def main() -> None:
    """Reads `{"path", "filename", "folder", "limits"}` and leaves its answer in the folder."""
    arguments: dict[str, Any] = json.loads(sys.stdin.readline())
    limit_resources(arguments["limits"]["memory_mb"], arguments["limits"]["seconds"])
    _answer(Path(arguments["path"]), arguments["filename"], Path(arguments["folder"]), arguments["limits"])


def limit_resources(memory_mb: int, seconds: int) -> None:
    """Bind this process, before it touches the file, to so much address space and processor time."""
    memory = memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _answer(path: Path, filename: str, folder: Path, limits: dict[str, int]) -> None:
    from etl.opening.cells import Workbook
    from etl.opening.limits import Limits
    from etl.opening.read_file import read_file

    result = read_file(path, filename, Limits(**limits))
    if isinstance(result, Workbook):
        result.write(folder / WORKBOOK)
    else:
        (folder / PROBLEMS).write_text(json.dumps([problem.to_json() for problem in result]))


if __name__ == "__main__":
    main()
