"""A proxy on loopback, as a house has one: it takes CONNECT, notes for which host, and leads where a test says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """Where it is; `leads` says to which port of loopback a host leads, all others are refused; `asked`: each head."""

    port: int
    leads: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def hosts(self) -> set[str]:
        """What it was asked to lead to: "CONNECT kilde.example:443"."""
        return {head.partition(" HTTP/")[0] for head in self.asked}


@contextmanager
def proxy_server() -> Iterator[Proxy]:
    """One for as long as it is wanted; each line is a thread's."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        proxy = Proxy(door.getsockname()[1])
        threading.Thread(target=_open, args=(door, proxy), daemon=True).start()
        yield proxy
        door.shutdown(socket.SHUT_RDWR)


def _open(door: socket.socket, proxy: Proxy) -> None:
    with suppress(OSError):  # the door is closed
        while True:
            line, _ = door.accept()
            threading.Thread(target=_lead, args=(line, proxy), daemon=True).start()


def _lead(line: socket.socket, proxy: Proxy) -> None:
    with closing(line), suppress(OSError):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            piece = line.recv(1)
            if not piece:
                return
            head += piece
        proxy.asked.append(head.decode())
        host = head.split()[1].decode().partition(":")[0]
        port = proxy.leads.get(host, 0)
        if not port:
            line.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        with closing(socket.create_connection(("127.0.0.1", port))) as there:
            line.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_pass_on, args=(there, line), daemon=True)
            back.start()
            _pass_on(line, there)
            back.join()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(1 << 16):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)
