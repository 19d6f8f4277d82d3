"""The verdict's part of an indicator's page: how sure it is, other methods, worked deadlines, sums to unfold."""

from __future__ import annotations

import re
from html import unescape

import pytest

from dashboard.pages.method_certainty import FORECAST_MEANINGS, SIGNAL_MEANINGS
from progress.words import FORECASTS, METHOD_NAMES, SIGNALS
from tests.dashboard.conftest import Site

INDBRUD, UNGE = "/alliance/bo-trygt/indbrud", "/alliance/hjem-til-alle/unge_18_29"
CO2 = "/alliance/klimaalliancen/co2e_danmark"


def text_of(demo: Site, path: str, key: str) -> str:
    """The words of one section; empty where the page has none."""
    page = demo.public.get(path).get_data(as_text=True)
    found = re.search(rf'<section aria-labelledby="{key}">(.*?)</section>', page, re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", found[1]) if found else ""
    return re.sub(r"\s+", " ", unescape(words)).strip()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (CO2, "Vurderingen er skrøbelig: med udgangspunkt i 2005 ville den være »På sporet«."),
        (UNGE, "Uden indsats var der ventet 2.614 (1.983 til 3.228) i 2022; det blev 1.586: kurven bøjer."),
        (UNGE, "7 målinger er for få til at skelne et skift"),
        (UNGE, "I 2022 var tallet 30 måneder bagud."),
        ("/en" + UNGE, "Without action, 2,614 (1,983 to 3,228) was expected in 2022; it came to 1,586"),
        (INDBRUD, "Ingen fremskrivning: der er færre end fire målinger før udgangspunktet."),
        (INDBRUD, "Vurderingen er en kendsgerning om et målt tal"),
        (CO2, "Almindelig variation: højst 5 målinger i træk"),
    ],
)
def test_says_how_sure_it_is(demo: Site, path: str, said: str) -> None:
    assert said in text_of(demo, path, "d")


def test_a_fragile_verdict_is_flagged(demo: Site) -> None:
    page = demo.public.get(CO2).get_data(as_text=True)
    assert '<span class="flag">Skrøbelig</span>' in page
    assert page.count("Skrøbelig</span>") == 1
    assert "Skrøbelig" not in demo.public.get(INDBRUD).get_data(as_text=True)


def test_the_sums_unfold_without_a_script(demo: Site) -> None:
    page = demo.public.get(UNGE).get_data(as_text=True)
    own, beside = re.findall(r"<details[^>]*>(?=<summary>F)", page)
    assert " open" in own
    assert " open" not in beside
    assert "1.969 + 92,19 × 7 = 2.614" in text_of(demo, UNGE, "d")


def test_other_methods_stand_side_by_side(demo: Site) -> None:
    text = text_of(demo, UNGE, "me")
    assert "Fremdrift, lineær fart 0,49 For langsomt" in text
    assert "Open SDG 0,08 score −2,1 Begrænset fremgang Ja" in text
    assert "Eurostat – Kan ikke bruges her Målet er nul, og ingen vækst i procent fører til nul." in text
    assert "FN 2023 0,45 Nogen fremgang, skal op i fart Ja" in text


def test_a_pasted_series_is_shown_under_all_methods(demo: Site) -> None:
    series = "\n".join(f"{year}\t{value}" for year, value in ((2017, 2292), (2019, 1928), (2022, 1586)))
    form = {"series": series, "direction": "decrease", "target": "0", "deadline": "2030", "baseline": "2017"}
    page = demo.public.post("/judge", data=form).get_data(as_text=True)
    assert "Samme tal, andre metoder" in page
    assert "Holder vurderingen?" in page


def test_only_where_the_indicator_asks_for_them(demo: Site) -> None:
    assert text_of(demo, "/alliance/bo-trygt/indbrud_kvartal", "me") == ""


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (INDBRUD, "Hvis målet på 7.000 fik en frist"),
        (INDBRUD, "Regneeksempel, ikke alliancens plan. Regnet fra 14.844 i 2023."),
        (INDBRUD, "Mod farten fra 2017 til 2023 (−2.384 om året)"),
        (INDBRUD, "2029 −1.307 0,55 gange 2031 −981 0,41 gange 2036 −603 0,25 gange"),
        (INDBRUD, "En frist i 2036 kræver 25 pct. af farten siden 2017."),
        ("/en" + INDBRUD, "A deadline in 2036 takes 25 per cent of the speed since 2017."),
        (UNGE, "Hvis målet på 0 fik en ny frist"),
    ],
)
def test_what_a_deadline_would_require(demo: Site, path: str, told: str) -> None:
    assert told in text_of(demo, path, "frist")


def test_no_worked_deadline_where_one_lies_ahead(demo: Site) -> None:
    assert text_of(demo, CO2, "frist") == ""


@pytest.mark.parametrize("path", ["/method", "/en/method"])
def test_the_method_page_explains_every_word(demo: Site, path: str) -> None:
    assert set(FORECAST_MEANINGS) == set(FORECASTS)
    assert set(SIGNAL_MEANINGS) == set(SIGNALS)
    text = text_of(demo, path, "s")
    language = "en" if path.startswith("/en") else "da"
    for words in (FORECASTS, SIGNALS, METHOD_NAMES):
        assert all(word[language] in text for word in words.values())
