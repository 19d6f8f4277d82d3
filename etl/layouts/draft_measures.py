"""Which of several columns of figures is the indicator's: by its heading, or because it is the sum of the others."""

from __future__ import annotations

from typing import Any

import numpy as np

from config.indicator import Indicator
from config.language import Text
from etl.layouts.draft import Draft, heads_of
from etl.layouts.draft_names import agrees, is_part_meant
from etl.layouts.draft_words import indicator_of, sure_of
from etl.layouts.measures import chosen_measure, measure_of
from etl.layouts.naming import Named
from etl.layouts.reader import period_of
from etl.layouts.roles import is_whole
from etl.layouts.surface import number_at
from etl.layouts.wording import plain, without_note

_VALUE_WORDS = ("værdi", "value", "indhold", "tal", "resultat")


def choose_measure(draft: Draft, row: int, texts: list[str], titled: list[tuple[str, str, Named]]) -> bool:
    """Several measures for each period: the one that is of the indicator's kind, else the person chooses."""
    one = sure_of(titled)
    chosen = chosen_measure(texts, indicator_of(draft, one.code)) if one is not None else None
    if one is not None and chosen is None:
        chosen = _whole_of_each(draft, row, texts, indicator_of(draft, one.code))
    if one is not None and chosen is not None:
        tell_measure(draft, chosen, texts)
        draft.fields["below"] = [without_note(chosen)]
        draft.measures = texts if not is_whole(chosen) else []
        keep_below(draft, row, {without_note(chosen)})
        return True
    draft.fields["indicator"] = None
    shown = ", ".join(texts)
    text = Text(f"Hvilke af målene er indikatorer: {shown}?", f"Which of the measures are indicators: {shown}?")
    draft.ask("indicator", text, texts[:40], {"across": [draft.head_row(row)]})
    return False


def choose_value(draft: Draft, titled: list[tuple[str, str, Named]]) -> None:
    """Several columns of numbers: the one that is of the indicator's kind, else the person chooses."""
    surface = draft.shape.surface
    headings = {column: draft.shape.heading(column) for column in draft.columns}
    found = None
    if titled and all(one.is_exact for _, _, one in titled) and all(headings.values()):
        indicators = [indicator_of(draft, code) for code in dict.fromkeys(one.code for _, _, one in titled)]
        measures = {chosen_measure(list(headings.values()), indicator) for indicator in indicators}
        found = measures.pop() if len(measures) == 1 else None
        found = found or _sum_of_others(draft, headings, indicators)
    elif draft.role("indicator") is not None:
        plainly = [h for h in headings.values() if h and plain(without_note(h)) in _VALUE_WORDS]
        found = plainly[0] if len(plainly) == 1 else None
    if found is not None:
        chosen = next(column for column, heading in headings.items() if heading == found)
        tell_measure(draft, found, list(headings.values()))
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


def _whole_of_each(draft: Draft, row: int, texts: list[str], indicator: Indicator) -> str | None:
    """The word below which, in every period, stand the sums of the columns below the others."""
    above = dict(zip(draft.shape.values, words_above(draft, row), strict=True))
    periods: dict[Any, dict[int, str]] = {}
    for column in draft.columns:
        periods.setdefault(period_of(heads_of(draft, column)), {})[column] = above[column]
    found = {_sum_of_others(draft, headings, [indicator]) for headings in periods.values()}
    return found.pop() if len(found) == 1 else None


def meant_by(draft: Draft, titled: list[tuple[str, str, Named]]) -> list[Indicator]:
    """The indicator that the title names, else all."""
    one = sure_of(titled)
    return [indicator_of(draft, one.code)] if one is not None else list(draft.declared.indicators)


def _sum_of_others(draft: Draft, headings: dict[int, str], indicators: list[Indicator]) -> str | None:
    """The heading of the one column that is the sum of the others in every row: "I alt" beside "Mænd" and "Kvinder"."""
    wholes = [column for column, heading in headings.items() if is_whole(heading)]
    kinds = {"count" if indicator.kind in ("count", "state") else indicator.kind for indicator in indicators}
    others = [heading for column, heading in headings.items() if column not in wholes]
    is_mixed = any(measure_of(heading, one) in ("other", "rate") for heading in others for one in indicators)
    is_wider = any(is_part_meant(draft, list(headings.values()), indicator) for indicator in indicators)
    if len(wholes) != 1 or len(kinds) != 1 or is_mixed or is_wider:
        return None
    rows = [[number_at(draft.shape.surface, row, column) for column in headings] for row in draft.rows]
    numbers = np.array(rows, float).T
    at = list(headings).index(wholes[0])
    parts = np.delete(numbers, at, axis=0)
    return headings[wholes[0]] if len(parts) > 1 and agrees(numbers[at], parts, kinds.pop()) else None


def tell_measure(draft: Draft, chosen: str, texts: list[str]) -> None:
    left = "; ".join(text for text in texts if text != chosen)
    draft.doubts.append(
        Text(f"Tallet er „{chosen}“; ikke læst: {left}.", f"The figure is “{chosen}”; not read: {left}.")
    )


def words_above(draft: Draft, row: int) -> list[str]:
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


def keep_below(draft: Draft, row: int, words: set[str]) -> None:
    """Read only the columns below these words."""
    above = dict(zip(draft.shape.values, words_above(draft, row), strict=True))
    draft.columns = [column for column in draft.columns if without_note(above[column]) in words]
