"""How soon a person sees how their own workbook of 1,000 rows is read: from the click that sends it to the page.

Usage: python -m bench.preview [ROUNDS]. The figures are made up. Pages, worker and browser on this machine; seconds,
since there is nothing to compare with. "choice": from choosing an indicator until the page shows what that gives.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Page, sync_playwright

from config.places import municipalities
from config.settings import read_settings
from store.database import Store
from tests.people import session_of
from tests.servers.chromium import chromium, flags

ROOT = Path(__file__).parents[1]
ROWS, PATIENCE = 1000, 60


def write_workbook(path: Path, number: int) -> None:
    """A partner's own list, under headings and a title that are not ours."""
    places = [place.name for place in municipalities()]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Udtræk")
        sheet.write_row(0, 0, [f"Optælling nr. {number} (opdigtet)"])
        sheet.write_row(2, 0, ["Kommune", "Årstal", "Optalt", "Bemærkning"])
        for row in range(ROWS):
            year = 2000 + row // len(places)
            sheet.write_row(3 + row, 0, [places[row % len(places)], year, (row * 37 + number) % 997, None])


def ready(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url + "/readyz", timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise SystemExit("the demo did not come up")


def one(page: Page, path: Path) -> tuple[float, float]:
    """Seconds to the preview, and from a choice to what it gives."""
    page.goto("/upload?alliance=klimaalliancen&organisation=sekretariat")
    page.wait_for_selector("#first", state="detached")
    page.set_input_files("input[type=file]", path)
    began = time.perf_counter()
    page.click("form[data-upload] button")
    page.wait_for_selector("form[data-mapping] table.lag")
    seen = time.perf_counter() - began
    page.wait_for_selector("#first", state="detached")
    select = page.locator("form[data-mapping] select").first
    value = select.locator("option", has_text="pr. kommune").first.get_attribute("value")
    began = time.perf_counter()
    select.select_option(value=value)
    page.wait_for_selector("main[data-looks='1']")
    return seen, time.perf_counter() - began


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = os.environ | {"FREMDRIFT_HOME": home, "FREMDRIFT_PORT": str(port)}
        command = [sys.executable, "-m", "fremdrift", "demo"]
        demo = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            ready(url)
            measure(url, Path(home), rounds, cookie_in(environment))
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.wait(PATIENCE)


def cookie_in(environment: Mapping[str, str]) -> dict[str, str]:
    """The session of an administrator of this installation."""
    settings = read_settings(environment)
    store = Store(settings.database_url)
    cookie = session_of(store, settings, datetime.now(UTC), is_administrator=True)
    store.close()
    return cookie


def measure(url: str, folder: Path, rounds: int, cookie: dict[str, str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), headless=True, args=flags())
        taken = []
        for number in range(rounds + 1):
            path = folder / f"egen-{number}.xlsx"
            write_workbook(path, number)
            page = browser.new_page(base_url=url)
            page.context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": url}])
            taken.append(one(page, path))
            page.close()
        browser.close()
    first, rest = taken[0], taken[1:]
    previews, choices = zip(*rest, strict=True)
    print(f"{ROWS} rows: preview {_told(previews)}, the first {first[0]:.2f} s; a choice {_told(choices)}")


def _told(seconds: tuple[float, ...]) -> str:
    return f"{statistics.median(seconds):.2f} s (at most {max(seconds):.2f})"


if __name__ == "__main__":
    main()
