"""Sheets that are known to hold no personal data by what each of their texts is: most sheets of counted figures.

What is not innocent here need not be guilty: it is searched with its whole sheet (`etl/personal_data.py`), which finds
nothing in any sheet that is innocent.
"""

from __future__ import annotations

from config.personal_numbers import CIVIL_NUMBER, masked_addresses
from etl.opening.cells import Sheet
from etl.opening.letters import is_sound
from etl.personal.addresses import AFTER_AT
from etl.personal.headings import kinds_of
from etl.personal.names import is_person
from etl.personal.numbers import LEAST, LOST_ZERO

_TELLING = frozenset({"civil", "birthdate", "person_name", "name", "street", "mail", "person", "sex"})


class Innocence:
    """Remembers the texts that it has found innocent: the files of a night have the same words."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def of(self, sheet: Sheet) -> bool:
        """Whether a sheet holds no personal data, and no letters that are to be mended."""
        new = {sheet.name, *sheet.texts} - self._known
        if masked_addresses(sheet.name) != sheet.name or not all(map(_is_innocent, new)):
            return False
        self._known |= new
        return not any((column.number >= LEAST).any() for column in sheet.columns)


def _is_innocent(text: str) -> bool:
    return (
        is_sound(text)
        and not (CIVIL_NUMBER.search(text) or LOST_ZERO.search(text) or AFTER_AT.search(text))
        and not is_person(text)
        and _TELLING.isdisjoint(kinds_of(text))
    )
