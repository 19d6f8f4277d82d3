"""How a period is written in a definition. Order, spans and due dates belong to `store.time_period`."""

from __future__ import annotations

import re
from datetime import date

_SHAPES = {
    "A": re.compile(r"(?P<year>\d{4})"),
    "S": re.compile(r"(?P<year>\d{4})-H[12]"),
    "Q": re.compile(r"(?P<year>\d{4})-Q[1-4]"),
    "M": re.compile(r"(?P<year>\d{4})-(0[1-9]|1[0-2])"),
    "W": re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)"),
    "D": re.compile(r"(?P<year>\d{4})-\d\d-\d\d"),
    "Y": re.compile(r"(?P<year>\d{4})/(?P<next>\d\d)"),
}


def period_type(text: str) -> str | None:
    """`2024-Q1` is "Q"; None for what is no period: a thirteenth month, a 30 February, a school year of two years."""
    for letter, shape in _SHAPES.items():
        found = shape.fullmatch(text)
        if found and text.isascii():
            return letter if _exists(letter, text, found) else None
    return None


def _exists(letter: str, text: str, found: re.Match[str]) -> bool:
    year = int(found["year"])
    if year == 0:
        return False
    try:
        if letter == "D":
            date.fromisoformat(text)
        elif letter == "W":
            date.fromisocalendar(year, int(found["week"]), 1)
    except ValueError:
        return False
    return letter != "Y" or int(found["next"]) == (year + 1) % 100
