"""How words of a partner's sheet are compared: without case, blanks and the marks of footnotes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np

from etl.meaning.contents import Content
from etl.meaning.headings import folded
from etl.opening.cells import BOOL, DATE, EMPTY, ERROR, NUMBER, TEXT, UNSAVED, Sheet

PERIOD_WORDS = frozenset((
    "år", "aar", "periode", "tid", "kvartal", "måned", "dato", "uge", "skoleår", "halvår", "årstal", "opgørelsesår",
    "opgørelsesperiode", "year", "period", "time", "quarter", "month", "date",
))  # fmt: skip
_YEAR_WORD = re.compile(r"[^\W\d]*(?:år|aar|year)|(?:år|måned|kvartal|uge|dato)\w{0,3}")
LONGEST_HEADING = 200
LONGEST_TITLE = 400
_NUMBERED = re.compile(
    r"^(?:(?:bilags?|appendiks)?(?:tabel|figur)|table|figure|ark|bilag)\s*[\d.]*[a-z]?\s*[:.\-–]?\s+"
    r"|^(?-i:[A-ZÆØÅ]{2,9}\d{1,4}[A-Z]?)\s*[:.–-]\s*",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:[1-4]\. ?(?:kvartal|kvt|kv|halvår)\.? )?\b(?:19|20)\d\d(?:[kqhmu]\d{1,2}|/\d{2,4})?\b", re.IGNORECASE
)
# Possessive: twenty-odd stars before another letter would else be parted in every way there is, which takes hours.
_NOTE = re.compile(r"(?:\s*+(?:\(?\d{1,2}\)|\[\d{1,2}\]|[¹²³⁰⁴-⁹]++\)?|\*++\)?|[†‡])|\s[a-z]\))+$")


def heads_periods(heading: str) -> bool:
    """Whether a heading says that periods stand below it: "År", "Måleår", "Kvartal"."""
    word = folded(without_note(heading))
    return word in PERIOD_WORDS or _YEAR_WORD.fullmatch(word) is not None


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """One spelling of the letters: composed, small, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=16_384)
def without_note(text: str) -> str:
    """ "2023 1)" and "Kommune*" without the mark that leads to a footnote; a text of marks alone stays."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return (_NOTE.sub("", text) if len(text) <= LONGEST_TITLE else text) or text


@lru_cache(maxsize=16_384)
def key(text: str) -> str:
    """What headings, sheet names and words are compared by; blank for a blank text alone."""
    bare = without_note(text)
    return folded(bare) or plain(bare)


@lru_cache(maxsize=16_384)
def title_key(text: str) -> str:
    """What titles and sheet names are compared by: without their number ("Tabel 3:") and the years in them."""
    bare = _YEARS.sub(" ", _NUMBERED.sub("", without_note(text[:LONGEST_TITLE])))
    return folded(bare) or key(text[:LONGEST_TITLE])


def without_years(text: str) -> str:
    """ "Antal 2021" as "Antal"."""
    return " ".join(_YEARS.sub(" ", text[:LONGEST_TITLE]).split()).strip(" ,;:()-–")


def bare_title(text: str) -> str:
    """ "Tabel 3.2: Antal ting 1)" as "Antal ting"."""
    return _NUMBERED.sub("", without_note(text[:LONGEST_TITLE])).strip(" .:–-")


def texts_of(row: list[Content]) -> list[str]:
    """The texts of a row above a table; the filter of a pivot table ("År", 2023) is one."""
    found: list[str] = []
    is_asked = False  # the last text was the name of a period
    for content in row:
        if content.kind == TEXT and content.words:
            found.append(content.words)
            is_asked = folded(content.words) in PERIOD_WORDS
        elif is_asked and content.kind == NUMBER and content.words.isdecimal():
            found[-1] += f" {content.words}"
            is_asked = False
    return found


def content_at(sheet: Sheet, column: int, row: int) -> Content:
    """What stands in a cell, by positions; an empty one holds a blank text."""
    held = sheet.columns[column]
    kind = int(held.kind[row])
    if kind in (TEXT, ERROR):
        return Content(kind, sheet.texts[int(held.text[row])] if held.text[row] >= 0 else "")
    if kind in (EMPTY, UNSAVED) or np.isnan(held.number[row]):
        return Content(TEXT, "") if kind == EMPTY else Content(kind)
    return Content(kind, None, float(held.number[row]))


def text_at(sheet: Sheet, column: int, row: int) -> str:
    """A cell as one line of text; "" for an empty one."""
    content = content_at(sheet, column, row)
    return content.words if content.kind in (TEXT, NUMBER, DATE, BOOL) else ""
