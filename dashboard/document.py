"""The HTML document of the first response: complete as it is, with what Dash needs to take over."""

from __future__ import annotations

from html import escape

from dashboard.assets import Assets
from dashboard.frame import framed
from dashboard.render import has_curve, to_html
from dashboard.visit import Here, Page, localised

TITLE = "Fremdrift"


def document(page: Page, here: Here, assets: Assets, machinery: str = "") -> str:
    """The whole answer to a visit.

    Args:
        machinery: what Dash needs to take over; empty for pages that only say what is wrong.
    """
    scripts = "".join(f'<script src="{assets.url(name)}" defer></script>\n' for name in page.scripts)
    return (
        f'<!doctype html>\n<html lang="{here.language}">\n<head>\n{_head(page, here, assets)}</head>\n<body>\n'
        f'<div id="first">{to_html(framed(page, here))}</div>\n{machinery}\n{scripts}</body>\n</html>\n'
    )


def _head(page: Page, here: Here, assets: Assets) -> str:
    lines = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(page.title)}{'' if page.title == TITLE else f' · {TITLE}'}</title>",
    ]
    if page.description:
        lines.append(f'<meta name="description" content="{escape(page.description)}">')
    lines.append(f'<link rel="stylesheet" href="{assets.url("style.css")}">')
    if has_curve(page.main):  # fetched beside the other scripts, where a curve can come alive
        preload = f'rel="preload" as="script" fetchpriority="low" media="(min-width: 75rem)" href="{assets.plotly_url}"'
        lines.append(f"<link {preload} data-plotly>")
    lines.append('<link rel="icon" href="/favicon.svg" type="image/svg+xml">')
    if page.status == 200:
        for other in ("da", "en"):
            address = escape(localised(here.path, other))
            lines.append(f'<link rel="alternate" hreflang="{other}" href="{address}">')
    if page.refresh_seconds is not None:
        lines.append(f'<noscript><meta http-equiv="refresh" content="{page.refresh_seconds}"></noscript>')
    return "\n".join(lines) + "\n"
