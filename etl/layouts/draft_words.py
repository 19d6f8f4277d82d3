"""Which texts of a table name indicators, by themselves or together with its title."""

from __future__ import annotations

from typing import Any

from config.indicator import Indicator
from config.language import Text
from etl.layouts.draft import Draft
from etl.layouts.naming import Named, carried, only_one
from etl.layouts.roles import is_total
from etl.layouts.suiting import named_by, suits
from etl.layouts.wording import bare_title, without_note

_TITLES_TRIED = 3
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


def words_composed(draft: Draft, texts: list[str]) -> dict[str, str]:
    """Text -> code, for those that name an indicator together with the title: "Hjemløse efter alder", "18-24 år"."""
    if len(texts) > _MOST_LABELS:
        return {}
    for title in draft.shape.titles[:_TITLES_TRIED]:
        words: dict[str, str] = {}
        for text in texts:
            label = "" if is_total(text) else without_note(text)
            one = only_one(named_by(draft, f"{label} {bare_title(title)}"))
            if one is not None and one.is_exact:
                words[without_note(text)] = one.code
        has_more = [text for text in words if not is_total(text) and carried(text)]
        if has_more and len(set(words.values())) == len(words):
            draft.fields["title_text"] = title
            draft.doubts.append(
                Text(f"Titlen „{title}“ er læst sammen med: {'; '.join(words)}.",
                     f"The title “{title}” is read together with: {'; '.join(words)}.")
            )  # fmt: skip
            return words
    return {}
