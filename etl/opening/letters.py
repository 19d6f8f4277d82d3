"""Texts whose letters a wrong code page has broken: names of places are mended and it is said, the rest is refused.

A place is mended only where one place alone can have been meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import numpy as np

from config.places import find_place
from etl.opening.cells import TEXT, Sheet, Workbook
from etl.opening.own_sheets import OWN
from etl.problems.problem import Problem, problem

_MOST = 50  # a whole file in the wrong encoding need not be listed text by text
_CELLS_NAMED = 10
_LONGEST = 60  # no place has a longer name
_MOST_LOST = 4

# U+FFFD, or a zero (which no database takes), or UTF-8 read as Windows-1252 or Latin-1: "KÃ¸benhavn", "2024Â°", "â€“".
_SECOND_BYTES = bytes(range(0x80, 0xC0))
_SECOND = _SECOND_BYTES.decode("latin-1") + _SECOND_BYTES.decode("cp1252", "ignore")
_DAMAGED = re.compile(f"[\0\ufffd]|Ã[{re.escape(_SECOND)}]|Â[\xa1-\xbf]|â€")
# What æ, ø and å become where a program knows only English letters, or takes DOS's or Macintosh letters for its own.
_DOUBTFUL = re.compile(r"[?›†¿¾¯®Œ‘’]")
_DOUBTFUL_WITHIN = re.compile(r"[^\W\d_][?›†¿¾¯][^\W\d_]")
_LOST = re.compile("\ufffd\ufffd|[\ufffd?]")
_LETTERS = "æøå"
_CODE_PAGES = (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "cp850"), ("cp1252", "mac-roman"))


def mend(workbook: Workbook) -> Iterator[Problem]:
    """Mends the names of places in the visible sheets; each is told with its cells.

    What is broken and stays so is an error, at its first cell. A question mark or an odd sign within a word is broken
    where another text of the file has been mended.
    """
    sheets = [sheet for sheet in workbook.sheets if not sheet.hidden and sheet.name not in OWN]
    if all(is_sound("\n".join(one.texts)) for one in sheets):
        return
    has_mended = False
    for sheet in sheets:
        for told in _mend_sheet(sheet):
            has_mended = True
            yield told
    for sheet in sheets:
        yield from _damaged_texts(sheet, has_mended)


def is_sound(text: str) -> bool:
    """Whether there is nothing in a text that a wrong code page may have broken."""
    return not (_DAMAGED.search(text) or _DOUBTFUL.search(text))


def place_meant(text: str) -> str | None:
    """The text as it was, where it is the name of a place that a wrong code page has broken; else None."""
    if len(text) > _LONGEST or is_sound(text) or find_place(text):
        return None
    meant = {find_place(one): one for one in _candidates(text) if find_place(one) is not None}
    return meant.popitem()[1] if len(meant) == 1 else None


def _candidates(text: str) -> Iterator[str]:
    once = [_read_as(text, *pages) for pages in _CODE_PAGES]
    yield from filter(None, once)
    for other in filter(None, once[:2]):  # what was read wrongly once may have been read wrongly twice
        yield from filter(None, (_read_as(other, *pages) for pages in _CODE_PAGES[:2]))
    pieces = _LOST.split(text)
    if 1 < len(pieces) <= _MOST_LOST + 1:
        for letters in product(_LETTERS, repeat=len(pieces) - 1):
            one = "".join(piece + letter for piece, letter in zip(pieces, (*letters, ""), strict=True))
            yield one if pieces[0] else one[0].upper() + one[1:]


def _read_as(text: str, wrong: str, right: str) -> str | None:
    try:
        return text.encode(wrong).decode(right)
    except UnicodeError:
        return None


def _mend_sheet(sheet: Sheet) -> Iterator[Problem]:
    for index, text in enumerate(sheet.texts):
        meant = place_meant(text)
        cells = _cells_of(sheet, index) if meant is not None else []
        if meant is not None and cells:
            sheet.texts[index] = meant
            named = ", ".join(cells[:_CELLS_NAMED]) + (" …" if len(cells) > _CELLS_NAMED else "")
            yield problem("text_mended", sheet=sheet.name, cell=cells[0], found=text, meant=meant, cells=named)


def _damaged_texts(sheet: Sheet, has_mended: bool) -> Iterator[Problem]:
    """The first cell of each broken text."""
    broken = [
        index
        for index, text in enumerate(sheet.texts)
        if _DAMAGED.search(text) or (has_mended and _DOUBTFUL_WITHIN.search(text) and not find_place(text))
    ]
    for index in broken[:_MOST]:
        for cell in _cells_of(sheet, index)[:1]:
            yield problem("text_damaged", sheet=sheet.name, cell=cell, found=sheet.texts[index])


def _cells_of(sheet: Sheet, index: int) -> list[str]:
    return [
        sheet.address(column.letter, int(row))
        for column in sheet.columns
        for row in np.flatnonzero((column.text == index) & (column.kind == TEXT))
    ]
