"""Which texts of a table name indicators, by themselves or together with its title."""

from __future__ import annotations

import re
from typing import Any

from config.indicator import Indicator
from config.language import Text
from etl.layouts.draft import Draft
from etl.layouts.naming import Named, carried, names_of, only_one
from etl.layouts.roles import is_total, places_in
from etl.layouts.suiting import named_by, suits
from etl.layouts.wording import bare_title, without_note

_TITLES_TRIED = 3
_AGES = re.compile(r"(?<!\d)(\d{1,2})\s?[-–]\s?(\d{1,2})(?!\d)")
_OPEN_AGE = re.compile(r"\b(?:under|over)\s+\d|\d\s*(?:år\s+(?:og|eller) (?:der)?over|\+|år\+)", re.IGNORECASE)
_MOST_LABELS = 200  # of a table whose rows may be indicators


def set_indicator(
    draft: Draft, where: dict[str, Any], said_by: str, codes: list[str], reason: Text, is_exact: bool
) -> bool:
    draft.fields["indicator"], draft.said_by, draft.codes = where, said_by, codes
    (draft.reasons if is_exact else draft.doubts).append(reason)
    return True


def sure_of(titled: list[tuple[str, str, Named]]) -> Named | None:
    """The indicator that title or sheet name alone, and in full."""
    one = only_one(one for _, _, one in titled)
    return one if one is not None and one.is_exact else None


def indicator_of(draft: Draft, code: str) -> Indicator:
    found = draft.declared.indicator(code)
    assert found is not None
    return found


def words_named(draft: Draft, texts: list[str]) -> dict[str, str]:
    """Text -> code, for those that name exactly one indicator in full."""
    named = {text: only_one(named_by(draft, text)) for text in texts}
    sure = {text: one.code for text, one in named.items() if one is not None and one.is_exact}
    return {without_note(text): code for text, code in sure.items() if suits(draft, code)}


def _spans_all(texts: list[str], indicator: Indicator) -> bool:
    """Whether a total can be of an indicator with an age: no label beside it speaks of an age outside that."""
    ages = [(int(a), int(b)) for name in names_of(indicator) for a, b in _AGES.findall(name)]
    if not ages:
        return True
    said = [tuple(map(int, found)) for text in texts for found in _AGES.findall(text)]
    is_open = any(_OPEN_AGE.search(text) for text in texts)
    return not is_open and all(any(a <= low and high <= b for a, b in ages) for low, high in said)


def words_composed(draft: Draft, texts: list[str]) -> dict[str, str]:
    """Text -> code, for those that name an indicator together with the title: "Hjemløse efter alder", "18-24 år"."""
    if len(texts) > _MOST_LABELS or places_in(texts, draft.declared):
        return {}
    for title in draft.shape.titles[:_TITLES_TRIED]:
        words: dict[str, str] = {}
        for text in texts:
            label = "" if is_total(text) else without_note(text)
            one = only_one(named_by(draft, f"{label} {bare_title(title)}"))
            if one is not None and one.is_exact and (label or _spans_all(texts, indicator_of(draft, one.code))):
                words[without_note(text)] = one.code
        narrow = {code for text, code in words.items() if not is_total(text)}
        words = {text: code for text, code in words.items() if not (is_total(text) and code in narrow)}
        has_more = [text for text in words if not is_total(text) and carried(text)]
        if has_more and len(set(words.values())) == len(words):
            draft.fields["title_text"] = title
            draft.doubts.append(
                Text(f"Titlen „{title}“ er læst sammen med: {'; '.join(words)}.",
                     f"The title “{title}” is read together with: {'; '.join(words)}.")
            )  # fmt: skip
            return words
    return {}
