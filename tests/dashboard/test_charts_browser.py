"""The drawings as a browser sets them: texts neither meet nor are cut, and the type is legible."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.charts import svg
from dashboard.charts.description import path_chart
from tests.dashboard.demo_series import drawable

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STYLE = Path(__file__).parents[2] / "dashboard/static/style.css"
# The boxes of the browser are the font's, higher than its letters: a strip above and below is air.
FIND = """() => [...document.querySelectorAll('section')].flatMap(section => {
  const svg = section.querySelector('svg'), room = svg.viewBox.baseVal, name = section.title;
  const boxes = [...svg.querySelectorAll('text')].map(t => {
    const b = t.getBBox(), air = b.height * 0.14;
    return {text: t.textContent, size: parseFloat(getComputedStyle(t).fontSize),
            left: b.x, right: b.x + b.width, top: b.y + air, bottom: b.y + b.height - air};
  });
  const found = boxes.filter(b => b.size < 12).map(b => name + ' small: ' + b.text);
  boxes.forEach((a, i) => {
    if (a.left < -0.5 || a.right > room.width + 0.5 || a.top < -0.5 || a.bottom > room.height + 0.5)
      found.push(name + ' cut: ' + a.text);
    boxes.slice(i + 1).forEach(b => {
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        found.push(name + ' meet: ' + a.text + ' / ' + b.text);
    });
  });
  return found;
})"""


def every_drawing(language: Any) -> list[tuple[str, str]]:
    found = []
    for name, shown, one in drawable():
        chart = path_chart(shown.indicator, one, language, shown.comparisons if one is shown.shared else ())
        for width in ("bred", "mellem", "smal"):
            found.append((f"{name} {width}", svg.drawing(chart, width)))  # type: ignore[arg-type]
        found += [(f"{name} card", svg.card(chart)), (f"{name} sparkline", svg.sparkline(chart))]
    return found


@pytest.mark.parametrize(
    ("language", "font"),
    [("da", ""), ("en", ""), ("da", ":root{--sans:'DejaVu Sans',sans-serif}")],  # DejaVu is the widest one met
)
def test_no_text_meets_another_in_the_browser(browser: Browser, language: str, font: str) -> None:
    style = STYLE.read_text(encoding="utf-8") + font + "svg.bred,svg.mellem,svg.smal{display:block}"
    drawings = every_drawing(language)
    sections = "".join(f'<section title="{escape(name)}">{markup}</section>' for name, markup in drawings)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    try:
        page.set_content(f'<!doctype html><html lang="{language}"><style>{style}</style><body>{sections}')
        assert page.evaluate("document.querySelectorAll('section text').length") > 1000
        assert page.evaluate(FIND) == []
    finally:
        page.close()
