"""docs/open-data.md names the addresses that answer and the codes that stand in the answers."""

from __future__ import annotations

from dashboard.open_data.addresses import ADDRESSES
from dashboard.open_data.meanings import NOTHING
from tests.docs.pages import DOCS, table

PAGE = DOCS / "open-data.md"


def test_its_addresses_are_those_that_answer() -> None:
    told = {(row[0].strip("`").removeprefix("/api/v1"), "csv" in row[2]) for row in table(PAGE, "adresse")}
    assert told == {(one.path, one.table is not None) for one in ADDRESSES}


def test_its_kinds_of_nothing_are_those_of_the_data() -> None:
    assert [row[0].strip("`") for row in table(PAGE, "`nothing`")] == list(NOTHING)
