"""docs/api.md shows what works: its Python delivers to a real server, its table has every refusal."""

from __future__ import annotations

import itertools
import re
import shlex
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from config.secret import installation_secret
from dashboard.open_data.writing import ERRORS
from dashboard.web import build
from etl.worker import work_once
from store.accounts import add_account
from store.grants import give
from store.tokens import make_token
from store.viewer import Grant
from tests.dashboard.conftest import serving
from tests.docs.pages import DOCS, blocks, table
from tests.rooms import House

PAGE = DOCS / "api.md"


def test_its_refusals_are_those_of_the_document() -> None:
    assert [row[0] for row in table(PAGE, "status")] == list(ERRORS)


def test_its_curl_is_what_its_python_sends() -> None:
    words = shlex.split(next(one for one in blocks(PAGE, "sh") if one.startswith("curl")))
    fields = {word.partition("=")[0] for before, word in itertools.pairwise(words) if before == "-F"}
    assert fields == {"alliance", "organisation", "file"}
    assert words[-1].endswith("/api/v1/submissions")


def test_its_python_delivers(sqlite_house: House) -> None:
    house, (code,) = sqlite_house, blocks(PAGE, "python")
    with house.store.writing() as connection:
        one = add_account(connection, "Anna", None, house.clock())
        give(connection, one.account_id, Grant("proeve", "contributor", "partner"), "test", house.clock())
        secret, ends_at = installation_secret(house.room.settings), house.clock() + timedelta(days=1)
        text = make_token(connection, secret, one.account_id, "x", "deliver", house.clock(), ends_at)[1]
    path = house.workbook([["antal", None, "2024", 71, None]])
    names: dict[str, Any] = {}
    exec(code, names)  # the example itself
    deliver: Callable[[str, str, Path, str, str], dict[str, Any]] = names["deliver"]

    class Waiting:
        """Instead of waiting two seconds, the worker does what is to be done."""

        @staticmethod
        def sleep(_: float) -> None:
            work_once(house.room, "test")

    names["time"] = Waiting
    with serving(build(house.store, house.room.settings, house.clock), None) as base:
        found = deliver(base, text, path, "proeve", "partner")
    assert (found["state"], found["outcome"]) == ("accepted", "accepted")
    assert re.fullmatch(r"t-[\w-]+\.[\w-]+", text)
