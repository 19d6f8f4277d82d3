"""For those who read large, with more space, or with everything at rest."""

from __future__ import annotations

import pytest

from tests.dashboard.conftest import Site
from tests.dashboard.test_browser import cookie_of
from tests.servers.chromium import Pages

PAGES = [
    "/",
    "/alliance/bo-trygt/indbrud",
    "/alliance/bo-trygt/meeting/indbrud",
    "/upload",
    "/sign-in",
    "/account",
    "/help/spreadsheet",
    "/accessibility",
]
# Text that overflows a box which hides it: what is meant for screen readers alone is no loss.
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(e => {
  const style = getComputedStyle(e);
  if (e.closest(".skjult, svg, .plot, .spring") || !e.getClientRects().length) return false;
  if (!["hidden", "clip"].includes(style.overflowX) && !["hidden", "clip"].includes(style.overflowY)) return false;
  return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
}).map(e => e.outerHTML.slice(0, 120))"""
OUTSIDE = """() => [...document.querySelectorAll("main :is(h1,h2,h3,p,li,dt,dd,label,button,input,select,textarea,a)")]
  .filter(e => !e.closest(".rul, .skjult, .formel, .plot") && e.getClientRects().length)
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
  .map(e => e.outerHTML.slice(0, 120))"""
WIDER = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
MOVES = """() => [...document.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0
    || style.scrollBehavior === "smooth";
}).filter(e => !e.closest(".plot")).map(e => e.outerHTML.slice(0, 120)).concat(
  document.getAnimations().map(a => String(a)))"""


@pytest.mark.parametrize("path", PAGES)
def test_four_hundred_per_cent(page: Pages, demo: Site, base_url: str, path: str) -> None:
    """1,280 by 1,024 pixels at 400 per cent are 320 by 256."""
    opened = page(base_url, width=320, height=256, javascript=False, cookie=cookie_of(demo, path))
    opened.goto(path)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    assert opened.evaluate(OUTSIDE) == []
    assert opened.evaluate(CUT) == []
    stays = "[...document.querySelectorAll('*')].filter(e => ['fixed','sticky'].includes(getComputedStyle(e).position)"
    stays += " && e.getBoundingClientRect().height > 100).length"
    assert opened.evaluate(stays) == 0, "what stays would leave no room"


@pytest.mark.parametrize("path", PAGES)
def test_wider_text(page: Pages, demo: Site, base_url: str, path: str) -> None:
    """The spacing that WCAG 1.4.12 names."""
    opened = page(base_url, width=1280, javascript=False, cookie=cookie_of(demo, path))
    opened.goto(path)
    opened.evaluate("css => document.head.appendChild(document.createElement('style')).textContent = css", WIDER)
    assert opened.evaluate(CUT) == []
    assert opened.evaluate(OUTSIDE) == []


def test_nothing_moves(page: Pages, base_url: str) -> None:
    opened = page(base_url)
    opened.emulate_media(reduced_motion="reduce")
    opened.goto("/alliance/bo-trygt/indbrud")  # the one with most that could: folded parts, a living curve
    opened.wait_for_selector("#first", state="detached")
    assert opened.evaluate(MOVES) == []


@pytest.mark.parametrize("path", ["/alliance/bo-trygt/indbrud", "/en/alliance/klimaalliancen/co2e_danmark"])
def test_a_curve_is_also_text_and_table(page: Pages, base_url: str, path: str) -> None:
    opened = page(base_url, javascript=False)
    opened.goto(path)
    drawn = opened.locator("svg[role=img]:visible")
    assert drawn.count() >= 1
    for one in drawn.all():
        assert len(str(one.get_attribute("aria-label"))) > 40
    shown = {text for text in opened.locator(".kurve svg:visible text").all_text_contents() if text.strip()}
    table = opened.locator("table").all_inner_texts()
    numbers = [
        text
        for text in shown
        if any(sign in text for sign in ".,") and text.replace(".", "").replace(",", "").isdigit()
    ]
    assert len(numbers) >= 3
    ticks = {"10.000", "20.000", "30.000", "40.000", "50.000"}
    assert [text for text in numbers if text not in ticks and not any(text in one for one in table)] == []
