"""A mail server and a webhook on loopback, real ones: they keep what they get, and refuse what they are told to."""

from __future__ import annotations

import email
import email.policy
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class MailServer:
    """Attributes:
    got: (recipient, message) in the order in which they came.
    refusals: recipient -> the answer that it gets instead.
    answer: to every message.
    """

    port: int = 0
    got: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    answer: str = "250 OK"
    asks_for_login: bool = False

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, _: Any) -> str:
        if self.asks_for_login and not session.authenticated:
            return "530 Log ind først"
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            self.got += [(one, message) for one in envelope.rcpt_tos]
        return self.answer

    @property
    def url(self) -> str:
        return f"mailto://127.0.0.1:{self.port}?from=fremdrift@example.dk&mode=insecure"

    def url_of(self, user: str, password: str) -> str:
        return f"mailto://{user}:{password}@127.0.0.1:{self.port}?from=fremdrift@example.dk&mode=insecure"


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def mail_server(password: str | None = None) -> Iterator[MailServer]:
    """A mail server for as long as this is entered.

    Args:
        password: of the user `brev`; then nobody else is let in.
    """

    def let_in(*told: Any) -> AuthResult:
        data = told[-1]
        assert isinstance(data, LoginPassword)
        is_right = (data.login, data.password) == (b"brev", (password or "").encode())
        return AuthResult(success=is_right, handled=False)

    found = MailServer(asks_for_login=password is not None)
    secured: dict[str, Any] = {"authenticator": let_in, "auth_require_tls": False}
    found.port = free_port()
    controller = Controller(found, hostname="127.0.0.1", port=found.port, **(secured if password else {}))
    controller.start()
    try:
        yield found
    finally:
        controller.stop()


@dataclass
class Webhook:
    """Attributes:
    got: the JSON that came. status: what it answers.
    """

    port: int = 0
    got: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/krog"


@contextmanager
def webhook() -> Iterator[Webhook]:
    """A webhook for as long as this is entered."""
    found = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if found.status < 300:
                found.got.append(json.loads(body))
            self.send_response(found.status)
            if found.status in (301, 302, 307):
                self.send_header("Location", f"http://127.0.0.1:{found.port}/andetsteds")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
