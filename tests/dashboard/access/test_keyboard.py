"""Every task by keyboard alone. Each stop on the way must be seen, and nothing may lie over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, Page

from tests.dashboard.access.stops import go_to, stop
from tests.dashboard.conftest import Site, copy_of, serving
from tests.dashboard.test_api import CONTENT
from tests.journeys.test_choosing import Desk, worked
from tests.journeys.test_mapping_page import written
from tests.rooms import House
from tests.servers.chromium import Pages


def taken_over(opened: Page) -> None:
    opened.wait_for_selector("#first", state="detached")


def test_a_file_is_delivered_by_keyboard(page: Pages, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "tal.csv"
    file.write_bytes(CONTENT)
    with serving(site.server, page) as url:
        opened = page(url, cookie=site.cookie)
        choosers: list[FileChooser] = []
        opened.on("filechooser", lambda one: choosers.append(one))  # listened for from the start: it may come first
        opened.goto("/")
        taken_over(opened)
        opened.keyboard.press("Tab")
        assert stop(opened).name == "Gå til indhold"
        go_to(opened, "Indberet")
        opened.keyboard.press("Enter")
        opened.wait_for_url("**/upload")
        taken_over(opened)
        go_to(opened, "alliance")
        opened.keyboard.type("Bo trygt")  # as a select is used: by the first letters
        assert opened.input_value("#alliance") == "bo-trygt"
        go_to(opened, "file")
        opened.keyboard.press("Enter")
        for _ in range(100):
            if not choosers:
                opened.wait_for_timeout(50)
        choosers[0].set_files(file)
        go_to(opened, "Send filen")
        opened.keyboard.press("Enter")
        opened.wait_for_url(re.compile(r"/upload/[\w-]{8,}"))
        assert opened.inner_text("h1") == "Filen bliver læst"
        opened.goto("about:blank")  # the page goes on asking, and must not ask a server that has gone


@pytest.fixture
def desk(sqlite_house: House) -> Iterator[Desk]:
    with worked(sqlite_house) as made:
        yield made


def test_a_layout_is_chosen_by_keyboard(page: Pages, desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "bred")
    form = {"alliance": "proeve", "organisation": "partner", "file": (path.open("rb"), path.name)}
    token = desk.client.post("/api/v1/submissions", data=form, headers={"Accept": "application/json"}).get_json()
    desk.wait(token["submission"])
    with serving(desk.server, page) as url:
        opened = page(url, cookie=desk.cookie)
        opened.goto(f"/upload/{token['submission']}")
        taken_over(opened)
        for label, letters in (
            ("Hvilken indikator er tabellen om?", "Ting i k"),
            ("Hvad skal der ganges med?", "1.000"),
        ):
            looks = int(opened.locator("main").get_attribute("data-looks") or 0)
            go_to(opened, str(opened.get_by_label(label).first.get_attribute("name")))
            opened.keyboard.type(letters)
            opened.keyboard.press("Enter")  # closes the list; the choice is shown at once
            opened.wait_for_selector(f"main[data-looks='{looks + 1}']")
            said = opened.locator("[role=status].skjult").inner_text()
            assert said == opened.inner_text("h1"), "who does not see the page is told what the choice gives"
        assert opened.inner_text("h1") == "Vi læser 6 tal sådan her"
        go_to(opened, "Læs tallene ind")
        opened.keyboard.press("Enter")
        opened.locator("main h1", has_text="indlæst").first.wait_for()
        assert desk.figures("kommuner")["0461 Odense", "2022"] == 23
        taken_over(opened)


def test_a_meeting_is_held_by_keyboard(page: Pages, demo: Site, tmp_path: Path) -> None:
    site = copy_of(demo, tmp_path)
    with serving(site.server, page) as url:
        opened = page(url, cookie=site.cookie)
        opened.goto("/alliance/bo-trygt/meeting")
        taken_over(opened)
        opened.keyboard.press("ArrowRight")
        opened.wait_for_url("**/meeting/indbrud")
        taken_over(opened)
        for name, text in (("decision", "Spørg de to kommuner."), ("who", "Sekretariatet")):
            go_to(opened, name)
            opened.keyboard.type(text)
            opened.keyboard.press("ArrowLeft")  # moves in what is typed, not away from it
        go_to(opened, "Gem i referatet")
        opened.evaluate("document.activeElement.blur()")
        opened.keyboard.press("ArrowRight")
        opened.wait_for_timeout(100)
        assert opened.url.endswith("/meeting/indbrud"), "what is typed is never left by a key"
        opened.locator("button", has_text="Gem i referatet").focus()
        opened.keyboard.press("Enter")
        opened.wait_for_url("**/indbrud?saved=1*")
        assert "Gemt i referatet." in opened.inner_text("main")
        taken_over(opened)
        opened.evaluate("window.scrollTo(0, 0)")
        opened.keyboard.press("ArrowRight")
        opened.wait_for_url("**/meeting/indbrud_kvartal")
        taken_over(opened)
        opened.keyboard.press("PageUp")  # a hand-held presenter
        opened.wait_for_url("**/meeting/indbrud")
        taken_over(opened)
    site.store.close()


@pytest.mark.parametrize(
    ("path", "least"),
    [("/alliance/bo-trygt/indbrud", 30), ("/en/judge", 20)],
)
def test_every_stop_is_seen(page: Pages, base_url: str, path: str, least: int) -> None:
    """From the top to the end and no further: no trap, no stop without an outline, none that something covers."""
    opened = page(base_url)
    opened.goto(path)
    taken_over(opened)
    stops: list[str] = []
    for _ in range(150):
        opened.keyboard.press("Tab")
        here = stop(opened)
        if here.is_page:
            break
        assert here.is_seen, here
        stops.append(here.name)
    assert len(stops) >= least
    assert stops[0] in ("Gå til indhold", "Skip to content")
    assert "Tilgængelighedserklæring" in stops or "Accessibility statement" in stops  # the foot: the end was reached
