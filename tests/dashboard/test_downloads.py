"""What can be fetched: the marked file of a report, and the workbook to fill in. By people without JavaScript too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from etl.errands import submit
from etl.jobs import Workroom
from etl.opening.own_sheets import FINDINGS, FORM
from etl.template import write_templates
from store.files import Files
from store.submissions import Submission
from tests.dashboard.conftest import Site, make_site, serving
from tests.dashboard.demo_store import NOW, ROOT, apply_demo
from tests.servers.chromium import Pages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATE = "/template/bo-trygt/sekretariat.xlsx"


@dataclass(frozen=True)
class Handed:
    """A site with a refused workbook, a refused CSV, an accepted file, and templates."""

    site: Site
    workbook: Submission
    csv: Submission
    accepted: Submission


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handed]:
    site = make_site(tmp_path_factory.mktemp("handed"))
    apply_demo(site.store)
    room = Workroom(site.store, Files(site.settings.files), site.settings, lambda: NOW)
    write_templates(site.store, site.settings.templates, NOW)
    yield Handed(
        site,
        _import(room, "alle fejl.xlsx", (ROOT / "examples" / "bo-trygt-alle-fejl.xlsx").read_bytes()),
        _import(room, "æøå.csv", "indikator;periode;værdi\nindbrud;2022;mange\n".encode()),
        _import(room, "rigtig.csv", "indikator;periode;værdi\nindbrud;2022;14899\n".encode()),
    )
    site.store.close()


def _import(room: Workroom, filename: str, content: bytes) -> Submission:
    path = room.settings.home / filename
    path.write_bytes(content)
    return submit(room, path, "bo-trygt", "sekretariat")


def test_the_marked_file_is_the_partners_with_its_findings(handed: Handed):
    answer = handed.site.client.get(f"/api/v1/submissions/{handed.workbook.token}/annotated.xlsx")
    assert (answer.status_code, answer.mimetype) == (200, XLSX)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "fejl%20markeret.xlsx" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames[:2] == [FINDINGS, "Indberetning"]


def test_of_a_csv_there_is_a_list(handed: Handed):
    answer = handed.site.client.get(f"/api/v1/submissions/{handed.csv.token}/annotated.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames == [FINDINGS]


def test_the_template_asks_for_what_is_missing(handed: Handed):
    answer = handed.site.client.get(TEMPLATE)
    assert (answer.status_code, answer.mimetype) == (200, XLSX)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data))[FORM]
    periods = {
        row[2] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "Anmeldte indbrud i beboelse"
    }
    assert 2023 in periods
    assert 2022 not in periods, "it came in the accepted file"


# What is asked for, the answer, why
REFUSED = [
    ("/api/v1/submissions/findes-ikke-0000/annotated.xlsx", 404, "no such submission"),
    ("/api/v1/submissions/{accepted}/annotated.xlsx", 404, "nothing is wrong with it"),
    ("/template/bo-trygt/findes-ikke.xlsx", 404, "no such organisation"),
    ("/template/bo-trygt/trygfonden.xlsx", 404, "it delivers nothing"),
    ("/template/../files/sekretariat.xlsx", 404, "a path is no name"),
    ("/template/bo-trygt/..%2F..%2Ffremdrift.xlsx", 404, "nor when it is written another way"),
    ("/template", 400, "nothing is chosen"),
    ("/template?alliance=bo-trygt", 400, "only one of two is chosen"),
    ("/template?alliance=bo-trygt&organisation=sekretariat", 303, "on to the file"),
    ("/en/template?alliance=bo-trygt&organisation=sekretariat", 303, "in English too"),
    ("/template?alliance=//ond.dk&organisation=x", 303, "and never to another server"),
]


@pytest.mark.parametrize(("address", "status", "why"), REFUSED, ids=[why for *_, why in REFUSED])
def test_what_is_answered(handed: Handed, address: str, status: int, why: str):
    answer = handed.site.client.get(address.format(accepted=handed.accepted.token))
    assert answer.status_code == status, why
    if status == 303:
        assert answer.headers["Location"].startswith("/template/"), why


def test_templates_of_those_who_deliver_no_more_are_taken_away(handed: Handed, tmp_path: Path):
    old = tmp_path / "bo-trygt" / "forhen.xlsx"
    old.parent.mkdir()
    old.write_bytes(b"x")
    write_templates(handed.site.store, tmp_path, NOW, "bo-trygt")
    kept = {path.name for path in old.parent.iterdir()}
    assert kept == {"sekretariat.xlsx", "made.json"}, "the second says what the first was made from"


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "without"])
def test_the_button_and_the_links_give_files(handed: Handed, page: Pages, javascript: bool):
    with serving(handed.site.server, page) as url:
        shown = page(url, width=390, javascript=javascript, cookie=handed.site.cookie)
        shown.goto(f"{url}/upload?alliance=bo-trygt&organisation=sekretariat")
        with shown.expect_download() as fetched:
            shown.get_by_role("button", name="Hent skabelon").click()
        assert fetched.value.suggested_filename == "skabelon-bo-trygt-sekretariat.xlsx"
        shown.goto(f"{url}/upload/{handed.workbook.token}")
        for link, name in (
            ("Hent filen med fejlene markeret", "alle fejl – fejl markeret.xlsx"),
            ("Hent skabelon", "skabelon-bo-trygt-sekretariat.xlsx"),
        ):
            with shown.expect_download() as fetched:
                shown.get_by_role("link", name=link).click()
            assert fetched.value.suggested_filename == name
