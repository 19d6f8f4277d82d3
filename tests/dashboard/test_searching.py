"""Search and filter of the overview: what fits, why, and that the address holds it all."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.dashboard.conftest import Site
from tests.servers.chromium import Pages


def rows_of(site: Site, query: str) -> list[str]:
    """The alliances whose rows are shown."""
    answer = site.public.get(f"/?{query}")
    assert answer.status_code == 200
    rows = re.findall(r'class="rk">.*?<h3><a href="/alliance/([^"]+)"', answer.get_data(as_text=True), re.S)
    return [unescape(row) for row in rows]


ALL = [
    "hjem-til-alle",
    "bo-trygt",
    "klimaalliancen",
    "medvind-i-oesterbyen",
    "toendermarsk-initiativet",
    "fremtidens-baeredygtige-landskaber",
    "troldhedestien",
]


@pytest.mark.parametrize(
    ("why", "query", "expected"),
    [
        ("nothing is asked", "", ALL),
        ("blank is nothing", "q=+&verdict=&figures=", ALL),
        ("the name, in any case", "q=BO+TRYGT", ["bo-trygt"]),
        ("a partner", "q=trygfonden", ["bo-trygt"]),
        ("an indicator", "q=overnatninger", ["toendermarsk-initiativet"]),
        (
            "a place that figures are about, with Å for Aa",
            "q=%C3%A5rhus",
            ["hjem-til-alle", "bo-trygt", "klimaalliancen"],
        ),
        ("every word, wherever it stands", "q=indbrud+trygfonden", ["bo-trygt"]),
        ("one word is nowhere", "q=indbrud+overnatninger", []),
        ("the English name serves too", "q=burglary", ["bo-trygt"]),
        ("a verdict", "verdict=missed", ["bo-trygt"]),
        ("no verdict", "verdict=none&q=bo+trygt", ["bo-trygt"]),
        ("a verdict that nobody has", "verdict=met", []),
        ("a verdict that there is not", "verdict=%3Cb%3E", []),
        ("without figures", "figures=none", ["fremtidens-baeredygtige-landskaber", "troldhedestien"]),
        ("a filter that there is not is none", "figures=all", ALL),
        ("both", "verdict=improving&figures=stale", ["hjem-til-alle", "bo-trygt", "klimaalliancen"]),
    ],
)
def test_what_fits(demo: Site, why: str, query: str, expected: list[str]) -> None:
    assert rows_of(demo, query) == expected, why


def test_fresh_and_stale_are_all_that_have_figures(demo: Site) -> None:
    fresh, stale, none = (rows_of(demo, f"figures={key}") for key in ("fresh", "stale", "none"))
    assert sorted([*fresh, *stale, *none]) == sorted(ALL)
    assert "bo-trygt" in stale


def test_a_search_says_what_it_found_and_is_kept_by_nobody(demo: Site) -> None:
    answer = demo.public.get("/?q=overnatninger")
    page = re.sub(r"<[^>]+>", "", unescape(answer.get_data(as_text=True)))
    assert "1 af 7 alliancer passer. Vis alle" in page
    assert "Fundet: Overnatninger (indikator)" in page
    improving = re.sub(r"<[^>]+>", "", demo.public.get("/en?verdict=improving").get_data(as_text=True))
    assert "Found: Aged 18–24 (improving), All in homelessness (improving)" in improving
    assert "Tre fælles mål med tal og frist kan vurderes" in page  # the finding is of all, whatever is looked for
    assert "no-store" in answer.headers["Cache-Control"]
    assert "None of the 7 alliances fits." in demo.public.get("/en?q=xyzzy").get_data(as_text=True)


def test_what_was_written_stands_in_the_form_as_text(demo: Site) -> None:
    page = demo.public.get('/?q="><script>alert(1)</script>').get_data(as_text=True)
    assert "<script>alert" not in page
    assert 'value="&quot;&gt;&lt;script&gt;' in page


def test_it_is_used_without_scripts(page: Pages, base_url: str) -> None:
    opened = page(base_url, javascript=False)
    opened.goto("/")
    opened.fill("#q", "Overnatninger")
    opened.press("#q", "Enter")
    assert opened.locator(".rk").count() == 1
    opened.click("text=Vis alle")
    assert opened.locator(".rk").count() == len(ALL)
    opened.click(".fordeling a.vurdering >> nth=1")  # the word of a group leads to those who have it
    assert opened.input_value("#verdict") == "missed"
    assert opened.locator(".rk").count() == 1
