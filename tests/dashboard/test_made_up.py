"""Of an alliance that is invented every page, chart and list says so; of a real one none does."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from config.definitions import Alliance
from dashboard.charts import svg
from dashboard.charts.figure import plotly_figure
from dashboard.curves import WIDTHS, chart_of
from dashboard.made_up import SENTENCE, WORDS
from dashboard.routes import _PAGES
from dashboard.view import view_of
from store.database import Store
from store.definitions import apply, indicator_ids
from store.published import replace_published
from store.submissions import NewSubmission, receive
from tests.dashboard.conftest import Site, make_site, serving
from tests.dashboard.parts_store import LOADED, load_parts, parts_alliance, published
from tests.servers.axe import violations
from tests.servers.chromium import Pages

SLUG = "opdigtet"


NAME = {"da": "Prøven: opdigtede tal", "en": "The trial: invented figures"}


NAMES = ["Restaffald", "Unge, der gennemfører"]
PLAN = [
    {
        "key": "moede",
        "title": {"da": "Et møde om alt det, der skal gøres i alle husene", "en": "A meeting about all there is to do"},
        "who": ["sekretariat"],
        "indicators": ["affald", "gennemfoert"],
        "state": "planned",
    }
]


def invented() -> Alliance:
    document = parts_alliance().model_dump(mode="json", by_alias=True)
    return Alliance.model_validate(document | {"slug": SLUG, "name": NAME, "made_up": True, "plan": PLAN})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A real alliance and an invented one with the same figures."""
    made = make_site(tmp_path_factory.mktemp("made-up"))
    load_parts(made.store)
    _load_invented(made.store)
    yield made
    made.store.close()


def _load_invented(store: Store) -> None:
    declared = invented()
    with store.writing() as connection:
        apply(connection, declared, "test", LOADED)
        numbers = indicator_ids(connection, SLUG)
        for one in declared.indicators:
            replace_published(connection, numbers[one.code], published(one.code))


def _received(store: Store, alliance: str) -> str:
    new = NewSubmission(alliance, "sekretariat", "upload", "tal.xlsx", "0" * 64, 1, "browser", "test", LOADED)
    with store.writing() as connection:
        return receive(connection, new).token


# Whatever pages there are, whoever adds one: each address that names an alliance or an indicator of it.
FILLED = {"slug": "{slug}", "kind": "indicator", "part": "targets", "int:number": "0", "int:version": "1"}
ADDRESSES = [
    re.sub("<([^>]+)>", lambda part: FILLED.get(part[1], "affald"), path) for path in _PAGES if "<slug>" in path
]


@pytest.mark.parametrize("address", [*ADDRESSES, "/upload?alliance={slug}"])
def test_every_page_of_an_invented_alliance_says_so(site: Site, address: str) -> None:
    for start, language in (("", "da"), ("/en", "en")):
        page = site.client.get(start + address.format(slug=SLUG)).get_data(as_text=True)
        main = page.partition("<main")[2]
        assert main.count(SENTENCE[language]) == 1, "above all else that the page says"
        assert main.index(SENTENCE[language]) < main.index("<h1")
        title = re.search("<title>(.*?)</title>", page)
        assert title is not None
        assert WORDS[language].casefold() in title[1].casefold(), "where only the title is seen: a tab, a bookmark"
        real = site.client.get(start + address.format(slug="dele")).get_data(as_text=True)
        assert WORDS[language].casefold() not in real.partition("<h1")[2].partition("<select")[0].casefold()


def test_a_file_of_it_too(site: Site) -> None:
    for slug, expected in ((SLUG, 1), ("dele", 0)):
        page = site.client.get(f"/upload/{_received(site.store, slug)}").get_data(as_text=True)
        assert page.count(SENTENCE.da) == expected


def test_dash_shows_the_same(site: Site) -> None:
    """What takes the first page's place must not lose the mark."""
    body = {
        "output": "page.children",
        "outputs": {"id": "page", "property": "children"},
        "inputs": [
            {"id": "url", "property": "pathname", "value": f"/alliance/{SLUG}"},
            {"id": "url", "property": "search", "value": ""},
        ],
        "changedPropIds": ["url.pathname"],
    }
    answer = site.client.post("/_dash-update-component", json=body)
    assert SENTENCE.da in str(answer.get_json())


@pytest.mark.parametrize("code", ["affald", "gennemfoert"])
def test_its_words_stand_behind_every_drawing_and_in_the_figure(code: str) -> None:
    for declared, expected in ((invented(), 1), (parts_alliance(), 0)):
        indicator = declared.indicator(code)
        assert indicator is not None
        chart = chart_of(view_of(declared, indicator, published(code)), "da")
        drawings = [*(svg.drawing(chart, width) for width in WIDTHS), svg.sparkline(chart), svg.card(chart)]
        assert [one.count(f">{WORDS.da}</text>") for one in drawings] == [expected] * 5
        assert all(one.index(WORDS.da) < one.index("<path") for one in drawings if expected), "behind, not over it"
        figure = plotly_figure(chart)
        assert figure is not None
        traces = [trace["name"] for trace in figure["data"]]
        assert traces.count("made up") == expected
        assert not expected or traces[0] == "made up"
        assert (WORDS.da in chart.aria) == (WORDS.da in chart.unit_line) == bool(expected)


def test_the_overview_shows_it_apart_and_counts_it_nowhere(site: Site) -> None:
    page = site.client.get("/").get_data(as_text=True)
    assert "Én alliance" in page
    assert "2 indikatorer, fordelt på vurderinger" in page
    apart = page.partition('id="oev"')[2]
    assert "Prøven: opdigtede tal" in apart
    assert "Prøven" not in page.partition('id="oev"')[0].partition("<main")[2]


@pytest.mark.browser
@pytest.mark.parametrize("path", [f"/alliance/{SLUG}", f"/en/alliance/{SLUG}/gennemfoert"])
def test_everyone_can_read_the_mark(page: Pages, site: Site, path: str) -> None:
    with serving(site.server, page) as url:
        for dark in (False, True):
            opened = page(url, width=390, dark=dark, javascript=True)
            opened.goto(path)
            opened.wait_for_selector("#first", state="detached")
            assert [one["id"] for one in violations(opened)] == []
            assert opened.evaluate("document.documentElement.scrollWidth") <= 390
            if matrix := opened.query_selector(".rul:has(.bidrag)"):  # its rows stand below each other: all is seen
                assert matrix.evaluate("it => it.scrollWidth <= it.clientWidth")
                assert [one.inner_text() for one in matrix.query_selector_all(".om a")] == NAMES
            opened.close()
