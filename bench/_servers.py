"""Two web servers beside each other, each with gunicorn as the product runs it: the same processes and threads."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench._beside import _family
from dashboard.serve import THREADS

ROOT = Path(__file__).resolve().parents[1]
OURS = "from config.settings import read_settings; from dashboard.serve import serve; serve(read_settings())"
WORKERS = min(2, os.cpu_count() or 1)  # as dashboard/serve.py
_BARE = ["-m", "gunicorn", "-k", "gthread", "-w", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "5"]


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> float:
        """MiB resident in the largest of its processes."""
        sizes = []
        for pid in _family(self.pid):
            told = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
            sizes.append(int(told[1]) / 1024 if told else 0.0)
        return max(sizes)


@contextmanager
def ours(home: Path) -> Iterator[Server]:
    """The product's web process on a store."""
    port = _free()
    with _running([sys.executable, "-c", OURS], port, FREMDRIFT_HOME=str(home), FREMDRIFT_PORT=str(port)) as server:
        yield server


@contextmanager
def bare(figures: Path, constant: bool) -> Iterator[Server]:
    """Bare Dash with the same charts."""
    port = _free()
    command = [sys.executable, *_BARE, "-b", f"127.0.0.1:{port}", "--log-level", "warning", "bench._bare_dash:server"]
    with _running(command, port, BENCH_FIGURES=str(figures), BENCH_CONSTANT=str(int(constant))) as server:
        yield server


@contextmanager
def _running(command: list[str], port: int, **environment: str) -> Iterator[Server]:
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment})
    try:
        _wait(f"http://127.0.0.1:{port}/", process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                answer.read()
            return
        except OSError as fault:
            if process.poll() is not None:
                raise RuntimeError("a server did not start") from fault
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within a minute")


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
