"""A reader asks what would follow, and pastes a series: with and without JavaScript, for everyone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.servers.axe import violations
from tests.servers.chromium import Pages

BURGLARIES = "/alliance/bo-trygt/indbrud"
# Invented: thirteen years of a series with a turn.
SERIES = "År\tIndbrud\n" + "\n".join(f"{2011 + n}\t{41000 - 1900 * n - 900 * max(0, n - 7)}" for n in range(13))


def without_violations(page: Page) -> None:
    found: dict[str, Any] = {}
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found |= {f"{v['id']} {width} {scheme}": v["nodes"][0]["html"][:200] for v in violations(page)}
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == {}


def test_what_if(page: Pages, base_url: str) -> None:
    """From the page as it is to another target, a mistake, and back: Dash shows the same as the server wrote."""
    opened = page(base_url)
    opened.goto(BURGLARIES)
    opened.wait_for_selector("#first", state="detached")
    section = opened.locator("section[aria-labelledby=hvad-nu-hvis]").last
    assert section.locator("#target").input_value() == "10000"
    section.get_by_label("Mål").fill("12.000")
    section.get_by_label("Frist").fill("2026")
    section.get_by_role("button", name="Regn det ud").click()
    opened.wait_for_url("**written=da&target=12.000&deadline=2026&baseline=2017#hvad-nu-hvis")
    expect(section.get_by_text("Ikke gemt: kun en beregning")).to_be_visible()
    expect(section.locator("tbody tr").first).to_contain_text("Mål ikke nået")
    expect(section.locator("tbody tr").first).to_contain_text("På sporet")
    expect(opened.locator("header .status").last).to_contain_text("Mål ikke nået")  # what is stored stays
    opened.wait_for_selector("#first", state="detached")
    section.get_by_label("Frist").fill("snart")
    section.get_by_role("button", name="Regn det ud").click()
    expect(section.get_by_text("»snart« er ikke en periode.")).to_be_visible()
    expect(section.get_by_label("Frist")).to_have_attribute("aria-invalid", "true")
    section.get_by_role("link", name="Tilbage til det gemte").click()
    expect(section.get_by_label("Frist")).to_have_value("2023")


def test_a_pasted_series(page: Pages, base_url: str) -> None:
    """From the method to the form, what is wrong with it, and the answer; no script is needed."""
    opened = page(base_url, javascript=False, expect_errors=["422"])
    opened.goto("/method")
    opened.get_by_role("link", name="Prøv metoden på en serie").last.click()
    opened.wait_for_url("**/judge")
    opened.get_by_label("Serien", exact=True).fill(SERIES + "\n2024\tmange")
    opened.get_by_label("Mål", exact=True).fill("10000")
    opened.get_by_label("Frist").fill("2026")
    opened.get_by_label("Udgangspunkt").fill("2018")
    opened.get_by_role("button", name="Vurder serien").click()
    expect(opened.get_by_role("heading", name="Det skal rettes, før serien kan vurderes")).to_be_visible()
    expect(opened.get_by_text("Linje 15: »mange« er ikke et tal.")).to_be_visible()
    expect(opened.get_by_text("Hvad er bedre: Vælg, hvad der er bedre.")).to_be_visible()
    assert opened.url.endswith("/judge")
    opened.get_by_label("Serien", exact=True).fill(SERIES)
    opened.get_by_label("Hvad er bedre").select_option("decrease")
    opened.get_by_role("button", name="Vurder serien").click()
    expect(opened.get_by_role("heading", name="Metodens svar")).to_be_visible()
    expect(opened.get_by_text("Ikke gemt: kun en beregning")).to_be_visible()
    expect(opened.locator("svg.bred")).to_be_visible()
    expect(opened.locator("svg.bred .ventet")).to_have_count(1)  # expected without action, from the years before 2018
    assert "41000" not in opened.url
    assert opened.get_by_label("Serien", exact=True).input_value() == SERIES
    assert opened.locator("#app").count() == 0  # nothing takes the answer's place


def test_everyone_can_use_the_answer(page: Pages, base_url: str) -> None:
    """Also after Dash has taken the form over: what answers it is whole, and nothing takes its place."""
    opened = page(base_url, expect_errors=["422"])
    opened.goto("/judge")
    opened.wait_for_selector("#first", state="detached")
    opened.locator("#series").fill(SERIES)
    opened.locator("#deadline").fill("2026")
    opened.locator("button[type=submit]").click()
    opened.wait_for_selector("#fejl")
    without_violations(opened)
    opened.locator("#direction").select_option("decrease")
    opened.locator("#target").fill("9000")
    opened.locator("#baseline").fill("2018")
    opened.locator("button[type=submit]").click()
    opened.wait_for_selector("#svar")
    assert opened.locator("#app").count() == 0
    without_violations(opened)
