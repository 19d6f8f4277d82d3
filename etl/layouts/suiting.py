"""Which of the indicators that a text names the table can be about: by its periods and its places."""

from __future__ import annotations

from collections.abc import Iterable

from config.indicator import Indicator
from config.places import place_order
from etl.layouts.draft import Draft
from etl.layouts.draft_periods import kinds_of_periods
from etl.layouts.naming import Named, indicators_named
from etl.layouts.place_words import places_said
from etl.layouts.reader import level_of
from etl.layouts.roles import group_rows, places_in
from etl.meaning.words import declared_places


def named_by(draft: Draft, text: str) -> list[Named]:
    """The indicators that a text names and the table's periods and places allow; all that it names if none does.

    Where the table has no places, an indicator that is measured for places comes after the others.
    """
    named = indicators_named(text, draft.declared)
    suited = [one for one in named if suits(draft, one.code)]
    if draft.wanted:
        suited = [one for one in suited if one.code == draft.wanted]
    if len(suited) > 1 and not places_of(draft):
        whole = [one for one in suited if not _indicator(draft, one.code).by_area]
        suited = whole or suited
    return suited or named


def suits(draft: Draft, code: str) -> bool:
    """Whether the table's periods and places can be those of an indicator."""
    indicator = _indicator(draft, code)
    kinds, has_dates = kinds_of_periods(draft)
    wanted = indicator.periods
    if kinds and wanted not in kinds and not (has_dates and kinds <= {"D"}):
        return False
    places = places_of(draft)
    return not places or bool(readable(draft, [code], places))


def places_of(draft: Draft) -> set[str]:
    """All places that the table speaks of: in a column, in its headings, on rows of their own, else in its titles."""
    if draft.places is None:
        draft.places = _places_of(draft)
    return draft.places


def _places_of(draft: Draft) -> set[str]:
    role = draft.role("area")
    if role is not None:
        return set(places_in(role.texts, draft.declared).values())
    surface = draft.shape.surface
    for row in draft.shape.heads:
        words = [surface.words(row, column) for column in draft.shape.values if surface.text[row, column]]
        places = places_in(words, draft.declared)
        if places and len(places) >= 0.5 * len(set(words)):
            return set(places.values())
    labels = [label for _, label in group_rows(draft.shape)]
    places = places_in(labels, draft.declared)
    if places:
        return set(places.values())
    return {place for _, place in place_in_titles(draft)}


def place_in_titles(draft: Draft) -> list[tuple[str, str]]:
    """(the text, the place) of the sheet's name, else of the nearest title that speaks of a place."""
    also = declared_places(draft.declared)
    for text in (draft.sheet, *draft.shape.titles):
        said = {place for _, place in places_said(text, also)}
        if said:
            return [(text, place) for place in sorted(said, key=place_order)]
    return []


def readable(draft: Draft, codes: Iterable[str], places: set[str]) -> set[str]:
    """Of the places those that all these indicators are measured for, the finest kind where they overlap."""
    found = set(places)
    for code in codes:
        indicator = _indicator(draft, code)
        own = {indicator.area or draft.declared.area}
        allowed = own | set(indicator.comparison_areas)
        if indicator.by_area:
            parts = found - allowed
            kinds = [level_of(place) for place in parts]
            finest = next((level for level in ("municipality", "own", "region") if level in kinds), None)
            if finest is not None:
                allowed = set(indicator.comparison_areas) | {p for p in parts if level_of(p) == finest}
        found &= allowed
    return found


def _indicator(draft: Draft, code: str) -> Indicator:
    found = draft.declared.indicator(code)
    assert found is not None
    return found
