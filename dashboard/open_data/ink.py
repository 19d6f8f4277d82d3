"""The stylesheet that a picture takes along when it leaves its page: our own rules for drawings, with colours put in.

Outside a browser's page there are no custom properties: every `var(...)` becomes the light colour that it stands for.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from progress.words import TONES_WORST_FIRST

_STYLE = Path(__file__).parents[1] / "static" / "style.css"
_DRAWN = re.compile(r"svg text|svg \.[\w-]+|\.[\w-]+(\.[\w-]+)?")  # selectors of what stands within a drawing
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\(--([\w-]+)(?:,[^()]*)?\)")


@cache
def tokens() -> dict[str, str]:
    """The light values of the custom properties, `ink` to `#16202a`."""
    root = _STYLE.read_text(encoding="utf-8").split(":root {", 1)[1].split("}", 1)[0]
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", root)}


@cache
def stylesheet() -> str:
    """The rules for what stands within a drawing."""
    text = _STYLE.read_text(encoding="utf-8").split("/* Charts:", 1)[1].split("*/", 1)[1].split("/*", 1)[0]
    found = []
    for selectors, body in _RULE.findall(text):
        chosen = [one.strip() for one in selectors.split(",") if _DRAWN.fullmatch(one.strip())]
        if chosen and "display" not in body:
            found += _toned(chosen, body) if "var(--v)" in body else [f"{','.join(chosen)}{{{solid(body)}}}"]
    return "\n".join(found)


def solid(text: str) -> str:
    """With every variable put in; also for the `style` of a single element."""
    return _VARIABLE.sub(lambda found: tokens()[found[1]].replace('"', "'"), text)


def _toned(selectors: list[str], body: str) -> list[str]:
    """A rule in the tone of the element or of what it stands in: one for each tone."""
    rules = []
    for tone in TONES_WORST_FIRST:
        both = [part for one in selectors for part in (f".{tone}{one}", f".{tone} {one}")]
        coloured = body.replace("var(--v)", f"var(--{tone})")
        rules.append(f"{','.join(both)}{{{solid(coloured)}}}")
    return rules
