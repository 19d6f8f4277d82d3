"""A store with the demo alliances, the dashboard on it, and one that tests may write to."""

from __future__ import annotations

import functools
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import flask
import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from config.settings import Settings
from dashboard.web import build
from store.database import Store
from tests import noted_last as noting
from tests.dashboard.demo_store import NOW, apply_demo, load_demo, settings_of
from tests.people import client_of, session_of

if TYPE_CHECKING:
    from tests.servers.chromium import Pages


@dataclass(frozen=True)
class Site:
    """A dashboard with its store."""

    store: Store
    settings: Settings
    server: flask.Flask
    cookie: dict[str, str]  # of the administrator's session

    @property
    def client(self) -> FlaskClient:
        """The administrator's browser: may do everything."""
        return client_of(self.server, self.cookie)

    @property
    def public(self) -> FlaskClient:
        """Anybody's browser."""
        return client_of(self.server, None)


@functools.cache
def _template(*, defined: bool) -> bytes:
    """A SQLite store with its tables, and the demo's definitions if wished: made once, for every test a copy."""
    with tempfile.TemporaryDirectory() as home:
        store = Store(f"sqlite:///{home}/fremdrift.db")
        store.migrate()
        if defined:
            apply_demo(store)
        store.close()
        return Path(home, "fremdrift.db").read_bytes()


def make_site(home: Path, *, defined: bool = False, **settings: str) -> Site:
    """A dashboard with a store of its own: empty, with the demo's definitions, or the one that is there."""
    chosen = settings_of(home, **settings)
    store = Store(chosen.database_url)
    kept = Path(str(store.url.database))
    if not kept.exists():
        kept.write_bytes(_template(defined=defined))
    cookie = session_of(store, chosen, NOW, is_administrator=True)
    return Site(store, chosen, build(store, chosen, lambda: NOW), cookie)


def copy_of(site: Site, home: Path) -> Site:
    """Another site with the same store, to be written to: much quicker than to load it again."""
    with (
        closing(sqlite3.connect(str(site.store.url.database))) as old,
        closing(sqlite3.connect(home / "fremdrift.db")) as new,
    ):
        old.backup(new)
    return make_site(home)


@pytest.fixture(autouse=True)
def noted_last() -> Iterator[None]:
    """Every act of every test here is noted last of all in its transaction."""
    noting.watch()
    noting.late.clear()
    yield
    assert noting.late == []


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The seven demo alliances with all their figures; not to be written to."""
    site = make_site(tmp_path_factory.mktemp("demo"))
    load_demo(site.store)
    yield site
    site.store.close()


@pytest.fixture(scope="session")
def base_url(demo: Site) -> Iterator[str]:
    """The demo in a real server, for browsers."""
    with serving(demo.server, None) as url:  # of the whole run: every page is closed long before
        yield url


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Definitions without figures, and uploads of at most 1 MB: to be written to."""
    made = make_site(tmp_path, defined=True, FREMDRIFT_MAX_UPLOAD_MB="1")
    yield made
    made.store.close()


class serving:
    """A threaded server of an application, on a free port of the loopback.

    Args:
        server: the application.
        pages: the pages that look at it. They are closed before it stops: one still asking for its icon would
            otherwise meet a server that has gone, now and then. None for a server that outlives every page.
    """

    def __init__(self, server: flask.Flask, pages: Pages | None) -> None:
        self._pages = pages
        self._server = make_server("127.0.0.1", 0, server, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        if self._pages:
            self._pages.leave()
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()
