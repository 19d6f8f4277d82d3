"""The system's Chromium, and pages in it that let nothing pass unseen."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, WebError, WebSocket

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
LOCAL_SCHEMES = ("about", "blob", "data")
MILLISECONDS = 30_000  # the worker, the browser and the tests share two processors


def chromium() -> str:
    """The path of the browser. A missing one is a failure, never a skipped test."""
    wish = os.environ.get("FREMDRIFT_CHROMIUM")
    for name in (wish,) if wish else NAMES:
        if found := shutil.which(name):
            return found
    raise RuntimeError(
        "No Chromium found. Debian: apt-get install chromium fonts-dejavu-core. "
        "Elsewhere: install Chrome, or set FREMDRIFT_CHROMIUM to the program's path."
    )


def flags() -> list[str]:
    """Root must do without the sandbox; everyone else keeps it."""
    return FLAGS + (["--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else [])


@dataclass
class Seen:
    """What one page did that a reader would not notice and a test must."""

    origin: str
    expected: tuple[str, ...]
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def gate(self, route: Route) -> None:
        if self._is_own(route.request.url):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def socket(self, socket: WebSocket) -> None:
        self.foreign.append(socket.url)  # the product opens none

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def failure(self, failure: WebError) -> None:
        self.errors.append(str(failure.error))

    def complaints(self) -> list[str]:
        """Foreign requests, errors that nobody expected, expected ones that did not come."""
        unexpected = [e for e in self.errors if not any(text in e for text in self.expected)]
        absent = [text for text in self.expected if not any(text in e for e in self.errors)]
        return [
            *(f"asked for {url}" for url in self.foreign),
            *(f"error: {error}" for error in unexpected),
            *(f"expected, and did not come: {text}" for text in absent),
        ]

    def _is_own(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in LOCAL_SCHEMES or f"{parts.scheme}://{parts.netloc}" == self.origin


class Pages:
    """Makes pages, each in a context of its own: Danish, in Copenhagen.

    Afterwards `close` fails the test if a page loaded anything from elsewhere or left an error on the console.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._made: list[tuple[BrowserContext, Seen]] = []

    def __call__(
        self,
        base_url: str,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        expect_errors: Iterable[str] = (),
        cookie: Mapping[str, str] | None = None,
    ) -> Page:
        """A fresh page; `page.goto("/upload")` is relative to `base_url`.

        Args:
            base_url: the only origin the page may load from.
            width, height: of the window, in CSS pixels; 390 is a phone.
            dark: the reader prefers a dark scheme.
            javascript: False shows what is there before, and without, any script.
            cookie: name and value, of whoever is signed in; None: anybody.
            expect_errors: parts of the console errors that must occur, as "404" where the page is to be missing.
        """
        context = self._browser.new_context(
            base_url=base_url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            service_workers="block",
        )
        context.set_default_timeout(MILLISECONDS)
        if cookie is not None:
            own = {"name": cookie["name"], "value": cookie["value"], "url": base_url}
            context.add_cookies([{**own, "httpOnly": True, "sameSite": "Lax"}])  # type: ignore[list-item]
        parts = urlsplit(base_url)
        seen = Seen(f"{parts.scheme}://{parts.netloc}", tuple(expect_errors))
        self._made.append((context, seen))
        context.route("**/*", seen.gate)
        # Of the context, not the page: a window that a page opens speaks before anyone could listen to it.
        context.on("console", seen.console)
        context.on("weberror", seen.failure)
        context.on("page", lambda page: page.on("websocket", seen.socket))
        return context.new_page()

    def leave(self) -> None:
        """Close every page, before the server that it looks at stops; `close` still tells what they did."""
        for context, _ in self._made:
            context.close()

    def close(self) -> None:
        self.leave()
        complaints = [line for _, seen in self._made for line in seen.complaints()]
        assert not complaints, "\n".join(complaints)
