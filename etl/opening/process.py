"""Runs a module in a process of its own, so that the worst file costs one message and no worker."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from config.personal_numbers import masked

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_TOLD = 2000  # bytes of the child's last words kept for the operator
_ENVIRONMENT = {
    "PYTHONPATH": str(_ROOT),
    "LC_ALL": "C.UTF-8",
    # One thread and one heap: each further one would claim address space that the limit counts.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    # Memory that is given back and asked for again at every piece costs a tenth of the reading.
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
}


def run_child(module: str, arguments: dict[str, Any], folder: Path, seconds: int) -> int | None:
    """Runs `python -m <module>` with one line of JSON as its standard input.

    Args:
        folder: the child's working and temporary folder, where it leaves its answer.

    Returns:
        how it ended: its exit code, minus the signal that ended it, or None for out of time.
    """
    asked, words = folder / "arguments.json", folder / "stderr"
    asked.write_text(json.dumps(arguments))
    with asked.open("rb") as stdin, words.open("wb") as stderr:
        child = subprocess.Popen(  # noqa: S603 - a module of ours
            _command(module),
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            cwd=folder,
            env=_ENVIRONMENT | {"TMPDIR": str(folder)},
            start_new_session=True,
        )
        try:
            code = child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            end(child)
    if code != 0:
        logger.warning("%s could not do its file; it ended with %s: %s", module, code, said(words))
    return code


def start_child(module: str, lives: int) -> subprocess.Popen[bytes]:
    """Starts `python -m <module>` to stay: asked through its standard input, answering on its standard output.

    Args:
        lives: a file that it keeps open as long as it lives.
    """
    return subprocess.Popen(  # noqa: S603 - a module of ours
        _command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd="/",
        env=_ENVIRONMENT,
        pass_fds=[lives],
        bufsize=0,
        start_new_session=True,
    )


def start_apart(module: str, folder: Path, control: int) -> subprocess.Popen[bytes]:
    """Starts `python -m <module>` to be asked through the socket `control`, its standard input."""
    return subprocess.Popen(  # noqa: S603 - a module of ours
        _command(module),
        stdin=control,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_ENVIRONMENT,
        start_new_session=True,
    )


def end(child: subprocess.Popen[bytes]) -> None:
    """Ends a child and whatever it started, however this process came here."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def said(words: Path) -> str:
    """The last words of a child, without personal data, for the operator."""
    return masked(words.read_bytes()[-_TOLD:].decode("utf-8", "replace")) if words.exists() else ""


def _command(module: str) -> list[str]:
    # Safe paths: the working folder, where another `etl` may lie, is none to import from.
    return [sys.executable, "-s", "-P", "-m", module]
