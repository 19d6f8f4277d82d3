"""SVG as text: every text and every attribute escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.charts.layout import Label
from dashboard.charts.text_size import LINE
from progress.words import Tone

LOW = 0.74  # of the height: words behind a picture stand below most curves and above the axis


def element(name: str, content: str = "", **attributes: str | float | None) -> str:
    """`element("circle", cx=1.25)` is `<circle cx="1.2"/>`; `class_` and `text_anchor` lose or change their underscore.

    Args:
        content: markup made by this module.
    """
    parts = [
        f' {key.rstrip("_").replace("_", "-")}="{_plain(value)}"'
        for key, value in attributes.items()
        if value is not None
    ]
    return f"<{name}{''.join(parts)}>{content}</{name}>" if content else f"<{name}{''.join(parts)}/>"


def drawing(
    width: float,
    height: float,
    classes: str,
    aria: str,
    content: Iterable[str],
    fixed: bool = False,
    points: str = "",
    behind: str = "",
) -> str:
    """A whole picture with the sentence that stands for it.

    Args:
        points: where each point lies and which period it is of, for `static/point.js`: "86:2015 120:2016".
        behind: large pale words that the picture is drawn over, as they are on a specimen.
    """
    box = f"0 0 {_plain(width)} {_plain(height)}"
    return (
        f'<svg class="{escape(classes)}" viewBox="{box}"'
        + (f' width="{_plain(width)}"' if fixed else "")
        + (f' data-points="{escape(points)}"' if points else "")
        + f' role="img" aria-label="{escape(aria)}">'
        + (_behind(behind, width, height) if behind else "")
        + "".join(content)
        + "</svg>"
    )


def _behind(words: str, width: float, height: float) -> str:
    size = behind_size(width)
    style = f"font-size:{_plain(size)}px"
    return element("text", escape(words), class_="bag", x=width / 2, y=height * LOW, text_anchor="middle", style=style)


def behind_size(width: float) -> float:
    """Of the letters behind a picture so wide, in pixels: they span a good half of it."""
    return min(width * 0.095, 84.0)


def line(classes: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return element("line", class_=classes, x1=x1, y1=y1, x2=x2, y2=y2)


def polyline(classes: str, corners: Sequence[tuple[float, float]]) -> str:
    points = [f"{_plain(x)} {_plain(y)}" for x, y in corners]
    return element("path", class_=classes, d="M" + "L".join(points), fill="none")


def area(classes: str, corners: Sequence[tuple[float, float]]) -> str:
    """A surface within these corners; its colour is the class's."""
    points = [f"{_plain(x)} {_plain(y)}" for x, y in corners]
    return element("path", class_=classes, d="M" + "L".join(points) + "z")


def dot(classes: str, x: float, y: float, radius: float) -> str:
    return element("circle", class_=classes, cx=x, cy=y, r=radius)


def text(label: Label) -> Iterable[str]:
    """The label's lines."""
    anchor = None if label.anchor == "start" else label.anchor
    for number, words in enumerate(label.lines):
        y = label.y + number * label.size * LINE
        yield element("text", escape(words), x=label.x, y=y, text_anchor=anchor, class_=label.classes or None)


def verdict_shape(tone: Tone, x: float, y: float, size: float) -> str:
    """Disc, triangle, diamond, square or open ring: the shape says what the colour says."""
    classes = f"tone {tone}"
    match tone:
        case "fart":
            half, reach = size, size * 0.9
            return element(
                "path",
                class_=classes,
                d=f"M{_plain(x - reach)} {_plain(y - half)}l{_plain(2 * reach)} {_plain(half)}"
                f"l{_plain(-2 * reach)} {_plain(half)}z",
            )
        case "langsom":
            r = _plain(size * 1.15)
            return element(
                "path", class_=classes, d=f"M{_plain(x)} {_plain(y - size * 1.15)}l{r} {r}l-{r} {r}l-{r} -{r}z"
            )
        case "ikke":
            side = _plain(size * 1.8)
            return element(
                "path",
                class_=classes,
                d=f"M{_plain(x - size * 0.9)} {_plain(y - size * 0.9)}h{side}v{side}h-{side}z",
            )
    return dot(classes, x, y, size)


def _plain(value: str | float) -> str:
    if isinstance(value, str):
        return escape(value)
    return f"{value:.1f}".removesuffix(".0")
