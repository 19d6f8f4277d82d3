"""The real web process: started, asked, handed a large file, told to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.database import Store
from tests.dashboard.demo_store import ROOT, apply_demo, settings_of
from tests.people import session_of

RUN = "from dashboard.serve import serve; from config.settings import read_settings; serve(read_settings())"
MB = 1 << 20


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    url: str
    cookie: str  # of an administrator

    def memory(self) -> int:
        """Bytes held now by the largest of the server's processes."""
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
        ).stdout
        rows = [[int(field) for field in line.split()] for line in listed.splitlines()]
        return max(rss * 1024 for pid, parent, rss in rows if self.process.pid in (pid, parent))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    store = Store(settings_of(tmp_path).database_url)
    store.migrate()
    apply_demo(store)
    session = session_of(store, settings_of(tmp_path), datetime.now(UTC), is_administrator=True)
    store.close()
    environment = {**os.environ, "FREMDRIFT_HOME": str(tmp_path), "FREMDRIFT_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-c", RUN], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    url = f"http://127.0.0.1:{port}"
    _wait_for(url)
    yield Running(process, url, f"{session['name']}={session['value']}")
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=20)


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
                if answer.read() == b"OK":
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the web process did not answer within 20 s")


def test_it_serves_and_stops_when_told(running: Running) -> None:
    with urllib.request.urlopen(running.url, timeout=10) as answer:
        assert "Alle alliancer" in answer.read().decode()
    running.process.send_signal(signal.SIGTERM)
    _, said = running.process.communicate(timeout=20)
    assert running.process.returncode == 0
    assert "Traceback" not in said


def test_a_large_file_costs_no_memory(running: Running) -> None:
    """150 MB through the form: the process grows by far less."""
    before, held = running.memory(), list[int]()
    head = b"".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (("alliance", "bo-trygt"), ("organisation", "sekretariat"))
    )
    head += b'--edge\r\nContent-Disposition: form-data; name="file"; filename="stor.xlsx"\r\n\r\n'
    tail = b"\r\n--edge--\r\n"

    def body() -> Iterator[bytes]:
        yield head
        for sent in range(150):
            if sent % 30 == 0:
                held.append(running.memory())
            yield b"x" * MB
        held.append(running.memory())
        yield tail

    request = urllib.request.Request(f"{running.url}/api/v1/submissions", data=body(), method="POST")
    request.add_header("Content-Type", "multipart/form-data; boundary=edge")
    request.add_header("Content-Length", str(len(head) + 150 * MB + len(tail)))
    request.add_header("Cookie", running.cookie)
    request.add_header("Sec-Fetch-Site", "same-origin")
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 202
    assert max(*held, running.memory()) - before < 40 * MB


def test_a_file_of_nobody_is_refused_before_a_byte_of_it_is_read(running: Running) -> None:
    """Whoever has no right at all sends nothing: the answer comes at once, and no disk is filled."""
    host, port = running.url.removeprefix("http://").split(":")
    head = f"POST /api/v1/submissions HTTP/1.1\r\nHost: {host}\r\nContent-Length: {150 * MB}\r\n"
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(f"{head}Content-Type: multipart/form-data; boundary=edge\r\n\r\n".encode())
        assert line.recv(1 << 12).startswith(b"HTTP/1.1 401 ")
