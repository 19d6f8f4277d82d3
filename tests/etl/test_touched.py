"""Only what a file or a day changes is judged and written again: told by the rows' versions and by snapshots."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

import etl.judged_apart
import progress.status
from etl.assess import assess
from etl.deciding.errands import undo_submission
from etl.errands import refresh_now, submit
from etl.jobs import assess_again
from progress import verdict
from progress.judge import judge
from progress.verdict import Method
from store.definitions import apply
from store.published import read_published
from store.schema import indicator, published, snapshot
from store.versions import read_version
from store.viewer import PUBLIC
from tests.rooms import NOW, House, small_alliance

AARHUS, KOEBENHAVN, ODENSE = "0751 Aarhus", "0101 København", "0461 Odense"
PLACES = (AARHUS, KOEBENHAVN, ODENSE)
THREE = [["kommuner", place, year, 10, None] for place in PLACES for year in (2020, 2021)]


def _submit(house: House, rows: list[list[Any]], who: str = "sekretariat") -> Any:
    done = submit(house.room, house.workbook(rows), "proeve", who)
    assert done.outcome in ("accepted", "unchanged"), done.report
    return done


def _drop(house: House, organisation: str, rows: list[list[Any]], age: float = 60) -> None:
    """A workbook in the organisation's folder, old enough to be taken for finished."""
    path = house.room.settings.inbox / "proeve" / organisation / "tal.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(house.workbook(rows), path)
    when = time.time() - age
    os.utime(path, (when, when))


def _versions(house: House, code: str = "kommuner") -> dict[str, int]:
    """The version under which each of an indicator's series was last written; by its place."""
    query = sa.select(published.c.subject, published.c.area, published.c.version).join(indicator)
    with house.store.reading() as connection:
        found = connection.execute(query.where(indicator.c.code == code))
        return {"shared" if row.subject == "shared" else row.area: row.version for row in found}


def _snapshots(house: House) -> int:
    with house.store.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(snapshot)).scalar() or 0


def _version(house: House) -> int:
    with house.store.reading() as connection:
        return read_version(connection)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The subjects of the series that are judged, as they are."""
    seen: list[str] = []

    def noted(declared: Any, series: Any, *more: Any) -> Any:
        seen.append(series.area if series.role != "shared" else "shared")
        return assess(declared, series, *more)

    monkeypatch.setattr(etl.judged_apart, "assess", noted)
    return seen


def test_one_figure_of_one_place_touches_that_place_and_the_whole(house: House, judged: list[str]) -> None:
    _submit(house, THREE)
    before, kept = _versions(house), _snapshots(house)
    judged.clear()
    _submit(house, [["kommuner", ODENSE, 2021, 11, None]])
    after = _versions(house)
    assert sorted(judged) == [ODENSE, "shared"]
    assert {one for one in after if after[one] != before[one]} == {ODENSE, "shared"}
    assert after[ODENSE] == after["shared"] == _version(house)
    assert _snapshots(house) == kept + 2


def test_a_refresh_that_changes_one_file_judges_what_depends_on_it(house: House, judged: list[str]) -> None:
    """Two partners' files lie in their folders; one is changed."""
    _drop(house, "sekretariat", THREE[:4])
    _drop(house, "partner", THREE[4:])
    refresh_now(house.room)
    before, kept = _versions(house), _snapshots(house)
    house.clock.forward(minutes=1)
    judged.clear()
    _drop(house, "partner", [*THREE[4:-1], ["kommuner", ODENSE, 2021, 12, None]], age=50)
    refresh_now(house.room)
    after = _versions(house)
    assert sorted(judged) == [ODENSE, "shared"]
    assert {one for one in after if after[one] != before[one]} == {ODENSE, "shared"}
    assert _snapshots(house) == kept + 2
    judged.clear()
    refresh_now(house.room)
    assert (judged, _versions(house)) == ([], after), "nothing is new, and it is the same day"


def test_the_order_of_series_stays(house: House) -> None:
    _submit(house, THREE)
    _submit(house, [["kommuner", AARHUS, 2021, 9, None]])
    _submit(house, [["kommuner", "0851 Aalborg", 2021, 9, None]])
    with house.store.reading() as connection:
        shown = read_published(connection, "proeve", PUBLIC, NOW.date(), "kommuner")
    assert [(one.role, one.area) for one in shown] == [
        ("shared", "alle kommuner"),
        *(("part", place) for place in (*PLACES, "0851 Aalborg")),
    ]


DAYS = [
    (datetime(2023, 6, 30, 12, tzinfo=UTC), {"shared"}, set(), "the last day for 2022: looked at, and the same"),
    (datetime(2023, 7, 1, 12, tzinfo=UTC), {"shared"}, {"shared"}, "the value for 2022 is overdue"),
    (datetime(2023, 7, 2, 12, tzinfo=UTC), set(), set(), "stale it was already"),
]


def test_a_new_day_judges_what_it_may_change_and_writes_what_it_does(house: House, judged: list[str]) -> None:
    house.clock.moment = datetime(2023, 6, 29, 12, tzinfo=UTC)
    _submit(house, [["antal", None, 2020, 100, None], ["antal", None, 2021, 95, None], *THREE])
    assess_again(house.room)
    for moment, looked_at, expected, why in DAYS:
        house.clock.moment = moment
        judged.clear()
        before, kept, version = _versions(house, "antal"), _snapshots(house), _version(house)
        assess_again(house.room)
        assert set(judged) == looked_at, why
        after = _versions(house, "antal")
        assert {one for one in after if after[one] != before[one]} == expected, why
        assert _snapshots(house) - kept == len(expected), why
        assert _version(house) > version, "curves end on that day: pages are made anew"
        with house.store.reading() as connection:
            shown = read_published(connection, "proeve", PUBLIC, moment.date())
        assert {one.verdict["assessed_on"] for one in shown} == {moment.date().isoformat()}, why
        judged.clear()
        assess_again(house.room)
        assert judged == [], "once a day"
        assert _versions(house, "antal") == after, why


def test_a_definition_judges_its_own_series_and_writes_where_they_differ(house: House, judged: list[str]) -> None:
    _submit(house, [["antal", None, 2021, 95, None], ["antal", None, 2022, 90, None], *THREE])
    assess_again(house.room)
    document = small_alliance().model_dump(mode="json", by_alias=True)
    for fields, written, why in (
        ({"definition": "Bare en forklaring"}, False, "nothing of it stands in the row"),
        ({"decimals": 2}, True, "it stands in the formula"),
        ({"targets": [{"value": 20, "period": 2030}]}, True, "another promise"),
    ):
        document["indicators"][0] |= fields
        before, others = _versions(house, "antal"), _versions(house)
        judged.clear()
        with house.store.writing() as connection:
            apply(connection, small_alliance(indicators=document["indicators"]), "file", house.clock())
        assess_again(house.room)
        assert judged == ["shared"], why
        assert (_versions(house, "antal") != before) is written, why
        assert _versions(house) == others, why
        judged.clear()
        assess_again(house.room)
        assert judged == [], "its digest is noted"


def test_a_new_version_of_the_method_judges_everything(
    house: House, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _submit(house, THREE)
    kept = _snapshots(house)
    new = Method("linear", "9.9")
    monkeypatch.setattr(verdict, "LINEAR", new)
    monkeypatch.setattr(progress.status, "judge", lambda case: replace(judge(case), method=new))
    judged.clear()
    assess_again(house.room)
    assert sorted(judged) == sorted([*PLACES, "shared"])
    assert _snapshots(house) > kept


def test_what_is_taken_back_is_shown_no_longer(house: House) -> None:
    _submit(house, THREE[:4])
    odense = _submit(house, THREE[4:], who="partner")
    before = _versions(house)
    house.clock.forward(days=1)
    undo_submission(house.room, odense.token, None)
    after = _versions(house)
    assert set(before) - set(after) == {ODENSE}
    assert after[AARHUS] == before[AARHUS]
    assert after["shared"] == _version(house) > before["shared"]
