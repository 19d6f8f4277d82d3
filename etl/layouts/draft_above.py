"""What the words above the columns of figures mean: indicators, groups, places, statuses, or measures."""

from __future__ import annotations

import re
from typing import Any

from config.language import Text
from etl.layouts.draft import Draft, heads_of
from etl.layouts.draft_measures import choose_measure, choose_value, keep_below, meant_by, tell_measure, words_above
from etl.layouts.draft_words import indicator_of, set_indicator, sure_of, words_composed, words_named
from etl.layouts.measures import chosen_measure, measure_of
from etl.layouts.naming import Named
from etl.layouts.reader import period_of
from etl.layouts.roles import is_beside, is_total, places_in
from etl.layouts.wording import plain, without_note, without_years

_OWN = {False: ("figure", "count"), True: ("figure", "share")}  # by whether the indicator is in per cent
_STATUSES = tuple(
    (re.compile(rf"(?:{words})(?:e|t|er|en)?(?: tal| år| udledning(?:er)?)?(?:\s*\d{{4}}\s*[-–]\s*\d{{4}})?"), status)
    for words, status in (
        ("statistik|historisk|historik|realiseret|realiserede|faktisk|faktiske|observeret|endelig|regnskab", "endelig"),
        ("fremskrivning|fremskrevet|fremskrevne|prognose|projektion|forventet|forventede|projected", "fremskrivning"),
        ("foreløbig", "foreløbig"),
        ("skøn|estimat", "skøn"),
    )
)


def add_words_above(draft: Draft, titled: list[tuple[str, str, Named]]) -> None:
    shape = draft.shape
    if not shape.period_rows and len(draft.columns) == 1:
        row, heading = shape.label_row, shape.surface.words(shape.label_row, draft.columns[0])
        if "indicator" in draft.fields or not (heading and _add_row(draft, row, [heading], titled)):
            draft.fields["value"] = [draft.reference(draft.columns[0])]
        return
    is_told_apart = bool(shape.period_rows)
    if shape.is_within:
        _add_among(draft, shape.period_rows[0], titled)
        return
    for row in shape.word_rows:
        texts = words_above(draft, row)
        distinct = [text for text in dict.fromkeys(texts) if text]
        is_told_apart |= _add_row(draft, row, distinct, titled)
    if not is_told_apart:
        choose_value(draft, titled)


def _add_row(draft: Draft, row: int, texts: list[str], titled: list[tuple[str, str, Named]]) -> bool:
    """What one row of words means; False where it means nothing."""
    across: dict[str, Any] = {"across": [draft.head_row(row)]}
    words = {} if "indicator" in draft.fields else words_named(draft, texts)
    said = {one.code for _, _, one in titled if one.is_exact}
    if not words and len(texts) > 1 and "indicator" not in draft.fields:
        words = words_composed(draft, texts)
    if words and (not said or said & set(words.values())):
        reason = Text("Overskrifterne er indikatorer.", "The headings are indicators.")
        codes = list(dict.fromkeys(words.values()))
        left = [text for text in texts if without_note(text) not in words]
        if left:
            shown = "; ".join(left[:5])
            draft.doubts.append(Text(f"Kolonner, der ikke læses: {shown}.", f"Columns that are not read: {shown}."))
            draft.fields.setdefault("ignore", []).extend(left)
        draft.fields["holds"] = list(words)
        keep_below(draft, row, set(words))
        return set_indicator(draft, across | {"words": words, "others": "leave_out"}, "across", codes, reason, True)
    statuses = _statuses(texts)
    if statuses and draft.shape.period_rows and "status" not in draft.fields:
        draft.fields["status"] = across | {"words": statuses}
        draft.reasons.append(
            Text("Overskrifterne siger, hvad der er fremskrevet.", "The headings say what is projected.")
        )
        return True
    groups = _dimension(draft, texts, titled)
    if groups is not None:
        code, words = groups
        draft.fields.setdefault("dimensions", {})[code] = across | {"words": words, "others": "leave_out"}
        draft.reasons.append(Text(f"Overskrifterne opdeler efter {code}.", f"The headings break down by {code}."))
        keep_below(draft, row, set(words))
        return True
    places = places_in([text for text in texts if not is_total(text)], draft.declared)
    others = [text for text in texts if not is_total(text) and not is_beside(text)]
    if places and len(places) >= 0.8 * len(others) and draft.role("area") is None:
        draft.fields["area"] = across
        draft.reasons.append(Text("Stederne står i overskrifterne.", "The places stand in the headings."))
        keep_below(draft, row, {without_note(text) for text in places})
        return True
    if len(texts) > 1 and draft.shape.period_rows and _are_measures(draft, row):
        return choose_measure(draft, row, texts, titled)
    return False


def _add_among(draft: Draft, row: int, titled: list[tuple[str, str, Named]]) -> None:
    """Words that stand with the periods in the headings: "Antal 2021"."""
    texts = {column: without_years(draft.shape.surface.words(row, column)) for column in draft.shape.values}
    distinct = list(dict.fromkeys(texts.values()))
    words = {} if "indicator" in draft.fields else words_named(draft, [text for text in distinct if text])
    said = {one.code for _, _, one in titled}
    if words and (not said or said & set(words.values())):
        reason = Text("Overskrifterne er indikatorer.", "The headings are indicators.")
        where = {"across": [draft.head_row(row)], "within": True, "words": words, "others": "leave_out"}
        draft.columns = [column for column in draft.columns if without_note(texts[column]) in words]
        set_indicator(draft, where, "across", list(dict.fromkeys(words.values())), reason, True)
        return
    one = sure_of(titled)
    if one is not None:
        indicator = indicator_of(draft, one.code)
        is_alone = len(distinct) == 1 and measure_of(distinct[0], indicator) in _OWN[indicator.is_percentage]
        chosen = distinct[0] if is_alone else chosen_measure(distinct, indicator)
        if chosen is not None:
            draft.columns = [column for column in draft.columns if texts[column] == chosen]
            if len(distinct) > 1:
                tell_measure(draft, chosen, distinct)
            return
    if "indicator" not in draft.fields:
        draft.fields["indicator"] = None
        shown = ", ".join(distinct)
        text = Text(f"Hvilke af målene er indikatorer: {shown}?", f"Which of the measures are indicators: {shown}?")
        draft.ask("indicator", text, distinct[:40], {"across": [draft.head_row(row)], "within": True})


def status_said(text: str) -> str:
    """The status that a text is a word for; "" for none."""
    return next((status for pattern, status in _STATUSES if pattern.fullmatch(plain(text))), "")


def _statuses(texts: list[str]) -> dict[str, str]:
    """Headings that only say how sure the figures are, as the words that we know; {} where one says more."""
    said = {without_note(text): status_said(text) for text in texts}
    return said if said and all(said.values()) else {}


def _dimension(
    draft: Draft, texts: list[str], titled: list[tuple[str, str, Named]]
) -> tuple[str, dict[str, str]] | None:
    """The one dimension whose values the texts are; a total is all together."""
    values = {d.code: {plain(w): v for w, v in d.spellings} for i in meant_by(draft, titled) for d in i.dimensions}
    fits = []
    for code, known in values.items():
        words = {
            without_note(text): known[plain(without_note(text))] for text in texts if plain(without_note(text)) in known
        }
        totals = {without_note(text): "" for text in texts if is_total(text)}
        if words and len(words) + len(totals) == len(texts):
            fits.append((code, words | totals))
    return fits[0] if len(fits) == 1 else None


def _are_measures(draft: Draft, row: int) -> bool:
    """Whether different words stand above the figures of one period, or the periods come again under each word."""
    rows = draft.shape.period_rows
    periods = [period_of(heads_of(draft, column)) for column in draft.shape.values]
    return row not in rows and len(set(periods)) < len(periods)
