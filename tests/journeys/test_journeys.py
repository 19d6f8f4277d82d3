"""The whole way, as people take it: the demo started by its command, a real browser, a real worker.

The figures that are handed in here are made up; they never leave the test's own folder.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

ROOT = Path(__file__).parents[2]
PATIENCE = 60
HEADINGS = ("indikator", "område", "periode", "værdi", "status")
EMAIL, PASSWORD = "anna@example.dk", "fire små ænder i en dam"


@dataclass(frozen=True)
class Demo:
    home: Path
    url: str

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"FREMDRIFT_HOME": str(self.home)}
        command = [sys.executable, "-m", "fremdrift", *words]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`fremdrift demo`, until its pages answer and its worker lives."""
    home = tmp_path_factory.mktemp("demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"FREMDRIFT_HOME": str(home), "FREMDRIFT_PORT": str(port)}
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "fremdrift", "demo"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    url = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + PATIENCE
        while not _is_ready(url):
            assert process.poll() is None, (home / "log").read_text()
            assert time.monotonic() < end, (home / "log").read_text()
            time.sleep(0.1)
        yield Demo(home, url)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        assert "Traceback" not in (home / "log").read_text()


@pytest.fixture(scope="module")
def administrator(demo: Demo, browser) -> None:
    """Somebody has opened the link that the terminal shows, and has an account now."""
    opened = browser.new_page(locale="da-DK")
    opened.goto(_printed_link(demo))
    opened.get_by_label("Dit navn").fill("Anna")
    opened.get_by_label("E-mail").fill(EMAIL)
    opened.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    opened.get_by_label("Den samme igen").fill(PASSWORD)
    opened.get_by_role("button", name="Lav kontoen").click()
    opened.wait_for_url("**/account*")
    assert "Administrator" in opened.inner_text("main")
    opened.close()


def _printed_link(demo: Demo) -> str:
    end = time.monotonic() + PATIENCE
    while not (found := re.search(r"http\S+/first/\S+", (demo.home / "log").read_text())):
        assert time.monotonic() < end, "no link was printed"
        time.sleep(0.1)
    return found[0]


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + "/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Indberetning")
        for number, row in enumerate((HEADINGS, *rows)):
            sheet.write_row(number, 0, row)
    return path


def _to_upload(opened, demo: Demo, query: str = "") -> None:
    """Whoever has not signed in yet is asked to, and is then where they wanted to be."""
    opened.goto(demo.url + "/upload" + query)
    _sign_in(opened)
    opened.wait_for_url(demo.url + "/upload" + query)
    opened.wait_for_selector("#first", state="detached")


def _sign_in(opened) -> None:
    opened.get_by_label("E-mail").fill(EMAIL)
    opened.get_by_label("Adgangskode").fill(PASSWORD)
    opened.get_by_role("main").get_by_role("button", name="Log ind").click()


def _upload(opened, demo: Demo, path: Path) -> None:
    _to_upload(opened, demo)
    opened.select_option("select[name=alliance]", "klimaalliancen")
    opened.set_input_files("input[type=file]", path)
    opened.click("form[data-upload] button")
    opened.wait_for_url("**/upload/*")


@pytest.mark.usefixtures("administrator")
def test_upload_a_workbook_and_see_the_curve_move(demo: Demo, page, tmp_path):
    opened = page(demo.url)
    opened.goto(demo.url + "/alliance/klimaalliancen/klimaplaner")
    assert "96" in opened.inner_text("main")
    assert "97" not in opened.inner_text("main")
    _upload(opened, demo, _workbook(tmp_path / "planer.xlsx", ("klimaplaner", None, 2025, 97, "foreløbig")))
    opened.wait_for_selector("text=planer.xlsx")
    opened.locator("main h1", has_text="indlæst").wait_for()
    opened.goto(demo.url + "/alliance/klimaalliancen/klimaplaner")
    opened.wait_for_selector(".js-plotly-plot .main-svg")
    text = opened.inner_text("main")
    assert "97" in text
    assert "foreløbigt" in text
    figure = opened.evaluate("document.querySelector('.js-plotly-plot').data.flatMap(t => Array.from(t.y || []))")
    assert 97 in figure


@pytest.mark.usefixtures("administrator")
def test_a_correction_in_the_browser_waits_for_the_person(demo: Demo, page, tmp_path):
    opened = page(demo.url)
    _upload(opened, demo, _workbook(tmp_path / "rettelse.xlsx", ("klimaplaner", None, 2023, 91, None)))
    opened.wait_for_selector("button:has-text('Bekræft')")
    opened.wait_for_selector("#first", state="detached")  # a form that is being taken over at that moment is not sent
    opened.click("button:has-text('Bekræft')")
    opened.locator("main h1", has_text="indlæst").wait_for()
    found = demo.command("observations", "klimaalliancen", "--indicator", "klimaplaner")
    assert ";2023;91;" in found.stdout


@pytest.mark.usefixtures("administrator")
def test_a_bad_workbook_is_answered_at_its_cells(demo: Demo, page):
    opened = page(demo.url)
    _to_upload(opened, demo, "?alliance=bo-trygt&organisation=sekretariat")
    opened.set_input_files("input[type=file]", ROOT / "examples" / "bo-trygt-alle-fejl.xlsx")
    opened.click("form[data-upload] button")
    opened.wait_for_url("**/upload/*")
    opened.wait_for_selector("text=D22")
    text = opened.inner_text("main")
    assert "Værdien er ikke et tal" in text
    assert "ca. 15.000" in text


@pytest.mark.usefixtures("administrator")
def test_a_file_in_the_folder_comes_in_with_the_refresh(demo: Demo, page, tmp_path):
    folder = demo.home / "inbox" / "toendermarsk-initiativet" / "sekretariat"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "byfond.xlsx"
    shutil.copy(_workbook(tmp_path / "byfond.xlsx", ("byfond_ansoegninger", "Højer", 2020, 88, None)), path)
    os.utime(path, (time.time() - 60, time.time() - 60))
    # Of this alliance alone: the one to practise on has a file that is rejected, and told of every time.
    done = demo.command("refresh", "--alliance", "toendermarsk-initiativet")
    assert done.returncode == 0, done.stdout
    assert "accepted     toendermarsk-initiativet/sekretariat/inbox/byfond.xlsx" in done.stdout
    opened = page(demo.url)
    opened.goto(demo.url + "/runs")
    assert "byfond.xlsx" not in opened.inner_text("main"), "names of files are for those who sent them"
    opened.wait_for_selector("#first", state="detached")
    opened.get_by_role("link", name="Log ind").click()
    _sign_in(opened)
    opened.wait_for_url(demo.url + "/runs")
    assert "byfond.xlsx" in opened.inner_text("main")
    opened.goto(demo.url + "/alliance/toendermarsk-initiativet/byfond_ansoegninger")
    assert "88" in opened.inner_text("main")
    assert "unchanged    toendermarsk-initiativet" in demo.command("refresh").stdout


def test_the_figures_that_must_come_out(demo: Demo):
    """One number everywhere: what the command says is what the page says."""
    import json

    found = json.loads(demo.command("status", "bo-trygt", "--json").stdout)
    indbrud = found["indicators"][0]
    assert (indbrud["verdict"], round(indbrud["progress"], 3)) == ("missed", 0.747)
    assert [round(one["progress"], 3) for one in indbrud["targets"]] == [0.747, 0.646]
    with urllib.request.urlopen(demo.url + "/alliance/bo-trygt/indbrud") as answer:
        html = answer.read().decode()
    assert indbrud["sentence"]["da"].split(". ")[0] in html
    assert "74,7" in html
