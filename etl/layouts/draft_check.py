"""What stands above a table may make another quantity, or a part, of what its labels name: then a person is asked."""

from __future__ import annotations

import re

from config.language import Text
from etl.layouts.draft import Draft
from etl.layouts.draft_words import indicator_of
from etl.layouts.measures import contradicts
from etl.layouts.naming import SHARE, carried, is_other, names_of, words_of
from etl.layouts.reader import level_of
from etl.layouts.roles import is_total, places_in
from etl.layouts.subject import unit_text
from etl.layouts.suiting import place_in_titles, places_of

_PROSE = 160  # letters of a text that is no title
_MILD = frozenset(("udvikling", "dato", "nr", "point", "max", "min"))
_GROUPS = words_of("kvinder mænd kvinde mand drenge piger")
_AGES = re.compile(r"(?!(?:19|20)\d\d)\d{1,2}-\d{1,2}")


def check_titles(draft: Draft) -> None:
    """Ask where what stands above the table makes another quantity, or a part, of what its labels name."""
    if not draft.codes or draft.is_doubtful or draft.said_by == "fixed":
        return
    _check_place(draft)
    indicators = [indicator_of(draft, code) for code in draft.codes]
    own = frozenset().union(*(words_of(name) for i in indicators for name in (*names_of(i), *i.unit)))
    told = [text for role in draft.roles if role.kind != "constant" for text in role.texts[:60]]
    labels = frozenset().union(*(words_of(text) for text in told))
    constant = [text for role in draft.roles if role.kind == "constant" for text in role.texts if not is_total(text)]
    constant = [text for text in constant if not places_in([text], draft.declared)]
    for text in dict.fromkeys([draft.sheet, *draft.shape.titles, *constant]):
        if len(text) > _PROSE or unit_text([text]):
            continue
        words = words_of(text) - own
        strange = set(carried(text) - own) if text in constant else set()
        strange |= {word for word in words if (is_other(word) and word not in _MILD) or word == "pr"}
        strange |= {word for word in words - labels if word in _GROUPS or _AGES.fullmatch(word)}
        if not any(indicator.is_percentage for indicator in indicators):
            strange |= words & SHARE
        else:
            strange -= SHARE
        if strange:
            _ask(draft, text, ", ".join(sorted(strange)))
            return
    heading = draft.shape.heading(draft.columns[0]) if draft.fields.get("value") and draft.columns else ""
    if draft.said_by != "across" and any(contradicts(heading, indicator) for indicator in indicators):
        _ask(draft, heading, heading)


def _ask(draft: Draft, text: str, said: str) -> None:
    codes = ", ".join(draft.codes)
    question = Text(
        f"„{text}“ står over tallene ({said}). Er de indikatoren {codes}?",
        f"“{text}” stands above the figures ({said}). Are they the indicator {codes}?",
    )
    draft.fields["indicator"], draft.is_doubtful = None, True
    draft.ask("indicator", question, [*draft.codes])


def _check_place(draft: Draft) -> None:
    """Ask where a title speaks of a municipality that is not among the places of the table."""
    if "area" not in draft.fields or "title" in draft.fields["area"] or "sheet" in draft.fields["area"]:
        return
    said = {place for _, place in place_in_titles(draft)}
    others = {place for place in said - places_of(draft) if level_of(place) == "municipality"}
    if others:
        shown = ", ".join(sorted(others))
        text = Text(
            f"Titlen nævner {shown}, som ikke er blandt stederne.", f"The title names {shown}, not among the places."
        )
        draft.ask("area", text, sorted(others))
