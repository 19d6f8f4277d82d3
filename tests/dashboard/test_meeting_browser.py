"""Meetings in a real browser: by keyboard alone, read from five metres, on paper, for everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.dashboard.conftest import Site, copy_of, serving
from tests.servers.axe import violations
from tests.servers.chromium import Pages

STEP = "/alliance/bo-trygt/meeting/indbrud"
LEGIBLE = 20.0  # pixels of 1,280 on a wall picture two metres wide: 31 mm, of which capitals are 22: 15 minutes of arc


@pytest.fixture
def site(demo: Site, tmp_path: Path) -> Iterator[Site]:
    copied = copy_of(demo, tmp_path)
    yield copied
    copied.store.close()


@pytest.fixture
def url(site: Site, page: Pages) -> Iterator[str]:
    with serving(site.server, page) as address:
        yield address


def opened_at(pages: Pages, url: str, path: str, **how: object) -> Page:
    opened = pages(url, **how)  # type: ignore[arg-type]
    opened.goto(path)
    if how.get("javascript", True):
        opened.wait_for_selector("#first", state="detached")
    return opened


def test_a_decision_is_kept_without_javascript(page: Pages, site: Site, url: str) -> None:
    opened = opened_at(page, url, STEP, javascript=False, width=390, expect_errors=["422"], cookie=site.cookie)
    opened.fill("#story", "Faldet er gået i stå.")
    opened.fill("#decision", "Spørg de to kommuner.")
    opened.click("text=Gem i referatet")
    assert "Skriv, hvem der gør det." in opened.inner_text("main")
    opened.fill("#who", "Sekretariatet")
    opened.click("text=Gem i referatet")
    assert "Gemt i referatet." in opened.inner_text("main")
    opened.click("text=Svar: hvad er der sket?")
    opened.select_option("#state-1", "taken_out")
    opened.click("text=Gem svaret")
    assert "Der er ingen åbne beslutninger." in opened.inner_text("main")


@pytest.mark.parametrize("code", ["indbrud", "indbrud_pr_1000_boliger"])
def test_the_first_screen_is_read_from_five_metres(page: Pages, base_url: str, code: str) -> None:
    opened = opened_at(page, base_url, f"/alliance/bo-trygt/meeting/{code}", javascript=False, height=720)
    sizes = opened.evaluate(
        """() => [...document.querySelectorAll('.skaerm :is(h1, p, small, span, text)')]
             .filter(e => e.getClientRects().length && e.textContent.trim() && !e.querySelector('text'))
             .map(e => [parseFloat(getComputedStyle(e).fontSize) * (e.getScreenCTM ? e.getScreenCTM().a : 1),
                        e.textContent.trim()])"""
    )
    assert len(sizes) > 15
    axis = [size for size, text in sizes if re.fullmatch(r"\d{4}", text)]
    assert min(size for size, _ in sizes) >= LEGIBLE * 0.88, sorted(sizes)[:3]
    assert [one for one in sizes if one[0] < LEGIBLE and not re.search(r"[\d–]|mangler|leveret", one[1])] == []
    assert axis
    curve = opened.locator(".skaerm svg:visible").bounding_box()
    assert curve is not None
    assert curve["y"] + curve["height"] <= 720, "the whole curve is on the first screen"


def test_the_board_paper_has_a_page_for_each_indicator(page: Pages, base_url: str) -> None:
    opened = opened_at(page, base_url, "/alliance/bo-trygt/meeting?paper=1", javascript=False)
    printed = opened.pdf(prefer_css_page_size=True)
    pages = max(int(number) for number in re.findall(rb"/Type\s*/Pages[^>]*/Count\s+(\d+)", printed))
    assert pages == 6  # the agenda, and five indicators
    opened.emulate_media(media="print")
    for gone in (".top nav", ".skridt", ".uden-tryk"):
        assert opened.locator(f"{gone}:visible").count() == 0
    assert opened.locator(".side .linjer:visible").count() == 5  # room to write
    assert opened.locator(".side svg:visible").count() == 4  # one each; places have none


def test_everyone_can_use_it(page: Pages, site: Site, url: str) -> None:
    """axe finds nothing; nothing scrolls sideways, even at 320 px. `make access` looks at every page in every way."""
    opened = opened_at(page, url, STEP, cookie=site.cookie)
    for name, text in (("#decision", "Spørg de to."), ("#who", "Sekretariatet")):
        opened.fill(name, text)
    opened.click("text=Gem i referatet")
    opened.wait_for_url("**saved=1*")
    found = {}
    for path, width, scheme in (
        (STEP, 1280, "dark"),
        ("/en/alliance/bo-trygt/minutes/2026-11-23", 390, "light"),
    ):
        opened.set_viewport_size({"width": width, "height": 900})
        opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        opened.goto(path)
        opened.wait_for_selector("#first", state="detached")
        for one in violations(opened):
            found[f"{one['id']} {path} {width}"] = one["nodes"][0]["html"][:200]
        opened.set_viewport_size({"width": 320, "height": 800})
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert found == {}
