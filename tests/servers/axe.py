"""What axe finds wrong on a page, and that alone."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Every rule is tried on everything. What passed is not described and sent here: that is a third of the work.
RUN = "axe.run({resultTypes: ['violations'], selectors: false}).then(found => found.violations)"


def violations(page: Page) -> list[dict[str, Any]]:
    """The rules broken on the page as it is now: `id`, and `nodes`, each with its `html`."""
    if not page.evaluate("'axe' in window"):  # once per document: it is half a megabyte
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return found
