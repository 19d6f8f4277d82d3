"""Worker processes by the hundred: this process imports everything once, and forks a real worker whenever asked.

`python -m tests.faults.forge` reads a line of JSON, starts the workers it asks for, waits until all of them are gone,
and answers with how they ended. It opens no store itself, so that nothing is shared between those it forks.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import threading
import time
import traceback
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 120.0  # seconds that a worker may live
LOOK = 0.02
# What a worker would import at the beginning, and what it would import on its way.
READY = (
    "etl.worker",
    "tests.faults.moments",
    "tests.rooms",
    "charset_normalizer",
    "pandas.core.methods.to_dict",
)


def main() -> None:
    """Until its standard input ends."""
    for name in READY:
        importlib.import_module(name)
    while line := sys.stdin.readline():
        asked: list[dict[str, Any]] = json.loads(line)
        children = []
        for one in asked:
            child = os.fork()
            if child == 0:
                _work(one)
            children.append(child)
        ends = [_end_of(child, one.get("kill_after")) for child, one in zip(children, asked, strict=True)]
        print(json.dumps(ends), flush=True)


def _end_of(child: int, kill_after: float | None) -> int:
    """How it ended: its exit code, or minus the signal."""
    begun, sent = time.monotonic(), False
    while True:
        gone, status = os.waitpid(child, os.WNOHANG)
        if gone:
            return os.waitstatus_to_exitcode(status)
        lived = time.monotonic() - begun
        if not sent and lived > (LONGEST if kill_after is None else kill_after):
            os.kill(child, signal.SIGKILL)
            sent = True
        time.sleep(0.004)


def _work(asked: dict[str, Any]) -> NoReturn:
    """What `fremdrift worker` does, with a clock that is given, until nothing is left to do.

    Asked for: home, url, now (ISO), and where wanted at, after (see `Moments`), file_bytes (the largest file that may
    be written), told (the file that says how far it came), templates (false: none are made), patience (seconds).
    """
    code = 1
    try:
        os.setsid()
        logging.disable(logging.CRITICAL)
        from tests.faults.moments import Moments

        told = Path(asked.get("told") or Path(asked["home"]) / "moment")
        moments = Moments(told, asked.get("at", 0), asked.get("after", ()))
        moments.watch()
        if "file_bytes" in asked:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (asked["file_bytes"],) * 2)
        worker = _worker(asked)
        if not asked.get("templates", True):
            from etl import jobs
            from etl import worker as room

            jobs.write_templates = room.write_templates = lambda *given, **named: None  # type: ignore[attr-defined]
        one = threading.Thread(target=worker.run, daemon=True)
        one.start()
        _wait(worker, one, asked)
        worker.stop.set()
        one.join(LONGEST)
        told.write_text(f"{moments.count}|the end|")
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _worker(asked: dict[str, Any]) -> Any:
    from etl.jobs import Workroom
    from etl.worker import Worker
    from store.database import Store
    from store.files import Files
    from tests.rooms import SetClock, settings_in

    settings = settings_in(Path(asked["home"]), asked["url"])
    clock = SetClock(datetime.fromisoformat(asked["now"]))
    return Worker(Workroom(Store(asked["url"]), Files(settings.files), settings, clock))


def _wait(worker: Any, one: threading.Thread, asked: dict[str, Any]) -> None:
    """Until the night's run is asked for and nothing is left in the queue."""
    import sqlalchemy as sa

    from etl.schedule import last_due
    from store.schema import run, work

    due = last_due(worker.room.clock())
    end = time.monotonic() + asked.get("patience", LONGEST)
    while one.is_alive() and time.monotonic() < end:
        with worker.room.store.reading() as connection:
            latest = connection.execute(sa.select(sa.func.max(run.c.scheduled_for, type_=run.c.scheduled_for.type)))
            is_asked = (latest.scalar() or due - timedelta(days=1)) >= due
            left = connection.execute(sa.select(sa.func.count()).where(work.c.finished_at.is_(None))).scalar()
        if is_asked and not left:
            return
        time.sleep(LOOK)


class Forge:
    """The process that forks workers, from outside. Use as a context."""

    def __enter__(self) -> Forge:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forge"],
            cwd=ROOT,
            # A compiled module that a worker writes would be a moment of its own, on the first night only.
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def run(self, *asked: dict[str, Any]) -> list[int]:
        """Workers at once, each as asked for; how each of them ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the forge itself was lost"
        return [int(one) for one in json.loads(answer)]

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


if __name__ == "__main__":
    main()
