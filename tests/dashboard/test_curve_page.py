"""The indicator's page: as known on a day, each point's origin, small multiples, events, the map. Invented figures."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page

from store.editing import edit, read_entries
from tests.dashboard.conftest import Site, copy_of, make_site, serving
from tests.dashboard.curve_store import LOADED, PARTNERS, SLUG, load_curves
from tests.servers.axe import violations
from tests.servers.chromium import Pages

YOUNG, JOBLESS, VISITS = "/alliance/kurver/unge", "/alliance/kurver/ledige", "/alliance/kurver/besoeg"


VINTAGES = [("500", "P", "2025-03-01", "0"), ("520", "A", "2026-02-01", "1")]


@pytest.fixture(scope="module")
def curves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = make_site(tmp_path_factory.mktemp("curves"))
    load_curves(site.store)
    yield site
    site.store.close()


def markup(site: Site, path: str, section: str | None = None) -> str:
    """The page, or its section under this heading's id; "" where there is none."""
    answer = site.public.get(path)
    assert answer.status_code == 200
    page = unescape(answer.get_data(as_text=True)).replace("\u00a0", " ")
    if section is None:
        return page
    found = re.search(rf'<section aria-labelledby="{section}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def text_of(site: Site, path: str, section: str | None = None) -> str:
    # Dash writes a random number into its own script: now and then it holds any three digits.
    read = re.sub(r"<script\b.*?</script>", " ", markup(site, path, section), flags=re.DOTALL)
    plain = re.sub(r"<[^>]+>", " ", read)
    return re.sub(r"\s+", " ", plain).strip()


# (why, address, what is read, what is not)
DAYS = [
    ("today the corrected value", YOUNG, ["2023 520", "først meldt 500"], ["Som kendt den", "2023 500"]),
    ("the day before it was corrected", f"{YOUNG}?known=2026-01-31",
     ["Som kendt den 31. januar 2026.", "2023 500", "foreløbigt", "Til tallene i dag"], ["2023 520", "først meldt"]),
    ("on that day itself", f"{YOUNG}?known=2026-02-01", ["2023 520", "først meldt 500"], ["2023 500"]),
    ("before 2024 and 2025 came", f"{YOUNG}?known=2025-03-01", ["2023 500"], ["2024 480", "2025 460"]),
    ("judged by what was known", f"{YOUNG}?known=2025-03-01", ["500 i 2023"], ["460 i 2025"]),
    ("before there was anything", f"{YOUNG}?known=2025-02-28", ["Som kendt den 28. februar 2025."], ["640", "500"]),
    ("in English", f"/en{YOUNG}?known=2026-01-31", ["As known on 31 January 2026.", "2023 500"], ["2023 520"]),
    ("no day", f"{YOUNG}?known=i+g%C3%A5r", ["Skriv en dag som 2026-03-01.", "2023 520"], ["Som kendt den"]),
    ("a day to come", f"{YOUNG}?known=2026-11-24", ["Den dag er ikke kommet endnu.", "2023 520"], ["Som kendt den"]),
    ("today", f"{YOUNG}?known=2026-11-23", ["Som kendt den 23. november 2026.", "2023 520"], ["2023 500"]),
    ("a whole of ours, before its parts", f"{VISITS}?known=2026-11-22", ["Som kendt den"], ["1.010", "900"]),
    ("what only holds today is not asked", f"{YOUNG}?known=2026-01-31", [], ["Hvad nu hvis", "Det sagde vi før"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "said", "unsaid"), [case[1:] for case in DAYS], ids=[case[0] for case in DAYS])
def test_as_known_on_a_day(curves: Site, path: str, said: list[str], unsaid: list[str]) -> None:
    text = text_of(curves, path).partition("Hvor kommer")[0]
    assert [one for one in said if one not in text] == []
    assert [one for one in unsaid if one in text] == []


def test_such_a_page_is_kept_and_indexed_by_nobody(curves: Site) -> None:
    for query in ("known=2026-01-31", "point=2023"):
        answer = curves.public.get(f"{YOUNG}?{query}")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in curves.public.get(YOUNG).headers


def test_links_stay_on_the_day_that_is_shown(curves: Site) -> None:
    page = markup(curves, f"{JOBLESS}?known=2026-11-23", "st")
    assert f"{JOBLESS}?area=0851+Aalborg&known=2026-11-23" in page
    place = markup(curves, f"{JOBLESS}?area=0851+Aalborg&known=2026-11-22")
    assert "Som kendt den 22. november 2026." in place
    assert 'value="0851 Aalborg"' in place


def test_days_on_which_figures_changed_are_offered(curves: Site) -> None:
    text = text_of(curves, YOUNG)
    assert "Tal kom til eller blev rettet: 30. april 2025 , 31. marts 2025 , 1. marts 2025 ." in text
    assert "known=2025-04-30" in markup(curves, YOUNG)


# (why, address, what the section says)
ORIGINS = [
    ("the latest, unasked", YOUNG, ["Hvor kommer tallet fra?", "unge 2024.xlsx", "celle D25", "det seneste på kurven",
     "Kendt fra 30. april 2025. Ikke rettet."]),
    ("one that was corrected", f"{YOUNG}?point=2023", ["Hvor kommer tallet for 2023 fra?", "ark »Indberetning«",
     "celle D23", "Leveret af Sekretariatet, 23. november 2026 kl. 03.30.", "Rettet efter aftale.",
     "1. februar 2026 520 endeligt", "1. marts 2025 500 foreløbigt"]),
    ("no such period", f"{YOUNG}?point=1999", ["Hvor kommer tallet fra?", "celle D25"]),
    ("as it was before it was corrected", f"{YOUNG}?point=2023&known=2026-01-31",
     ["som er rettet siden", "Kendt fra 1. marts 2025."]),
    ("a sum", f"{VISITS}?point=2024", ["Tallet er summen af disse:", "Aalborgforeningen 68", "Broen 928"]),
    ("a hidden one", f"{JOBLESS}?area=0825+L%C3%A6s%C3%B8&point=2024",
     ["2024: skjult, så ingen kan genkendes.", "celle D24", "…"]),
    ("a missing one", f"{JOBLESS}?area=0741+Sams%C3%B8&point=2024", ["2024: mangler."]),
    ("in English", f"/en{YOUNG}?point=2023", ["Where does the figure for 2023 come from?", "1 March 2025 500"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "said"), [case[1:] for case in ORIGINS], ids=[case[0] for case in ORIGINS])
def test_every_point_leads_to_its_cell(curves: Site, path: str, said: list[str]) -> None:
    text = text_of(curves, path, "h")
    assert [one for one in said if one not in text] == []


def test_every_row_of_the_table_leads_there(curves: Site) -> None:
    page = markup(curves, YOUNG, "t")
    for year in range(2016, 2026):
        assert f'<a href="{YOUNG}?point={year}#h">{year}</a>' in page
    assert ">2026</a>" not in page  # not yet due: it comes from nowhere


def test_events_and_notes_are_told_in_full(curves: Site) -> None:
    text = text_of(curves, YOUNG, "uv")
    assert "2019 Databrud, ført henover. Opgjort ultimo. Før primo." in text
    assert "2020–2021 Venteliste lukket." in text
    assert "1. september 2022 Ny indgang åbnet. Alle unge tilmeldes nu ét sted." in text
    assert text.index("Databrud") < text.index("lukket") < text.index("åbnet")  # in order of time
    assert text.endswith("Noter Talt af kommunerne selv.")
    assert markup(curves, JOBLESS, "uv") == ""


def test_groups_are_small_curves_in_declared_order(curves: Site) -> None:
    text = text_of(curves, YOUNG, "sk-alder")
    assert "Efter alder: begge grupper har et lavere tal i 2025 end i 2018" in text
    assert "i aftalt orden" in text
    assert "Samme skala i alle: 0–500." in text
    assert text.index("25-29 år −42") < text.index("18-24 år −98")
    page = markup(curves, YOUNG, "sk-koen")
    assert 'aria-label="Mænd: 330 i 2018 og 253 i 2025."' in page
    assert page.index("Mænd") < page.index("Kvinder")


def test_groups_are_called_what_the_definition_calls_them(curves: Site) -> None:
    text = text_of(curves, f"/en{YOUNG}", "sk-koen")
    assert "By sex: both groups have a lower figure in 2025 than in 2018" in text
    assert "Men −77" in text
    assert "Mænd" not in text


def test_partners_far_apart_have_two_scales(curves: Site) -> None:
    text = text_of(curves, VISITS, "sk")
    assert "Alle tre partnere har et højere tal i 2025 end i 2020" in text
    assert "ikke en rangliste" in text
    assert "Skala 0–1.000." in text
    assert "Højderne kan ikke sammenlignes med dem ovenfor." in text
    assert text.index("Broen") < text.index("Aalborgforeningen") < text.index("Aarhusforeningen")


def test_a_partner_that_has_left_keeps_its_name(curves: Site, tmp_path: Path) -> None:
    """What it delivered stands under its name, in every page and list; not under its key."""
    site = copy_of(curves, tmp_path)
    how: dict[str, Any] = {"author": "Anna", "reason": "Trådt ud", "now": LOADED}
    with site.store.writing() as connection:
        seen = {one.key: one.version for one in read_entries(connection, SLUG, "organisation")}[PARTNERS[1]]
        edit(connection, SLUG, "organisation", PARTNERS[1], None, seen=seen, **how)
    text = text_of(site, VISITS, "sk")
    assert text.index("Broen") < text.index("Aalborgforeningen") < text.index("Aarhusforeningen")
    listed = site.public.get(f"/api/v1/alliances/{SLUG}/indicators/besoeg/figures.csv").get_data(as_text=True)
    assert (PARTNERS[1] in listed, "Broen" in listed) == (True, True)
    site.store.close()


def test_every_vintage_of_a_corrected_figure_can_be_fetched(curves: Site) -> None:
    """As CSV and on a sheet of the workbook: what was said before, from when, and what stands now; nothing else."""
    address = "/alliances/kurver/indicators/unge/vintages.csv"
    told = curves.public.get(f"/api/v1{address}?format=international").get_data(as_text=True).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [(row["value"], row["status"], row["known_from"], row["stands"]) for row in rows] == VINTAGES
    book = openpyxl.load_workbook(io.BytesIO(curves.public.get("/alliance/kurver/unge.xlsx").data))
    head, *lines = book["Udgaver af rettede tal"].iter_rows(values_only=True)
    said = [dict(zip(head, line, strict=True)) for line in lines]
    assert [(one["Tal"], one["Gælder"]) for one in said] == [(500, "nej"), (520, "ja")]
    assert curves.public.get("/api/v1/alliances/kurver/indicators/ledige/vintages").json == {"vintages": []}


def test_many_places_are_drawn_when_asked_for(curves: Site) -> None:
    page = markup(curves, JOBLESS, "sk")
    assert page.count("<svg") == 0
    assert f'href="{JOBLESS}?multiples=all#sk">Vis 97 små kurver i samme skala</a>' in page
    page = markup(curves, f"{JOBLESS}?multiples=all", "sk")
    assert page.count("<svg") == 97
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Læsø ændring vises ikke" in text
    assert "Den stiplede boks markerer et skjult tal, ikke en højde" in text
    assert text.index("Viborg") < text.index("Aabenraa") < text.index("Aarhus")


def test_the_map_tells_hidden_missing_and_absent_apart(curves: Site) -> None:
    page = markup(curves, JOBLESS, "ko")
    wide = re.search(r'<svg class="kort-felter vidt".*?</svg>', page, re.DOTALL)
    narrow = re.search(r'<svg class="kort-felter smalt".*?</svg>', page, re.DOTALL)
    assert wide is not None
    assert narrow is not None
    for drawn in (wide[0], narrow[0]):
        assert len(re.findall(r'<rect class="k(?:\d|-uden|-tom)"', drawn)) == 98
        assert drawn.count('class="skjul"') == 2
        assert drawn.count('class="k-streg"') == 1
        assert drawn.count('class="k-tom"') == 1
    text = text_of(curves, JOBLESS, "ko")
    key = [int(number) for number in re.findall(r"\((\d+)\)", text)]
    assert sum(key) == 98
    assert "skjult tal (2)" in text
    assert "mangler (1)" in text
    assert "indgår ikke: ingen tal (1)" in text
    table = page[page.index("<tbody>") :]
    assert table.count("<tr>") == 97
    rows = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", table))
    assert "Læsø Læs færre end 5" in rows
    assert "Fanø Fan skjult" in rows
    assert "Samsø Sam mangler" in rows
    assert rows.index("Viborg") < rows.index("Aabenraa") < rows.index("Aarhus")


def test_the_map_of_verdicts_has_shapes_and_words(curves: Site) -> None:
    assert f'href="{JOBLESS}?map=verdicts#ko"' in markup(curves, JOBLESS, "ko")
    page = markup(curves, f"{JOBLESS}?map=verdicts", "ko")
    wide = re.search(r'<svg class="kort-felter vidt".*?</svg>', page, re.DOTALL)
    assert wide is not None
    drawn = Counter(re.findall(r'class="tone (\w+)"', wide[0]))
    assert sum(drawn.values()) == 97
    rows = Counter(re.findall(r'<td><span class="vurdering (\w+)">', page))
    assert drawn == rows  # the table says in words what the map shows in shapes
    assert "indgår ikke: ingen tal (1)" in page
    assert f'href="{JOBLESS}#ko">tal</a>' in page


def test_a_place_is_told_with_the_two_values_that_its_change_lies_between(curves: Site) -> None:
    """From the baseline, though there is an older value: 13.6 to 12.4 is -1.2, and that is what stands beside."""
    assert "Albertslund 13,6 pct. i 2018 12,4 pct. i 2024 −1,2 procentpoint" in text_of(curves, JOBLESS, "st")


def test_no_map_of_partners_or_of_one_place(curves: Site) -> None:
    assert markup(curves, VISITS, "ko") == ""
    assert markup(curves, f"{JOBLESS}?area=0851+Aalborg", "ko") == ""


def ready(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_selector("#first", state="detached")


def test_in_a_browser(page: Pages, curves: Site) -> None:
    """A day without JavaScript; a click on the interactive curve and on the drawing; axe in both languages."""
    with serving(curves.server, page) as url:
        plain = page(url, javascript=False)
        plain.goto(YOUNG)
        plain.locator("#kendt summary").click()
        plain.fill("#known", "2026-01-31")
        plain.locator("#kendt button").click()
        assert plain.url.endswith(f"{YOUNG}?known=2026-01-31")
        assert "Som kendt den 31. januar 2026." in plain.inner_text("main")

        wide = page(url)
        ready(wide, f"{YOUNG}?known=2026-01-31")
        wide.wait_for_selector(".scatterlayer .trace")
        click_year(wide, "svg.bred", ".plot", 1160, "2020")
        wide.wait_for_url("**/unge?known=2026-01-31&point=2020#h")
        assert "celle D20" in wide.inner_text("section:has(> #h)")

        narrow = page(url, width=390, dark=True)
        ready(narrow, f"/en{YOUNG}")
        click_year(narrow, "svg.smal", "svg.smal", 358, "2023")
        narrow.wait_for_url("**/unge?point=2023#h")
        assert "500" in narrow.inner_text("section:has(> #h)")

        for seen, path in ((wide, None), (narrow, f"/en{JOBLESS}"), (wide, f"{VISITS}?point=2024")):
            if path:
                ready(seen, path)
            assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations(seen)] == []
            width = seen.viewport_size["width"] if seen.viewport_size else 0
            assert seen.evaluate("document.documentElement.scrollWidth") <= width


def click_year(opened: Page, drawing: str, target: str, width: int, year: str) -> None:
    """A press on the curve where that year lies; the plot is drawn where the drawing was."""
    points = opened.evaluate("name => document.querySelector(name).dataset.points", drawing)
    at = next(float(one.split(":")[0]) for one in points.split() if one.endswith(f":{year}"))
    opened.locator(target).scroll_into_view_if_needed()
    box = opened.locator(target).bounding_box()
    assert box is not None
    x, y = box["x"] + at * box["width"] / width, box["y"] + box["height"] * 0.4
    opened.mouse.move(x - 2, y - 20)
    opened.mouse.move(x + 1, y, steps=4)
    if target == ".plot":
        opened.wait_for_selector(".hoverlayer .legend, .hoverlayer .hovertext")
    opened.mouse.click(x + 1, y)
