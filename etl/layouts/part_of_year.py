"""Whether a text says that figures are of a part of a year: "Januar-september", "til og med 3. kvartal"."""

from __future__ import annotations

import re

from etl.layouts.wording import LONGEST_TITLE, plain
from store.written_periods import MONTH_WORDS

_MONTH = rf"(?:{MONTH_WORDS})\b\.?"
_UNTIL = r"(?:[-–—]|til(?: og med)?\b|t\.? ?o\.? ?m\b\.?|frem til|indtil|to\b)"
_NUMBER = r"(?:[1-4]\.?|første|andet|anden|tredje|fjerde)"
_PART = rf"(?:{_NUMBER} ?(?:halvår|kvartal|kvt|kv)\b\.?)"
_FEW = r"(?:\d|1[01]|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve)"
_SPAN = re.compile(rf"\b(?P<first>{_MONTH}) ?{_UNTIL} ?(?P<last>{_MONTH})")
_SURE = re.compile(
    rf"\b(?:til og med|t\.? ?o\.? ?m\b\.?|frem til|indtil) (?:udgangen af )?(?:{_MONTH}|{_PART})"
    rf"|\b[1-3]\.? ?{_UNTIL} ?[2-4]\.? ?(?:kvartal|kvt|kv)\b"
    rf"|\b(?:de )?(?:første )?{_FEW} (?:første )?(?:måneder|mdr|kvartaler)\b|\bår(?:et)? til dato\b|\båtd\b|\bytd\b"
)
_UNTIL_MONTH = re.compile(rf"\b(?:til og med|t\.? ?o\.? ?m\b\.?|frem til|indtil) (?:udgangen af )?(?P<last>{_MONTH})")
_ENDS = {"S": ("jun", "dec"), "Q": ("mar", "jun", "sep", "dec"), "Y": ("jun", "jul")}
CUT_SHORT = frozenset(("A", *_ENDS))
# With its year behind it, it may be the date of the report; "from" it, the beginning of a rule.
_LOOSE = re.compile(rf"(?<!fra )(?<!siden )(?<!efter )\b{_PART}(?! ?(?:19|20)\d\d)")
_ALONE = re.compile(rf"(?:kun )?(?:i )?{_MONTH}(?: måned)?")
_WHOLE = re.compile(rf"\b1\.? ?{_UNTIL} ?4\.? ?(?:kvartal|kvt|kv)\b")


def part_of_year(text: str, kind: str = "A") -> str:
    """The words that say it; "" for none, and for a whole year.

    Args:
        kind: of the table's periods; a half-year, a quarter or a school year is cut short by a month that does not end
            one.
    """
    text = plain(text[:LONGEST_TITLE])
    if says_whole_year(text):
        return ""
    if kind != "A":
        until = _SPAN.search(text) or _UNTIL_MONTH.search(text)
        return until[0] if until is not None and not until["last"].startswith(_ENDS[kind]) else ""
    found = _SPAN.search(text) or _SURE.search(text) or _LOOSE.search(text) or _ALONE.fullmatch(text)
    return found[0] if found is not None else ""


def says_whole_year(text: str) -> bool:
    """Whether a text says "January to December", or all four quarters."""
    text = plain(text[:LONGEST_TITLE])
    span = _SPAN.search(text)
    is_whole = span is not None and span["first"].startswith("jan") and span["last"].startswith("dec")
    return is_whole or _WHOLE.search(text) is not None
