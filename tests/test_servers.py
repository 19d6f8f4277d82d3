"""The servers of the tests themselves: a test that cannot fail is a defect, so these show that they notice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser

from tests.servers.chromium import Pages
from tests.servers.postgres import fresh_database

HEAD = '<!doctype html><html lang="da"><link rel="icon" href="data:,"><title>Prøve</title>'
BODIES = {
    "/quiet": "<p>Intet at bemærke</p><img alt='' src='data:,'>",
    "/foreign": "<img alt='' src='http://192.0.2.1/count.gif'>",
    "/neighbour": "<img alt='' src='http://127.0.0.1:1234/count.gif'>",
    "/thrown": "<script>throw new Error('kludder')</script>",
    "/said": "<script>console.error('kludder')</script>",
    "/socket": "<script>new WebSocket('ws://127.0.0.1:1234/')</script>",
    "/opens": "<script>open('/said')</script>",
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = BODIES.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((HEAD + (body or "Findes ikke")).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_postgres_answers_and_the_database_is_empty(postgres_url: str) -> None:
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("select version()")).startswith("PostgreSQL")
        assert connection.scalar(sa.text("show server_encoding")) == "UTF8"
    assert sa.inspect(engine).get_table_names() == []


def test_a_fresh_database_is_gone_afterwards(postgres_url: str) -> None:
    count = sa.text("select count(*) from pg_database where datname like 'gone_%'")
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    with fresh_database(postgres_url, "gone"), engine.connect() as connection:
        assert connection.scalar(count) == 1
    with engine.connect() as connection:
        assert connection.scalar(count) == 0


def test_browser_opens_a_blank_page(page: Pages) -> None:
    blank = page("http://127.0.0.1")
    blank.goto("about:blank")
    assert blank.evaluate("1 + 1") == 2


def test_page_is_danish_and_in_copenhagen(page: Pages, site: str) -> None:
    quiet = page(site)
    quiet.goto("/quiet")
    assert quiet.evaluate("navigator.language") == "da-DK"
    assert quiet.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Europe/Copenhagen"


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_page_has_the_scheme_and_width_asked_for(page: Pages, site: str, dark: bool, width: int) -> None:
    made = page(site, dark=dark, width=width)
    made.goto("/quiet")
    assert made.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark
    assert made.evaluate("innerWidth") == width


def test_page_without_javascript_runs_no_script(page: Pages, site: str) -> None:
    page(site, javascript=False).goto("/said")  # with scripts on, this page fails the test: see below


@pytest.mark.parametrize(
    ("path", "expect_errors", "complaint"),
    [
        ("/foreign", ["ERR_FAILED"], "asked for http://192.0.2.1/"),  # another host
        ("/neighbour", ["ERR_FAILED"], "asked for http://127.0.0.1:"),  # the same host, another port
        ("/socket", [], "asked for ws://127.0.0.1:1234/"),  # a socket: no request of the usual kind
        ("/thrown", [], "error: kludder"),  # an exception nobody caught
        ("/said", [], "error: kludder"),  # an error said aloud
        ("/absent", [], "404"),  # a page that is not there
        ("/quiet", ["404"], "expected, and did not come: 404"),  # an expectation that nothing meets
    ],
)
def test_pages_notice(browser: Browser, site: str, path: str, expect_errors: list[str], complaint: str) -> None:
    pages = Pages(browser)
    made = pages(site, expect_errors=expect_errors)
    with made.expect_websocket() if path == "/socket" else nullcontext():  # said a moment after the page is there
        made.goto(path)
    with pytest.raises(AssertionError, match=complaint):
        pages.close()


def test_pages_notice_what_an_opened_window_says(browser: Browser, site: str) -> None:
    pages = Pages(browser)
    made = pages(site)
    with made.context.expect_console_message(lambda message: message.type == "error"):
        made.goto("/opens")
    with pytest.raises(AssertionError, match="error: kludder"):
        pages.close()


def test_an_expected_error_is_no_complaint(page: Pages, site: str) -> None:
    page(site, expect_errors=["404"]).goto("/absent")
