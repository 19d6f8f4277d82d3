"""How numbers, dates and texts are written in Danish and in English.

Everything a person reads passes through here, so that a number looks the same in a table, on a curve and in a sentence.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date as babel_date

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")
COPENHAGEN = ZoneInfo("Europe/Copenhagen")

MINUS = "\u2212"
_DANISH_SIGNS = str.maketrans(",.", ".,")
_BABEL = {"da": "da", "en": "en_GB"}
_WIDE = Context(prec=400)  # any double with any number of decimals
_SIGNIFICANT = 12  # beyond this a double shows its binary tail


class Text(NamedTuple):
    """One text in both languages; where the English is not written the Danish stands in."""

    da: str
    en: str

    def __getitem__(self, key: object) -> str:  # type: ignore[override]
        return getattr(self, key) if isinstance(key, str) else tuple.__getitem__(self, key)  # type: ignore[no-any-return, call-overload]

    def to_json(self) -> dict[str, str]:
        return {"da": self.da, "en": self.en}


@lru_cache(4096)  # a page writes the same number on its curve, in its table and in a sentence
def format_number(value: float, language: Language = "da", decimals: int | None = None, sign: bool = False) -> str:
    """`14844` as "14.844" (Danish) or "14,844" (English), with a true minus sign.

    Args:
        decimals: digits after the comma; None shows those that the number has.
        sign: write "+" before a positive number.

    What is no number, or infinite, is shown as a dash.
    """
    if not math.isfinite(value):
        return "–"
    with localcontext(_WIDE):
        if decimals is None:
            exact = Decimal(f"{value:.{_SIGNIFICANT}g}")
            number = round(exact, _SIGNIFICANT) if exact.as_tuple().exponent < -_SIGNIFICANT else exact  # type: ignore[operator]
        else:
            # Half up, as people round: 2.5 is 3. Decimal, since round() would give 2.
            number = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        text = f"{abs(number):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if language == "da":
        text = text.translate(_DANISH_SIGNS)
    if not any(digit in text for digit in "123456789"):
        return text  # what shows as zero has no sign
    if number < 0:
        return MINUS + text
    return "+" + text if sign else text


def number_text(value: float) -> Text:
    """A number as each language writes it, for a sentence in both."""
    return Text(format_number(value, "da"), format_number(value, "en"))


def format_percent(share: float, language: Language = "da", decimals: int = 0, sign: bool = False) -> str:
    """`0.747` as "75 pct." or "75 per cent"."""
    number = format_number(share * 100, language, decimals, sign)
    return f"{number}\u00a0pct." if language == "da" else f"{number}\u00a0per cent"


def format_date(day: date, language: Language = "da") -> str:
    """ "23. november 2026" or "23 November 2026"."""
    return babel_date(day, format="d. MMMM y" if language == "da" else "d MMMM y", locale=_BABEL[language])


def format_moment(moment: datetime, language: Language = "da") -> str:
    """ "23. november 2026 kl. 03.30" or "23 November 2026, 03:30", in Danish time."""
    local = moment.astimezone(COPENHAGEN)
    day = format_date(local.date(), language)
    return f"{day} kl. {local:%H.%M}" if language == "da" else f"{day}, {local:%H:%M}"


_LAST = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "ð": "d", "þ": "th"})
_DIGITS = re.compile(r"\d+")


def danish_order(name: str) -> str:
    """A sort key: ... z, æ, ø, å, and Aa as Å (Aabenraa, Aalborg, Aarhus come last).

    As in dictionaries ä is sorted as æ, ö as ø, ü as y, and accents do not count; numbers in order of size.
    """
    letters = unicodedata.normalize("NFC", name).casefold().replace("aa", "å").translate(_LAST)
    plain = "".join(sign for sign in unicodedata.normalize("NFD", letters) if not unicodedata.combining(sign))
    return _DIGITS.sub(lambda found: f"{found[0]:>12}", plain.strip())
