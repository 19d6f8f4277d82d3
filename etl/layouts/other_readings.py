"""Where a proposal could be read otherwise, or leaves something out: the person is told, beside the figures."""

from __future__ import annotations

import re

import pandas as pd

from config.language import Text
from etl.layouts.draft import Draft
from etl.layouts.wording import without_note


def said_twice(tidy: pd.DataFrame) -> list[Text]:
    """A figure that the file has twice, as two different ones: a newer version beside an older."""
    keys = ["indicator", "area", "period", "dimensions"]
    if tidy.empty or not tidy.duplicated(keys, keep=False).any():
        return []
    kinds = tidy.groupby(keys, dropna=False, sort=False)["value"].agg(lambda values: len(set(values.dropna())))
    twice = [key for key, count in kinds.items() if count > 1]
    if not twice:
        return []
    indicator, area, period, _ = twice[0]
    shown = " · ".join(str(part) for part in (indicator, area, period) if part is not None and part == part)
    return [
        Text(
            f"Filen har to forskellige tal for det samme ({len(twice)} steder, fx {shown}). Vælg, hvilken tabel der"
            " gælder.",
            f"The file has two different figures for the same ({len(twice)} places, such as {shown}). Choose the table"
            " that counts.",
        )
    ]


def columns_left(chosen: list[Draft], tidy: pd.DataFrame) -> list[Text]:
    """Columns with figures beside those that are read: a budget, part of a year, another table."""
    read = {(sheet, re.sub(r"\d", "", cell)) for sheet, cell in zip(tidy["sheet"], tidy["cell"], strict=True)}
    left: dict[str, None] = {}
    for draft in chosen:
        surface, told = draft.shape.surface, " ".join(text.da for text in (*draft.doubts, *draft.reasons))
        labels = {column for role in draft.roles for column in role.columns}
        for column, held in enumerate(surface.columns):
            letter, heading = surface.sheet.columns[held].letter, without_note(draft.shape.heading(column))
            has_figures = bool(surface.number[draft.rows, column].any())
            if has_figures and column not in labels and (draft.sheet, letter) not in read and heading not in told:
                left[heading] = None
    shown = "; ".join(list(left)[:8])
    return [Text(f"Kolonner, der ikke læses: {shown}.", f"Columns that are not read: {shown}.")] if left else []


def is_left(first: Draft, other: Draft) -> bool:
    """A further reading of a table, for another indicator, that is not certain: it is told and not taken."""
    codes = ", ".join(other.codes)
    if other.questions:
        text = Text(f"Tabellen kan også være om {codes}; det læses ikke.", f"It may be about {codes}, too; not read.")
        first.doubts.append(text)
    return bool(other.questions)
