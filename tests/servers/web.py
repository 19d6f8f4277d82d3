"""A web server on loopback that does what a test tells it to: answers, redirects, hangs, or cuts the line."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Asked(BaseHTTPRequestHandler):
    """One request; `body` is what was posted."""

    protocol_version = "HTTP/1.1"
    body: bytes = b""

    def say(self, content: bytes = b"", status: int = 200, length: int | None = None, **headers: str) -> None:
        """An answer; `length` is what the header says where it is not the truth, -1 for no header."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length != -1:
            self.send_header("Content-Length", str(len(content) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def do_GET(self) -> None:
        self.server.answer(self)  # type: ignore[attr-defined]

    do_PROPFIND = do_GET

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *words: object) -> None:
        pass


@dataclass
class Web:
    """Where the server is, what it does at each path, and what it was asked, in order."""

    port: int
    does: dict[str, Callable[[Asked], None]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *about: object) -> None:
        """Whoever hangs up on it is what a test is about."""


@contextmanager
def web_server(certificate: Path | None = None) -> Iterator[Web]:
    """One server for as long as it is wanted; whatever hangs then is let go.

    Args:
        certificate: of a server that speaks TLS, with its key, in one file.
    """
    server = _Server(("127.0.0.1", 0), Asked)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web = Web(server.server_address[1])

    def answer(asked: Asked) -> None:
        path = asked.path.partition("?")[0]
        web.asked.append((asked.command, asked.path, dict(asked.headers)))
        do = web.does.get(path)
        if do is None:
            asked.say(status=404)
        else:
            do(asked)

    server.answer = answer  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
