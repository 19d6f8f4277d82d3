"""The page on which a person says how their file is read, in a real browser, on three different layouts.

All figures are made up.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from tests.dashboard.conftest import serving
from tests.journeys.test_choosing import Desk, worked
from tests.rooms import House
from tests.servers.axe import violations
from tests.servers.chromium import MILLISECONDS, Pages

YEARS = [2020, 2021, 2022]
# A table with its title, unit and notes; a sheet for each year; a list with signs that must be explained.
LAYOUTS: dict[str, dict[str, list[list[Any]]]] = {
    "bred": {
        "Forside": [["Opdigtede tal"]],
        "Tabel 1": [
            ["Tabel 1. Optælling i kommunerne"], ["Enhed: 1.000 ting"], [], ["Kommune", *YEARS],
            ["Aarhus", 0.01, 0.012, 0.013], ["Odense", 0.02, 0.022, 0.023], ["I alt", 0.03, 0.034, 0.036],
            ["Kilde: opdigtet"],
        ],
    },
    "ark-pr-år": {str(year): [["Kommune", "Optalt"], ["Aarhus", year - 2000], ["Odense", 7]] for year in YEARS},
    "liste": {
        "Udtræk": [
            ["Sted", "Årstal", "Ting i kommuner", "Bemærkning"], ["Aarhus Kommune", 2021, 10, "x"],
            ["Odense", 2021, "-", None], ["Odense", 2022, 20, None],
        ],
    },
}  # fmt: skip


def written(folder: Path, name: str) -> Path:
    path = folder / f"{name}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title, rows in LAYOUTS[name].items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def desk(sqlite_house: House) -> Iterator[Desk]:
    with worked(sqlite_house) as made:
        yield made


@pytest.fixture
def url(desk: Desk, page: Pages) -> Iterator[str]:
    with serving(desk.server, page) as address:
        yield address


def upload(opened: Page, path: Path) -> str:
    opened.goto("/upload?alliance=proeve&organisation=partner")
    opened.wait_for_selector("#first", state="detached")
    opened.set_input_files("input[type=file]", path)
    opened.click("form[data-upload] button")
    # Not what Dash fills into the page that waits: that one loads itself anew when the worker is done.
    opened.wait_for_selector("script[src*='mapping.js']", state="attached")
    opened.wait_for_selector("#first", state="detached")
    return opened.url


def read_in(opened: Page) -> None:
    """Wait for the report, and until all of its page is there."""
    opened.locator("main h1", has_text="indlæst").first.wait_for()
    opened.wait_for_selector("#first", state="detached")


def choose(opened: Page, label: str, option: str) -> None:
    """In the first select with this label; returns when the page has shown what it gives."""
    looks = int(opened.locator("main").get_attribute("data-looks") or 0)
    select = opened.get_by_label(label).first
    select.select_option(value=select.locator("option", has_text=option).first.get_attribute("value"))
    opened.wait_for_selector(f"main[data-looks='{looks + 1}']")


def test_a_wide_table_is_understood_corrected_and_read_in(page: Pages, url: str, desk: Desk, tmp_path: Path) -> None:
    opened = page(url, cookie=desk.cookie)
    upload(opened, written(tmp_path, "bred"))
    assert opened.locator("h1").inner_text() == "Ét valg mangler, før filen kan læses"
    assert opened.locator("button[value=read]").is_disabled()
    choose(opened, "Hvilken indikator er tabellen om?", "Ting i kommuner")
    assert opened.locator(".lag td.r-value").count() == 6, "the total is none of the figures"
    choose(opened, "Hvad skal der ganges med?", "1.000 (0,01 bliver 10)")
    assert opened.locator("h1").inner_text() == "Vi læser 6 tal sådan her"
    assert "6 nye tal" in opened.inner_text("main")
    row = opened.locator("table.tal tbody tr", has_text="Odense").first
    row.locator("a").click()
    assert opened.locator("td:target").inner_text() == "0,02"
    opened.click("text=Læs tallene ind")
    read_in(opened)
    assert desk.figures("kommuner")["0461 Odense", "2022"] == 23
    assert len(desk.remembered()) == 1


def test_a_sheet_for_each_year(page: Pages, url: str, desk: Desk, tmp_path: Path) -> None:
    opened = page(url, width=390, cookie=desk.cookie)
    upload(opened, written(tmp_path, "ark-pr-år"))
    choose(opened, "Hvilken indikator er tabellen om?", "Ting i kommuner")
    assert [e.inner_text() for e in opened.locator("h3").all()] == ["2020", "2021", "2022"]
    opened.locator("[name=remember]").uncheck()
    opened.click("text=Læs tallene ind")
    read_in(opened)
    assert desk.figures("kommuner")["0751 Aarhus", "2021"] == 21
    assert desk.remembered() == []


def test_a_list_with_a_sign_without_javascript(page: Pages, url: str, desk: Desk, tmp_path: Path) -> None:
    token = _token(desk, written(tmp_path, "liste"))
    opened = page(url, javascript=False, cookie=desk.cookie)
    opened.goto(f"/upload/{token}")
    select = opened.get_by_label("„-“ betyder")
    select.select_option(label="mangler")
    opened.click("text=Vis med mine valg")
    expect(opened.locator("h1")).to_have_text(
        "Vi læser 3 tal sådan her", timeout=MILLISECONDS
    )  # it looks again by itself
    opened.click("text=Læs tallene ind")
    desk.wait(token)
    opened.wait_for_load_state()
    assert desk.figures("kommuner")["0461 Odense", "2021"] == (None, "L")


def _token(desk: Desk, path: Path) -> str:
    form = {"alliance": "proeve", "organisation": "partner", "file": (path.open("rb"), path.name)}
    answer = desk.client.post("/api/v1/submissions", data=form, headers={"Accept": "application/json"})
    token = str(answer.get_json()["submission"])
    desk.wait(token)
    return token


@pytest.mark.parametrize("name", list(LAYOUTS))
def test_the_page_is_for_everyone(page: Pages, url: str, desk: Desk, tmp_path: Path, name: str) -> None:
    token = _token(desk, written(tmp_path, name))
    for width, dark in ((1280, False), (390, True)):
        opened = page(url, width=width, dark=dark, cookie=desk.cookie)
        opened.goto(f"/upload/{token}")
        opened.wait_for_selector("#first", state="detached")
        time.sleep(0.1)
        assert violations(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        ids = opened.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
        assert len(ids) == len(set(ids))
