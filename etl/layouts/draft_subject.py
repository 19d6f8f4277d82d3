"""Which indicator a table is about; where two are possible, or none is named, the person is asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from config.language import Text
from etl.layouts.draft import Draft, heads_of
from etl.layouts.reader import period_of
from etl.layouts.roles import group_rows, is_total, places_in
from etl.layouts.subject import Named, indicators_named
from etl.layouts.wording import plain, without_note, without_years

ASK = Text("Hvilken indikator er tabellen om?", "Which indicator is the table about?")


def add_subject(draft: Draft, about: str | None = None) -> None:
    """Find the fields `indicator`, `value` and what the words above the columns of values mean.

    Args:
        about: the indicator that a person has chosen for the table.
    """
    titled = _titled(draft)
    if about is not None:
        reason = Text("Indikatoren er valgt.", "The indicator has been chosen.")
        _set(draft, {"fixed": about}, "fixed", [about], reason, True)
        titled = [("fixed", about, Named(about, about, True))]
    _add_words_above(draft, titled)
    if "indicator" in draft.fields or any(one.path == "value" for one in draft.questions):
        return
    found = _from_labels(draft, titled) or _from_groups(draft) or _from_title(draft, titled)
    if not found:
        draft.fields["indicator"] = None
        draft.ask("indicator", ASK, [indicator.code for indicator in draft.declared.indicators])


def _titled(draft: Draft) -> list[tuple[str, str, Named]]:
    """What the titles and the sheet's name say: (title or sheet, the text, the indicator); nearest first."""
    found = []
    for text in draft.shape.titles:
        named = indicators_named(text, draft.declared)
        if named:
            found += [("title", text, one) for one in named]
            break
    found += [("sheet", draft.sheet, one) for one in indicators_named(draft.sheet, draft.declared)]
    return found


def _set(draft: Draft, where: dict[str, Any], said_by: str, codes: list[str], reason: Text, is_exact: bool) -> bool:
    draft.fields["indicator"], draft.said_by, draft.codes = where, said_by, codes
    (draft.reasons if is_exact else draft.doubts).append(reason)
    return True


def _from_title(draft: Draft, titled: list[tuple[str, str, Named]]) -> bool:
    codes = {one.code for _, _, one in titled}
    if len(codes) != 1:
        return False
    by, text, one = titled[0]
    da, en = ("Titlen", "The title") if by == "title" else ("Arkets navn", "The sheet's name")
    reason = Text(f"{da} „{text}“ er indikatoren {one.code}.", f"{en} “{text}” is the indicator {one.code}.")
    return _set(draft, {by: True, "words": {text: one.code}}, by, [one.code], reason, one.is_exact)


def _from_labels(draft: Draft, titled: list[tuple[str, str, Named]]) -> bool:
    """A column whose texts name indicators, some of them or all."""
    role = draft.role("indicator") or draft.role("names")
    if role is None:
        return False
    words = _words(draft, role.texts)
    codes = list(dict.fromkeys(words.values()))
    said = {one.code for _, _, one in titled}
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
    return _set(draft, where, "column", codes, reason, True)


def _from_groups(draft: Draft) -> bool:
    """Rows that hold only the name of an indicator, for the rows below them."""
    labels = [label for _, label in group_rows(draft.shape)]
    words = _words(draft, labels)
    if not words:
        return False
    reason = Text("Indikatoren står på en række for sig selv.", "The indicator stands on a row of its own.")
    where = {"group": True, "words": words, "others": "leave_out"}
    return _set(draft, where, "group", list(dict.fromkeys(words.values())), reason, len(words) == len(labels))


def _words(draft: Draft, texts: list[str]) -> dict[str, str]:
    """Text -> code, for those that name exactly one indicator in full."""
    named = {text: indicators_named(text, draft.declared) for text in texts}
    found = {text: one[0].code for text, one in named.items() if len(one) == 1 and one[0].is_exact}
    return {without_note(text): code for text, code in found.items()}


# Words above the columns of values


def _add_words_above(draft: Draft, titled: list[tuple[str, str, Named]]) -> None:
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
        texts = _above(draft, row)
        distinct = [text for text in dict.fromkeys(texts) if text]
        is_told_apart |= _add_row(draft, row, distinct, titled)
    if not is_told_apart:
        _choose_value(draft, titled)


def _above(draft: Draft, row: int) -> list[str]:
    """The words of a row above each column of values; a merged one stands at the left of what it spans."""
    surface = draft.shape.surface
    is_lowest = row == draft.shape.heads[-1]
    found, last = [], ""
    for column in range(draft.shape.values[0], draft.shape.values[-1] + 1):
        text = surface.words(row, column) if surface.text[row, column] else ""
        last = text or ("" if is_lowest else last)
        if column in draft.shape.values:
            found.append(last)
    return found


def _add_row(draft: Draft, row: int, texts: list[str], titled: list[tuple[str, str, Named]]) -> bool:
    """What one row of words means; False where it means nothing."""
    across: dict[str, Any] = {"across": [draft.head_row(row)]}
    words = {} if "indicator" in draft.fields else _words(draft, texts)
    said = {one.code for _, _, one in titled}
    if words and (not said or said & set(words.values())):
        reason = Text("Overskrifterne er indikatorer.", "The headings are indicators.")
        codes = list(dict.fromkeys(words.values()))
        left = [text for text in texts if without_note(text) not in words]
        if left:
            shown = "; ".join(left[:5])
            draft.doubts.append(Text(f"Kolonner, der ikke læses: {shown}.", f"Columns that are not read: {shown}."))
            draft.fields.setdefault("ignore", []).extend(left)
        draft.fields["holds"] = list(words)
        _keep(draft, row, set(words))
        return _set(draft, across | {"words": words, "others": "leave_out"}, "across", codes, reason, True)
    groups = _dimension(draft, texts)
    if groups is not None:
        code, words = groups
        draft.fields.setdefault("dimensions", {})[code] = across | {"words": words, "others": "leave_out"}
        draft.reasons.append(Text(f"Overskrifterne opdeler efter {code}.", f"The headings break down by {code}."))
        _keep(draft, row, set(words))
        return True
    places = places_in([text for text in texts if not is_total(text)], draft.declared)
    if places and len(places) >= 0.8 * len(texts) and draft.role("area") is None:
        draft.fields["area"] = across
        draft.reasons.append(Text("Stederne står i overskrifterne.", "The places stand in the headings."))
        _keep(draft, row, {without_note(text) for text in places})
        return True
    if len(texts) > 1 and draft.shape.period_rows and _are_measures(draft, row):
        _choose_measure(draft, row, texts)
    return False


def _add_among(draft: Draft, row: int, titled: list[tuple[str, str, Named]]) -> None:
    """Words that stand with the periods in the headings: "Antal 2021"."""
    texts = {column: without_years(draft.shape.surface.words(row, column)) for column in draft.shape.values}
    distinct = list(dict.fromkeys(texts.values()))
    words = {} if "indicator" in draft.fields else _words(draft, [text for text in distinct if text])
    said = {one.code for _, _, one in titled}
    if words and (not said or said & set(words.values())):
        reason = Text("Overskrifterne er indikatorer.", "The headings are indicators.")
        where = {"across": [draft.head_row(row)], "within": True, "words": words, "others": "leave_out"}
        draft.columns = [column for column in draft.columns if without_note(texts[column]) in words]
        _set(draft, where, "across", list(dict.fromkeys(words.values())), reason, True)
    elif len(distinct) > 1:
        draft.fields["indicator"] = None
        shown = ", ".join(distinct)
        text = Text(f"Hvilke af målene er indikatorer: {shown}?", f"Which of the measures are indicators: {shown}?")
        draft.ask("indicator", text, distinct[:40], {"across": [draft.head_row(row)], "within": True})


def _keep(draft: Draft, row: int, words: set[str]) -> None:
    """Read only the columns below these words."""
    above = dict(zip(draft.shape.values, _above(draft, row), strict=True))
    draft.columns = [column for column in draft.columns if without_note(above[column]) in words]


def _dimension(draft: Draft, texts: list[str]) -> tuple[str, dict[str, str]] | None:
    """The one dimension whose values the texts are; a total is all together."""
    values = {d.code: {plain(v): v for v in d.values} for i in draft.declared.indicators for d in i.dimensions}
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


def _choose_measure(draft: Draft, row: int, texts: list[str]) -> None:
    """Several measures for each period, and nothing says which of them is meant."""
    draft.fields["indicator"] = None
    shown = ", ".join(texts)
    text = Text(f"Hvilke af målene er indikatorer: {shown}?", f"Which of the measures are indicators: {shown}?")
    draft.ask("indicator", text, texts[:40], {"across": [draft.head_row(row)]})


def _choose_value(draft: Draft, titled: list[tuple[str, str, Named]]) -> None:
    """Several columns of numbers: the one whose heading says so, else the person chooses."""
    surface = draft.shape.surface
    headings = {column: draft.shape.heading(column) for column in draft.columns}
    plainly = [
        c for c, heading in headings.items() if plain(without_note(heading)) in ("værdi", "value", "indhold", "antal")
    ]
    code = titled[0][2].code if len({one.code for _, _, one in titled}) == 1 else None
    if len(plainly) == 1 and code and plain(headings[plainly[0]]) != "antal":
        chosen = plainly[0]
    else:
        chosen = next(c for c in draft.columns if np.any(surface.number[:, c]))
        draft.ask(
            "value",
            Text("Hvilken kolonne er tallet?", "Which column is the figure?"),
            [heading for heading in headings.values() if heading],
        )
    draft.fields["value"] = [draft.reference(chosen)]
    draft.fields.setdefault("ignore", []).extend(h for c, h in headings.items() if c != chosen and h)
    draft.columns = [chosen]
