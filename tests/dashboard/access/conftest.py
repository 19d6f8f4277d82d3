"""Keeps what the tests of access found, for the statement: `make access` writes it where the page reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.access_claims import CLAIMS

FOUND = pytest.StashKey[dict[str, Any]]()
OPTION = "--access-report"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, default=None, help="write what was found to this file")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FOUND] = {"pages": [], "tried": {}}


@pytest.fixture
def found(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the statement will say; the sweep adds to it."""
    return request.config.stash[FOUND]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A claim holds where every case of its test passed, down to its tidying up."""
    report = yield
    name = getattr(item, "originalname", item.name)
    tried = item.config.stash[FOUND]["tried"]
    if name in CLAIMS and (report.when == "call" or report.failed):
        tried[name] = tried.get(name, True) and report.passed
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    path = session.config.getoption(OPTION, None)
    if path:
        kept = session.config.stash[FOUND]
        kept["tried"] = {name: kept["tried"][name] for name in CLAIMS if name in kept["tried"]}
        Path(path).write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
