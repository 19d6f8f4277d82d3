"""The colours of the stylesheet, computed: what axe cannot decide where text stands in a drawing."""

from __future__ import annotations

import re

import pytest

from tests.dashboard.demo_store import ROOT

STYLE = (ROOT / "dashboard" / "static" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", part)) for part in STYLE.split("prefers-color-scheme: dark")[:2]
)
WRITTEN = ("ink", "ink-2", "accent", "god", "fart", "langsom", "ikke", "uden")
LEAST = 4.5  # WCAG 1.4.3, of text of any size


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("behind", ["paper", "tint"])
def test_colours_are_far_enough_apart(scheme: dict[str, str], behind: str) -> None:
    assert set(WRITTEN) <= set(scheme)
    measured = {name: round(contrast(scheme[name], scheme[behind]), 2) for name in WRITTEN}
    assert {name: value for name, value in measured.items() if value < LEAST} == {}
