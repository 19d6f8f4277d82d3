"""A real server, and those who send slowly, too much, or without end: everybody else is answered."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dashboard.patience import MOST_HEAD, MOST_WAITED, bytes_needed
from dashboard.serve import THREADS
from store.database import Store
from tests.dashboard.demo_store import ROOT, settings_of
from tests.dashboard.test_serve import RUN, _wait_for

HOST = b"Host: 127.0.0.1\r\n"
FORM = HOST + b"Content-Type: application/x-www-form-urlencoded\r\n"
HASTY = "from dashboard import patience; patience.SECONDS = 3.0; "
MANY = 3 * THREADS  # more than all threads of both processes


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    home = tmp_path_factory.mktemp("slow")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    store = Store(settings_of(home).database_url)
    store.migrate()
    store.close()
    environment = {**os.environ, "FREMDRIFT_HOME": str(home), "FREMDRIFT_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-c", HASTY + RUN], cwd=Path(ROOT), env=environment, stderr=subprocess.DEVNULL
    )
    _wait_for(f"http://127.0.0.1:{port}")
    yield port
    process.terminate()
    process.wait(20)


def heard(port: int, *sent: bytes) -> bytes:
    """What is answered, up to the end of the line."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        told = b""
        try:
            for one in sent:
                line.sendall(one)
            while piece := line.recv(1 << 16):
                told += piece
        except ConnectionError:  # it was closed while more was on its way
            pass
    return told


SLOW = [
    ("nothing at all", b""),
    ("half a head", b"GET / HTTP/1.1\r\n" + HOST),
    ("a head that goes on and on", b"GET / HTTP/1.1\r\n" + HOST + b"X-A: b\r\n" * 100),
    ("half a form", b"POST /judge HTTP/1.1\r\n" + FORM + b"Content-Length: 1000\r\n\r\nseries=1"),
    ("half a form in pieces", b"POST /judge HTTP/1.1\r\n" + FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\nserie"),
    ("a question to Dash", b"POST /_dash-update-component HTTP/1.1\r\n" + HOST + b"Content-Length: 90\r\n\r\n{"),
]


@pytest.mark.parametrize(("why", "sent"), SLOW, ids=[one[0] for one in SLOW])
def test_slow_requests_keep_no_thread_from_others(port: int, why: str, sent: bytes) -> None:
    with ExitStack() as lines:
        for _ in range(MANY):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            line.sendall(sent)
        asked = b"GET /privacy HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
        assert heard(port, asked).startswith(b"HTTP/1.1 200 OK"), why


def test_what_comes_slowly_is_answered_when_it_is_whole_and_else_let_go(port: int) -> None:
    whole = b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    assert heard(port, *(whole[place : place + 1] for place in range(len(whole)))).endswith(b"OK")
    assert heard(port, whole[:-2]) == b""


@pytest.mark.parametrize("length", [64_000, 300_000])
def test_long_forms_are_taken(port: int, length: int) -> None:
    body = b"series=" + b"a" * length
    head = b"POST /judge HTTP/1.1\r\n" + FORM + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    said = heard(port, head, body)
    assert said.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 422 ")), said[:60]  # read, and no series


def test_who_does_not_hang_up_keeps_nobody_waiting(port: int) -> None:
    """The loop itself would wait two seconds for each."""
    with ExitStack() as lines:
        for _ in range(MANY):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            line.sendall(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        asked = b"GET /privacy HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
        assert heard(port, asked).startswith(b"HTTP/1.1 200 OK")


REFUSED = [
    ("a form that says it is too long", b"POST /sign-in HTTP/1.1\r\n" + FORM + b"Content-Length: 9000000\r\n\r\n", 413),
    (
        "a file that says it is too long",
        b"POST /deliver/l-x HTTP/1.1\r\n" + FORM + b"Content-Length: 9000000000\r\n\r\n",
        413,
    ),
    (
        "a form that does not say how long it is",
        b"POST /sign-in HTTP/1.1\r\n"
        + FORM
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + b"8000\r\n"
        + b"a" * 0x8000
        + b"\r\n"
        + b"80000\r\n"
        + b"a" * 0x80000,
        413,
    ),
    ("a head without end", b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * (MOST_HEAD // 5), 431),
    ("one long line", b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    ("a large cookie", b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: a=" + b"b" * 9000 + b"\r\n\r\n", 431),
    ("two lengths", b"POST /judge HTTP/1.1\r\n" + FORM + b"Content-Length: 0\r\nContent-Length: 9\r\n\r\n", 400),
    (
        "a length and pieces",
        b"POST /judge HTTP/1.1\r\n" + FORM + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
    ),
]


@pytest.mark.parametrize(("why", "sent", "status"), REFUSED, ids=[one[0] for one in REFUSED])
def test_too_much_is_refused_before_it_is_read(port: int, why: str, sent: bytes, status: int) -> None:
    said = heard(port, sent)
    assert said.startswith(b"HTTP/1.1 %d " % status), (why, said[:60])


@pytest.mark.parametrize(
    ("why", "seen", "needed"),
    [
        ("no end of the head", b"GET / HTTP/1.1\r\n", None),
        ("nothing behind it", b"GET / HTTP/1.1\r\n\r\n", 18),
        ("a form", b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na", 41),
        ("one that will be refused", b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MOST_WAITED + 1), 42),
        ("a file", b"POST /api/v1/submissions HTTP/1.1\r\nContent-Length: 3\r\n\r\n", 56),
        ("pieces with an end", b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", 47),
        ("pieces without", b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na", 52),
    ],
)
def test_what_a_thread_need_not_wait_for(why: str, seen: bytes, needed: int | None) -> None:
    assert bytes_needed(seen) == needed, why
