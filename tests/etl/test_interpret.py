"""A partner's own file, from its bytes: unknown, it is asked about; with a remembered layout it goes in."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
import xlsxwriter
import yaml

from config.layout import Layout
from config.read_layouts import read_layout
from etl.errands import refresh_now, submit
from etl.layouts.proposal import shown_observation
from store.observations import read_observations
from store.viewer import OPERATOR
from tests.rooms import House, house_in

TITLE = "Ting i kommuner"
HEADINGS = ["Kommune", 2021, 2022]
ROWS = [["Aarhus", 10, 12], ["Odense", 20, 22]]


def workbook(path: Path, *rows: list[object], sheet: str = "Tabel 1") -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def good(folder: Path, name: str = "tal.xlsx") -> Path:
    return workbook(folder / name, [TITLE], [], HEADINGS, *ROWS)


@pytest.fixture
def home(sqlite_house: House) -> House:
    """A house whose layouts lie in its own folder."""
    made = house_in(
        sqlite_house.folder, sqlite_house.store, str(sqlite_house.store.url), FREMDRIFT_CONFIG=sqlite_house.folder
    )
    (made.folder / "layouts").mkdir()
    return made


def remember(house: House, layout: dict[str, object]) -> None:
    text = yaml.safe_dump(layout, allow_unicode=True, sort_keys=False)
    (house.folder / "layouts" / f"{layout['name']}.yaml").write_text(text, encoding="utf-8")


def stored(house: House) -> dict[tuple[str, str], tuple[float | None, str, str]]:
    with house.store.reading() as connection:
        found = read_observations(connection, "proeve", OPERATOR, ["kommuner"])
    return {(one.area, str(one.period)): (one.value, one.sheet, one.cell) for one in found}


def proposed(house: House) -> dict[str, object]:
    done = submit(house.room, good(house.folder), "proeve", "partner")
    return dict(done.report["proposal"]["layout"])


def test_an_unknown_file_is_not_read_in_and_the_report_says_what_we_understood(home: House):
    done = submit(home.room, good(home.folder), "proeve", "partner")
    assert done.outcome == "awaiting_confirmation"
    assert [one["code"] for one in done.report["problems"]] == ["layout_unknown"]
    proposal = done.report["proposal"]
    assert proposal["confidence"] == "sure"
    assert proposal["questions"] == []
    assert proposal["observations"] == 4
    assert proposal["preview"][0] == {
        "indicator": "kommuner", "area": "0751 Aarhus", "period": "2021", "dimensions": "{}", "value": 10.0,
        "status": "A", "sheet": "Tabel 1", "cell": "B4",
    }  # fmt: skip
    assert all(text["da"] and text["en"] for text in proposal["reasons"])
    json.dumps(done.report)
    assert stored(home) == {}


def test_the_confirmed_proposal_is_the_layout_that_reads_the_file(home: House):
    remember(home, proposed(home))
    done = submit(home.room, good(home.folder, "omdoebt.xlsx"), "proeve", "partner")
    assert done.outcome == "accepted", done.report["problems"]
    assert done.report["proposal"] is None
    assert stored(home) == {
        ("0751 Aarhus", "2021"): (10, "Tabel 1", "B4"),
        ("0751 Aarhus", "2022"): (12, "Tabel 1", "C4"),
        ("0461 Odense", "2021"): (20, "Tabel 1", "B5"),
        ("0461 Odense", "2022"): (22, "Tabel 1", "C5"),
    }


def test_reordered_extra_and_later_columns_just_work(home: House):
    remember(home, proposed(home))
    path = workbook(
        home.folder / "ny.xlsx",
        [TITLE], ["ny linje"], [], [],
        [2023, "Kommune", 2022, "Bemærkning", 2021],
        [14, "Aarhus", 12, "x", 10], [24, "Odense", 22, None, 20],
    )  # fmt: skip
    done = submit(home.room, path, "proeve", "partner")
    assert done.outcome == "accepted", done.report["problems"]
    assert stored(home)["0751 Aarhus", "2023"] == (14, "Tabel 1", "A6")
    assert stored(home)["0461 Odense", "2021"] == (20, "Tabel 1", "E7")


CHANGED = [
    ([TITLE], [], ["Område", 2021, 2022], *ROWS, "layout_unknown", "the only heading is another"),
    (["Andre ting"], [], HEADINGS, *ROWS, "layout_text_missing", "the title is another"),
    ([TITLE], [], HEADINGS, ["Aarhus", 10, "?"], ROWS[1], "sign_unknown", "a sign that nobody has explained"),
    ([TITLE], [], HEADINGS, ["Aarhus", 10, None], ROWS[1], "sign_unknown", "a cell is blank"),
    ([TITLE], [], HEADINGS, *ROWS, ["Hele landet", 1, 2], "area_other_level", "a total that was not there before"),
    ([TITLE], [], HEADINGS, *ROWS, ["Ny By", 1, 2], "area_unknown", "a place that does not exist"),
]


@pytest.mark.parametrize("entry", CHANGED, ids=[entry[-1] for entry in CHANGED])
def test_a_file_that_was_changed_stops_and_asks(home: House, entry):
    remember(home, proposed(home))
    *rows, code, why = entry
    done = submit(home.room, workbook(home.folder / "ny.xlsx", *rows), "proeve", "partner")
    assert done.outcome == ("awaiting_confirmation" if code == "layout_unknown" else "rejected"), why
    assert code in [one["code"] for one in done.report["problems"]], why
    assert stored(home) == {}


LONG = {
    "name": "lang",
    "alliance": "proeve",
    "tables": [
        {
            "indicator": {"fixed": "kommuner"},
            "area": {"column": "Sted"},
            "period": {"column": "År"},
            "value": "Antal",
            "only": {"Emne": ["Ting"]},
        }
    ],
}


def test_a_missing_heading_is_named(home: House):
    remember(home, LONG)
    path = workbook(home.folder / "lang.xlsx", ["Sted", "År", "Emne"], ["Aarhus", 2021, "Ting"])
    done = submit(home.room, path, "proeve", "partner")
    problems = {one["code"]: one for one in done.report["problems"]}
    assert "layout_heading_missing" in problems
    assert "Antal" in problems["layout_heading_missing"]["title"]["da"]


def test_a_layout_of_another_organisation_is_not_used(home: House):
    remember(home, LONG | {"organisation": "sekretariat"})
    path = workbook(home.folder / "lang.xlsx", ["Sted", "År", "Emne", "Antal"], ["Aarhus", 2021, "Ting", 5])
    assert submit(home.room, path, "proeve", "partner").outcome == "awaiting_confirmation"
    done = submit(home.room, path, "proeve", "sekretariat")
    assert done.outcome == "accepted", done.report["problems"]


def test_two_layouts_that_fit_equally_are_not_chosen_between(home: House):
    remember(home, LONG)
    remember(home, LONG | {"name": "lang-igen"})
    path = workbook(home.folder / "lang.xlsx", ["Sted", "År", "Emne", "Antal"], ["Aarhus", 2021, "Ting", 5])
    done = submit(home.room, path, "proeve", "partner")
    assert done.outcome == "awaiting_confirmation"
    assert stored(home) == {}


def test_the_standard_workbook_comes_first(home: House):
    remember(home, LONG)
    done = submit(home.room, home.workbook([["kommuner", "Aarhus", 2021, 95, None]]), "proeve", "partner")
    assert done.outcome == "accepted"
    assert done.report["layout"] is None


def test_a_layout_with_a_mistake_is_not_used_and_stops_nothing(home: House):
    (home.folder / "layouts" / "forkert.yaml").write_text("name: forkert\ntables: []\n", encoding="utf-8")
    done = submit(home.room, home.workbook([["kommuner", "Aarhus", 2021, 95, None]]), "proeve", "partner")
    assert done.outcome == "accepted"


def test_the_nightly_refresh_uses_the_layout(home: House):
    remember(home, proposed(home))
    inbox = home.room.settings.inbox / "proeve" / "partner"
    inbox.mkdir(parents=True)
    path = good(inbox)
    an_hour_ago = time.time() - 3600
    os.utime(path, (an_hour_ago, an_hour_ago))
    (source,) = refresh_now(home.room).sources
    assert source.outcome == "accepted"
    assert len(stored(home)) == 4


def test_what_is_proposed_can_be_written_as_a_file_and_read_back(home: House):
    layout = proposed(home)
    remember(home, layout)
    (file,) = (home.folder / "layouts").iterdir()
    assert read_layout(file) == Layout.model_validate(layout)


def test_what_a_row_lacks_is_nothing_in_the_preview():
    """pandas says NaN where a text is lacking; the report is JSON."""
    lacking = dict.fromkeys(("indicator", "area", "period", "dimensions", "status", "value"), float("nan"))
    shown = shown_observation(lacking | {"sheet": "Ark1", "cell": "B2"})
    assert json.loads(json.dumps(shown, allow_nan=False)) == {
        "indicator": None, "area": None, "period": None, "dimensions": "{}", "value": None, "status": "A",
        "sheet": "Ark1", "cell": "B2",
    }  # fmt: skip
