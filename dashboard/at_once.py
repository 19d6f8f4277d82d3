"""The server's worker: what is kept goes out from its own loop; a thread is woken only for what has to be made.

gunicorn hands every request to a thread and takes the connection back afterwards: more work than to send a kept page.
What the loop answers itself is a plain request for something that is kept; whatever else a request may be, it is left
in the socket as it is, for gunicorn to read.
"""

from __future__ import annotations

import errno
import re
import selectors
import socket
import time
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.util import http_date, unquote_to_wsgi_str
from gunicorn.workers.gthread import TConn, ThreadWorker

from dashboard import patience
from dashboard.front import Environ, Front
from dashboard.patience import Reading, Seen, be_patient_with, is_file, look_at
from dashboard.times import Times, kind_of
from dashboard.turns import Turns

_LENT, _REST = 2.0, 2.0  # of turns of files: seconds, and so that many at once have a third of a processor
_LONGEST = 8_192  # bytes of a request's head that is looked at here
# One whole head, and nothing after it: who says less clearly where a request ends is not answered here.
_PLAIN = re.compile(rb"GET (/[!\"$-~]*) HTTP/1\.1\r\n((?:[A-Za-z0-9-]+: ?[\t -~\x80-\xff]*\r\n)+)\r\n")
_NOT_PLAIN = {"HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_EXPECT", "HTTP_UPGRADE", "HTTP_TE", "HTTP_TRAILER"}

_TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


def plain_request(head: bytes) -> Environ | None:
    """A request as the front reads it; None where it is not a whole, plain one that leaves the connection open."""
    found = _PLAIN.fullmatch(head)
    if found is None:
        return None
    path, _, query = found[1].decode("latin-1").partition("?")
    environ: Environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote_to_wsgi_str(path),
        "QUERY_STRING": query,
        "wsgi.url_scheme": "http",
    }
    lines = found[2].decode("latin-1").split("\r\n")[:-1]
    for line in lines:
        name, _, value = line.partition(":")
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value.strip(" \t")
    is_one_each = len(environ) == 4 + len(lines)
    stays_open = environ.get("HTTP_CONNECTION", "keep-alive").lower() == "keep-alive"
    return environ if is_one_each and stays_open and "HTTP_HOST" in environ and not _NOT_PLAIN & set(environ) else None


def written(status: str, headers: Iterable[tuple[str, str]], body: bytes, now: float) -> bytes:
    """An answer as it goes out, as gunicorn writes it."""
    lines = [f"HTTP/1.1 {status}", "Server: gunicorn", f"Date: {http_date(now)}", "Connection: keep-alive"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "\r\n"]).encode("latin-1") + body


class AtOnce(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """A thread worker that sends what is kept before it wakes a thread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files: Turns[TConn] = Turns(max(1, self.cfg.threads * 3 // 4), _LENT, _REST)

    def enqueue_req(self, conn: TConn) -> None:
        """Have a thread answer it; files have turns, and wait for them here: others must find a thread at all times."""
        try:
            sends_file = is_file(conn.sock)
        except OSError:  # a thread finds the same, and closes
            sends_file = False
        if sends_file:
            self.files.ask(conn)
            self._take_turns()
        else:
            super().enqueue_req(conn)

    def _take_turns(self) -> None:
        while (conn := self.files.begin(time.monotonic())) is not None:
            super().enqueue_req(conn)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Once round the loop."""
        super().wait_for_and_dispatch_events(min(timeout, self.files.seconds_left(time.monotonic())))
        self._take_turns()

    def accept(self, listener: socket.socket) -> None:
        """A new line: no thread is given to it before it has asked for something."""
        try:
            client, address = listener.accept()
        except OSError as fault:
            if fault.errno in (errno.EAGAIN, errno.ECONNABORTED):
                return
            raise
        self.nr_conns += 1
        be_patient_with(client)
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.data_ready = True  # when a thread gets it
        self._await(conn, client)

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """A connection that was kept open asks again."""
        if self.alive and self._is_answered(conn, client):
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await(conn, client)

    def on_pending_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """More of a request has come."""
        seen = _seen(client, conn.seen)
        conn.seen = seen.size
        if seen.state == "part":
            return
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        self._go_on(conn, client, seen)

    def _await(self, conn: TConn, client: socket.socket) -> None:
        """Have a request answered, as soon as it is there; in the loop it costs nothing to wait."""
        seen = _seen(client)
        if seen.state != "part":
            self._go_on(conn, client, seen)
            return
        conn.seen, conn.timeout = seen.size, time.monotonic() + patience.SECONDS
        self.pending_conns.append(conn)  # they stand in the order in which their time is over
        self.poller.register(client, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _go_on(self, conn: TConn, client: socket.socket, seen: Seen) -> None:
        if seen.state == "whole":
            self.enqueue_req(conn)
            return
        if seen.state == "too long":
            with suppress(OSError):
                client.send(_TOO_LONG)
        self._let_go(conn)

    def handle(self, conn: TConn) -> Any:
        """In a thread: as gunicorn does, but whoever sends too slowly as a whole is let go."""
        if not conn.initialized:
            conn.init()
            conn.parser.unreader = Reading(conn.sock)
        elif not conn.is_http2:
            conn.parser.unreader.again()
        begun = time.thread_time()
        try:
            return super().handle(conn)
        finally:
            conn.worked = time.thread_time() - begun

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        """Whoever was answered before all was read may send on for a moment only: no thread waits for it."""
        return bool(keepalive and conn.parser.finish_body(deadline=time.monotonic() + patience.MOMENT))

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """A thread is done. A line that closes waits for its other end in the loop: gunicorn stood still."""
        self.files.done(conn, time.monotonic(), getattr(conn, "worked", 0.0))
        is_closing = self.alive and not fs.cancelled() and fs.exception() is None and fs.result() is False
        if not is_closing:
            super().finish_request(conn, fs)
            return
        try:
            conn.sock.setblocking(False)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._let_go(conn)
            return
        conn.left, conn.timeout = patience.MOST_LEFT, time.monotonic() + patience.SECONDS
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._linger, conn))

    def _linger(self, conn: TConn, client: socket.socket) -> None:
        """What still comes is thrown away, so that the answer before it arrives; not without end."""
        try:
            thrown = len(client.recv(1 << 16))
        except BlockingIOError:
            return
        except OSError:
            thrown = 0
        conn.left -= thrown
        if not thrown or conn.left < 0:
            self.poller.unregister(client)
            self.pending_conns.remove(conn)
            self._let_go(conn)

    def _let_go(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()

    def _is_answered(self, conn: TConn, client: socket.socket) -> bool:
        begun = time.perf_counter()
        try:
            head = client.recv(_LONGEST, socket.MSG_PEEK)
            environ = plain_request(head)
            reply = None if environ is None else self._front.at_once(environ)
            if environ is None or reply is None:
                return False
            client.recv(len(head))
        except OSError:  # gunicorn finds the same, and closes
            return False
        except Exception:  # a fault of ours must not end the loop: a thread meets it again, and answers it
            self.log.exception("Not answered at once")
            return False
        self._send(conn, client, written(*reply, time.time()))
        self._times.count(kind_of(environ["PATH_INFO"]), int(reply[0][:3]), time.perf_counter() - begun)
        return True

    def _send(self, conn: TConn, client: socket.socket, answer: bytes) -> None:
        self.keepalived_conns.remove(conn)
        try:
            sent = client.send(answer)
        except BlockingIOError:
            sent = 0
        except OSError:  # who asked is gone
            sent = len(answer)
        if sent == len(answer):
            conn.set_timeout()
            self.keepalived_conns.append(conn)  # they stand in the order in which their time is over
            return
        self.poller.unregister(client)  # who takes it slowly is waited for in a thread
        rest = self.tpool.submit(_send_rest, client, answer[sent:])
        rest.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    @property
    def _front(self) -> Front:
        front: Front = self.wsgi.extensions["front"]
        return front

    @property
    def _times(self) -> Times:
        times: Times = self.wsgi.extensions["times"]
        return times


def _seen(client: socket.socket, before: int = -1) -> Seen:
    try:
        return look_at(client, before)
    except OSError:
        return Seen("gone")


def _send_rest(client: socket.socket, rest: bytes) -> bool:
    """Whether the connection stays open."""
    client.setblocking(True)
    client.sendall(rest)
    return True
