"""Numbers as people write them. The way of writing is decided for a whole column, never for one cell.

`1.234` alone may be 1234 or 1.234: beside `12,5` it is Danish and 1234, beside `12.5` it is English and 1.234, and
alone it is asked about. A number that does not fit its column's way is reported, never stretched (12.5 must not
become 125, and "1 2" not 12). Real numbers of a workbook never come here: they are what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from config.language import Text, format_number
from config.units import UNIT, Unit, unit_of

Locale = Literal["da", "en"]
Fault = Literal["not_a_number", "ambiguous", "mixed", "shortened", "too_long"]

MOST_DIGITS = 15  # before the decimal sign: a spreadsheet keeps no more
CLEARLY = 3  # how many times as many texts must be written the one way, for the others alone to be named
_LONGEST = 60
# Signs that nobody sees, and full-width forms from East Asian keyboards; other scripts' digits are not taken.
_PLAINLY = dict.fromkeys((8203, 8204, 8205, 8206, 8207, 8288, 65279, 173)) | {
    0xFF01 + place: chr(0x21 + place) for place in range(94)
}
_MINUS = "-\u2212\u2010\u2011\u2012\u2013\ufe63"
_SPACE = "[ \t\u00a0\u2007\u2008\u2009\u202f]"
_APOSTROPHE = "['\u2019\u02bc]"
_SIGNED = re.compile(rf"(?:(?P<minus>[{_MINUS}])|\+)?\s*(?P<digits>[^{_MINUS}+()]+)|\(\s*(?P<in_brackets>[^()]+?)\s*\)")
_KRONER = re.compile(r"(?P<digits>.*\d),[-\u2212\u2013]{1,2}")  # "12,-": twelve kroner and no oere
_PLAIN = r"\d+"
_GROUPED = rf"[1-9]\d{{0,2}}(?:(?:{_SPACE}\d{{3}})+|(?:{_APOSTROPHE}\d{{3}})+)"
_EITHER = re.compile(rf"{_PLAIN}|{_GROUPED}", re.ASCII)
_DANISH = re.compile(rf"[1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d+)?|(?:{_PLAIN}|{_GROUPED})?,\d+", re.ASCII)
_ENGLISH = re.compile(rf"[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?|(?:{_PLAIN}|{_GROUPED})?\.\d+", re.ASCII)
_BETWEEN = re.compile(rf"{_SPACE}|{_APOSTROPHE}")
# What a spreadsheet shows where the column is too narrow: the digits that are not shown are gone.
_SHORTENED = re.compile(rf"[{_MINUS}+]?\d+(?:[.,]\d+)?e[{_MINUS}+]?\d{{1,3}}|#{{2,}}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """One text taken apart.

    Attributes:
        danish, english: the value under each way of writing; None where it cannot be read so.
        unit: what stood behind the digits (or before them); "" for nothing.
    """

    danish: float | None
    english: float | None
    unit: Unit = ""

    @property
    def is_percent(self) -> bool:
        """A per cent sign stood behind it."""
        return self.unit == "%"

    @property
    def unit_number(self) -> int:
        """The unit as the tidy frame keeps it."""
        return UNIT[self.unit]

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
    found = _take_apart(text)
    return found if isinstance(found, Written) else None


def _take_apart(text: str) -> Written | Fault:
    text = text.translate(_PLAINLY).strip()
    if not text or len(text) > _LONGEST:
        return "not_a_number"
    if _SHORTENED.fullmatch(text):
        return "shortened"
    bare, unit = unit_of(text)
    kroner = _KRONER.fullmatch(bare)
    if kroner:
        if unit not in ("", "kr."):
            return "not_a_number"
        bare, unit = f"{kroner['digits']},0", "kr."
    signed = _SIGNED.fullmatch(bare.removeprefix("'"))  # how a spreadsheet marks a number that is kept as text
    if signed is None:
        return "not_a_number"
    sign = -1.0 if signed["minus"] or signed["in_brackets"] else 1.0
    digits = (signed["digits"] or signed["in_brackets"]).strip()
    danish = english = None
    if _EITHER.fullmatch(digits):
        danish = english = _number(digits, "", sign)
    else:
        if _DANISH.fullmatch(digits):
            danish = _number(digits.replace(".", ""), ",", sign)
        if _ENGLISH.fullmatch(digits):
            english = _number(digits.replace(",", ""), ".", sign)
    readings = [one for one in (danish, english) if one is not None]
    if not readings:
        return "not_a_number"
    if max(map(abs, readings)) >= 10**MOST_DIGITS:
        return "too_long"
    return Written(danish, english, unit)


def _number(digits: str, decimal_sign: str, sign: float) -> float:
    plain = _BETWEEN.sub("", digits)
    return sign * float(plain.replace(decimal_sign, ".") if decimal_sign else plain) + 0.0  # no negative zero


def locale_of(column: Iterable[Written]) -> Locale | None:
    """The way in which a column is written; None where nothing in it tells, or where it shows both."""
    said = {one.says for one in column} - {None}
    return said.pop() if len(said) == 1 else None


def read_numbers(texts: Iterable[str]) -> dict[str, tuple[Written, float] | Fault]:
    """The distinct texts of one column as numbers, or what stands in the way.

    Returns:
        for each text its parts and value, or
        "ambiguous": both readings are possible and nothing in the column tells;
        "mixed": the column is written both ways, and this text takes part in that. Where one way is clearly the
        column's own, only the others are named; the file is refused all the same;
        "shortened": digits are missing ("1,2E+05", "####");
        "too_long": more digits than a number can keep;
        "not_a_number".
    """
    apart = {text: _take_apart(text) for text in texts}
    written = [one for one in apart.values() if isinstance(one, Written)]
    said = [one.says for one in written]
    danish, english = said.count("da"), said.count("en")
    locale = locale_of(written)
    if danish and english:
        locale = "da" if danish >= CLEARLY * english else "en" if english >= CLEARLY * danish else None
    is_mixed = bool(danish and english)
    return {text: _value(one, locale, is_mixed) for text, one in apart.items()}


def _value(one: Written | Fault, locale: Locale | None, is_mixed: bool) -> tuple[Written, float] | Fault:
    if not isinstance(one, Written):
        return one
    if one.danish is not None and one.danish == one.english:
        return one, one.danish
    value = one.danish if locale == "da" else one.english if locale == "en" else None
    if value is not None:
        return one, value
    return "mixed" if is_mixed else "ambiguous"


def readings(text: str) -> dict[str, int | str | Text]:
    """Both readings of a text that can be read two ways, for the question about it: without thousands separators."""
    apart = take_apart(text)
    if apart is None or apart.danish is None or apart.english is None:
        return {}
    return {"first": _spelt(apart.danish), "second": _spelt(apart.english)}


def _spelt(value: float) -> Text:
    danish, english = format_number(value, "da"), format_number(value, "en")
    return Text(danish.replace(".", ""), english.replace(",", ""))
