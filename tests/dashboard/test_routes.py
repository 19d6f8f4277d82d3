"""Every address: its status, its language, its title and headline; every link leads somewhere."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest

from config.contradictions import RESERVED
from dashboard.routes import _PAGES, find, split_language, without_slash
from tests.dashboard.conftest import Site

PAGES = [
    # path, title, a part of the headline
    ("/", "Alle alliancer · Fremdrift", "Tre fælles mål med tal og frist kan vurderes"),
    ("/en", "All alliances · Fremdrift", "Three shared targets"),
    ("/alliance/bo-trygt", "Bo trygt · Fremdrift", "færre indbrud"),
    ("/en/alliance/bo-trygt", "Bo trygt · Fremdrift", "fewer burglaries"),
    ("/alliance/bo-trygt/deliveries", "Leverancer, Bo trygt · Fremdrift", "54 af 150 ventede leverancer er kommet"),
    ("/en/alliance/bo-trygt/deliveries?organisation=sekretariat", None, "54 of 150 expected deliveries are in"),
    ("/alliance/bo-trygt/deliveries?indicator=indbrud_kvartal", None, "14 af 26 ventede leverancer er kommet"),
    ("/alliance/troldhedestien/deliveries", None, "Ingen har leveret tal endnu"),
    ("/alliance/troldhedestien", "Troldhedestien · Fremdrift", "en sti"),  # an alliance without figures
    (
        "/alliance/bo-trygt/indbrud",
        "Anmeldte indbrud · Fremdrift",
        "næsten halveret siden 2017, men målet blev ikke nået",
    ),
    ("/en/alliance/bo-trygt/indbrud", "Reported burglaries · Fremdrift", "almost halved since 2017"),
    ("/alliance/bo-trygt/bekymrede", None, "kun udgangspunktet er kendt"),
    ("/alliance/hjem-til-alle/unge_18_29_kommune", None, "11 steder, hver for sig"),
    ("/alliance/klimaalliancen/co2e_kommune?area=0751+Aarhus", None, "Aarhus. "),
    ("/upload", "Indberet · Fremdrift", "Aflever et regneark"),
    ("/en/upload?alliance=bo-trygt", "Report figures · Fremdrift", "Deliver a spreadsheet"),
    ("/runs", "Opdateringer · Fremdrift", "Ingen opdatering endnu"),
    ("/en/runs", "Updates · Fremdrift", "No update yet"),
    ("/method", "Sådan vurderer vi · Fremdrift", "Samme regler for alle"),
    ("/judge", "Vurder en serie · Fremdrift", "Vurder en serie"),
    ("/en/judge", "Judge a series · Fremdrift", "Judge a series"),
    ("/en/method", "How we judge · Fremdrift", "The same rules for all"),
]


@pytest.mark.parametrize(("path", "title", "headline"), PAGES)
def test_a_page_says_what_it_is(demo: Site, path: str, title: str | None, headline: str) -> None:
    answer = demo.client.get(path)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f'<html lang="{"en" if path.startswith("/en") else "da"}">' in text
    assert title is None or f"<title>{title}</title>" in text
    assert headline in unescape(text.split("<h1>")[1].split("</h1>")[0])
    assert text.count("<main") == 1 == text.count("<h1>")
    assert text.index('class="spring"') < text.index("<header")  # the skip link comes first


@pytest.mark.parametrize(
    ("path", "language", "word"),
    [
        ("/nowhere", "da", "Siden findes ikke"),
        ("/en/nowhere", "en", "There is no such page"),
        ("/alliance/unknown", "da", "Siden findes ikke"),  # the shape of an address, and nothing behind it
        ("/alliance/bo-trygt/unknown", "da", "Siden findes ikke"),
        ("/alliance/unknown/deliveries", "da", "Siden findes ikke"),
        ("/alliance/bo-trygt/deliveries?organisation=unknown", "da", "Siden findes ikke"),
        ("/en/alliance/bo-trygt/deliveries?indicator=unknown", "en", "There is no such page"),
        ("/en/alliance/klimaalliancen/co2e_kommune?area=Atlantis", "en", "There is no such page"),
        ("/upload/unknown-token", "da", "Siden findes ikke"),
        ("/en/english", "en", "There is no such page"),
        ("/alliance/bo-trygt/indbrud/more", "da", "Siden findes ikke"),
    ],
)
def test_an_unknown_address_is_missing_in_its_language(demo: Site, path: str, language: str, word: str) -> None:
    answer = demo.client.get(path)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in text
    assert word in text


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v1/submissions/none", "/api/v2/submissions"])
def test_below_api_what_is_missing_is_json(demo: Site, path: str) -> None:
    answer = demo.client.get(path)
    assert answer.status_code == 404
    assert set(answer.get_json()) == {"code", "message"}
    assert set(answer.get_json()["message"]) == {"da", "en"}


def test_no_link_is_dead(demo: Site) -> None:
    """From both front pages, every link and asset of ours that a page names; of addresses that are alike, the first."""
    waiting, seen, kinds = ["/", "/en"], set[str](), set[str]()
    while waiting:
        path = waiting.pop()
        if (kind := _kind(path)) in kinds:
            continue
        kinds.add(kind)
        seen.add(path)
        answer = demo.client.get(path)
        assert answer.status_code == 200, path
        if answer.mimetype == "text/html":
            found = re.findall(r'(?:href|src)="([^"]+)"', answer.get_data(as_text=True))
            ours = (link for link in found if not link.startswith(("#", "mailto:")))
            waiting += [unescape(link) for link in ours if not urlsplit(link).netloc]
    assert len(seen) > 100  # every indicator and place in both languages
    assert {"/method", "/en/runs", "/alliance/troldhedestien", "/favicon.svg"} <= seen


def _kind(path: str) -> str:
    """Alike are questions to a page that differ in numbers and words alone (`?point=2021`, `?point=2022`); pictures of
    an alliance, which are drawn alike; forms for entries of one kind of an alliance.
    """
    page, _, question = path.partition("?")
    page = re.sub(r"^(?:/en)?(/.+)/[^/]+\.png$", r"\1/.png", page)
    page = re.sub(r"(/edit/[^/]+)/[^/]+(.*)", lambda found: found[1] + "/." + re.sub("[0-9]+", "9", found[2]), page)
    return f"{page}?{re.sub('[0-9]+', '9', re.sub('[A-Za-z]+', 'a', unquote(question)))}"


def test_an_anchor_within_a_page_is_there(demo: Site) -> None:
    text = demo.client.get("/alliance/bo-trygt/indbrud").get_data(as_text=True)
    for anchor in re.findall(r'href="#([^"]+)"', text):
        assert f'id="{anchor}"' in text


@pytest.mark.parametrize(
    ("path", "language", "rest"),
    [
        ("/", "da", "/"),
        ("/en", "en", "/"),
        ("/en/upload", "en", "/upload"),
        ("/english", "da", "/english"),
        ("", "da", "/"),
    ],
)
def test_language_is_in_the_path(path: str, language: str, rest: str) -> None:
    assert split_language(path) == (language, rest)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/upload/", "/upload"),
        ("/en/", "/en"),
        ("/", None),  # is itself
        ("/nowhere/", None),  # nothing to lead to
        ("//evil.example/", None),  # not taken for another host
    ],
)
def test_one_slash_too_many_is_forgiven(demo: Site, path: str, meant: str | None) -> None:
    assert without_slash(path) == meant
    answer = demo.client.get("/", environ_overrides={"PATH_INFO": path})
    if meant:
        assert (answer.status_code, answer.headers["Location"]) == (308, meant)
    else:
        assert "Location" not in answer.headers


def test_every_page_is_known_by_its_address() -> None:
    assert find("/method").is_known
    assert not find("/methods").is_known


def test_no_indicator_may_be_called_what_a_page_is_called() -> None:
    """Such a page would stand where the indicator's would."""
    beside = [path.removeprefix("/alliance/<slug>/") for path in _PAGES if path.startswith("/alliance/<slug>/")]
    assert {name for name in beside if "/" not in name and "<" not in name} == set(RESERVED)
