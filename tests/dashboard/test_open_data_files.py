"""An indicator as files: workbook, picture, and the page that leads to them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.language import Language
from dashboard.charts import svg
from dashboard.charts.marks import Axis, Chart, Point
from dashboard.curves import chart_of
from dashboard.open_data import workbook
from dashboard.open_data.formats import Format, cell
from dashboard.open_data.ink import solid, stylesheet, tokens
from dashboard.open_data.picture import Words, picture
from dashboard.open_data.records import read_view
from store.definitions import read_alliance
from store.viewer import PUBLIC
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import TODAY
from tests.dashboard.open_data_store import FORMULA, load_odd
from tests.servers.axe import violations
from tests.servers.chromium import Pages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG = b"\x89PNG\r\n\x1a\n"
_AXIS = Axis(2020.0, 2021.0, (), ())


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = make_site(tmp_path_factory.mktemp("odd"))
    load_odd(site.store)
    yield site
    site.store.close()


def chart(site: Site, slug: str, code: str, language: Language = "da") -> Chart:
    with site.store.reading() as connection:
        declared = read_alliance(connection, slug, PUBLIC, TODAY)
        assert declared is not None
        indicator = declared.indicator(code)
        assert indicator is not None
        return chart_of(read_view(connection, declared, indicator), language)


def book(site: Site, address: str) -> openpyxl.Workbook:
    answer = site.public.get(address)
    assert (answer.status_code, answer.mimetype) == (200, XLSX)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def test_the_workbook_has_the_figures_of_the_open_data(demo: Site) -> None:
    sheets = book(demo, "/alliance/bo-trygt/indbrud_pr_1000_boliger.xlsx")
    assert sheets.sheetnames == ["Tal", "Vurderinger", "Udgaver af rettede tal", "Om tallene"]
    head, *rows = sheets["Tal"].iter_rows(values_only=True)
    told = demo.public.get("/api/v1/alliances/bo-trygt/indicators/indbrud_pr_1000_boliger/figures").json["figures"]
    column = {name: [row[head.index(name)] for row in rows] for name in head if name}
    assert column["Tal"] == [one["value"] for one in told]
    assert column["I stedet for et tal"] == [one["instead"] and one["instead"]["da"] for one in told]
    assert column["Fra"] == [datetime.fromisoformat(one["period_start"]) for one in told]
    assert column["Kilde"] == [one["source"] for one in told]
    assert {type(value) for value in column["Periode"]} == {str}, "2024-03 must not become a date"
    english = book(demo, "/en/alliance/bo-trygt/indbrud.xlsx")
    assert english.sheetnames == ["Figures", "Verdicts", "Corrected figures", "About the figures"]
    said = dict(english["About the figures"].iter_rows(values_only=True))
    assert said["Source"] == "Danmarks Statistik / Det Kriminalpræventive Råd"
    assert said["Definition"].startswith("Residential burglaries")
    assert said["Reservation"].startswith("An example")


def test_no_cell_of_a_workbook_is_a_formula(odd: Site) -> None:
    answer = odd.public.get("/alliance/saer/kvartal.xlsx")
    sheets = openpyxl.load_workbook(io.BytesIO(answer.data))
    texts = [one for sheet in sheets for row in sheet.iter_rows() for one in row if isinstance(one.value, str)]
    assert any(FORMULA in one.value for one in texts)
    for one in texts:
        assert one.data_type == "s", one.value
        assert not one.value.lstrip().startswith(("=", "+", "-", "@", "\uff1d")), one.value


def test_the_workbook_keeps_every_nothing_apart(odd: Site) -> None:
    rows = list(book(odd, "/alliance/saer/kvartal.xlsx")["Opdigtede tal"].iter_rows(values_only=True))
    at = {name: rows[0].index(name) for name in ("Periode", "Tal", "I stedet for et tal")}
    found = {row[at["Periode"]]: (row[at["Tal"]], row[at["I stedet for et tal"]]) for row in rows[1:]}
    assert found["1. kvartal 2025"] == (0, None)
    assert [found[f"{quarter}. kvartal 2025"] for quarter in (2, 3, 4)] == [
        (None, "mangler"),
        (None, "intet at indberette"),
        (None, "ikke relevant"),
    ]
    assert [found[f"{quarter}. kvartal 2026"] for quarter in (1, 2, 3)] == [
        (None, "færre end 5"),
        (None, "mangler"),
        (None, "ikke forfalden"),
    ]


def test_a_sheet_that_is_too_long_is_refused(odd: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a workbook from which the last figures have gone without a word."""
    count = len(odd.public.get("/api/v1/alliances/saer/indicators/kvartal/figures").json["figures"])
    for last, status in ((count - 1, 422), (count, 200)):
        monkeypatch.setattr(workbook, "_LAST_ROW", last)
        assert odd.public.get("/alliance/saer/kvartal.xlsx").status_code == status


PICTURES = [
    ("bo-trygt", "indbrud", "a path with a target, a zone and a break"),
    ("bo-trygt", "bekymrede", "a baseline alone"),
    ("klimaalliancen", "co2e_danmark", "a projection"),
]


@pytest.mark.parametrize(("slug", "code", "why"), PICTURES)
def test_the_picture_stands_by_itself(demo: Site, slug: str, code: str, why: str) -> None:
    """Whole XML, every mark of the page's drawing, no colour that only a page knows, nothing from elsewhere."""
    answer = demo.public.get(f"/en/alliance/{slug}/{code}.svg")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    text = answer.get_data(as_text=True)
    root = ElementTree.fromstring(text)
    assert "var(" not in text
    assert re.findall(r"https?://[^\"' ]+", text) == ["http://www.w3.org/2000/svg"]
    shown = chart(demo, slug, code, "en")
    drawn = svg.drawing(shown, "bred")
    inside = text.split("</text><svg ", 1)[1].split(">", 1)[1].removesuffix("</svg>\n")
    assert inside == solid(drawn).split(">", 1)[1]
    words = " ".join(root.itertext())
    assert "Source: " in words
    assert "An example built on public figures" in words
    assert "fetched 23 November 2026" in words
    assert shown.aria in words


def test_every_class_of_a_drawing_has_its_rule(demo: Site, odd: Site) -> None:
    """A class that the page styles and the picture does not would be drawn black."""
    page = (svg.__file__.rsplit("/", 2)[0]) + "/static/style.css"
    with open(page, encoding="utf-8") as lines:
        styled = set(re.findall(r"\.([a-zæøå][\w-]*)", lines.read()))
    used: set[str] = set()
    charts = [chart(demo, slug, code) for slug, code, _ in PICTURES] + [chart(odd, "saer", "kvartal")]
    for one in charts:
        for names in re.findall(r'class="([^"]+)"', svg.drawing(one, "bred").split(">", 1)[1]):
            used |= set(names.split())
    ruled = set(re.findall(r"\.([a-zæøå][\w-]*)", stylesheet()))
    assert {"maalt", "vej", "net", "tone", "bag", "skjul"} <= used
    assert (used & styled) - ruled == set()
    assert tokens()["ink"] in stylesheet()


@settings(max_examples=30)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=60))
def test_whatever_is_written_is_text(text: str) -> None:
    """No text becomes markup, and none gets lost."""
    point = Point(2020.5, 1.0, "final", text, text, text, text, tone="god")
    drawn = Chart("da", "path", "t", "u", text, text, axis=_AXIS, starts=2020.0, points=(point,))
    root = ElementTree.fromstring(picture(drawn, Words(text, text, [text], text)))
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == text
    assert {one.tag.split("}")[1] for one in root} == {"title", "desc", "style", "rect", "text", "svg"}


def test_the_png_is_the_picture(demo: Site) -> None:
    answer = demo.public.get("/alliance/bo-trygt/bekymrede.png")
    assert (answer.status_code, answer.mimetype, answer.data[:8]) == (200, "image/png", PNG)
    width, height = (int.from_bytes(answer.data[place : place + 4], "big") for place in (16, 20))
    drawn = demo.public.get("/alliance/bo-trygt/bekymrede.svg").get_data(as_text=True)
    size = re.search(r'width="(\d+)" height="([\d.]+)"', drawn)
    assert size is not None
    assert (width, height) == (2 * int(size[1]), round(2 * float(size[2])))
    kept = {"If-None-Match": answer.headers["ETag"]}
    assert demo.public.get("/alliance/bo-trygt/bekymrede.png", headers=kept).status_code == 304


def test_a_place_has_its_own_curve(demo: Site) -> None:
    page = demo.public.get("/alliance/klimaalliancen/co2e_kommune?area=0751+Aarhus").get_data(as_text=True)
    address = re.search(r'href="(/alliance/[^"]+\.svg[^"]*)"', page)
    assert address is not None
    assert "area=0751+Aarhus" in address[1]
    assert "Aarhus" in demo.public.get(address[1].replace("&amp;", "&")).get_data(as_text=True)


MISSING = [
    ("/alliance/bo-trygt/unknown.xlsx", "no such indicator"),
    ("/alliance/unknown/indbrud.xlsx", "no such alliance"),
    ("/alliance/bo-trygt/indbrud.pdf", "no such form"),
    ("/alliance/klimaalliancen/co2e_kommune.svg?area=Atlantis", "no such place"),
    ("/alliance/saer/hemmelig.xlsx", "for members only"),
    ("/en/alliance/saer/senere.png", "under embargo"),
]


@pytest.mark.parametrize(("address", "why"), MISSING, ids=[why for _, why in MISSING])
def test_what_is_not_there_is_a_404(demo: Site, odd: Site, address: str, why: str) -> None:
    site = odd if "/saer/" in address else demo
    assert site.public.get(address).status_code == 404, why


def test_where_nothing_is_measured_nothing_is_drawn(site: Site) -> None:
    page = "/alliance/bo-trygt/indbrud"  # declared; no figure has come
    assert "indbrud.svg" not in site.public.get(page).get_data(as_text=True)
    assert site.public.get(f"{page}.svg").status_code == 404
    assert site.public.get(f"{page}.png").status_code == 404
    head, *rows = book(site, f"{page}.xlsx")["Tal"].iter_rows(values_only=True)
    assert "Tal" in head
    assert rows == [(None,) * len(head)] or rows == []


def test_invented_figures_say_so_wherever_they_go(odd: Site) -> None:
    answer = odd.public.get("/alliance/saer/kvartal.xlsx")
    assert "opdigtede-tal" in answer.headers["Content-Disposition"]
    sheets = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert sheets.sheetnames[0] == "Opdigtede tal"
    assert all("Opdigtede tal" in sheet.oddHeader.left.text for sheet in sheets)
    for language, words in (("", "alliancen findes ikke"), ("/en", "this alliance does not exist")):
        drawn = odd.public.get(f"{language}/alliance/saer/kvartal.svg")
        assert words in drawn.get_data(as_text=True)
        assert "opdigtede-tal" in drawn.headers["Content-Disposition"]
    for table_of in ("figures", "verdicts", "indicators", "alliances"):
        assert {one["made_up"] for one in odd.public.get(f"/api/v1/{table_of}").json[table_of]} == {True}


def test_groups_are_called_by_their_labels(odd: Site) -> None:
    told = odd.public.get("/api/v1/alliances/saer/indicators/kvartal/figures").json["figures"]
    named = {one["dimensions"].get("alder"): one["group_name"] for one in told}
    assert named["+45"] == {"da": "+45 år", "en": "+45 years"}
    assert named["@sum"] == {"da": "@sum", "en": "@sum"}
    assert named[None] is None
    rows = list(book(odd, "/en/alliance/saer/kvartal.xlsx")["Invented figures"].iter_rows(values_only=True))
    assert "'+45 years" in [row[rows[0].index("Alder")] for row in rows]


@pytest.mark.parametrize(("path", "width", "scheme"), [("/data", 1280, "light"), ("/en/data", 390, "dark")])
def test_everyone_can_use_the_page(page: Pages, base_url: str, path: str, width: int, scheme: str) -> None:
    """axe finds nothing, with the columns open; nothing scrolls sideways."""
    opened = page(base_url, width=width, dark=scheme == "dark")
    opened.goto(path)
    opened.wait_for_selector("#first", state="detached")
    opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = violations(opened)
    assert {one["id"]: one["nodes"][0]["html"][:200] for one in found} == {}
    for narrow in (width, 320):
        opened.set_viewport_size({"width": narrow, "height": 900})
        assert opened.evaluate("document.documentElement.scrollWidth") <= narrow


def test_the_links_give_files_without_javascript(page: Pages, base_url: str) -> None:
    opened = page(base_url, javascript=False)
    opened.goto("/alliance/bo-trygt/bekymrede")
    names = {
        "Excel": "bo-trygt-bekymrede.xlsx",
        "CSV": "bo-trygt-bekymrede-figures.csv",
        "SVG": "bo-trygt-bekymrede.svg",
        "PNG": "bo-trygt-bekymrede.png",
    }
    for link, name in names.items():
        with opened.expect_download() as fetched:
            opened.get_by_role("link", name=link, exact=True).click()
        assert fetched.value.suggested_filename == name


@given(st.text(max_size=40), st.sampled_from(["csv", "international"]))
def test_no_text_is_worked_out(text: str, form: str) -> None:
    written = cell(text, Format("csv", "da", form == "international"))
    assert written in (text, "'" + text)
    assert not written.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert not written.startswith(("\t", "\r", "\n"))
