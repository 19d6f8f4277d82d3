"""The page of deliveries, the alliance's plan and who moves what: their numbers, their words, and axe at nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import dashboard.deliveries
from config.definitions import Alliance
from store.definitions import apply
from store.editing import edit, read_entries
from tests.dashboard.conftest import Site, make_site, serving
from tests.dashboard.deliveries_store import SLUG, delivering_alliance, load_delivering
from tests.dashboard.parts_store import LOADED
from tests.dashboard.test_browser import text_of as rendered
from tests.servers.axe import violations
from tests.servers.chromium import Pages

ALLIANCE, DELIVERIES = f"/alliance/{SLUG}", f"/alliance/{SLUG}/deliveries"


@pytest.fixture(scope="module")
def delivering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = make_site(tmp_path_factory.mktemp("deliveries"))
    load_delivering(site.store)
    yield site
    site.store.close()


def text_of(site: Site, path: str) -> str:
    """What there is to read, with no-break spaces as spaces."""
    answer = site.public.get(path)
    assert answer.status_code == 200
    page = answer.get_data(as_text=True)
    page = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"[\s\xa0]+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


# Aarhus: 21 months to September 2026, all due. Zoo: 18 months, and July to September are overdue. 42 expected, 39 in.
# In time: all that are in but May 2025 of Aarhus; each row began with its first figure. So 38 of 42.
@pytest.mark.parametrize(
    ("path", "texts"),
    [
        (
            DELIVERIES,
            [
                "39 af 42 ventede leverancer er kommet. Den tavse og Zoo mangler at levere",
                "Endnu har ingen leveret tal til Andel med ting.",
                "93 pct.",
                "90 pct.",
                "38 af 42 kom senest på fristen",
                "Juni 2026 Ting om måneden (Zoo)",
                "30. november 2026",
                "Ting om måneden: juli–september 2026",
                "3 leverancer mangler, den første siden 31. august 2026",
                "Den tavse Har endnu ikke leveret noget",
            ],
        ),
        (
            "/en" + DELIVERIES,
            ["39 of 42 expected deliveries are in. Den tavse and Zoo have yet to deliver", "July–September 2026"],
        ),
        (
            DELIVERIES + "?organisation=aarhus",
            ["Alle 21 ventede leverancer er kommet", "95 pct.", "Leveret efter fristen"],
        ),
        (
            DELIVERIES + "?organisation=zoo",
            ["18 af 21 ventede leverancer er kommet", "september 2026 31. oktober 2026 –"],
        ),
        (DELIVERIES + "?indicator=maaned&from=2026", ["15 af 18 ventede leverancer er kommet", "fra 2026 til i dag"]),
        (DELIVERIES + "?from=1900", ["fra 2025 til i dag"]),  # nothing is known from before
        (
            ALLIANCE,
            [
                "39 af 42",
                "21 af 21 leverancer er kommet",
                "3 indsatser: 1 gennemført, 1 i gang, 1 planlagt. 1 har passeret sin frist.",
                "31. januar 2026 fristen er passeret",
                "Tre partnere arbejder med én af to indikatorer. Ingen indsats er knyttet til Andel med ting.",
                "3 i januar 2030",
                "fra 2026 · pilot Et forsøg",
            ],
        ),
        ("/en" + ALLIANCE, ["Three partners work on one of two indicators.", "from 2026 · pilot A trial"]),
    ],
)
def test_what_is_told(delivering: Site, path: str, texts: list[str]) -> None:
    told = text_of(delivering, path)
    for text in texts:
        assert text in told, told


def test_steps_and_stories_are_in_the_order_of_time(delivering: Site) -> None:
    told = text_of(delivering, ALLIANCE)
    for earlier, later in (("Den første", "Den anden"), ("Den anden", "Et forsøg"), ("Siden", "Før")):
        assert told.index(earlier) < told.index(later)
    plan = told[told.index("Handleplan") :]
    assert plan.index("Ring rundt") < plan.index("Byg om") < plan.index("Skriv ned")  # late first, done last


def test_every_sign_says_in_words_what_it_shows(delivering: Site) -> None:
    page = delivering.client.get(DELIVERIES).get_data(as_text=True)
    labels = re.findall(r'role="img" aria-label="([^"]*)"', page)
    assert labels == [  # Zoo before Aarhus: Aa is Å
        "12 leveret",
        "6 leveret, 3 mangler (juli 2026, august 2026 og september 2026), 1 kan leveres nu, 1 ikke forfalden",
        "11 leveret, 1 leveret efter fristen",
        "9 leveret, 1 kan leveres nu, 1 ikke forfalden",
    ]
    patterns = re.findall(r'<symbol id="(lev\d+)"(.*?)</symbol>', page, re.S)
    assert set(re.findall(r'href="#(lev\d+)"', page)) == {name for name, _ in patterns}
    assert [markup.count("lv-m") for _, markup in patterns] == [0, 3, 0, 0]  # three crosses
    assert [markup.count("13.2h9") for _, markup in patterns] == [0, 0, 1, 0]  # one bar for what was late


def test_a_reminder_is_a_letter_that_lacks_only_its_receiver(delivering: Site) -> None:
    page = delivering.client.get(DELIVERIES).get_data(as_text=True)
    (letter,) = re.findall(r'href="mailto:\?([^"]*)"', page)
    subject, body = unescape(letter).split("&")
    assert unquote(subject) == "subject=Leverancealliancen: tal, vi mangler"
    lines = unquote(body).removeprefix("body=").split("\r\n")
    assert lines[0] == "Til Zoo"
    assert "- Ting om måneden: juli–september 2026" in lines
    assert lines[-1] == "Sekretariatet"


def test_the_open_data_are_those_that_the_page_counts(delivering: Site) -> None:
    answer = delivering.client.get(f"/api/v1/alliances/{SLUG}/deliveries.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    states = [row["state"] for row in rows]
    assert (states.count("delivered"), states.count("missing")) == (39, 3)  # 39 of 42
    (late,) = [row for row in rows if row["is_late"] == "1"]
    told = {name: late[name] for name in ("organisations", "organisation_names", "period", "deadline", "received")}
    assert list(told.values()) == ["aarhus", "Aarhus & omegn", "2025-05", "2025-06-30", "2025-08-01"]
    assert f"/api/v1/alliances/{SLUG}/deliveries.csv" in delivering.client.get(DELIVERIES).get_data(as_text=True)
    assert delivering.client.get("/api/v1/alliances/unknown/deliveries").status_code == 404


def test_who_has_left_keeps_its_name_and_owes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    load_delivering(site.store)
    document = delivering_alliance().model_dump(mode="json", by_alias=True)
    document["organisations"] = [one for one in document["organisations"] if one["slug"] != "zoo"]
    for indicator in document["indicators"]:
        indicator["targets"] = []
    with site.store.writing() as connection:
        apply(connection, Alliance.model_validate(document), "test", LOADED)
    told = text_of(site, DELIVERIES)
    assert "Alle 39 ventede leverancer er kommet. Den tavse mangler at levere" in told
    assert "Zoo 18 af 18" in told
    assert "juli–september" not in told
    site.store.close()


def test_a_large_alliance_shows_one_indicator_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard.deliveries, "_MOST_SERIES", 1)
    site = make_site(tmp_path)
    load_delivering(site.store)
    told = text_of(site, DELIVERIES)
    assert "39 af 42 ventede leverancer er kommet. Zoo mangler at levere" in told
    assert "én indikator vises ad gangen" in told
    assert "Den tavse" not in told  # nothing is said of what was not read
    told = text_of(site, ALLIANCE)
    assert "Se, hvem der har leveret" in told
    assert "leverancer er kommet" not in told
    site.store.close()


def test_what_has_been_retired_is_asked_for_no_more(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    load_delivering(site.store)
    with site.store.writing() as connection:
        (entry,) = read_entries(connection, SLUG, "alliance")
        edit(connection, SLUG, "alliance", SLUG, None, author="A", reason="Slut", now=LOADED, seen=entry.version)
    told = text_of(site, DELIVERIES)
    assert "Alliancen udgik 23. november 2026: Slut." in told
    assert "39 af 42 ventede leverancer er kommet" in told
    assert "påmindelse" not in told
    assert site.public.get(ALLIANCE).status_code == 200
    site.store.close()


def test_everyone_can_use_them_and_both_renderings_say_the_same(page: Pages, delivering: Site) -> None:
    with serving(delivering.server, page) as url:
        opened = page(url, cookie=delivering.cookie)  # who is to be reminded is shown as well
        plain = page(url, javascript=False, cookie=delivering.cookie)
        found: dict[str, Any] = {}
        for path, width, scheme in (
            (f"{DELIVERIES}?organisation=zoo", 1280, "light"),
            (f"/en{DELIVERIES}", 390, "dark"),
            (ALLIANCE, 1280, "dark"),
            (f"/en{ALLIANCE}", 390, "light"),
        ):
            opened.goto(path)
            plain.goto(path)
            opened.wait_for_selector("#first", state="detached")
            assert rendered(opened, "#page") == rendered(plain, "#first")
            opened.set_viewport_size({"width": width, "height": 900})
            opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found |= {f"{v['id']} {path}": v["nodes"][0]["html"][:200] for v in violations(opened)}
            opened.set_viewport_size({"width": 320, "height": 900})
            assert opened.evaluate("document.documentElement.scrollWidth") <= 320, path
            # What is written for ears alone lies within its table: a wide one would else widen the page, unseen.
            inside = "[...document.querySelectorAll('.rul .skjult')].every(e => e.offsetParent.closest('.rul'))"
            assert opened.evaluate(inside), path
        assert found == {}


def test_another_part_is_chosen_without_scripts(page: Pages, delivering: Site) -> None:
    with serving(delivering.server, page) as url:
        opened = page(url, javascript=False)
        opened.goto(DELIVERIES)
        opened.select_option("#organisation", "zoo")
        opened.select_option("#from", "2026")
        opened.click("form button")
        assert "organisation=zoo" in opened.url
        assert opened.inner_text("h1") == "6 af 9 ventede leverancer er kommet"
        assert opened.input_value("#organisation") == "zoo"
