"""StatBank's way of asking and answering, by a server of our own that answers as its documentation says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from etl.sources.order import Fetched
from tests.servers.web import Asked, Web

Fetch = Callable[..., list[Fetched]]


class Bank:
    """One table, updated when a test says so."""

    def __init__(self, web: Web) -> None:
        self.updated, self.answer, self.posted = "2026-08-11T08:00:00", b'{"dataset": {}}', list[dict[str, Any]]()
        self.address = web.url("/v1")
        web.does["/v1/tableinfo"] = self.info
        web.does["/v1/data"] = self.data

    def info(self, asked: Asked) -> None:
        assert json.loads(asked.body)["table"] == "FOLK1A"
        asked.say(json.dumps({"id": "FOLK1A", "updated": self.updated}).encode(), Content_Type="text/json")

    def data(self, asked: Asked) -> None:
        self.posted.append(json.loads(asked.body))
        known = {"OMRÅDE", "Tid"} >= {one["code"] for one in self.posted[-1]["variables"]}
        asked.say(self.answer) if known else asked.say(b'{"errorTypeCode": "REQUEST-UNKVAR"}', 400)


@pytest.fixture
def bank(web: Web) -> Bank:
    return Bank(web)


def feed(bank: Bank, **more: Any) -> dict[str, Any]:
    return {"way": "statbank", "address": bank.address, "table": "FOLK1A", "query": "OMRÅDE=000,101&Tid=>=2015"} | more


def test_a_table_is_fetched_when_it_was_updated(bank: Bank, fetch: Fetch) -> None:
    (first,) = fetch(feed(bank))
    assert (first.state, first.name) == ("new", "folk1a.json")
    wanted = [{"code": "OMRÅDE", "values": ["000", "101"]}, {"code": "Tid", "values": [">=2015"]}]
    assert bank.posted == [{"table": "FOLK1A", "format": "JSONSTAT", "lang": "da", "variables": wanted}]
    assert fetch(feed(bank), [first])[0].state == "same"
    assert len(bank.posted) == 1, "its figures were not asked for"
    bank.updated = "2026-11-11T08:00:00"
    assert fetch(feed(bank), [first])[0].state == "touched"
    assert fetch(feed(bank, query="Tid=*"), [first])[0].state == "touched", "another query is asked, whenever"


def test_csv_is_asked_for_where_it_is_wanted(bank: Bank, fetch: Fetch) -> None:
    bank.answer = b"OMR\xc3\x85DE;TID;INDHOLD\nHele landet;2024;1\n"
    assert fetch(feed(bank, answer="CSV"))[0].name == "folk1a.csv"
    assert bank.posted[0]["format"] == "CSV"


@pytest.mark.parametrize(
    ("query", "reason"), [("KØN=1", "a variable that is not there"), ("OMRÅDE", "no value"), ("Tid=", "an empty one")]
)
def test_a_query_that_cannot_be_is_told(bank: Bank, fetch: Fetch, query: str, reason: str) -> None:
    assert fetch(feed(bank, query=query))[0].failure == "source_query", reason
