"""The process that fetches: `python -m etl.sources.child`, asked by the socket that is its standard input.

It stays, with what it needs imported, and reaches for nothing itself: for each order it forks a process that can reach
the hosts of that one source and nothing else, and that is ended when its time is over. So neither a hanging server nor
a fault of a library costs more than one source. Each file is told as soon as it is whole: what came before the end
counts.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from etl.sources.guard import Guard
from etl.sources.order import Fetched, Order
from etl.sources.taking import failed, with_patience
from etl.sources.trouble import trouble_of

DONE = "done"
LIBRARIES = {b"w": "", b"d": "webdav4.fsspec", b"h": "sshfs", b"s": "s3fs"}
LETTERS = {"webdav": b"d", "sftp": b"h", "s3": b"s"}  # of the ways that need one


def main() -> None:
    """For each message, a letter of `LIBRARIES`, two pipes: one to read the order from, `{"order", "folder"}`, and one
    to tell the files to: a line with the number of the process, one for each file, and `done`.
    """
    from etl.sources import folders, statbank, web  # noqa: F401 - imported once for all orders

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    control = socket.socket(fileno=os.dup(0))
    while True:
        message, pipes, _, _ = socket.recv_fds(control, 1, 2)
        if not message:
            return
        _load(LIBRARIES[message])
        if os.fork() == 0:
            control.close()
            _fetch(*pipes)
        for pipe in pipes:
            os.close(pipe)


def _load(library: str) -> None:
    """Import what an order needs, once for all that need it; what it is made of is not looked through again."""
    if library and library not in sys.modules:
        with suppress(Exception):  # the one that fetches says so
            importlib.import_module(library)
        gc.collect()
        gc.freeze()


def _fetch(asked: int, told: int) -> NoReturn:
    """In the forked process: fetch and end."""
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _tell(told, os.getpid())
        with os.fdopen(asked, "rb") as stream:
            message = json.load(stream)
        signal.setitimer(
            signal.ITIMER_REAL, message["order"]["limit_seconds"]
        )  # it ends this process, whatever it does
        os.chdir(message["folder"])
        os.environ["TMPDIR"] = message["folder"]
        run(Order.from_json(message["order"]), Path.cwd(), lambda one: _tell(told, one.to_json()))
        _tell(told, DONE)
    finally:
        os._exit(0)  # threads of libraries have nothing more to do


def _tell(told: int, what: Any) -> None:
    line = json.dumps(what).encode() + b"\n"
    while line:
        line = line[os.write(told, line) :]


def run(order: Order, folder: Path, tell: Callable[[Fetched], None]) -> None:
    """Bind this process to the hosts of the order, fetch, and tell each file."""
    guard = Guard(order.hosts, order.port, order.intranet_host, order.proxy)
    guard.bind()
    from etl.sources import folders, statbank, web

    try:
        if order.way in ("web", "statbank"):
            fetch = web.fetch if order.way == "web" else statbank.fetch
            tell(with_patience(order, lambda: fetch(order, guard, folder), time.sleep, lambda: guard.refused))
        else:
            folders.fetch(order, guard, folder, time.sleep, tell)
    except Exception as fault:
        tell(failed("", guard.refused or trouble_of(fault)))


if __name__ == "__main__":
    main()
