"""Reports that the real worker made: mistakes at their cells, corrections to confirm, what was loaded; and the runs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Route

from etl.jobs import Workroom, import_submission
from etl.refresh import refresh
from store.files import Files
from store.runs import ask_for_run
from store.submissions import NewSubmission, Submission, receive
from tests.dashboard.conftest import Site, make_site, serving
from tests.dashboard.demo_store import NOW, ROOT, apply_demo
from tests.dashboard.test_browser import taken_over, text_of
from tests.servers.axe import violations
from tests.servers.chromium import Pages

FIRST = "indikator;periode;værdi\nindbrud;2022;14899\nindbrud;2023;14844\nindbrud;2017;29147\n"
CORRECTED = FIRST.replace("14899", "14956").replace("14844", "9950") + "indbrud;2024;9000\n"
MARKUP = "indikator;periode;værdi\n<img src=x onerror=alert(1)>;2024;1\n"


@dataclass(frozen=True)
class Reported:
    """A site with submissions in every end state."""

    site: Site
    pages: dict[str, str]  # what -> address


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reported]:
    site = make_site(tmp_path_factory.mktemp("reported"))
    apply_demo(site.store)
    room = Workroom(site.store, Files(site.settings.files), site.settings, lambda: NOW)
    mistakes = (ROOT / "examples" / "bo-trygt-alle-fejl.xlsx").read_bytes()
    files = {
        "accepted": ("første.csv", FIRST.encode("cp1252")),
        "unchanged": ("første.csv", FIRST.encode("cp1252")),
        "awaiting": ("rettet.csv", CORRECTED.encode("cp1252")),
        "rejected": ("alle-fejl.xlsx", mistakes),
        "unreadable": ("billede.xlsx", b"\x89PNG nothing of ours"),
        "markup": ("<b>fed<b>.csv", MARKUP.encode("cp1252")),
    }
    pages = {what: f"/upload/{_import(room, *file).token}" for what, file in files.items()}
    inbox = site.settings.inbox / "bo-trygt" / "sekretariat"
    inbox.mkdir(parents=True)
    (inbox / "fejl.xlsx").write_bytes(mistakes)
    os.utime(inbox / "fejl.xlsx", (0, 0))  # long since written
    with site.store.writing() as connection:
        run = ask_for_run(connection, None, "command", NOW)
    refresh(room, run)
    yield Reported(site, {**pages, "runs": "/runs"})
    site.store.close()


def _import(room: Workroom, filename: str, content: bytes) -> Submission:
    """As the API receives it and the worker takes it on."""
    return import_submission(room, _received(room, filename, content).submission_id)


def _received(room: Workroom, filename: str, content: bytes) -> Submission:
    path = room.files.folder / "incoming"
    path.write_bytes(content)
    new = NewSubmission(
        alliance="bo-trygt",
        organisation="sekretariat",
        source="upload",
        filename=filename,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        via="browser",
        received_by="browser",
        received_at=NOW,
    )
    with room.store.writing() as connection:
        made = receive(connection, new)
        path.rename(room.files.path_of(made.token))
    return made


def seen(reported: Reported, what: str, language: str = "") -> str:
    """The text of a report's page, without its markup escapes."""
    answer = reported.site.client.get(language + reported.pages[what])
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True)).replace("\u00a0", " ")


SAID = [
    # which, what must be said
    ("accepted", ["3 nye tal er indlæst", "Vi læste 3 tal i ét ark.", "Det ændrede filen", "29.147", "første.csv"]),
    ("unchanged", ["Filen indeholdt intet nyt", "Alle tal stod her i forvejen."]),
    (
        "awaiting",
        [
            "Tallene venter på, at du bekræfter dem",
            "Intet er ændret endnu.",
            "Bekræft tallene",
            "14.899",  # stands now
            "14.956",  # in the file
            "+57",
            "ændret, det gamle bevares",
            "Følgen for vurderingen",
            "Mål ikke nået",  # before
            "9.000 indbrud i 2024.",  # the sentence of the verdict that would follow
            "Formlen med tal",
            "Regel 4",
        ],
    ),
    ("rejected", ["celler skal rettes, før tallene kan indlæses", "»Nørre Aaby«", "Gør sådan", "Ingen tal er indlæst"]),
    ("unreadable", ["skal rettes, før tallene kan indlæses", "Vælg den rettede fil"]),
    (
        "runs",
        [
            "1 kilde, 1 afvist",
            "Det skal nogen gøre noget ved",
            "Afvist: filen skal rettes",
            "Se rapporten",
            "kommandolinjen",
        ],
    ),
]


@pytest.mark.parametrize(("what", "texts"), SAID)
def test_a_report_says_what_happened(reported: Reported, what: str, texts: list[str]) -> None:
    text = seen(reported, what)
    assert [one for one in texts if one not in text] == []
    assert "Traceback" not in text


@pytest.mark.parametrize("what", [what for what, _ in SAID])
def test_a_report_is_there_in_english(reported: Reported, what: str) -> None:
    text = seen(reported, what, "/en")
    assert '<html lang="en">' in text
    for danish in ("Det læste vi", "Gør sådan", "Bekræft tallene", "Uændrede", "Kilde</th>"):
        assert danish not in text


def test_a_mistake_is_shown_among_its_neighbours(reported: Reported) -> None:
    text = seen(reported, "rejected")
    assert '<td class="her"><mark>Nørre Aaby</mark></td>' in text


def test_only_what_waits_can_be_confirmed(reported: Reported) -> None:
    assert [what for what in reported.pages if "/confirm?" in seen(reported, what)] == ["awaiting"]


def test_markup_in_a_file_is_text(reported: Reported) -> None:
    page = reported.site.client.get(reported.pages["markup"]).get_data(as_text=True)
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<b>fed" not in page


@pytest.mark.parametrize("what", ["accepted", "awaiting", "rejected", "unreadable", "markup", "runs"])
def test_everyone_can_use_a_report(page: Pages, reported: Reported, what: str) -> None:
    """The same text in both renderings; axe finds nothing; nothing scrolls sideways."""
    with serving(reported.site.server, page) as url:
        plain = page(url, javascript=False, cookie=reported.site.cookie)
        plain.goto(reported.pages[what])
        opened = page(url, cookie=reported.site.cookie)
        taken_over(opened, reported.pages[what])
        assert text_of(opened, "#page") == text_of(plain, "#first")
        for width, scheme in ((1280, "light"), (390, "dark")):
            opened.set_viewport_size({"width": width, "height": 900})
            opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert [v["id"] for v in violations(opened)] == []
        opened.set_viewport_size({"width": 320, "height": 900})
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_click_is_not_called_back_by_the_page_that_looks_again(page: Pages, tmp_path: Path) -> None:
    """Dash shows the report while the page still asks how far the file is; the answer comes when the form is sent."""
    site = make_site(tmp_path)
    apply_demo(site.store)
    room = Workroom(site.store, Files(site.settings.files), site.settings, lambda: NOW)
    _import(room, "tal.csv", FIRST.encode("cp1252"))
    waiting = _received(room, "tal.csv", CORRECTED.encode("cp1252"))
    dash, how_far, confirm = "/_dash-update-component", f"/submissions/{waiting.token}", "/confirm?"
    held: dict[str, list[Route]] = {confirm: [], dash: [], how_far: []}  # the first that an address holds

    is_over = False

    def hold(route: Route) -> None:
        mine = next((routes for part, routes in held.items() if part in route.request.url), None)
        if mine is None or is_over:
            route.fallback()
        else:
            mine.append(route)

    with serving(site.server, page) as url:
        opened = page(url, cookie=site.cookie)
        opened.route("**", hold)

        def release(part: str) -> None:
            for _ in range(500):
                if held[part]:
                    break
                opened.wait_for_timeout(20)
            held[part].pop(0).continue_()

        opened.goto(f"/upload/{waiting.token}")
        import_submission(room, waiting.submission_id)
        release(dash)
        opened.click("text=Bekræft tallene", no_wait_after=True)
        with opened.expect_response(f"**/submissions/{waiting.token}"):
            release(how_far)
        opened.wait_for_timeout(200)  # for the page to do with it what it will
        is_over = True
        release(confirm)
        opened.wait_for_selector("h1:has-text('Filen bliver læst')")
        import_submission(room, waiting.submission_id)
        opened.wait_for_selector("h1:has-text('1 nyt og 2 ændrede tal er indlæst')")
        opened.wait_for_selector("#first", state="detached")  # nothing is under way when the server stops
    site.store.close()


def test_a_person_confirms_and_the_worker_loads(page: Pages, tmp_path: Path) -> None:
    """The whole way of a correction: waiting, the button, the queue, loaded."""
    site = make_site(tmp_path)
    apply_demo(site.store)
    room = Workroom(site.store, Files(site.settings.files), site.settings, lambda: NOW)
    _import(room, "tal.csv", FIRST.encode("cp1252"))
    waiting = _import(room, "tal.csv", CORRECTED.encode("cp1252"))
    with serving(site.server, page) as url:
        opened = page(url, cookie=site.cookie)
        taken_over(opened, f"/upload/{waiting.token}")
        opened.click("text=Bekræft tallene")
        opened.wait_for_selector("h1:has-text('Filen bliver læst')")
        import_submission(room, waiting.submission_id)
        opened.wait_for_selector("h1:has-text('1 nyt og 2 ændrede tal er indlæst')")
        opened.wait_for_selector("#first", state="detached")  # nothing is under way when the server stops
    site.store.close()
