"""The demo through the very path that a partner's file takes: the figures that must come out, and where each stands."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, nullcontext
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from etl.demo import StoreInUse, load_demo
from etl.jobs import Workroom
from etl.status import observations, status
from store.database import Store
from store.definitions import apply
from store.schema import alliance, indicator, metadata, observation, series, submission
from store.viewer import OPERATOR, PUBLIC
from tests.conftest import SERVER
from tests.rooms import NOW, House, house_in, small_alliance
from tests.servers.postgres import fresh_database

ROOT = Path(__file__).parents[2]
CONFIG, EXAMPLES = ROOT / "config" / "demo", ROOT / "examples"
TODAY = date(2026, 11, 23)
SLUGS = [
    *("bo-trygt", "fremtidens-baeredygtige-landskaber", "hjem-til-alle", "klimaalliancen"),
    *("medvind-i-oesterbyen", "toendermarsk-initiativet", "troldhedestien"),
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def room(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workroom]:
    """The whole demo, loaded once for all of these tests on each database."""
    folder = tmp_path_factory.mktemp("demo")
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), folder / "fremdrift.db")
        address: Any = nullcontext(f"sqlite:///{folder / 'fremdrift.db'}")
    else:
        template = request.getfixturevalue("migrated_postgres")
        address = fresh_database(os.environ[SERVER], "demo", template)
    with address as url, closing(Store(url)) as store:
        made = house_in(folder, store, url).room
        told: list[str] = []
        load_demo(made, CONFIG, EXAMPLES, told.append)
        assert len(told) == 6
        yield made


def _status(room: Workroom, slug: str, as_of: date | None = None) -> dict[str, dict[str, Any]]:
    with room.store.reading() as connection:
        found = status(connection, slug, OPERATOR, TODAY, as_of)
    return {one["indicator"]: one for one in found["indicators"]}


def _near(found: dict[str, Any], expected: dict[str, Any]) -> None:
    """The numbers as they are written: to as many decimals as the table gives."""
    for name, value in expected.items():
        if isinstance(value, float):
            assert round(found[name], 3) == value, name
        else:
            assert found[name] == value, name


HEADLINES = [
    (
        "bo-trygt",
        "indbrud",
        {
            "verdict": "missed",
            "progress": 0.747,
            "baseline": {"period": "2017", "value": 29147.0},
            "latest": {"period": "2023", "value": 14844.0, "status": "A"},
            "target": {"period": "2023", "value": 10000.0},
            "acceleration": None,
        },
    ),
    (
        "hjem-til-alle",
        "unge_18_29",
        {
            "verdict": "slow",
            "overlays": ["stale"],
            "baseline": {"period": "2017", "value": 2292.0},
            "target": {"period": "2025", "value": 0.0},
            "latest": {"period": "2022", "value": 1586.0, "status": "A"},
            "progress": 0.308,
            "elapsed": 0.625,
            "pace": 0.493,
        },
    ),
    (
        "klimaalliancen",
        "co2e_danmark",
        {
            "verdict": "acceleration_needed",
            "baseline": {"period": "1990", "value": 79.18},
            "target": {"period": "2030", "value": 23.75},
            "latest": {"period": "2023", "value": 38.77, "status": "A"},
            "pace": 0.884,
        },
    ),
]


@pytest.mark.parametrize(("slug", "code", "expected"), HEADLINES, ids=[code for _, code, _ in HEADLINES])
def test_the_figures_that_must_come_out(room: Workroom, slug: str, code: str, expected: dict[str, Any]) -> None:
    found = _status(room, slug)[code]
    _near(found, expected)
    assert found["method"]["name"] == "linear"
    assert found["assessed_on"] == "2026-11-23"


def test_every_version_of_the_promise_of_bo_trygt_is_told(room: Workroom) -> None:
    told = _status(room, "bo-trygt")["indbrud"]["targets"]
    assert [(one["value"], one["period"], round(one["progress"], 3), one["outcome"]) for one in told] == [
        (10000.0, "2023", 0.747, "missed"),
        (7000.0, None, 0.646, "no_deadline"),
    ]


VERDICTS = [
    ("bo-trygt", {"indbrud_pr_1000_boliger": "improving", "bekymrede": "not_enough_data"}),
    ("hjem-til-alle", {"unge_18_24": "improving", "hjemloese_alle": "improving", "unge_25_29": "worsening"}),
    ("klimaalliancen", {"klimaplaner": "too_few", "co2e_kommuner_samlet": "not_enough_data"}),
    ("toendermarsk-initiativet", {"overnatninger_1_halvaar": "too_few", "byfond_ansoegninger": "too_few"}),
]


@pytest.mark.parametrize(("slug", "expected"), VERDICTS, ids=[slug for slug, _ in VERDICTS])
def test_verdicts_by_the_rules(room: Workroom, slug: str, expected: dict[str, str]) -> None:
    found = _status(room, slug)
    assert {code: found[code]["verdict"] for code in expected} == expected


def test_every_indicator_of_medvind_has_only_its_start(room: Workroom) -> None:
    found = _status(room, "medvind-i-oesterbyen")
    assert len(found) == 8
    assert {one["verdict"] for one in found.values()} == {"not_enough_data"}


@pytest.mark.parametrize("slug", ["troldhedestien", "fremtidens-baeredygtige-landskaber"])
def test_an_alliance_without_figures_is_there_without_indicators(room: Workroom, slug: str) -> None:
    assert _status(room, slug) == {}
    with room.store.reading() as connection:
        assert observations(connection, slug, OPERATOR, TODAY, None, None) == {"observations": []}


def test_each_municipality_is_judged_by_itself(room: Workroom) -> None:
    found = _status(room, "klimaalliancen")["co2e_kommune"]
    by_area = {one["area"]: one for one in found["series"]}
    _near(by_area["0540 Sønderborg"], {"verdict": "on_track"})
    _near(by_area["0751 Aarhus"], {"verdict": "acceleration_needed", "pace": 0.868})
    assert {area for area in by_area if by_area[area]["role"] == "part"} == {
        area for area in by_area if area[:4].isdecimal()
    }
    assert found["coverage"]["parts"] == 9
    assert found["coverage"]["expected"] == 98
    assert "partial" in found["overlays"]


AS_OF = [
    (date(2020, 6, 1), 24553.0, "P", "the first print"),
    (date(2020, 1, 30), None, None, "the day before the first print"),
    (date(2020, 1, 31), 24553.0, "P", "the day of the first print"),
    (date(2021, 1, 30), 24553.0, "P", "the day before the revision"),
    (date(2021, 1, 31), 24705.0, "A", "the day of the revision"),
    (None, 24705.0, "A", "now"),
]


@pytest.mark.parametrize(("day", "value", "letter", "why"), AS_OF, ids=[why for *_, why in AS_OF])
def test_burglaries_of_2019_as_known(room: Workroom, day: date, value: float, letter: str, why: str) -> None:
    with room.store.reading() as connection:
        found = observations(connection, "bo-trygt", OPERATOR, TODAY, "indbrud", day)["observations"]
    of_2019 = [(one["value"], one["status"]) for one in found if one["period"] == "2019"]
    assert of_2019 == ([] if value is None else [(value, letter)]), why


def test_the_status_of_a_day_uses_what_was_known_then(room: Workroom) -> None:
    then = _status(room, "bo-trygt", date(2020, 6, 1))["indbrud"]
    assert (then["latest"], then["assessed_on"]) == ({"period": "2019", "value": 24553.0, "status": "P"}, "2020-06-01")
    assert "provisional" in then["overlays"]


def test_the_quarters_of_2019_add_up_to_the_first_print(room: Workroom) -> None:
    with room.store.reading() as connection:
        found = observations(connection, "bo-trygt", OPERATOR, TODAY, "indbrud_kvartal", None)["observations"]
    assert sum(one["value"] for one in found if one["period"].startswith("2019")) == 24553


# Where each figure stands


def _vintages(room: Workroom) -> list[Any]:
    query = (
        sa.select(
            alliance.c.slug,
            indicator.c.code,
            series.c.area,
            submission.c.token,
            *(observation.c[name] for name in ("period", "value", "status", "sheet", "cell", "superseded_at")),
        )
        .select_from(observation)
        .join(series)
        .join(indicator)
        .join(alliance)
        .join(submission, submission.c.submission_id == observation.c.submission_id)
    )
    with room.store.reading() as connection:
        return list(connection.execute(query))


def _published_figures() -> list[tuple[str, str, str, str, float, str]]:
    with (EXAMPLES / "observations.csv").open(encoding="utf-8", newline="") as lines:
        return sorted(
            (row["alliance"], row["indicator"], row["area"], row["period"], float(row["value"]), row["status"])
            for row in csv.DictReader(lines)
        )


def test_every_published_figure_is_stored_once_and_no_other(room: Workroom) -> None:
    stored = [(*one[:3], one.period, one.value, one.status) for one in _vintages(room)]
    assert sorted(one for one in stored if one[4] is not None) == _published_figures()
    assert sorted(one for one in stored if one[4] is None) == [
        ("bo-trygt", "indbrud_pr_1000_boliger", area, "2021", None, "L") for area in ("0101 København", "Danmark")
    ]
    superseded = [(one.code, one.period, one.value) for one in _vintages(room) if one.superseded_at]
    assert sorted(superseded) == [("indbrud", "2019", 24553.0), ("indbrud", "2022", 14899.0)]


def test_every_figure_stands_in_its_cell_of_the_file_as_it_was_received(room: Workroom) -> None:
    @cache
    def sheet_of(token: str, sheet: str) -> Any:
        with room.files.path_of(token).open("rb") as received:
            return openpyxl.load_workbook(received, data_only=True)[sheet]

    for one in _vintages(room):
        sheet = sheet_of(one.token, one.sheet)
        cell = sheet[one.cell]
        beside = {sheet.cell(1, column).value: sheet.cell(cell.row, column).value for column in range(1, 8)}
        assert cell.value == one.value, (one.code, one.period)
        assert (beside["indikator"], beside["område"], str(beside["periode"])) == (one.code, one.area, one.period)


def test_loading_again_changes_nothing(room: Workroom) -> None:
    def held() -> dict[str, int]:
        with room.store.reading() as connection:
            return {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0
                for table in metadata.sorted_tables
            }

    before, told = held(), []
    load_demo(room, CONFIG, EXAMPLES, told.append)
    assert held() == before
    assert told == []
    assert (before["submission"], before["observation"], before["alliance"]) == (6, len(_published_figures()) + 2, 8)


def test_the_seven_alliances_are_public(room: Workroom) -> None:
    with room.store.reading() as connection:
        for slug in SLUGS:
            seen = status(connection, slug, PUBLIC, TODAY, None)
            assert len(seen["indicators"]) == len(_status(room, slug))


def test_the_demo_keeps_out_of_somebodys_own_store(sqlite_house: House) -> None:
    with sqlite_house.store.writing() as connection:
        apply(connection, small_alliance(slug="en-anden"), "file", NOW)
    with pytest.raises(StoreInUse, match="en-anden, proeve"):
        load_demo(sqlite_house.room, CONFIG, EXAMPLES, print)
    with sqlite_house.store.reading() as connection:
        slugs = connection.execute(sa.select(alliance.c.slug)).scalars().all()
    assert sorted(slugs) == ["en-anden", "proeve"]
