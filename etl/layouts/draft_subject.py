"""Which indicator a table is about; where two are possible, or none is named, the person is asked."""

from __future__ import annotations

from config.language import Text
from etl.layouts.draft import Draft
from etl.layouts.draft_above import add_words_above
from etl.layouts.draft_periods import kinds_of_periods
from etl.layouts.draft_words import indicator_of, set_indicator, words_composed, words_named
from etl.layouts.measures import chosen_measure
from etl.layouts.naming import DOUBTFUL, LITERAL, Named, carried, names_of, only_one
from etl.layouts.reader import level_of
from etl.layouts.roles import group_rows
from etl.layouts.suiting import named_by, places_of, readable
from etl.layouts.wording import without_note

ASK = Text("Hvilken indikator er tabellen om?", "Which indicator is the table about?")


def add_subject(draft: Draft, about: str | None = None) -> None:
    """Find the fields `indicator`, `value` and what the words above the columns of values mean.

    Args:
        about: the indicator that a person has chosen for the table.
    """
    titled = _titled(draft)
    if about is not None:
        reason = Text("Indikatoren er valgt.", "The indicator has been chosen.")
        set_indicator(draft, {"fixed": about}, "fixed", [about], reason, True)
        titled = [("fixed", about, Named(about, about, True))]
    add_words_above(draft, titled)
    if "indicator" in draft.fields or any(one.path == "value" for one in draft.questions):
        return
    found = _from_labels(draft, titled) or _from_groups(draft) or _from_title(draft, titled)
    if found and draft.measures:
        chosen = {chosen_measure(draft.measures, indicator_of(draft, code)) for code in draft.codes}
        found = {without_note(one) for one in chosen if one} == set(draft.fields["below"]) and None not in chosen
    if not found:
        draft.fields["indicator"] = None
        draft.ask("indicator", ASK, [indicator.code for indicator in draft.declared.indicators])


def _titled(draft: Draft) -> list[tuple[str, str, Named]]:
    """What the titles and the sheet's name say: (title or sheet, the text, the indicator); nearest first."""
    found = []
    for text in draft.shape.titles:
        named = named_by(draft, text)
        if named:
            found += [("title", text, one) for one in named]
            break
    # Where a title says more than the sheet's name, it narrows it.
    return found or [("sheet", draft.sheet, one) for one in named_by(draft, draft.sheet)]


def _from_title(draft: Draft, titled: list[tuple[str, str, Named]]) -> bool:
    """The indicator that the title or the sheet's name names; one more for other places of the table."""
    if not titled:
        return False
    best = max(one.rank for _, _, one in titled)
    codes = list(dict.fromkeys(one.code for _, _, one in titled if one.rank == best or one.is_exact))
    codes = [code for code in codes if _has_its_places(draft, code)] or codes
    places = {code: readable(draft, [code], places_of(draft)) for code in codes}
    if len(codes) > 1 and all(places.values()) and _are_apart(list(places.values())):
        codes.sort(key=lambda code: -len(places[code]))
        draft.also = codes[1:]
    elif len(codes) > 1 and _are_apart_in_time(draft, codes):
        draft.also = codes[1:]
    elif (one := only_one(one for _, _, one in titled)) is not None:
        codes = [one.code]
    else:
        return False
    by, text, one = next(entry for entry in titled if entry[2].code == codes[0])
    da, en = ("Titlen", "The title") if by == "title" else ("Arkets navn", "The sheet's name")
    if one.rank == DOUBTFUL:
        draft.is_doubtful, draft.codes = True, codes[:1]
        draft.fields["indicator"] = None
        said = ", ".join(one.beside)
        question = Text(
            f"{da} „{text}“ siger mere end indikatorens navn ({said}). Hvilken indikator er det?",
            f"{en} “{text}” says more than the indicator's name ({said}). Which indicator is it?",
        )
        others = [i.code for i in draft.declared.indicators if i.code != one.code]
        draft.ask("indicator", question, [one.code, *others])
        return True
    reason = Text(f"{da} „{text}“ er indikatoren {one.code}.", f"{en} “{text}” is the indicator {one.code}.")
    others = [other.code for _, _, other in titled if other.is_exact and other.code not in [*codes, *draft.also]]
    _tell_others(draft, [code for code in others if _has_its_places(draft, code)])
    return set_indicator(draft, {by: True, "words": {text: one.code}}, by, [one.code], reason, one.rank == LITERAL)


def _has_its_places(draft: Draft, code: str) -> bool:
    """Whether an indicator that is measured for places has some in the table; one of the whole needs none."""
    parts = {level_of(place) for place in places_of(draft)} - {"country", "region"}
    return not indicator_of(draft, code).by_area or bool(parts)


def _tell_others(draft: Draft, codes: list[str]) -> None:
    """The title names other indicators, too, less fully: the person sees which."""
    if codes:
        shown = ", ".join(dict.fromkeys(codes))
        draft.reasons.append(Text(f"Titlen kan også passe på: {shown}.", f"The title may also fit: {shown}."))


def _are_apart_in_time(draft: Draft, codes: list[str]) -> bool:
    """Whether the table has periods of each indicator's own kind: quarters, and the year's sum after them."""
    kinds = [indicator_of(draft, code).periods for code in codes]
    return len(set(kinds)) == len(kinds) and set(kinds) <= kinds_of_periods(draft)[0]


def _are_apart(places: list[set[str]]) -> bool:
    return sum(map(len, places)) == len(set().union(*places))


def _from_labels(draft: Draft, titled: list[tuple[str, str, Named]]) -> bool:
    """A column whose texts name indicators, some of them or all."""
    role = draft.role("indicator") or draft.role("names")
    if role is None:
        return False
    words = words_named(draft, role.texts)
    said = {one.code for _, _, one in titled if one.is_exact}
    if not words and role.kind == "names":
        words = words_composed(draft, role.texts)
        if all(_is_narrower(draft, code, titled) for code in words.values()):
            said = set()  # the labels say more than the title, and nothing else
    codes = list(dict.fromkeys(words.values()))
    if not words or (said and not said & set(codes)):
        return False
    role.kind = "indicator"
    unknown = [text for text in role.texts if text not in words]
    heading = draft.shape.heading(role.columns[0])
    reason = Text(f"Indikatoren står i kolonnen „{heading}“.", f"The indicator stands in the column “{heading}”.")
    if unknown:
        shown = "; ".join(unknown[:5])
        draft.doubts.append(Text(f"Rækker, der ikke læses: {shown}.", f"Rows that are not read: {shown}."))
    where = draft.place(role) | {"words": words, "others": "leave_out"}
    return set_indicator(draft, where, "column", codes, reason, True)


def _is_narrower(draft: Draft, code: str, titled: list[tuple[str, str, Named]]) -> bool:
    """Whether an indicator's name says all that the title's name of another says, and more: an age."""
    own = [carried(name) for name in names_of(indicator_of(draft, code))]
    return all(any(carried(one.words) <= name for name in own) for _, _, one in titled if one.is_exact)


def _from_groups(draft: Draft) -> bool:
    """Rows that hold only the name of an indicator, for the rows below them."""
    labels = [label for _, label in group_rows(draft.shape)]
    words = words_named(draft, labels)
    if not words:
        return False
    reason = Text("Indikatoren står på en række for sig selv.", "The indicator stands on a row of its own.")
    where = {"group": True, "words": words, "others": "leave_out"}
    return set_indicator(draft, where, "group", list(dict.fromkeys(words.values())), reason, len(words) == len(labels))
