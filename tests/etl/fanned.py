"""Work for the tests of the fan-out: functions that a helper finds by their name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def slowly(number: int) -> int:
    time.sleep(0.2)
    return 2 * number


def refuse(number: int) -> int:
    raise ArithmeticError(f"not {number}")


def kill_once(given: tuple[int, str]) -> int:
    """Takes its process with it, the first time."""
    number, path = given
    try:
        Path(path).touch(exist_ok=False)
    except FileExistsError:
        return 2 * number
    os.kill(os.getpid(), signal.SIGKILL)
    return -1


def kill_all_but(given: tuple[int, int]) -> int:
    """Takes every process with it but one."""
    number, pid = given
    if os.getpid() != pid:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def pid(_: int) -> int:
    return os.getpid()
