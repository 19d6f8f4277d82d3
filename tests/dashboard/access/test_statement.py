"""The statement says what was found, of every page there is, and nothing more."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard import access_results
from dashboard.access_claims import CLAIMS
from dashboard.access_results import RESULTS, read_results
from dashboard.front import PAGES
from dashboard.keeping import Shelf
from dashboard.pages import accessibility
from dashboard.routes import _PAGES
from tests.dashboard.conftest import Site, make_site

FOUND = read_results(RESULTS.read_text(encoding="utf-8"))
AGAIN = "run make access, and commit what it writes"
PAGE = "/accessibility"
MADE_UP: dict[str, Any] = {
    "checked_on": "2026-01-02",
    "axe": "9.9",
    "chromium": "99",
    "pages": [
        {"route": "/", "looks": 4, "violations": [], "undecided": ["color-contrast"]},
        {
            "route": "/x",
            "looks": 3,
            "violations": [{"rule": "label", "language": "da", "width": 390, "scheme": "dark", "where": "<input>"}],
            "undecided": [],
        },
    ],
    "tried": {"test_every_page": False, "test_nothing_moves": True},
}


def text_of(site: Site, path: str = "/accessibility") -> str:
    answer = site.client.get(path)
    assert answer.status_code == 200
    plain = unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", plain)


def test_every_page_has_been_looked_at() -> None:
    assert {one.route for one in FOUND.pages} == set(_PAGES), AGAIN
    assert all(one.looks >= 4 for one in FOUND.pages), AGAIN


def test_nothing_was_found_and_every_claim_holds() -> None:
    assert FOUND.violations == []
    assert FOUND.tried == dict.fromkeys(CLAIMS, True), AGAIN


def test_every_claim_names_a_test() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in CLAIMS if f"def {name}(" not in written] == []


def test_the_page_says_what_was_found(demo: Site) -> None:
    text = text_of(demo)
    assert f"Ingen brud fundet på {len(FOUND.pages)} sider, set {FOUND.looks} gange" in text
    assert "Dette er en kladde." in text
    assert "delvist i overensstemmelse" in text
    assert text.count("Virker ") >= len(CLAIMS)
    english = text_of(demo, "/en/accessibility")
    assert f"No violation found on {len(FOUND.pages)} pages" in english
    assert "people have not tried them yet" in english


@pytest.fixture
def anew(demo: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page that was made before is shown, nor is one of these later."""
    monkeypatch.setattr(demo.server.extensions["front"], "pages", Shelf(PAGES))


@pytest.mark.usefixtures("anew")
def test_a_violation_is_told(demo: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = read_results(json.dumps(MADE_UP))
    monkeypatch.setattr(accessibility, "results", lambda: made_up)
    text = text_of(demo, PAGE)
    assert "1 brud fundet på 2 sider, set 7 gange" in text
    assert "/x label da, 390 px, dark" in text
    assert "bred og smal. Virker ikke" in text
    assert CLAIMS["test_wider_text"].da not in text, "what was not tried is not claimed"


@pytest.mark.usefixtures("anew")
def test_without_results_nothing_is_claimed(demo: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(access_results, "RESULTS", tmp_path / "none.json")
    access_results.results.cache_clear()
    text = text_of(demo, PAGE)
    access_results.results.cache_clear()
    assert "Siderne er ikke prøvet i denne version" in text
    assert "Virker" not in text.split("Det er ikke prøvet")[0]


IMPRINT = {
    "FREMDRIFT_OWNER": "Prøveby Kommune",
    "FREMDRIFT_CONTACT_EMAIL": "fremdrift@proeveby.example",
    "FREMDRIFT_CONTACT_PHONE": "+45 12 34 56 78",
    "FREMDRIFT_PRIVACY_URL": "https://proeveby.example/privatliv",
    "FREMDRIFT_ACCESSIBILITY_URL": "https://was.example/proeveby",
}


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/contact", ["Prøveby Kommune", "mailto:fremdrift@proeveby.example", "tel:+4512345678"]),
        ("/privacy", ["Prøveby Kommune", "https://proeveby.example/privatliv"]),
        ("/accessibility", ["Prøveby Kommune", "tel:+4512345678", "https://was.example/proeveby"]),
    ],
)
def test_pages_name_whoever_runs_the_installation(demo: Site, tmp_path: Path, path: str, named: list[str]) -> None:
    site = make_site(tmp_path, **IMPRINT)
    told = site.client.get(path).get_data(as_text=True)
    assert [one for one in named if one not in told] == []
    site.store.close()
    unnamed = text_of(demo, path)
    assert "Der er ikke angivet nogen endnu." in unnamed
