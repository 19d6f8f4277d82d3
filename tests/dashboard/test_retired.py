"""Old links lead on, and what was retired says so at its own address, with its figures and the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.moved import present_address
from store.editing import edit, read_entries
from store.renaming import rename
from store.viewer import PUBLIC
from tests.dashboard.conftest import Site, make_site, serving
from tests.dashboard.demo_store import NOW
from tests.dashboard.parts_store import load_parts
from tests.servers.axe import violations
from tests.servers.chromium import Pages

HOW: dict[str, Any] = {"author": "Anna", "now": NOW - timedelta(days=30)}


def _site(home: Path) -> Site:
    """The alliance `dele`, one of its indicators renamed and one retired, and then renamed itself."""
    site = make_site(home)
    load_parts(site.store)
    with site.store.writing() as connection:
        rename(connection, "dele", "indicator", "affald", "restaffald", reason=None, **HOW)
    _retire(site, "dele", "indicator", "gennemfoert", "Måles ikke mere")
    with site.store.writing() as connection:
        rename(connection, "dele", "alliance", "dele", "hele", reason=None, **HOW)
    return site


def _retire(site: Site, slug: str, kind: str, key: str, reason: str | None = None) -> None:
    with site.store.writing() as connection:
        seen = {one.key: one.version for one in read_entries(connection, slug, kind)}[key]
        edit(connection, slug, kind, key, None, reason=reason, seen=seen, **HOW)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = _site(tmp_path_factory.mktemp("after"))
    yield site
    site.store.close()


LED_ON = [
    ("/alliance/dele", "/alliance/hele", "the alliance"),
    ("/en/alliance/dele", "/en/alliance/hele", "in English"),
    ("/alliance/dele/affald", "/alliance/hele/restaffald", "both names"),
    ("/alliance/hele/affald", "/alliance/hele/restaffald", "the indicator alone"),
    ("/alliance/dele/affald?area=0461+Odense", "/alliance/hele/restaffald?area=0461+Odense", "with its view"),
    ("/alliance/dele/gennemfoert", "/alliance/hele/gennemfoert", "to what is retired"),
]


@pytest.mark.parametrize(("old", "new", "why"), LED_ON, ids=[one[-1] for one in LED_ON])
def test_an_old_link_leads_to_the_present_address(after: Site, old: str, new: str, why: str) -> None:
    answer = after.public.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (308, new), why
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"]
    assert after.public.get(new).status_code == 200


NOWHERE = ["/alliance/findes-ikke", "/alliance/hele/findes-ikke", "/alliance/dele/", "/x/affald", "/affald"]


def test_what_was_never_there_is_missing(after: Site) -> None:
    assert [after.public.get(path).status_code for path in NOWHERE] == [404, 404, 308, 404, 404]


def test_nobody_is_led_to_another_house(after: Site) -> None:
    with after.store.reading() as connection:
        assert present_address(connection, "//evil.example/alliance/dele", {}, PUBLIC, NOW) is None
        assert present_address(connection, "/\\evil.example/dele", {}, PUBLIC, NOW) == "/%5Cevil.example/hele"
        found = present_address(connection, "/api/v1/dele/affald.csv", {"a": "1"}, PUBLIC, NOW)
    assert found == "/api/v1/hele/restaffald.csv?a=1"


def _text(site: Site, path: str) -> str:
    answer = site.client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True).replace("\u00a0", " ")


def test_a_retired_indicator_says_so_and_keeps_its_figures(after: Site) -> None:
    told = _text(after, "/alliance/hele/gennemfoert")
    assert "Indikatoren udgik 24. oktober 2026: Måles ikke mere." in told
    assert "følges ikke mere" in told
    assert "78" in told, "its last figure"
    assert "The indicator was retired on 24 October 2026" in _text(after, "/en/alliance/hele/gennemfoert")
    whole = _text(after, "/alliance/hele")
    assert "Følges ikke mere" in whole
    assert '<a href="/alliance/hele/gennemfoert">' in whole
    assert "udgik" not in _text(after, "/alliance/hele/restaffald")


def test_open_data_of_before_lead_on_and_its_files_are_there(after: Site) -> None:
    figures = "/api/v1/alliances/{}/indicators/{}/figures.csv"
    answer = after.public.get(figures.format("dele", "affald") + "?format=international")
    assert answer.headers["Location"] == figures.format("hele", "restaffald") + "?format=international"
    for suffix in ("svg", "png", "xlsx"):
        assert after.public.get(f"/alliance/hele/gennemfoert.{suffix}").status_code == 200, "a link of its page"


@pytest.mark.parametrize("path", ["/alliance/hele/gennemfoert", "/en/alliance/hele"])
def test_everyone_can_use_it(page: Pages, after: Site, path: str) -> None:
    """axe finds nothing, light and dark; nothing scrolls sideways on a phone."""
    with serving(after.server, page) as url:
        opened = page(url)
        opened.goto(path)
        opened.wait_for_selector("#first", state="detached")
        for width, scheme in ((1280, "light"), (390, "dark")):
            opened.set_viewport_size({"width": width, "height": 900})
            opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert [v["id"] for v in violations(opened)] == [], (width, scheme)
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.close()


def test_a_retired_alliance_is_still_to_be_read(tmp_path: Path) -> None:
    site = _site(tmp_path)
    _retire(site, "hele", "alliance", "hele")
    told = _text(site, "/alliance/hele")
    assert "Alliancen udgik 24. oktober 2026." in told
    assert "Status, 24. oktober 2026" in told
    assert "Alliancen udgik 24. oktober 2026." in _text(site, "/alliance/hele/restaffald")
    assert site.public.get("/alliance/dele/affald").headers["Location"] == "/alliance/hele/restaffald"
    for path in ("/", "/upload"):
        assert "/alliance/hele" not in _text(site, path)
        assert "hele" not in re.findall(r'value="(\w+)"', _text(site, path))
    site.store.close()
