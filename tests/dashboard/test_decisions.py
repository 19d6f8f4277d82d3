"""What a person decides after a file was read: by the API, by plain forms, and on pages that everyone can use."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import sqlalchemy as sa

from dashboard.pages.nothing import key_of
from etl.jobs import Workroom, import_submission
from etl.worker import work_once
from store.declarations import DueFigure
from store.files import Files
from store.schema import observation
from store.submissions import NewSubmission, Submission, read_submission, receive
from store.vanished import read_vanished
from tests.dashboard.conftest import Site, make_site, serving
from tests.dashboard.demo_store import NOW, apply_demo
from tests.dashboard.test_browser import taken_over, text_of
from tests.servers.axe import violations
from tests.servers.chromium import Pages

FIRST = "indikator;periode;værdi\nindbrud;2022;14899\nindbrud;2023;14844\nindbrud;2017;29147\n"
SHORTER = "indikator;periode;værdi\nindbrud;2023;14800\nindbrud;2017;29147\n"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
DUE = DueFigure("indbrud", "", "{}", "2024")
TO = {"alliance": "bo-trygt", "organisation": "sekretariat"}
NOTHING = "/upload/nothing?alliance=bo-trygt&organisation=sekretariat"


@dataclass(frozen=True)
class Decided:
    """A site with a file, and a shorter one that corrects it."""

    site: Site
    room: Workroom
    first: Submission
    shorter: Submission

    def work(self) -> None:
        while work_once(self.room, "test"):
            pass

    def again(self, of: Submission) -> Submission:
        with self.site.store.reading() as connection:
            found = read_submission(connection, token=of.token)
        assert found is not None
        return found

    def seen(self, address: str) -> str:
        answer = self.site.client.get(address)
        assert answer.status_code == 200
        return unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).replace("\u00a0", " ")

    def current(self) -> dict[str, tuple[float | None, str]]:
        query = sa.select(observation).where(observation.c.superseded_at.is_(None))
        with self.site.store.reading() as connection:
            return {row.period: (row.value, row.status) for row in connection.execute(query)}


@pytest.fixture
def decided(site: Site) -> Decided:
    return _decided(site)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    """Not to be written to."""
    site = make_site(tmp_path_factory.mktemp("decisions"))
    apply_demo(site.store)
    yield _decided(site)
    site.store.close()


def _decided(site: Site) -> Decided:
    room = Workroom(site.store, Files(site.settings.files), site.settings, lambda: NOW)
    first = _delivered(replace(room, clock=lambda: NOW - timedelta(days=2)), "første.csv", FIRST)
    shorter = _delivered(replace(room, clock=lambda: NOW - timedelta(days=1)), "kortere.csv", SHORTER)
    return Decided(site, room, first, shorter)


def _delivered(room: Workroom, filename: str, text: str) -> Submission:
    content = text.encode("cp1252")
    path = room.files.folder / "incoming"
    path.write_bytes(content)
    new = NewSubmission(
        **TO,
        source="upload",
        filename=filename,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        via="browser",
        received_by="browser",
        received_at=room.clock(),
        confirmed=True,
    )
    with room.store.writing() as connection:
        made = receive(connection, new)
        path.rename(room.files.path_of(made.token))
    done = import_submission(room, made.submission_id)
    assert done.state == "accepted", done.report
    return done


def _tick(decided: Decided) -> str:
    with decided.site.store.reading() as connection:
        (one,) = read_vanished(connection, decided.again(decided.shorter))
    return f"{one.figure[0]}:{one.figure[1]}"


def test_a_submission_is_undone_by_the_worker(decided: Decided) -> None:
    """The web process asks; no observation is written until the worker has been."""
    client = decided.site.client
    address = f"/api/v1/submissions/{decided.shorter.token}"
    before = decided.current()
    answer = client.post(f"{address}/undo", json={"reason": "forkert fil, 010190-1234"})
    assert (answer.status_code, answer.headers["Location"]) == (202, address)
    assert decided.current() == before
    assert client.post(f"{address}/undo").get_json()["code"] == "being_withdrawn"
    decided.work()
    assert client.get(address).get_json()["state"] == "withdrawn"
    assert decided.current()["2023"] == (14844, "A")
    report = decided.again(decided.shorter).report
    assert report is not None
    assert report["withdrawn"]["by"].startswith("account ")
    assert "1234" not in report["withdrawn"]["reason"]
    refused = client.post(f"{address}/undo")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "already_withdrawn")


REFUSED: list[tuple[str, str, dict[str, Any], int, str]] = [
    # why, where, what is sent, the status, the code
    ("no such submission", "/submissions/findes-ikke/undo", {}, 404, "no_submission"),
    ("no answer", "/submissions/{shorter}/vanished", {"all": "1"}, 400, "no_answer"),
    ("nothing ticked", "/submissions/{shorter}/vanished", {"answer": "stays"}, 400, "none_chosen"),
    ("no figure at all", "/submissions/{shorter}/vanished", {"answer": "stays", "figure": ["x"]}, 400, "wrong_figure"),
    (
        "a figure of none",
        "/submissions/{shorter}/vanished",
        {"answer": "stays", "figure": ["9:2"]},
        409,
        "none_vanished",
    ),
    ("nothing vanished", "/submissions/{first}/vanished", {"answer": "stays", "all": "1"}, 409, "none_vanished"),
    ("no alliance", "/declarations", {"figure": [key_of(DUE)]}, 404, "no_alliance"),
    ("no organisation", "/declarations", {"alliance": "bo-trygt", "figure": [key_of(DUE)]}, 404, "no_organisation"),
    ("no period", "/declarations", {**TO}, 400, "none_chosen"),
    ("not due", "/declarations", {**TO, "figure": [["indbrud", "", {}, "2031"]]}, 409, "not_due"),
    ("delivered already", "/declarations", {**TO, "figure": [["indbrud", "", {}, "2023"]]}, 409, "not_due"),
    ("no list", "/declarations", {**TO, "figure": ["{"]}, 400, "wrong_figure"),
    ("a list too short", "/declarations", {**TO, "figure": [["indbrud"]]}, 400, "wrong_figure"),
    ("no dimensions", "/declarations", {**TO, "figure": [["indbrud", "", None, "2024"]]}, 400, "wrong_figure"),
]


@pytest.mark.parametrize("as_json", [True, False], ids=["json", "form"])
@pytest.mark.parametrize(("why", "where", "sent", "status", "code"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_cannot_be_decided(
    shown: Decided, why: str, where: str, sent: dict[str, Any], status: int, code: str, as_json: bool
) -> None:
    address = "/api/v1" + where.format(shorter=shown.shorter.token, first=shown.first.token)
    if as_json:
        answer = shown.site.client.post(address, json=sent)
    else:
        texts = [one if isinstance(one, str) else json.dumps(one) for one in sent.get("figure", [])]
        answer = shown.site.client.post(address, data={**sent, "figure": texts})
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert answer.get_json()["message"].keys() == {"da", "en"}


@pytest.mark.parametrize("where", ["/submissions/{shorter}/undo", "/submissions/{shorter}/vanished", "/declarations"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "example.org"}]
)
def test_decisions_come_from_our_own_pages(shown: Decided, where: str, headers: dict[str, str]) -> None:
    address = "/api/v1" + where.format(shorter=shown.shorter.token)
    assert (
        shown.site.client.post(address, json={**TO, "answer": "stays", "all": "1"}, headers=headers).status_code == 403
    )


def test_a_refused_form_comes_back_as_a_page(shown: Decided) -> None:
    answer = shown.site.client.post("/api/v1/declarations?language=en", data=TO, headers=HTML)
    assert answer.status_code == 400
    assert "Choose at least one figure." in answer.get_data(as_text=True)


def test_ticked_figures_are_withdrawn(decided: Decided) -> None:
    address = f"/api/v1/submissions/{decided.shorter.token}/vanished"
    answer = decided.site.client.post(address, data={"answer": "withdrawn", "figure": _tick(decided)}, headers=HTML)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/upload/{decided.shorter.token}")
    assert "Beslutningen bliver ført ud i livet" in decided.seen(answer.headers["Location"])
    decided.work()
    assert sorted(decided.current()) == ["2017", "2023"]
    assert "1 tal trukket tilbage" in decided.seen(answer.headers["Location"])


def test_nothing_to_report_is_declared(decided: Decided) -> None:
    client = decided.site.client
    answer = client.post("/api/v1/declarations", json={**TO, "figure": [["indbrud", "", {}, "2024"]], "note": "lukket"})
    assert answer.status_code == 202
    decided.work()
    assert decided.current()["2024"] == (None, "N")
    page = decided.seen(f"/upload/{answer.get_json()['submission']}")
    for text in ("Intet at indberette for 1 periode", "Det er ikke det samme som nul", "Anmeldte indbrud"):
        assert text in page
    assert "2024: intet at indberette. Erklæret af Sekretariatet" in decided.seen("/alliance/bo-trygt/indbrud")
    due = client.get("/upload/nothing?alliance=bo-trygt&organisation=sekretariat").get_data(as_text=True)
    assert unescape(due).count(key_of(DUE)) == 0
    assert unescape(due).count(key_of(DUE._replace(period="2025"))) == 1


SAID = [
    # path, what is said in Danish, what is said in English
    ("/upload/{shorter}", ["Tag stilling til 1 forsvundet tal"], ["Decide about 1 vanished figure"]),
    (
        "/upload/{shorter}/undo",
        ["1 tal går tilbage til det, der stod før.", "14.800", "14.844", "Intet slettes"],
        ["1 figure goes back to what stood before.", "14,844", "Nothing is deleted"],
    ),
    (
        "/upload/{first}/undo",
        ["1 tal tages af kurven", "1 tal står også i en anden fil", "1 tal er ændret af en senere indberetning"],
        ["1 figure leaves the curve"],
    ),
    ("/upload/{shorter}/vanished", ["1 tal er ikke i filen længere", "14.899"], ["1 figure is no longer in the file"]),
    (
        "/upload/{shorter}/vanished?which=all&answer=withdrawn",
        ["Træk 1 tal tilbage?", "kurven får et hul", "hele landet, 2022"],
        ["Withdraw 1 figure?", "the curve gets a gap"],
    ),
    ("/upload/{shorter}/vanished?which=all&answer=stays", ["1 tal står stadig?"], ["1 figure still stand?"]),
    ("/upload/{shorter}/vanished?which=ticked&answer=stays", ["Sæt mindst ét kryds."], ["Tick at least one."]),
    ("/upload/{first}/vanished", ["Ingen forsvundne tal venter på et svar"], ["No vanished figures wait"]),
    ("/upload/nothing", ["Vis perioder"], ["Show periods"]),
    (
        NOTHING,
        ["Forfaldne perioder"],
        ["Periods that are due"],
    ),
    (
        NOTHING + "&indicator=indbrud_kvartal",
        ["3. kvartal 2025"],
        ["Q3 2025"],
    ),
]


@pytest.mark.parametrize(("path", "danish", "english"), SAID, ids=[case[0] for case in SAID])
def test_a_page_says_what_will_change(shown: Decided, path: str, danish: list[str], english: list[str]) -> None:
    address = path.format(shorter=shown.shorter.token, first=shown.first.token)
    for language, texts in (("", danish), ("/en", english)):
        page = shown.seen(language + address)
        assert [text for text in texts if text not in page] == []


@pytest.mark.parametrize("path", ["/upload/findes-ikke/undo", "/upload/findes-ikke/vanished"])
def test_no_such_submission(shown: Decided, path: str) -> None:
    assert shown.site.client.get(path).status_code == 404


def test_what_is_undone_cannot_be_undone_again(decided: Decided) -> None:
    decided.site.client.post(f"/api/v1/submissions/{decided.shorter.token}/undo", data={"reason": "forkert"})
    decided.work()
    page = decided.seen(f"/upload/{decided.shorter.token}")
    for text in ("Indberetningen er trukket tilbage", "af Person", "Begrundelse: forkert"):
        assert text in page
    assert "/undo" not in decided.site.client.get(f"/upload/{decided.shorter.token}").get_data(as_text=True)
    assert decided.site.client.get(f"/upload/{decided.shorter.token}/undo").status_code == 409


CHECKED = [
    "/upload/{shorter}/undo",
    "/upload/{shorter}/vanished",
    "/upload/nothing?alliance=bo-trygt&organisation=sekretariat",
]


@pytest.mark.parametrize("path", CHECKED)
def test_everyone_can_use_these_pages(page: Pages, shown: Decided, path: str) -> None:
    """The same text in both renderings; axe finds nothing; nothing scrolls sideways."""
    address = path.format(shorter=shown.shorter.token)
    with serving(shown.site.server, page) as url:
        plain = page(url, javascript=False, cookie=shown.site.cookie)
        plain.goto(address)
        opened = page(url, cookie=shown.site.cookie)
        taken_over(opened, address)
        assert text_of(opened, "#page") == text_of(plain, "#first")
        for width, scheme in ((1280, "light"), (390, "dark")):
            opened.set_viewport_size({"width": width, "height": 900})
            opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert [v["id"] for v in violations(opened)] == []
        opened.set_viewport_size({"width": 320, "height": 900})
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_person_declares_and_undoes_without_scripts(page: Pages, decided: Decided) -> None:
    """From the first page to the withdrawn declaration, by plain forms alone."""
    with serving(decided.site.server, page) as url:
        opened = page(url, javascript=False, cookie=decided.site.cookie)
        opened.goto("/upload?alliance=bo-trygt&organisation=sekretariat")
        opened.click("text=Intet at indberette")
        opened.get_by_role("button", name="Videre").click()
        assert "Sæt mindst ét kryds." in opened.inner_text("main")
        opened.locator("fieldset", has_text="Anmeldte indbrud i beboelse").first.get_by_label("2024").check()
        opened.get_by_role("button", name="Videre").click()
        assert opened.inner_text("h1") == "Intet at indberette for 1 periode?"
        opened.get_by_role("button", name="Erklær").click()
        decided.work()
        opened.reload()
        assert opened.inner_text("h1") == "Intet at indberette for 1 periode"
        opened.get_by_role("link", name="Træk indberetningen tilbage").click()
        opened.get_by_label("Begrundelse").fill("der kom et tal")
        opened.get_by_role("button", name="Træk indberetningen tilbage").click()
        decided.work()
        opened.reload()
        assert opened.inner_text("h1") == "Indberetningen er trukket tilbage"
    assert "2024" not in decided.current()
