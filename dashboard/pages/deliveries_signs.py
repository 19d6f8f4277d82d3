"""The signs of deliveries: one for each period, in its own place of the year, so that they can be counted.

A year's pattern of signs is drawn once for the page and used wherever it occurs: most years look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.drawing import Drawing
from dashboard.visit import Visit
from progress.delivery import Delivery, State
from progress.delivery_words import LATE, WORDS

_SHAPES: dict[State, str] = {
    "delivered": '<circle class="lv-b" cx="6" cy="6" r="5"/>',
    "provisional": '<circle class="lv-h" cx="6" cy="6" r="4.3"/>',
    "hidden": '<rect class="lv-h lv-s" x="1.5" y="1.5" width="9" height="9"/>',
    "nothing": '<circle class="lv-h" cx="6" cy="6" r="4.3"/><path class="lv-i" d="M3 9l6-6"/>',
    "partial": '<circle class="lv-h" cx="6" cy="6" r="4.3"/><path class="lv-b" d="M6 1.7a4.3 4.3 0 0 0 0 8.6z"/>',
    "missing": '<path class="lv-m" d="M2.5 2.5l7 7M9.5 2.5l-7 7"/>',
    "said_missing": '<rect class="lv-h" x="2" y="2" width="8" height="8"/>',
    "due": '<circle class="lv-i" cx="6" cy="6" r="2.4"/>',
    "not_due": '<circle class="lv-p" cx="6" cy="6" r="1.2"/>',
    "not_applicable": '<path class="lv-i" d="M1 6h10"/>',
    "explained": '<path class="lv-i" d="M1 6h3.4M7.6 6H11"/>',
}
_LATE_BAR = '<path class="lv-i" d="M1.5 13.2h9"/>'
_PITCH, _LINE, _PER_LINE = 15, 18, 6
_SLOTS = {"S": 2, "Q": 4, "M": 12}

Sign = tuple[int, State, bool]  # place in the year, state, whether it was late


class Signs:
    """The patterns that a page uses."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, tuple[Sign, ...]], int] = {}
        self.used: set[State] = set()
        self.has_late = False

    def drawing(self, slots: int, year: Sequence[Delivery], label: str) -> Drawing:
        """The signs of one year."""
        signs = tuple((_slot(one, slots), one.state, bool(one.is_late)) for one in year)
        self.used |= {one.state for one in year}
        self.has_late |= any(late for *_, late in signs)
        number = self._numbers.setdefault((slots, signs), len(self._numbers))
        width, height = _size(slots)
        use = f'<use href="#lev{number}"/>'
        svg = f'<svg width="{width}" height="{height}" role="img" aria-label="{escape(label)}">{use}</svg>'
        return Drawing(svg)

    def definitions(self) -> Drawing:
        """Every pattern, once; nothing of it is seen where it stands."""
        symbols = [
            f'<symbol id="lev{number}" viewBox="0 0 {_size(slots)[0]} {_size(slots)[1]}" overflow="visible">'
            f"{''.join(_placed(one, slots) for one in signs)}</symbol>"
            for (slots, signs), number in self._numbers.items()
        ]
        return Drawing(f'<svg width="0" height="0" class="skjult" aria-hidden="true">{"".join(symbols)}</svg>')


def slots_of(frequency: str, periods: str) -> int | None:
    """How many signs a year has room for; None where they would be too many to count."""
    if frequency in ("annual", "biennial", "school_year", "irregular") and periods in ("A", "Y", "S", "Q", "M"):
        return _SLOTS.get(periods, 1) if frequency == "irregular" else 1
    return _SLOTS.get(periods, 1) if periods in ("A", "Y", "S", "Q", "M") else None


def legend(signs: Signs, visit: Visit) -> Component:
    """The words of the signs that occur."""
    entries = [_entry(_SHAPES[state], WORDS[state], visit) for state in WORDS if state in signs.used]
    if signs.has_late:
        entries.insert(1, _entry(_SHAPES["delivered"] + _LATE_BAR, LATE, visit))
    return html.Ul(entries, className="noegle tegn", role="list")


def _entry(shape: str, word: Text, visit: Visit) -> Component:
    text = visit.text(word)
    return html.Li([Drawing(f'<svg viewBox="0 0 12 12" aria-hidden="true">{shape}</svg>'), text[:1].upper() + text[1:]])


def _slot(one: Delivery, slots: int) -> int:
    return one.period.number % slots if slots > 1 else 0


def _size(slots: int) -> tuple[int, int]:
    lines = -(-slots // _PER_LINE)
    return _PITCH * (-(-slots // lines)) - 3, _LINE * lines - 3


def _placed(sign: Sign, slots: int) -> str:
    slot, state, is_late = sign
    lines = -(-slots // _PER_LINE)
    line, column = divmod(slot, -(-slots // lines))
    shape = _SHAPES[state] + (_LATE_BAR if is_late else "")
    x, y = column * _PITCH, line * _LINE
    return f'<g transform="translate({x} {y})">{shape}</g>' if x or y else shape
