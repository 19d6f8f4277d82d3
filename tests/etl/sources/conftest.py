"""Real servers on loopback, and one way to have a place fetched by the process that fetches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config.source import Feed
from etl.sources.fetchers import Fetchers
from etl.sources.fetching import Elsewhere
from etl.sources.order import Fetched, Known, Order, order_of
from store.files import Files
from tests.rooms import settings_in
from tests.servers.web import Web, web_server

MOST = 1 << 20


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as server:
        yield server


@pytest.fixture(scope="session")
def fetchers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fetchers]:
    """One process for all tests, as there is one for all places of a refresh."""
    with Fetchers(tmp_path_factory.mktemp("fetchers")) as started:
        yield started


@pytest.fixture
def fetch(tmp_path: Path, fetchers: Fetchers) -> Callable[..., list[Fetched]]:
    """Fetches a feed, given by its fields; `known` is what was fetched before, `changes` what the order says else."""
    elsewhere = Elsewhere(settings_in(tmp_path, "sqlite://"), Files(tmp_path / "files"), [], {}, fetchers)

    def _fetch(feed: dict[str, Any], known: list[Fetched] = (), secret: str = "", **changes: Any) -> list[Fetched]:  # type: ignore[assignment]
        seen = {
            "" if one.is_place else one.name: Known(one.size, one.modified_ns, one.sha256, one.mark) for one in known
        }
        declared = Feed.model_validate({"key": "kilde", "intranet_host": "127.0.0.1", "limit_seconds": 20} | feed)
        order: Order = order_of(declared, secret, seen, MOST, (str(tmp_path / "deling"),))
        return elsewhere.fetch(replace(order, **{"waits": (0.01, 0.01)} | changes))

    return _fetch
