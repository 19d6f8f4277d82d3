"""What is wrong with how letters are set up: said by `fremdrift doctor`, before somebody waits for a letter in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from config.recipients import Letters, read_letters
from config.settings import SettingError, Settings, read_secret
from store.definitions import read_alliance
from store.viewer import OPERATOR

Wrong = tuple[str, str]  # what is, and what to do


def examine_letters(connection: sa.Connection, settings: Settings, today: date) -> Iterator[Wrong]:
    """Each mistake; nothing where no letters are set up, or all is well."""
    try:
        letters = read_letters(settings)
    except SettingError as mistake:
        yield str(mistake), "Until then no letter is written."
        return
    if letters is None:
        return
    yield from _secrets(letters)
    for slug, of in letters.alliances.items():
        declared = read_alliance(connection, slug, OPERATOR, today)
        if declared is None:
            yield f"FREMDRIFT_LETTERS names an alliance that is not here: {slug}.", "Write its slug, or take it out."
            continue
        for one in of.partners:
            if declared.organisation(one) is None:
                said = f"FREMDRIFT_LETTERS names an organisation that {slug} does not have: {one}."
                yield said, "Write its slug, or take it out: nobody is reminded there."


def _secrets(letters: Letters) -> Iterator[Wrong]:
    for name in sorted(_variables(letters)):
        try:
            read_secret(name)
        except SettingError as mistake:
            yield f"Letters cannot be sent: {mistake}", "See docs/breve.md. The worker needs it too."


def _variables(letters: Letters) -> set[str]:
    """The names of all that hold an address that is needed."""
    found = set[str]()
    for of in letters.alliances.values():
        for ones in (of.secretariat, *of.partners.values()):
            found |= {one.webhook or letters.mail for one in ones}
    return found
