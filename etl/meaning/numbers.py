"""Numbers as people write them. The way of writing is decided for a whole column, never for one cell.

`1.234` alone may be 1234 or 1.234: beside `12,5` it is Danish and 1234, beside `12.5` it is English and 1.234, and
alone it is asked about. A number that does not fit its column's way is reported, never stretched (12.5 must not
become 125). Real numbers of a workbook never come here: they are what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Locale = Literal["da", "en"]

_SPACES = str.maketrans("", "", " \u00a0\u2009\u202f\t'\u2019")
_PERCENT = re.compile(r"\s*(%|pct\.?|procent)$", re.IGNORECASE)
_PLAIN = re.compile(r"\d+")
_DANISH = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?|\d+,\d+")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?|\d+\.\d+")
MOST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Written:
    """One text taken apart.

    Attributes:
        danish, english: the value under each way of writing; None where it cannot be read so.
        is_percent: a per cent sign stood behind it.
    """

    danish: float | None
    english: float | None
    is_percent: bool = False

    @property
    def says(self) -> Locale | None:
        """Which way of writing this text shows; None where both give the same or both are possible."""
        if self.english is None and self.danish is not None:
            return "da"
        if self.danish is None and self.english is not None:
            return "en"
        return None

    @property
    def is_ambiguous(self) -> bool:
        return self.danish is not None and self.english is not None and self.danish != self.english


def take_apart(text: str) -> Written | None:
    """A text as a number under either way of writing; None where it is no number."""
    text = text.strip()
    is_percent = bool(_PERCENT.search(text))
    digits = _PERCENT.sub("", text).translate(_SPACES).replace("\u2212", "-")
    sign = 1.0
    if digits.startswith("(") and digits.endswith(")"):
        digits, sign = digits[1:-1], -1.0
    elif digits.startswith(("-", "+")):
        sign = -1.0 if digits[0] == "-" else 1.0
        digits = digits[1:]
    if not digits or len(digits) > MOST_DIGITS or not digits.isascii():
        return None
    if _PLAIN.fullmatch(digits):
        return Written(sign * float(digits), sign * float(digits), is_percent)
    danish = sign * float(digits.replace(".", "").replace(",", ".")) if _DANISH.fullmatch(digits) else None
    english = sign * float(digits.replace(",", "")) if _ENGLISH.fullmatch(digits) else None
    return None if danish is None and english is None else Written(danish, english, is_percent)


def locale_of(column: Iterable[Written]) -> Locale | None:
    """The way in which a column is written; None where nothing in it tells, or where it shows both."""
    said = {one.says for one in column} - {None}
    return said.pop() if len(said) == 1 else None


Fault = Literal["not_a_number", "ambiguous", "mixed"]


def read_numbers(texts: Iterable[str]) -> dict[str, tuple[Written, float] | Fault]:
    """The distinct texts of one column as numbers, or what stands in the way.

    Returns:
        for each text its parts and value, or "not_a_number", "ambiguous" (both readings are possible and nothing in
        the column tells), or "mixed" (the column is written both ways, and this text takes part in that).
    """
    apart = {text: take_apart(text) for text in texts}
    written = [one for one in apart.values() if one is not None]
    locale = locale_of(written)
    is_mixed = len({one.says for one in written} - {None}) > 1
    return {text: _value(one, locale, is_mixed) for text, one in apart.items()}


def _value(one: Written | None, locale: Locale | None, is_mixed: bool) -> tuple[Written, float] | Fault:
    if one is None:
        return "not_a_number"
    if one.danish is not None and one.danish == one.english:
        return one, one.danish
    if is_mixed:
        return "mixed"
    value = one.danish if locale == "da" else one.english if locale == "en" else None
    return "ambiguous" if value is None else (one, value)
