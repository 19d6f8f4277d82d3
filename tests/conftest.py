"""What every test may ask for: an empty PostgreSQL database, and pages in a real browser.

`tests/servers/` says how. The product's own fixtures stand beside its tests.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.servers.postgres import Postgres, fresh_database

if TYPE_CHECKING:  # importing playwright takes half a second that most runs need not spend
    from playwright.sync_api import Browser

    from tests.servers.chromium import Pages

SERVER = "FREMDRIFT_TEST_POSTGRES"  # set it to use a server of your own

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
