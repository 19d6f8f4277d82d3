"""A page in Chromium that has never seen it: bytes on the wire, when its charts are painted, when they can be used."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.servers.chromium import chromium, flags

_TALL = {"width": 1280, "height": 6000}  # all charts are in view: none can be left out
# Two frames after the condition holds: the one that paints it has been handed over.
_WATCH = """
window.__painted = 0;
(function look() {
  var holds = false;
  try { holds = (%s); } catch (_) { }
  if (!holds) return requestAnimationFrame(look);
  requestAnimationFrame(function () { requestAnimationFrame(function () { window.__painted = performance.now(); }); });
})();
"""
_LIMIT = 90_000


@dataclass(frozen=True, slots=True)
class Visit:
    """One first visit.

    Attributes:
        kib: everything that came over the wire, headers too.
        ms: from the start of the navigation until the condition was painted; 0 without JavaScript.
    """

    kib: float
    ms: float


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), headless=True, args=flags())
        yield started
        started.close()


def visit(chrome: Browser, url: str, condition: str = "", mbit: float = 0.0, rtt_ms: float = 0.0) -> Visit:
    """A first visit, over a slower line where one is given.

    Args:
        condition: JavaScript that becomes true; "" turns JavaScript off and waits for the load alone.
    """
    context = chrome.new_context(viewport=_TALL, java_script_enabled=bool(condition))  # type: ignore[arg-type]
    try:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        received: list[float] = []
        wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        wire.send("Network.enable")
        if mbit:
            limits: dict[str, Any] = {
                "offline": False,
                "latency": rtt_ms,
                "downloadThroughput": mbit * 125_000,
                "uploadThroughput": mbit * 125_000,
            }
            wire.send("Network.emulateNetworkConditions", limits)
        if condition:
            page.add_init_script(_WATCH % condition)
        page.goto(url, timeout=_LIMIT, wait_until="load")
        painted, end = 0.0, time.monotonic() + _LIMIT / 1000
        if condition:
            while not painted and time.monotonic() < end:  # wait_for_function is not allowed by our own policy
                page.wait_for_timeout(50)
                painted = float(page.evaluate("window.__painted"))
            if not painted:
                raise TimeoutError(f"{url}: not painted: {condition}")
            page.wait_for_load_state("networkidle", timeout=_LIMIT)
        else:
            page.wait_for_timeout(300)
        return Visit(sum(received) / 1024, painted)
    finally:
        context.close()
