"""Contributions, groups and roll-up as pages show them and as status says them. The figures are invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from config.indicator import Indicator
from etl.status import status
from progress.of_published import contributions_of, equity_of
from progress.rollup import roll_up
from store.published import PublishedSeries
from store.viewer import PUBLIC
from tests.dashboard.conftest import Site, make_site, serving
from tests.dashboard.demo_store import ROOT
from tests.dashboard.parts_store import TODAY, load_parts, parts_alliance, published
from tests.servers.axe import violations
from tests.servers.chromium import Pages


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = make_site(tmp_path_factory.mktemp("parts"))
    load_parts(site.store)
    yield site
    site.store.close()


def text_of(site: Site, path: str, section: str | None = None) -> str:
    """What there is to read, of the whole page or of the section under this heading's id."""
    answer = site.public.get(path)
    assert answer.status_code == 200
    page = answer.get_data(as_text=True)
    if section is not None:
        found = re.search(rf'<section aria-labelledby="{section}">.*?</section>', page, re.DOTALL)
        assert found is not None, section
        page = found[0]
    plain = re.sub(r"<[^>]+>", " ", page)
    return re.sub(r"\s+", " ", unescape(plain).replace("\u00a0", " ")).strip()


def test_local_targets_are_held_against_the_shared_one(parts: Site) -> None:
    text = text_of(parts, "/alliance/dele/affald", "bi")
    assert "Lokale mål rækker til 2.400 af 3.000 ton: der mangler 600." in text
    # 7 + 10 + 7 per cent of what is needed: 200, 300 and 200 of 3000; together 700 of 3000.
    assert "Albertslund 900 700 −200 7 pct. 300 i 2030 33 pct. Åben" in text
    assert "Tilsammen 5.000 4.300 −700 23 pct. 2.600 i 2030" in text
    assert text.index("Albertslund") < text.index("Odense") < text.index("Aarhus")  # Aa is Å
    assert "ikke en rangliste" in text


def test_in_english_too(parts: Site) -> None:
    text = text_of(parts, "/en/alliance/dele/affald", "bi")
    assert "Local targets reach 2,400 of 3,000 tonnes: 600 short." in text
    assert "Together 5,000 4,300 −700 23 per cent 2,600 in 2030" in text


def test_a_hidden_figure_stays_hidden(parts: Site) -> None:
    text = text_of(parts, "/alliance/dele/skjult", "bi")
    assert "Albertslund 40 i 2020 færre end 5 – 0 i 2030 – " in text
    assert "Aarhus 20 i 2020 skjult – 0 i 2030 – " in text, "hidden for the sake of others: it need not be few"
    assert "Tilsammen" not in text


def test_groups_have_their_verdicts_and_the_gap_its_finding(parts: Site) -> None:
    text = text_of(parts, "/alliance/dele/gennemfoert", "gr")
    assert "Afstanden mellem kvinder (bedst) og mænd er blevet mindre" in text
    assert "Kvinder 76 pct. i 2020 80 pct. i 2024" in text
    whole = text_of(parts, "/alliance/dele/gennemfoert")
    assert "Sted for sted" not in whole  # groups are no places


def test_groups_are_called_by_their_labels(parts: Site) -> None:
    text = text_of(parts, "/en/alliance/dele/gennemfoert", "gr")
    assert "The gap between women (best) and men has narrowed" in text
    assert "Women 76 per cent in 2020 80 per cent in 2024" in text
    assert "kvinder" not in text.casefold()


def test_the_goal_says_how_many_and_who_is_weakest(parts: Site) -> None:
    text = text_of(parts, "/alliance/dele", "m1")
    assert "1 af 2 indikatorer har en vurdering: 1 for langsomt. 1 vurderes sted for sted." in text


def test_pages_without_parts_have_no_such_section(demo: Site) -> None:
    page = demo.public.get("/alliance/bo-trygt/indbrud").get_data(as_text=True)
    assert 'id="bi"' not in page
    assert 'id="gr"' not in page


def test_the_demo_reads_sensibly(demo: Site) -> None:
    text = text_of(demo, "/alliance/klimaalliancen/co2e_kommune", "bi")
    # The nine: 7.971.780 tonnes in 2018 and 5.636.386 in 2023, each toward zero.
    assert "De lokale mål er tilsammen 0 ton i 2050; der er ikke noget fælles måltal" in text
    assert "Kun 9 af 98 kommuner er med; summen er deres alene." in text
    assert "Tilsammen 7.971.780 5.636.386 −2.335.394 100 pct. 0 i 2050" in text
    goal = text_of(demo, "/alliance/bo-trygt", "m1")
    assert "3 af 3 indikatorer har en vurdering: 1 mål ikke nået, 2 forbedres. Svagest: Anmeldte indbrud" in goal


def test_a_place_has_no_contributions_of_its_own(demo: Site) -> None:
    page = demo.public.get("/alliance/klimaalliancen/co2e_kommune?area=0751+Aarhus").get_data(as_text=True)
    assert 'id="bi"' not in page


def test_status_says_the_same(parts: Site) -> None:
    with parts.store.reading() as connection:
        told: dict[str, Any] = status(connection, "dele", PUBLIC, TODAY, None)
    assert told["counts"] == {"slow": 1, "too_few": 1}
    assert (told["weakest"], told["judged"], told["of"]) == ("affald", 1, 2)
    assert told["by_place"] == {"skjult": {"acceleration_needed": 1, "not_assessed": 2}}
    assert [goal["goal"] for goal in told["goals"]] == ["faerre"]
    assert told["goals"][0]["weakest"] == "affald"
    waste, hidden, share = told["indicators"]
    totals = waste["contributions"]["totals"]
    assert (totals["needed"], totals["promised"], totals["gap"]) == (-3000, -2400, 600)
    assert waste["equity"] is None
    assert hidden["contributions"]["totals"] is None
    assert hidden["contributions"]["parts"][0]["change"] is None
    assert share["contributions"] is None
    (sex,) = share["equity"]
    assert (sex["dimension"], sex["difference"], sex["ratio"]) == ("koen", "closing", "closing")
    assert (sex["first"]["difference"], sex["latest"]["difference"]) == (12, 5)


def test_every_field_is_explained() -> None:
    page = (ROOT / "docs" / "together.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`(\w+)`", page))
    waste, sex = contributions_of(*told_of("affald")), equity_of(*told_of("gennemfoert"))[0].to_json()
    assert waste is not None
    assert waste.totals is not None
    fields = {*waste.to_json(), *waste.parts[0].to_json(), *waste.totals.to_json(), *sex, *sex["first"]}  # type: ignore[misc]
    assert fields | set(roll_up([]).to_json()) <= explained


def told_of(code: str) -> tuple[Indicator, list[PublishedSeries]]:
    indicator = parts_alliance().indicator(code)
    assert indicator is not None
    return indicator, published(code)


@pytest.mark.parametrize("path", ["/alliance/dele/affald", "/en/alliance/dele/gennemfoert"])
def test_everyone_can_use_it(page: Pages, parts: Site, path: str) -> None:
    """axe finds nothing, without JavaScript of ours, light and dark, wide and narrow; no page scrolls sideways."""
    with serving(parts.server, page) as url:
        opened = page(url)
        opened.goto(path)
        opened.wait_for_selector("#first", state="detached")
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                opened.set_viewport_size({"width": width, "height": 900})
                opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                assert [v["id"] for v in violations(opened)] == [], (width, scheme)
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.close()
