"""A curve as a picture that stands by itself: its finding above it, what it counts and where it is from below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts import svg
from dashboard.charts.description import Chart
from dashboard.charts.text_size import wrapped
from dashboard.open_data.ink import solid, stylesheet, tokens

_EDGE = 40.0
_TITLE, _SMALL = 30.0, 14.0
_TITLE_STEP, _SMALL_STEP = 1.2 * _TITLE, 20.0
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SERIF_IS_NARROWER = 0.86  # than the wide font that widths are measured on
_ABOVE, _BELOW = 22.0, 18.0  # between the words above and the drawing, and between it and the words below


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around the drawing.

    Attributes:
        mark: what must be read first: that the figures are invented; "" where they are not.
        below: source, terms, reservations, place of origin: a line or more each.
    """

    title: str
    about: str
    below: Sequence[str]
    mark: str = ""


def picture(chart: Chart, words: Words) -> str:
    """The whole picture as SVG, in light colours; "" where there is nothing to draw."""
    drawn = svg.drawing(chart, "bred")
    if not drawn:
        return ""
    box = _BOX.search(drawn)
    assert box is not None
    width, height = float(box[1]), float(box[2])
    lines: list[str] = []
    y = _EDGE
    if words.mark:
        y = _written([words.mark], y, "marke", _SMALL, _SMALL_STEP, lines) + 8
    title = wrapped(words.title, _TITLE * _SERIF_IS_NARROWER, width)
    y = _written(title, y, "titel", _TITLE, _TITLE_STEP, lines) + 6
    y = _written(wrapped(words.about, _SMALL, width), y, "l2", _SMALL, _SMALL_STEP, lines) + _ABOVE
    top = y
    y += height + _BELOW
    for text in words.below:
        y = _written(wrapped(text, _SMALL, width), y, "l2", _SMALL, _SMALL_STEP, lines)
    whole_width, whole_height = width + 2 * _EDGE, y + _EDGE - _SMALL
    inside = solid(drawn).replace("<svg ", f'<svg x="{_EDGE:g}" y="{top:g}" width="{width:g}" height="{height:g}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole_width:g}" height="{whole_height:g}" '
        f'viewBox="0 0 {whole_width:g} {whole_height:g}" role="img" lang="{chart.language}">'
        f"<title>{escape(words.title)}</title><desc>{escape(chart.aria)}</desc>"
        f"<style>{escape(_style(), quote=False)}</style>"
        f'<rect width="100%" height="100%" fill="{tokens()["paper"]}"/>'
        f"{''.join(lines)}{inside}</svg>\n"
    )


def _written(texts: Sequence[str], y: float, name: str, size: float, step: float, lines: list[str]) -> float:
    for text in texts:
        lines.append(f'<text x="{_EDGE:g}" y="{y + size * 0.8:g}" class="{name}">{escape(text)}</text>')
        y += step
    return y


def _style() -> str:
    colours = tokens()
    serif, sans = colours["serif"].replace('"', "'"), colours["sans"].replace('"', "'")
    return (
        f"{stylesheet()}\n"
        f"svg text.titel{{font:400 {_TITLE:g}px {serif};stroke:none}}\n"
        f"svg text.marke{{font:600 {_SMALL:g}px {sans};stroke:none;fill:{colours['ikke']}}}"
    )
