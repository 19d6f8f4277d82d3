"""Notes below a table, and remarks beside its figures, that make another thing of some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.layouts.draft import Draft
from etl.layouts.draft_check import MILD
from etl.layouts.draft_short import strange_words
from etl.layouts.naming import is_other, words_of
from etl.layouts.roles import places_in

_ONLY = re.compile(r"\b(?:kun|alene|udelukkende)\b", re.IGNORECASE)
_SOURCE = re.compile(r"\W*(?:kilder?|source)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LAST = re.compile(r"\b(?:sidste|seneste|nyeste) (?:år|tal|kolonne|søjle|periode)", re.IGNORECASE)
_MARK = re.compile(r"\s*(\d{1,2}\)|\[\d{1,2}\]|\*{1,3}|[¹²³])")
_SHORT = 160  # letters of a note that is about one thing
_MOST = 60  # texts of a column that are looked at


def remarks(draft: Draft) -> list[str]:
    """Texts in the rows of figures that no field is read from: in columns of notes, and right of the last figure."""
    found = [text for role in draft.roles if role.kind == "note" for text in role.texts[:_MOST]]
    surface, column = draft.shape.surface, max(draft.shape.values) + 1
    while column < len(surface.columns) and surface.filled[draft.rows, column].any():
        texts = [surface.words(row, column) for row in draft.rows[:_MOST] if surface.text[row, column]]
        found += texts if column not in draft.shape.labels else []
        column += 1
    places = places_in(found, draft.declared)
    return [text for text in dict.fromkeys(found) if text not in places]


def narrowed(draft: Draft) -> Iterator[tuple[str, str]]:
    """Notes and remarks that say "only", or that call some of the figures another thing: "2024 er målet"."""
    for note in (*draft.shape.notes, *remarks(draft)):
        others = [word for word in sorted(words_of(note)) if is_other(word) and word not in MILD]
        if others and is_of_some(draft, note):
            yield note, ", ".join(others)
        if len(note) <= _SHORT and _ONLY.search(note) and (more := strange_words(draft, note)):
            yield note, ", ".join(sorted(more))


def is_of_some(draft: Draft, note: str) -> bool:
    """Whether a short note is of some of the figures: it names a year of the table, its last, or has a mark's digit."""
    surface, shape = draft.shape.surface, draft.shape
    heads = {surface.words(row, column) for row in shape.heads for column in (*shape.labels, *shape.values)}
    heads.update(text for role in draft.roles for text in role.texts[:_MOST])
    said = set(_YEAR.findall(note)) & set(_YEAR.findall(" ".join(heads)))
    mark = _MARK.match(note)
    is_marked = mark is not None and any(head.endswith((mark[1], f" {mark[1]}")) for head in heads)
    is_short = len(note) <= _SHORT and not _SOURCE.match(note)
    return is_short and (bool(said) or is_marked or _LAST.search(note) is not None)
