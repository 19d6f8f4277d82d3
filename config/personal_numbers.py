"""The shape of a CPR number, and texts with such numbers blotted out.

Six digits that are a day of birth, then four. There has been no check digit since 2007, so the shape is all there is:
whoever must decide whether a column holds them looks at the whole column (`etl/personal/numbers.py`).
"""

from __future__ import annotations

import re

CIVIL_NUMBER = re.compile(
    r"""(?<!\d) (?P<day>[0-3]\d) (?P<month>[01]\d) (?P<year>\d\d)
        (?P<between>[ ]?[-\u2010-\u2015\u2212][ ]? | [ ])? (?P<tail>\d{4}) (?!\d)""",
    re.VERBOSE | re.ASCII,
)
BLOT = "••••••-••••"
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]{1,64}@[\w.-]{1,253}")
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(day: int, month: int, year: int) -> bool:
    """Whether a day of birth written with two digits of its year can be real: 29 February in 1900 or 2000 passes."""
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month] and (day, month, year % 4 != 0) != (29, 2, True)


def is_civil_number(found: re.Match[str]) -> bool:
    """Whether a match of `CIVIL_NUMBER` begins with a real day."""
    return is_day(int(found["day"]), int(found["month"]), int(found["year"]))


def masked(text: str) -> str:
    """The text, each number in it that may be a CPR number blotted out."""
    return CIVIL_NUMBER.sub(lambda found: BLOT if is_civil_number(found) else found[0], text)


def masked_addresses(text: str) -> str:
    """The text, each e-mail address in it blotted out too."""
    return _ADDRESS.sub("•••@•••", text) if "@" in text else text
