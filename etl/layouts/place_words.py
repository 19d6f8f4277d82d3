"""The places that a sentence speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from config.places import find_place
from etl.layouts.wording import LONGEST_TITLE, plain

_PLACE_WORDS = 4


@lru_cache(maxsize=2048)
def places_said(text: str, places: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The places that a text speaks of: the words, and the place; written with a capital, as names are."""
    words = re.findall(r"[^\s,;:()–]+", text[:LONGEST_TITLE])
    spelt = plain(text)
    found = [(place, place) for place in places if re.search(rf"(?<!\w){re.escape(plain(place))}(?!\w)", spelt)]
    start = 0
    while start < len(words):
        for length in range(min(_PLACE_WORDS, len(words) - start), 0, -1):
            said = " ".join(words[start : start + length]).strip(".'’")
            place = find_place(said, places) if said[:1].isupper() else None
            if place is not None:
                found.append((said, place))
                start += length - 1
                break
        start += 1
    return tuple(dict.fromkeys(found))
