"""What the server's own loop answers: the same bytes as gunicorn's threads send, to plain requests for what is kept."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any, NamedTuple

import pytest
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn, ThreadWorker

from dashboard.at_once import AtOnce, plain_request
from dashboard.front import PAGES
from dashboard.keeping import Shelf
from dashboard.serve import _Server
from store.work import sign_of_life, sign_off
from tests.dashboard.conftest import Site
from tests.dashboard.demo_store import NOW

HOST = "Host: 127.0.0.1:8050\r\n"
PAGE = "/alliance/bo-trygt"


def head(target: str = PAGE, lines: str = HOST, method: str = "GET", version: str = "1.1") -> bytes:
    return f"{method} {target} HTTP/{version}\r\n{lines}\r\n".encode("latin-1")


@pytest.mark.parametrize(
    ("why", "sent"),
    [
        ("something is sent with it", head(lines=HOST + "Content-Length: 5\r\n")),
        ("of a length that is told piece by piece", head(lines=HOST + "Transfer-Encoding: chunked\r\n")),
        ("a name that some servers read as the same", head(lines=HOST + "Content_Length: 5\r\n")),
        ("not all of it is there", head()[:-2]),
        ("nothing is there", b""),
        ("another one behind it", head() + head()),
        ("something behind it", head() + b"x"),
        ("to be closed after it", head(lines=HOST + "Connection: close\r\n")),
        ("to become another protocol", head(lines=HOST + "Connection: Upgrade\r\nUpgrade: h2c\r\n")),
        ("waits to be told to go on", head(lines=HOST + "Expect: 100-continue\r\n")),
        ("two hosts", head(lines=HOST + HOST)),
        ("no host", head(lines="Accept: */*\r\n")),
        ("a line that goes on", head(lines=HOST + "Accept: a\r\n b\r\n")),
        ("a bare line feed", head(lines=HOST + "Accept: a\nX: b\r\n")),
        ("a space before the colon", head(lines="Host : x\r\n")),
        ("an end of text within", head(lines=HOST + "Accept: a\0b\r\n")),
        ("no change is a plain question", head(method="POST")),
        ("nor only its head", head(method="HEAD")),
        ("an older protocol", head(version="1.0")),
        ("an address of another host", head("http://elsewhere/")),
        ("a place within the page", head(PAGE + "#s")),
        ("a space in the address", head("/a b")),
    ],
)
def test_what_is_left_to_gunicorn(why: str, sent: bytes) -> None:
    assert plain_request(sent) is None, why


def test_a_plain_request_is_read_as_gunicorn_reads_it() -> None:
    lines = HOST + 'Accept-Encoding: gzip, br\r\nIf-None-Match:  W/"x" \r\nX-Empty:\r\nconnection: Keep-Alive\r\n'
    assert plain_request(head("/en/alliance/bo%20trygt/%C3%A6?q=a%20b&c", lines)) == {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/en/alliance/bo trygt/Ã¦",  # bytes as letters, as WSGI has it
        "QUERY_STRING": "q=a%20b&c",
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "127.0.0.1:8050",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "HTTP_IF_NONE_MATCH": 'W/"x"',
        "HTTP_X_EMPTY": "",
        "HTTP_CONNECTION": "Keep-Alive",
    }


class Line(NamedTuple):
    """A connection that was kept open, with the worker at its end."""

    worker: Any
    conn: Any
    ours: socket.socket
    theirs: socket.socket

    def ask(self, sent: bytes) -> bool:
        """Whether the loop itself has answered."""
        self.theirs.sendall(sent)
        self.ours.setblocking(False)
        return bool(self.worker._is_answered(self.conn, self.ours))

    def by_thread(self, sent: bytes) -> bytes:
        self.theirs.sendall(sent)
        self.worker.handle(self.conn)
        return self.heard()

    def heard(self) -> bytes:
        """One whole answer, however it is cut."""
        told = b""
        while not (found := re.search(rb"\r\n\r\n", told)):
            told += self.theirs.recv(1 << 20)
        length = re.search(rb"Content-Length: (\d+)", told[: found.end()])
        whole = found.end() + (int(length[1]) if length else 0)
        while len(told) < whole:
            told += self.theirs.recv(1 << 20)
        assert len(told) == whole
        return told


@pytest.fixture
def line(demo: Site) -> Iterator[Line]:
    application = _Server(demo.settings)
    worker: Any = AtOnce(1, 1, [], application, 30, application.cfg, Logger(application.cfg))
    worker.wsgi, worker.alive = demo.server, True
    worker.tpool = worker.get_thread_pool()
    worker.poller = Selector()
    worker.method_queue.init()
    with socket.create_server(("127.0.0.1", 0)) as door:
        theirs = socket.create_connection(door.getsockname())
        ours, who = door.accept()
        conn = TConn(application.cfg, ours, who, door.getsockname())
        worker.keepalived_conns.append(conn)
        yield Line(worker, conn, ours, theirs)
        worker.tpool.shutdown()
        worker.method_queue.close()
        worker.tmp.close()
        theirs.close()
        ours.close()


class Selector:
    """Stands for the loop's: notes who is no longer waited for."""

    def __init__(self) -> None:
        self.gone: list[socket.socket] = []

    def unregister(self, one: socket.socket) -> None:
        self.gone.append(one)


def undated(answer: bytes) -> bytes:
    assert re.search(rb"\r\nDate: [^\r]+ GMT\r\n", answer)
    return re.sub(rb"\r\nDate: [^\r]+", b"", answer)


@pytest.mark.parametrize("accepted", ["", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip\r\n"])
@pytest.mark.parametrize("path", [PAGE, "/en" + PAGE, "/", PAGE + "?utm_source=brev", PAGE + "/indbrud?multiples=all"])
def test_the_loop_and_a_thread_send_the_same_bytes(line: Line, path: str, accepted: str) -> None:
    asked = head(path, HOST + accepted)
    line.by_thread(asked)  # made
    by_thread = line.by_thread(asked)
    assert by_thread.startswith(b"HTTP/1.1 200 OK\r\n")
    is_ready = bool(accepted)
    assert line.ask(asked) == is_ready  # what has to be unpacked first is a thread's work
    if is_ready:
        answer = line.heard()
        assert undated(answer) == undated(by_thread)
        etag = re.search(rb"ETag: ([^\r]+)", answer)
        assert etag is not None
        known = head(path, f"{HOST}{accepted}If-None-Match: {etag[1].decode()}\r\n")
        told = line.by_thread(known)
        assert line.ask(known)
        assert undated(line.heard()) == undated(told)
        assert told.startswith(b"HTTP/1.1 304 NOT MODIFIED\r\n")
    assert list(line.worker.keepalived_conns) == [line.conn]
    assert line.worker.poller.gone == []


@pytest.mark.parametrize(
    ("why", "path"),
    [("never kept", "/runs"), ("unknown", "/nowhere"), ("asked by one", "/?q=trygt"), ("not yet made", "/privacy")],
)
def test_what_is_not_kept_is_left_where_it_is(
    demo: Site, line: Line, why: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo.server.extensions["front"], "pages", Shelf(PAGES))  # others have asked for pages before
    asked = head(path, HOST + "Accept-Encoding: br\r\n")
    assert not line.ask(asked), why
    assert line.ours.recv(1 << 16) == asked, why


@pytest.mark.parametrize("known", [None, "another stamp"])
def test_after_a_change_the_loop_has_nothing(line: Line, monkeypatch: pytest.MonkeyPatch, known: str | None) -> None:
    """Also where PostgreSQL would have to be asked: the loop waits for no store."""
    asked = head(PAGE, HOST + "Accept-Encoding: br\r\n")
    line.by_thread(asked)
    monkeypatch.setattr("dashboard.freshness.Freshness.known", lambda *_: known)
    assert not line.ask(asked)


def test_what_is_written_beside_the_page_leaves_it_to_the_loop(line: Line, demo: Site) -> None:
    """Uploads write all the time: the loop looks for itself whether the page still holds."""
    asked = head(PAGE, HOST + "Accept-Encoding: br\r\n")
    line.by_thread(asked)
    before = demo.server.extensions["front"]._freshness.token()
    with demo.store.writing() as connection:
        sign_of_life(connection, "somebody", NOW, leads=False)
        sign_off(connection, "somebody")
    assert demo.server.extensions["front"]._freshness.token() != before
    assert line.ask(asked)


def test_who_reads_slowly_is_sent_the_rest_by_a_thread(line: Line) -> None:
    asked = head(PAGE, HOST + "Accept-Encoding: br\r\n")
    whole = line.by_thread(asked)
    line.ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1)
    line.theirs.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    line.ours.setblocking(False)
    line.theirs.settimeout(0.05)
    filled = 0
    while line.worker.poller.gone == []:  # until the line is full
        assert line.ask(asked)
        filled += 1
    heard = b""
    line.theirs.settimeout(30)
    while len(heard) < filled * len(whole):
        heard += line.theirs.recv(1 << 20)
    assert undated(heard) == undated(whole) * filled
    assert list(line.worker.keepalived_conns) == []  # the loop takes it back when the thread is done
    line.worker.method_queue._queue.get(timeout=30)


FILE = head("/api/v1/submissions", HOST + "Content-Length: 9000\r\n", "POST")
LINK = head("/en/deliver/l-1", HOST + "Content-Length: 9000\r\n", "POST")


@pytest.mark.parametrize(
    ("why", "sent", "begun"),
    [
        ("files have turns, whoever sends them", [FILE, LINK, FILE], [0]),
        ("whatever else is asked waits for none of them", [FILE, FILE, head("/runs"), FILE, head()], [0, 2, 4]),
        ("a page of the same name is no file", [FILE, head("/api/v1/submissions"), head("/deliver/l-1")], [0, 1, 2]),
    ],
)
def test_files_wait_in_the_loop_and_take_no_thread_from_pages(
    line: Line, why: str, sent: list[bytes], begun: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_thread: list[Any] = []
    monkeypatch.setattr(ThreadWorker, "enqueue_req", lambda _, conn: with_thread.append(conn))
    monkeypatch.setattr(ThreadWorker, "finish_request", lambda *_: None)
    ends = [socket.socketpair() for _ in sent]
    conns = [TConn(line.worker.cfg, ours, ("", 0), ("", 0)) for ours, _ in ends]
    for conn, (_, theirs), request in zip(conns, ends, sent, strict=True):
        theirs.sendall(request)
        line.worker.enqueue_req(conn)
    assert [conns.index(conn) for conn in with_thread] == begun, why
    line.worker.files._rest = 0.0
    waiting = [one for one in range(len(sent)) if one not in begun]
    for number in waiting:  # each one that is done gives its turn to the next
        last = next(conn for conn in reversed(with_thread) if conn in line.worker.files._begun)
        line.worker.finish_request(last, cancelled())
        line.worker._take_turns()
        assert with_thread[-1] is conns[number], why
    for pair in ends:
        for one in pair:
            one.close()


def cancelled() -> Future[Any]:
    done: Future[Any] = Future()
    done.cancel()
    return done


def test_the_loop_counts_what_it_answers_as_a_thread_does(line: Line, demo: Site) -> None:
    asked = head(PAGE, HOST + "Accept-Encoding: br\r\n")
    line.by_thread(asked)
    counted = demo.server.extensions["times"].counted()["page"].statuses[2]
    line.by_thread(asked)
    assert line.ask(asked)
    assert demo.server.extensions["times"].counted()["page"].statuses[2] == counted + 2


def test_a_fault_of_ours_does_not_end_the_loop(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread meets it again, and answers it."""
    monkeypatch.setattr("dashboard.front.Front.at_once", lambda *_: 1 / 0)
    asked = head(PAGE, HOST + "Accept-Encoding: br\r\n")
    assert not line.ask(asked)
    assert line.ours.recv(1 << 16) == asked


def test_who_has_gone_is_let_go(line: Line) -> None:
    line.theirs.close()
    assert not line.worker._is_answered(line.conn, line.ours)
