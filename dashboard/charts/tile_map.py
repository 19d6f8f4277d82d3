"""The map: one square for each municipality, with its verdict's shape, or shaded by step with its number.

A hidden figure has the dashed box that it has on a curve, a missing one a dash, a municipality without figures an empty
square: three different things, none of them told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from config.tiles import EAST, Tile, tiles
from dashboard.charts.curve import HIDDEN
from dashboard.charts.elements import drawing, element, text, verdict_shape
from dashboard.charts.layout import Label
from dashboard.charts.sheets import SMALL
from dashboard.charts.text_size import text_width
from progress.words import Tone

Kind = Literal["value", "verdict", "hidden", "missing", "none"]
_PITCH, _SIZE = 42.0, 40.0
_NARROW = 44.0
_BETWEEN = 1  # an empty row between the two halves of the narrow map


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in one square.

    Attributes:
        shade: of a value, from 0, the palest, to 4; `text`: its number.
        tone: of a verdict.
    """

    kind: Kind
    shade: int = 0
    text: str = ""
    tone: Tone = "uden"


NONE = Mark("none")


def wide(marks: Mapping[str, Mark], aria: str, behind: str = "") -> str:
    """All of the country side by side.

    Args:
        marks: by place; those not named have no figures.
        behind: large pale words below the squares, where no figure is real.
    """
    columns, rows = 1 + max(one.column for one in tiles()), 1 + max(one.row for one in tiles())
    return _drawn("vidt", [(one, one.column, one.row) for one in tiles()], columns, rows, _PITCH, marks, aria, behind)


def narrow(marks: Mapping[str, Mark], aria: str, behind: str = "") -> str:
    """Zealand below Jutland and Funen, for a telephone."""
    west = [one for one in tiles() if one.column < EAST]
    east = [one for one in tiles() if one.column >= EAST]
    below = 1 + max(one.row for one in west) + _BETWEEN - min(one.row for one in east)
    placed = [(one, one.column, one.row) for one in west]
    placed += [(one, one.column - EAST, one.row + below) for one in east]
    columns, rows = 1 + max(x for _, x, _ in placed), 1 + max(y for *_, y in placed)
    return _drawn("smalt", placed, columns, rows, _NARROW, marks, aria, behind)


def swatch(mark: Mark) -> str:
    """One square for the key; the words stand beside it."""
    return (
        '<svg class="kort-noegle" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">'
        + "".join(_square(mark, 1, 1, 26))
        + "</svg>"
    )


def _drawn(
    classes: str,
    placed: list[tuple[Tile, int, int]],
    columns: int,
    rows: int,
    pitch: float,
    marks: Mapping[str, Mark],
    aria: str,
    behind: str,
) -> str:
    size = pitch - (_PITCH - _SIZE)
    fits = all(text_width(one.text, SMALL) <= size - 4 for one in marks.values())
    parts: list[str] = []
    for tile, column, row in placed:
        mark = marks.get(tile.place, NONE)
        x, y = column * pitch + 1, row * pitch + 1
        parts += _square(mark, x, y, size)
        parts += _words(tile, mark, x, y, size, fits)
    return drawing(columns * pitch, rows * pitch, f"kort-felter {classes}", aria, parts, behind=behind)


def _square(mark: Mark, x: float, y: float, size: float) -> Iterator[str]:
    shade = f"k{mark.shade}" if mark.kind == "value" else "k-uden" if mark.kind in ("hidden", "missing") else "k-tom"
    yield element("rect", class_=shade, x=x, y=y, width=size, height=size)
    middle, low = x + size / 2, y + size * 0.7 if size > 30 else y + size / 2
    if mark.kind == "hidden":
        width, height = HIDDEN if size > 30 else (16.0, 11.0)
        yield element("rect", class_="skjul", x=middle - width / 2, y=low - height / 2, width=width, height=height)
    if mark.kind == "verdict":
        yield verdict_shape(mark.tone, middle, low, 7)
    if mark.kind == "missing":
        yield element("line", class_="k-streg", x1=middle - 6, x2=middle + 6, y1=low, y2=low)


def _words(tile: Tile, mark: Mark, x: float, y: float, size: float, fits: bool) -> Iterator[str]:
    shade = f"p{mark.shade}" if mark.kind == "value" else ""
    middle = x + size / 2
    is_alone = mark.kind == "none" or (mark.kind == "value" and not fits)
    high = y + size / 2 + 4.5 if is_alone else y + 16.0
    yield from text(Label((tile.short,), middle, high, "middle", f"s {shade}".strip(), SMALL))
    if mark.kind == "value" and fits:
        yield from text(Label((mark.text,), middle, y + size - 8, "middle", f"s lb {shade}".strip(), SMALL))
