"""How the cells of a template look, and which of them can be written in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from config.indicator import Indicator

_LINE_HEIGHT = 15
_TOP = {"valign": "top"}
_CELL = {"border": 1, "border_color": "#C8C8C8", "text_wrap": True, **_TOP}
_OPEN = {"locked": False, "bg_color": "#FFFBE6", **_CELL}
_LOCKED = {"locked": True, "bg_color": "#F0F0F0", "font_color": "#595959", **_CELL}


class Styles:
    """The formats of one workbook; equal ones are made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[bool, str, bool], Any] = {}
        self.heading = book.add_format(
            {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "locked": True, **_TOP}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, **_TOP})
        self.text = book.add_format({"text_wrap": True, **_TOP})

    def of(self, is_open: bool, indicator: Indicator | None = None, is_left: bool = False) -> Any:
        """The format of a cell of the form; of a figure, with the indicator's decimals and per cent sign."""
        key = is_open, number_format(indicator), is_left
        if key not in self._made:
            look = (
                (_OPEN if is_open else _LOCKED)
                | {"num_format": key[1]}
                | ({"align": "left", "indent": 1} if is_left else {})
            )
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def height_of(texts: Iterable[tuple[str, float]]) -> float | None:
    """Points that a row needs for its texts, given each with its column's width; None for one line.

    Not every spreadsheet finds that out by itself.
    """
    lines = max((1 + int(len(text) / width) for text, width in texts), default=1)
    return lines * _LINE_HEIGHT if lines > 1 else None


def number_format(indicator: Indicator | None) -> str:
    """In the spreadsheet's own notation, which it shows as the reader's language writes numbers."""
    if indicator is None:
        return "General"
    unit = '" pct."' if indicator.is_percentage else ""  # a word: Excel's own % would make 12,5 of 1250 %
    if indicator.decimals is None:
        return f"General{unit}"
    return "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "") + unit
