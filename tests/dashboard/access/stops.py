"""Where the keyboard stands on a page."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page

_MOST = 90
_LOOK = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const near = e.closest("label, .kryds") || e;
  const isOver = !top || !(near.contains(top) || top.contains(near));
  const marked = [e, e.parentElement].some(one => one && getComputedStyle(one).outlineStyle !== "none"
    && parseFloat(getComputedStyle(one).outlineWidth) >= 2) ||
    (e.nextElementSibling && getComputedStyle(e.nextElementSibling).outlineStyle !== "none");
  const text = e.textContent.trim();
  return { name: (e.tagName === "BUTTON" ? text : e.getAttribute("name")) || text || e.id, outline: !!marked, isOver,
           isWithin: box.bottom > 0 && box.top < innerHeight, tag: e.tagName };
}"""


class Stop(NamedTuple):
    """What has the focus.

    Attributes:
        is_page: nothing of the page has it: it stands before the first or after the last stop.
        is_seen: it is marked, within the window, and nothing lies over it.
    """

    name: str
    is_page: bool
    is_seen: bool
    tag: str = ""


def stop(opened: Page) -> Stop:
    seen = opened.evaluate(_LOOK)
    if seen is None:
        return Stop("", True, False)
    return Stop(seen["name"], False, seen["outline"] and seen["isWithin"] and not seen["isOver"], seen["tag"])


def go_to(opened: Page, name: str) -> None:
    """With Tab alone to the control of that name or text."""
    for _ in range(_MOST):
        here = stop(opened)
        if here.name == name:
            return
        opened.keyboard.press("Tab")
        here = stop(opened)
        assert here.is_page or here.is_seen, here
    raise AssertionError(f"Tab never came to {name!r}")
