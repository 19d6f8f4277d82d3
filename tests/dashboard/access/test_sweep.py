"""axe on every page there is, in both languages, light and dark, wide and narrow. Long: run by `make access`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.routes import _PAGES
from tests.dashboard.access.places import delivered, found_by_links, noted, opening, practised, restorable
from tests.dashboard.conftest import Site, serving
from tests.servers.chromium import Pages

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
WAYS = {"": [(1280, "light"), (390, "dark")], "/en": [(1280, "dark"), (390, "light")]}


def axe_version() -> str:
    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    named = re.search(r"axe v([\d.]+)", script[:200])
    assert named is not None
    return named[1]


@pytest.mark.soak
def test_every_page(page: Pages, demo: Site, tmp_path: Path, found: dict[str, Any]) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    first = noted(demo, tmp_path / "a")
    second, by_route = delivered(tmp_path / "b")
    third, invented = practised(tmp_path / "c")
    places = found_by_links(first) | {route: [path] for route, path in restorable(first).items()}
    handed = opening(first)
    missed = set(_PAGES) - set(places) - set(by_route) - set(handed)
    assert missed == set(), "no link leads there: add an address to tests/dashboard/access/places.py"
    with (
        serving(first.server, page) as here,
        serving(second.server, page) as there,
        serving(third.server, page) as yonder,
    ):
        opened, other, practice = (
            page(here, cookie=first.cookie),
            page(there, cookie=second.cookie),
            page(yonder, cookie=third.cookie),
        )
        anybody = page(here)
        found |= {"checked_on": date.today().isoformat(), "axe": axe_version(), "tags": TAGS}
        found["chromium"] = opened.context.browser.version if opened.context.browser else ""
        for route in _PAGES:
            if route in handed:
                where, paths = anybody, [handed[route]]
            else:
                where, paths = (other, [by_route[route]]) if route in by_route else (opened, places[route])
            looked = [_looked_at(where, paths), _looked_at(practice, invented.get(route, []))]
            found["pages"].append({"route": route} | _together(looked))
    for site in (first, second, third):
        site.store.close()
    assert [one for one in found["pages"] if one["violations"]] == []


def _looked_at(opened: Any, paths: list[str]) -> dict[str, Any]:
    """Of one page: how often it was looked at, what is wrong, and which rules axe could not decide."""
    violations, undecided, looks = [], set[str](), 0
    for language, path in ((language, path) for path in paths for language in WAYS):
        answer = opened.goto(language + path)
        assert answer.status == 200, (language, path)
        assert path == "/sign-in" or "/sign-in" not in opened.url, "nobody was sent to sign in"
        if opened.locator("#app").count():  # elsewhere Dash takes nothing over
            opened.wait_for_selector("#first", state="detached")
        for width, scheme in WAYS[language]:
            opened.set_viewport_size({"width": width, "height": 900})
            opened.emulate_media(color_scheme=scheme)
            response = Axe().run(opened, options=OPTIONS).response
            looks += 1
            undecided |= {one["id"] for one in response["incomplete"]}
            for one in response["violations"]:
                seen = {"rule": one["id"], "width": width, "scheme": scheme, "language": language.strip("/") or "da"}
                violations.append(seen | {"where": one["nodes"][0]["html"][:200]})
    return {"looks": looks, "violations": violations, "undecided": sorted(undecided)}


def _together(looked: list[dict[str, Any]]) -> dict[str, Any]:
    """What was found at several addresses of one page."""
    return {
        "looks": sum(one["looks"] for one in looked),
        "violations": [wrong for one in looked for wrong in one["violations"]],
        "undecided": sorted({rule for one in looked for rule in one["undecided"]}),
    }
