"""Help in the browser: what the guide shows is what is read, and what the pages promise is kept."""

from __future__ import annotations

import re
from html import unescape

import pytest

from config.imprint import NOBODY
from config.settings import SettingError, read_settings
from config.written_numbers import read_numbers
from dashboard.spreadsheet_tables import HEADINGS, NEEDED, NOTHINGS, NUMBERS, PERIODS
from dashboard.spreadsheet_tables import STATUSES as SHOWN_STATUSES
from etl.meaning.headings import DANISH, REQUIRED
from etl.meaning.words import STATUSES
from store.written_periods import read_period
from tests.dashboard.conftest import Site

KINDS = {"et år": "A", "et halvår": "S", "et kvartal": "Q", "en måned": "M", "en uge": "W", "et skoleår": "Y"}
READ = {"vi spørger": "ambiguous", "afvises: kolonnen blander": "mixed", "afvises: regnearket har": "shortened"}


def text_of(site: Site, path: str) -> str:
    answer = site.client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))


def test_headings_of_the_guide_are_read() -> None:
    assert [name for name, _ in HEADINGS if name not in DANISH.values()] == []
    assert set(NEEDED) == {DANISH[field] for field in REQUIRED}


def test_numbers_of_the_guide_are_read_as_it_says() -> None:
    for texts, meaning in NUMBERS:
        read = [one if isinstance(one, str) else one[1] for one in read_numbers(list(texts)).values()]
        refused = next((code for start, code in READ.items() if meaning.da.startswith(start)), None)
        if refused:
            assert set(read) == {refused}, texts
        else:
            assert read == [float(part.replace(",", ".")) for part in meaning.da.split(" og ")], texts
            assert read == [float(part) for part in meaning.en.split(" and ")], texts


def test_periods_of_the_guide_are_read_as_it_says() -> None:
    for texts, meaning in PERIODS:
        read = [read_period(text) for text in texts]
        assert None not in read, texts
        assert len({str(one) for one in read}) == 1, "ways of writing the same period"
        kind = next((kind for name, kind in KINDS.items() if meaning.da.startswith(name)), "D")
        assert {one.frequency for one in read if one} == {kind}, texts


def test_words_of_the_guide_are_all_there_are() -> None:
    letters = [STATUSES[word.replace(" ", "")] for word, _ in SHOWN_STATUSES]
    assert sorted(letters) == sorted(set(STATUSES.values()) - {""})
    assert len(NOTHINGS) == 6


PAGES = [
    ("/help", "Læse, aflevere eller holde møde", "Read, deliver, or hold a meeting"),
    ("/help/spreadsheet", "Skriver du selv: én tabel", "If you write it yourself: one table"),
    ("/contact", "Alliancernes sekretariater", "The alliances' secretariats"),
    ("/privacy", "Ingen cookies", "No cookies"),
    ("/accessibility", "Dette er en kladde.", "This is a draft."),
]


@pytest.mark.parametrize(("path", "danish", "english"), PAGES)
def test_each_page_in_both_languages(demo: Site, path: str, danish: str, english: str) -> None:
    assert danish in text_of(demo, path)
    assert english in text_of(demo, f"/en{path}")


def test_every_page_leads_to_help(demo: Site) -> None:
    for path in ("/", "/upload", "/nowhere"):
        foot = demo.client.get(path).get_data(as_text=True).split("<footer")[1]
        assert [page for page, *_ in PAGES if page != "/help/spreadsheet" and f'href="{page}"' not in foot] == []


def test_secretariats_are_named_in_danish_order(demo: Site) -> None:
    text = text_of(demo, "/contact").split("Alliancernes sekretariater")[1]
    names = ["Bo trygt", "DK2020", "Hjem til Alle", "MedVind", "Troldhedestien", "Tøndermarsk"]
    assert sorted(names, key=text.index) == names


def test_the_guide_names_the_limit_of_this_installation(site: Site) -> None:
    assert "højst 1 MB" in text_of(site, "/help/spreadsheet")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("FREMDRIFT_CONTACT_EMAIL", "skriv til os", "no address"),
        ("FREMDRIFT_CONTACT_EMAIL", "a@b.dk, c@d.dk", "two addresses"),
        ("FREMDRIFT_PRIVACY_URL", "proeveby.dk/privatliv", "a link would lead within our own pages"),
        ("FREMDRIFT_ACCESSIBILITY_URL", "javascript:alert(1)", "no place to go"),
        ("FREMDRIFT_ACCESSIBILITY_URL", "https://was.digst.dk/a b", "a blank in it"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, why: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})
    assert read_settings({name: " "}).imprint == NOBODY, why
