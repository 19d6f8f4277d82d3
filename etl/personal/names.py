"""Names and addresses of persons, by their heading and by what they look like.

Kindergartens have names and addresses too: "Navn" above places or institutions is none of our concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from etl.opening.cells import NUMBER
from etl.personal.given_names import GIVEN_NAMES
from etl.personal.suspicion import Confidence, Suspicion
from etl.personal.table import Look, Table

FEW, MANY = 3, 5  # distinct texts
MOST = 0.6
HALF = 0.5
SOME = 0.1
LOOKED_AT = 300  # distinct texts of a column
_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:[-'’.][^\W\d_]*)*")
_PARTICLES = frozenset({"af", "al", "da", "de", "den", "der", "el", "la", "van", "von"})
_NO_PERSON = re.compile(
    r"(?:vej|gade|allé|alle|plads|torv|stræde|vænge|park|skole|skolen|hus|huset|centret|center|hjemmet|fonden|kirke|"
    r"kommune|hospital|kollegium|kollegiet|børnehave|vuggestue|selskab|forening|foreningen|legat|aps|a/s)$",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?<![^\W\d_])[^\W\d_]{2}[^\W\d_.]*\.? \d{1,3} ?[A-ZÆØÅa-zæøå]?(?:,|$| )")


def names(table: Table, tells_of_persons: bool) -> Iterator[Suspicion]:
    """The columns of a sheet that name persons.

    Args:
        tells_of_persons: other headings of the sheet do so (sex, age, CPR).
    """
    for look in table.columns:
        if confidence := _judge(look, tells_of_persons):
            yield Suspicion("name", confidence, table.sheet.name, look.letter, sum(look.texts[1].tolist()))


def _judge(look: Look, tells_of_persons: bool) -> Confidence | None:
    words = look.words(LOOKED_AT)
    if len(words) < FEW:
        return None
    share = sum(map(is_person, words)) / len(words)
    if "person_name" in look.kinds:
        return "possible" if _has_counts(look) and not tells_of_persons else "likely"
    if "name" in look.kinds:
        if share >= HALF or (tells_of_persons and share >= SOME):
            return "likely"
        return "possible" if share >= SOME else None
    if "street" in look.kinds:
        houses = sum(bool(_HOUSE.search(word)) for word in words) / len(words)
        return None if houses < HALF else "likely" if tells_of_persons else "possible"
    if len(words) >= MANY and share >= MOST:
        return "likely" if tells_of_persons else "possible"
    return None


def _has_counts(look: Look) -> bool:
    """Whether the sheet counts something: how many bear each name."""
    return any("count" in other.kinds and bool((other.column.kind == NUMBER).any()) for other in look.table.columns)


@lru_cache(4096)
def is_person(text: str) -> bool:
    """Whether a text reads like a person's name: "Anne Marie Madsen", "Madsen, Anne"."""
    if len(text) > 60 or any(sign.isdigit() for sign in text):
        return False
    last, comma, first = text.partition(",")
    parts = (f"{first} {last}" if comma else text).split()
    if not 2 <= len(parts) <= 5 or _NO_PERSON.search(text.strip()):
        return False
    are_names = all(_WORD.fullmatch(part) and (part[0].isupper() or part in _PARTICLES) for part in parts)
    return are_names and (parts[0].casefold() in GIVEN_NAMES or parts[-1].endswith("sen"))
