"""What every test may ask for: an empty PostgreSQL database, and pages in a real browser.

`tests/servers/` says how. The product's own fixtures stand beside its tests.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from store.database import Store
from store.definitions import apply
from tests.rooms import NOW, House, house_in, small_alliance
from tests.servers.postgres import Postgres, fresh_database

if TYPE_CHECKING:  # importing playwright takes half a second that most runs need not spend
    from playwright.sync_api import Browser

    from tests.servers.chromium import Pages

SERVER = "FREMDRIFT_TEST_POSTGRES"  # set it to use a server of your own
ONE_STORE = "FREMDRIFT_TEST_STORE"  # postgresql: what is tested on SQLite alone is tested there instead

# Nothing is held to a time: on a busy machine an example may take as long as it takes.
hypothesis.settings.register_profile("usual", deadline=None)
hypothesis.settings.load_profile("usual")
# For `make soak`: long, and other examples on every run; a failure prints how to repeat it.
hypothesis.settings.register_profile("soak", max_examples=5_000, deadline=None, print_blob=True)


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL per run: the controller starts it, workers inherit its address."""
    if hasattr(config, "workerinput") or config.option.collectonly or os.environ.get(SERVER):
        return
    server = Postgres()
    config.add_cleanup(server.stop)
    os.environ[SERVER] = server.start()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the browser is marked so: `-m "not browser"` needs none, and nobody can forget the mark."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> Iterator[str]:
    """An empty database of this worker's own."""
    with fresh_database(os.environ[SERVER], f"test_{worker_id}") as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium per worker; a context per page."""
    from playwright.sync_api import sync_playwright

    from tests.servers.chromium import chromium, flags

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), headless=True, args=flags())
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Pages]:
    """Makes pages: `page(base_url)`, `page(base_url, width=390, dark=True, javascript=False)`."""
    from tests.servers.chromium import Pages

    pages = Pages(browser)
    yield pages
    pages.close()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with its tables, to be copied: migrating anew for every test would cost minutes."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture(scope="session")
def migrated_postgres(worker_id: str) -> Iterator[str]:
    """The name of a PostgreSQL database with its tables, to be copied."""
    with fresh_database(os.environ[SERVER], f"migrated_{worker_id}") as url:
        store = Store(url)
        store.migrate()
        store.close()
        yield str(store.url.database)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, on each database in turn."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), tmp_path / "fremdrift.db")
        yield f"sqlite:///{tmp_path / 'fremdrift.db'}"
    else:
        template = request.getfixturevalue("migrated_postgres")
        with fresh_database(os.environ[SERVER], "store", template) as url:
            yield url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = Store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def house(store: Store, store_url: str, tmp_path: Path) -> House:
    """A room on each database in turn, with the small alliance declared."""
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    return house_in(tmp_path, store, store_url)


@pytest.fixture
def sqlite_house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A room on SQLite alone, for what does not concern the store; on PostgreSQL in the soak, which proves that."""
    with ExitStack() as stack:
        if os.environ.get(ONE_STORE) == "postgresql":
            template = request.getfixturevalue("migrated_postgres")
            url = stack.enter_context(fresh_database(os.environ[SERVER], "store", template))
        else:
            shutil.copyfile(request.getfixturevalue("migrated_sqlite"), tmp_path / "fremdrift.db")
            url = f"sqlite:///{tmp_path / 'fremdrift.db'}"
        store = Store(url)
        stack.callback(store.close)
        with store.writing() as connection:
            apply(connection, small_alliance(), "file", NOW)
        yield house_in(tmp_path, store, url)
