"""Web and worker as two processes on one machine, started and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from config.settings import Settings

PATIENCE = 10.0  # seconds for a process to end by itself


def run_both(settings: Settings) -> int:
    """Run until told to stop. A worker that is lost is started again; without its pages there is nothing to run for.

    Returns:
        the exit code: 0 when told to stop, else that of the web process.
    """
    environment = os.environ | {
        "FREMDRIFT_HOME": str(settings.home),
        "FREMDRIFT_CONFIG": str(settings.config),
        "FREMDRIFT_DATABASE_URL": settings.database_url,
        "FREMDRIFT_FILES": str(settings.files),
    }
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: told.append(received))
    web, worker = _start("web", environment), _start("worker", environment)
    try:
        while not told and web.poll() is None:
            if worker.poll() is not None:
                time.sleep(1.0)
                worker = _start("worker", environment)
            time.sleep(0.2)
        return 0 if told else web.returncode or 1
    finally:
        for process in (web, worker):
            process.terminate()
        for process in (web, worker):
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _start(command: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl-C reaches this process, and this process tells the others.
    words = [sys.executable, "-m", "fremdrift", command]
    return subprocess.Popen(words, env=environment, start_new_session=True)  # noqa: S603 - our own command
