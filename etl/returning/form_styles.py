"""How the cells of a template look, and which of them can be written in."""

from __future__ import annotations

from typing import Any

from config.indicator import Indicator

_OPEN = {"locked": False, "bg_color": "#FFFBE6", "border": 1, "border_color": "#C8C8C8"}
_LOCKED = {"locked": True, "bg_color": "#F0F0F0", "font_color": "#595959", "border": 1, "border_color": "#C8C8C8"}
_TOP = {"valign": "top"}


class Styles:
    """The formats of one workbook; equal ones are made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[bool, str], Any] = {}
        self.heading = book.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "locked": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, **_TOP})
        self.text = book.add_format({"text_wrap": True, **_TOP})

    def of(self, is_open: bool, indicator: Indicator | None = None) -> Any:
        """The format of a cell of the form; of a figure, with the indicator's decimals."""
        key = is_open, number_format(indicator)
        if key not in self._made:
            look = (_OPEN if is_open else _LOCKED) | {"num_format": key[1]}
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def number_format(indicator: Indicator | None) -> str:
    """In the spreadsheet's own notation, which it shows as the reader's language writes numbers."""
    if indicator is None or indicator.decimals is None:
        return "General"
    return "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "")
