"""The process that opens strangers' files: `python -m etl.opening.child`, one JSON line on standard input for each.

It stays, with everything imported, and touches no file itself: for each it forks a process that binds itself, reads
this one file and ends. So a file costs no start of Python, and whatever it does to its process, the next one is fresh.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import resource
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

WORKBOOK, PROBLEMS = "workbook.cells", "problems.json"  # what it leaves in the folder: one of them
WORDS = "stderr"  # what it said last, for the operator
_ROOM = 1 << 20  # bytes
_PATIENCE = 5  # seconds beyond its time after which the process ends itself, should nobody be there to end it


def main() -> None:
    """For each line `{"path", "filename", "folder", "limits"}` an answer in that folder, and on standard output how
    the process ended: its exit code, or minus the signal that ended it. A line with `files`, a list of paths and names,
    is answered for those that are plain.
    """
    from etl.opening import many_workbooks, read_file, read_plain, read_workbook  # noqa: F401 - imported once for all files

    gc.collect()
    gc.freeze()
    while line := sys.stdin.buffer.readline():
        child = os.fork()
        if child == 0:
            _open(json.loads(line))
        _, status = os.waitpid(child, 0)
        os.write(1, b"%d\n" % os.waitstatus_to_exitcode(status))


def _open(arguments: dict[str, Any]) -> NoReturn:
    """In the forked process: read the file and end."""
    code = 1
    try:
        folder, limits = Path(arguments["folder"]), arguments["limits"]
        _set_apart(folder)
        signal.alarm(limits["seconds"] + _PATIENCE)
        limit_resources(limits["memory_mb"], limits["seconds"])
        mmap.mmap(-1, _ROOM).close()  # fails where this process is over its limit before it begins
        if "files" in arguments:
            _answer_plain(arguments["files"], folder, limits)
        else:
            _answer(Path(arguments["path"]), arguments["filename"], folder, limits)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _set_apart(folder: Path) -> None:
    """Away from the pipes to the worker; the folder is all that it works in."""
    nothing = os.open(os.devnull, os.O_RDWR)
    words = os.open(folder / WORDS, os.O_WRONLY | os.O_CREAT, 0o600)
    for number, target in ((0, nothing), (1, nothing), (2, words)):
        os.dup2(target, number)
    os.chdir(folder)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


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


def _answer_plain(files: list[list[str]], folder: Path, limits: dict[str, int]) -> None:
    """Of several small files those that are plain, by their numbers; the limits hold for all as for one."""
    from etl.opening.limits import Limits
    from etl.opening.many_workbooks import write_workbooks
    from etl.opening.read_plain import read_plain_ones

    gc.disable()  # it ends soon, and its memory is bounded
    write_workbooks(folder / WORKBOOK, read_plain_ones([(Path(path), name) for path, name in files], Limits(**limits)))


if __name__ == "__main__":
    main()
