"""Users who ask one after the other: so many connections, kept open, each with one request under way."""

from __future__ import annotations

import json
import selectors
import socket
import time
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Load:
    """Of one stretch of time. p50 and p95 in milliseconds."""

    per_second: float
    p50: float
    p95: float


def get(path: str) -> bytes:
    """A browser's request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n".encode()


def callback(output: str, outputs: list[dict[str, str]], inputs: list[dict[str, str]]) -> bytes:
    """A browser's request to Dash's callback."""
    several = outputs if output.startswith("..") else outputs[0]
    body = json.dumps({"output": output, "outputs": several, "inputs": inputs, "changedPropIds": []}).encode()
    return (
        "POST /_dash-update-component HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Accept-Encoding: gzip, deflate, br, zstd\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def our_callback(path: str, search: str = "") -> bytes:
    """For a page of ours."""
    inputs = [
        {"id": "url", "property": "pathname", "value": path},
        {"id": "url", "property": "search", "value": search},
    ]
    return callback("page.children", [{"id": "page", "property": "children"}], inputs)


def bare_callback(charts: int) -> bytes:
    """For all charts of the bare page."""
    ids = [f"g{number}" for number in range(charts)]
    output = f"..{'...'.join(f'{one}.figure' for one in ids)}.."
    outputs = [{"id": one, "property": "figure"} for one in ids]
    return callback(output, outputs, [{"id": "alliance", "property": "value", "value": "bench-0"}])


def load(port: int, requests: list[bytes], users: int, seconds: float) -> Load:
    """Ask for so long.

    Raises:
        RuntimeError: an answer was not 200.
    """
    chosen = selectors.DefaultSelector()
    for number in range(users):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        chosen.register(connection, selectors.EVENT_READ, _User(connection, number))
    took: list[float] = []
    start = time.perf_counter()
    users_ = [key.data for key in chosen.get_map().values()]
    for user in users_:
        user.ask(requests)
    end = start + seconds
    while time.perf_counter() < end or not took:
        for key, _ in chosen.select(30.0):
            user = key.data
            if user.hear():
                took.append(time.perf_counter() - user.asked)
                user.ask(requests)
    spent = time.perf_counter() - start
    for user in users_:
        user.connection.close()
    chosen.close()
    cuts = quantiles(took, n=20) if len(took) > 1 else [took[0]] * 19
    return Load(len(took) / spent, median(took) * 1000, cuts[18] * 1000)


class _User:
    __slots__ = ("asked", "connection", "held", "number", "wanted")

    def __init__(self, connection: socket.socket, number: int) -> None:
        self.connection, self.number = connection, number
        self.asked, self.held, self.wanted = 0.0, b"", -1

    def ask(self, requests: list[bytes]) -> None:
        self.held, self.wanted = b"", -1
        self.number += 1
        self.asked = time.perf_counter()
        self.connection.sendall(requests[self.number % len(requests)])

    def hear(self) -> bool:
        """Whether the whole answer is there."""
        got = self.connection.recv(1 << 18)
        if not got:
            raise RuntimeError("the server hung up")
        self.held += got
        if self.wanted < 0:
            head, ends, _ = self.held.partition(b"\r\n\r\n")
            if not ends:
                return False
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.decode("latin-1").splitlines()[0])
            lower = head.lower()
            at = lower.index(b"content-length:") + 15
            self.wanted = len(head) + 4 + int(lower[at : lower.find(b"\r\n", at) if b"\r\n" in lower[at:] else None])
        return len(self.held) >= self.wanted
