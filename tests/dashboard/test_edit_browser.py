"""The editing pages in a real browser: usable by everyone, with and without scripts, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dashboard.conftest import serving
from tests.dashboard.desk import HOME, TARGET, Desk, desk_in
from tests.dashboard.test_browser import taken_over, text_of
from tests.rooms import House
from tests.servers.axe import violations
from tests.servers.chromium import Pages

PAGES = [
    HOME,
    f"{HOME}/indicator/antal",
    f"{HOME}/indicator/antal/target",
    f"/en{HOME}/action/tilbud",
]


@pytest.fixture
def desk(sqlite_house: House) -> Desk:
    return desk_in(sqlite_house)


def test_everyone_can_use_them(page: Pages, desk: Desk) -> None:
    """axe finds nothing, light and dark, wide and narrow; both renderings say the same; nothing scrolls sideways."""
    found: dict[str, Any] = {}
    with serving(desk.server, page) as url:
        opened, plain = page(url, cookie=desk.cookie), page(url, javascript=False, cookie=desk.cookie)
        for path in PAGES:
            taken_over(opened, path)
            plain.goto(path)
            assert text_of(opened, "#page") == text_of(plain, "#first")
            number = PAGES.index(path)
            opened.set_viewport_size({"width": (1280, 390)[number % 2], "height": 900})
            opened.emulate_media(color_scheme=("light", "dark")[number // 2 % 2])  # type: ignore[arg-type]
            found |= {f"{path} {one['id']}": one["nodes"][0]["html"] for one in violations(opened)}
            opened.set_viewport_size({"width": 320, "height": 900})
            assert opened.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert found == {}


def test_what_is_wrong_is_readable_for_everyone(page: Pages, desk: Desk) -> None:
    with serving(desk.server, page) as url:
        opened = page(url, expect_errors=["422"], cookie=desk.cookie)
        taken_over(opened, f"{HOME}/indicator/antal/target")
        opened.fill("#value", "1.234")
        opened.get_by_role("button", name="Gem").click()
        opened.wait_for_selector("[role=alert]")
        assert violations(opened) == []
        described = opened.get_attribute("#value", "aria-describedby") or ""
        assert "kan læses på to måder" in opened.inner_text(f"#{described.split()[0]}")
        assert opened.get_attribute("#value", "aria-invalid") == "true"
        opened.get_by_role("link", name="Måltal", exact=True).click()
        assert opened.evaluate("document.activeElement.id || location.hash") in ("value", "#value")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_target_is_set_by_keyboard(page: Pages, desk: Desk, javascript: bool) -> None:
    """From the alliance's page to the new target, without a mouse, with and without scripts."""
    with serving(desk.server, page) as url:
        opened = page(url, javascript=javascript, cookie=desk.cookie)
        opened.goto("/alliance/proeve")
        if javascript:
            opened.wait_for_selector("#first", state="detached")
        opened.get_by_role("link", name="ret mål").press("Enter")
        opened.wait_for_url(f"**{HOME}")
        titled = opened.get_by_role("link", name="Antal ting")  # so is the one for members
        titled.and_(opened.locator("[href$='/indicator/antal']")).press("Enter")
        opened.get_by_role("link", name="Sæt et nyt måltal").first.press("Enter")
        opened.wait_for_url("**/target")
        if javascript:
            opened.wait_for_selector("#first", state="detached")
        opened.focus("#value")
        opened.keyboard.type(TARGET["value"])
        opened.keyboard.press("Tab")
        opened.keyboard.type(TARGET["period"])
        opened.fill("#reason", TARGET["reason"])
        opened.get_by_role("button", name="Gem").focus()
        opened.keyboard.press("Enter")
        opened.wait_for_url("**?saved=1")
        assert "af Anna" in opened.inner_text("[role=status]")
    assert [one["value"] for one in desk.newest("indicator", "antal").document["targets"]] == [50, 40]
