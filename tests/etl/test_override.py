"""A person's override stands beside the computed verdict, is kept with it, and ends by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from etl.errands import submit
from etl.jobs import assess_again
from etl.status import status
from store.definitions import apply
from store.published import read_published
from store.schema import indicator, snapshot
from store.viewer import OPERATOR, PUBLIC
from tests.rooms import House, small_alliance

OVERRIDE: dict[str, Any] = {
    "verdict": "on_track",
    "reason": {"da": "Tallet for 2025 er opgjort for højt", "en": "The figure for 2025 is too high"},
    "author": "Anne Hansen",
    "expires": "2026-03-31",
}
ANSWER = OVERRIDE | {"set_on": None}


def _declare(house: House, override: dict[str, Any] | None, code: str = "antal") -> None:
    document = small_alliance().model_dump(mode="json", by_alias=True)
    for one in document["indicators"]:
        if one["code"] == code:
            one["override"] = override
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=document["indicators"]), "file", house.clock())


def _verdict(house: House) -> dict[str, Any]:
    with house.store.reading() as connection:
        return read_published(connection, "proeve", PUBLIC, house.clock().date(), "antal")[0].verdict


def _snapshots(house: House) -> list[dict[str, Any]]:
    query = sa.select(snapshot.c.result).join(indicator).where(indicator.c.code == "antal")
    with house.store.reading() as connection:
        return list(connection.execute(query.order_by(snapshot.c.snapshot_id)).scalars())


@pytest.fixture
def slow(house: House) -> House:
    """The indicator is judged too slow on 1 March 2026."""
    house.clock.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    rows = [["antal", None, year, 95, None] for year in range(2021, 2025)] + [["antal", None, 2025, 90, None]]
    submit(house.room, house.workbook(rows), "proeve", "sekretariat")
    return house


def test_it_stands_beside_the_computed_verdict_until_it_expires(slow: House) -> None:
    before = _verdict(slow)
    assert (before["verdict"], before["override"]) == ("slow", None)
    _declare(slow, OVERRIDE)
    assess_again(slow.room)
    computed = {name: value for name, value in before.items() if name != "override"}
    for moment, expected, why in (
        (datetime(2026, 3, 1, 12, tzinfo=UTC), ANSWER, "at once"),
        (datetime(2026, 3, 31, 21, 30, tzinfo=UTC), ANSWER, "half past eleven on its last day in Denmark"),
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), None, "half past midnight: it has ended"),
    ):
        slow.clock.moment = moment
        assess_again(slow.room)  # as every night
        after = _verdict(slow)
        assert after.pop("override") == expected, why
        assert {name for name in computed if after[name] != computed[name]} <= {"assessed_on"}, why
    kept = [one["override"] for one in _snapshots(slow)]
    assert kept == [None, ANSWER, None], "each is kept, and none is rewritten"
    assert {one["verdict"] for one in _snapshots(slow)} == {"slow"}


def test_it_begins_on_its_first_day(slow: House) -> None:
    _declare(slow, OVERRIDE | {"set_on": "2026-03-10"})
    for day, is_there in ((9, False), (10, True)):
        slow.clock.moment = datetime(2026, 3, day, 12, tzinfo=UTC)
        assess_again(slow.room)
        assert (_verdict(slow)["override"] is not None) is is_there, day


def test_another_reason_is_said_anew(slow: House) -> None:
    _declare(slow, OVERRIDE)
    assess_again(slow.room)
    _declare(slow, OVERRIDE | {"author": "Bo Jensen"})
    assess_again(slow.room)
    told = [one["override"] and one["override"]["author"] for one in _snapshots(slow)]
    assert told == [None, "Anne Hansen", "Bo Jensen"]


def test_places_are_not_overridden_with_the_whole(house: House) -> None:
    house.clock.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    _declare(house, OVERRIDE, "kommuner")
    rows = [["kommuner", place, year, 10, None] for place in ("Aarhus", "0101") for year in (2020, 2021)]
    submit(house.room, house.workbook(rows), "proeve", "sekretariat")
    with house.store.reading() as connection:
        shown = read_published(connection, "proeve", PUBLIC, house.clock().date(), "kommuner")
    assert [one.verdict["override"] is not None for one in shown] == [True, False, False]


def test_it_is_a_field_of_status_then_as_now(slow: House) -> None:
    _declare(slow, OVERRIDE)
    assess_again(slow.room)
    with slow.store.reading() as connection:
        today = slow.clock().date()
        for as_of in (None, today):
            antal, *others = status(connection, "proeve", OPERATOR, today, as_of)["indicators"]
            assert (antal["verdict"], antal["override"]) == ("slow", ANSWER)
            assert [one["override"] for one in others] == [None, None]
