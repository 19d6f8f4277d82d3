"""Plain files: one shown sheet with our own headings and nothing to be told about it. Such files can be laid below each
other as one tall sheet, so that what is done once a file is done once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.definitions import Alliance
from etl.meaning.contents import Rows
from etl.meaning.headings import Headings, find_headings, rows_below
from etl.opening.cells import EMPTY, NO_TEXT, NUMBER, Column, Sheet, Workbook
from etl.opening.own_sheets import OWN
from store.clock import danish_day
from store.submissions import Submission

MOST_ROWS = 20_000  # of a file: a larger one gains nothing from company
_FIGURES = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Like:
    """What files must have in common to be read as one."""

    alliance: str
    organisation: str | None  # only where the rows say it
    today: date
    columns: tuple[tuple[str, str], ...]  # field and letter of each


@dataclass(frozen=True, slots=True)
class Plain:
    """A file that can be read together with others of its likeness.

    Attributes:
        rows: positions of its rows on its sheet.
    """

    submission: Submission
    sheet: Sheet
    headings: Headings
    rows: Rows
    like: Like


@dataclass(frozen=True, slots=True)
class Tall:
    """The rows of plain files below each other; `file` is the place of each row's file, `row` its row on its sheet."""

    sheet: Sheet
    headings: Headings
    file: npt.NDArray[np.int32]
    row: npt.NDArray[np.int32]


def plain_file(submission: Submission, opened: Workbook, declared: Alliance) -> Plain | None:
    """The file, if it is a plain one. What would need a word to the partner is none."""
    if opened.problems or opened.is_template or len(opened.sheets) != 1:
        return None
    (sheet,) = opened.sheets
    if sheet.hidden or sheet.name in OWN or not 0 < sheet.rows <= MOST_ROWS:
        return None
    if len(sheet.hidden_rows) or sheet.hidden_columns or submission.known_from != submission.received_at:
        return None
    headings = find_headings(sheet, dimensions_of(declared))
    if headings is None or headings.missing or headings.twice or headings.unknown or "known_from" in headings.columns:
        return None
    rows = rows_below(sheet, headings)
    if not len(rows) or any(_has_words(headings.columns[name], rows) for name in _FIGURES if name in headings.columns):
        return None  # how figures are written is judged by the whole column of one file
    like = Like(
        submission.alliance,
        submission.organisation if "organisation" in headings.columns else None,
        danish_day(submission.received_at),
        tuple((name, column.letter) for name, column in headings.columns.items()),
    )
    return Plain(submission, sheet, headings, rows, like)


def dimensions_of(declared: Alliance) -> dict[str, str]:
    """The headings of an alliance's dimensions -> their codes."""
    return {heading: d.code for i in declared.indicators for d in i.dimensions for heading in (d.code, *d.title)}


def _has_words(column: Column, rows: Rows) -> bool:
    kind = column.kind[rows]
    return bool(((kind != NUMBER) & (kind != EMPTY)).any())


def laid_below(files: Sequence[Plain]) -> Tall:
    """One sheet with the rows of all of them, each distinct text once."""
    shared, texts = pd.factorize(np.array([text for one in files for text in one.sheet.texts], dtype=object))
    counts = [len(one.rows) for one in files]
    begins = np.repeat(np.array([0, *accumulate(len(one.sheet.texts) for one in files)][:-1]), counts)
    of = [_without_gaps(one.rows) for one in files]

    def column(name: str, letter: str) -> Column:
        each = [one.headings.columns[name] for one in files]
        kind, number, text = (
            np.concatenate([array[rows] for array, rows in zip(arrays, of, strict=True)])
            for arrays in zip(*((one.kind, one.number, one.text) for one in each), strict=True)
        )
        is_text = text != NO_TEXT
        text[is_text] = shared[text[is_text] + begins[is_text]]
        return Column(letter, kind, number, text)

    columns = {name: column(name, letter) for name, letter in files[0].like.columns}
    return Tall(
        Sheet("", 0, list(columns.values()), texts.tolist()),
        Headings(-1, columns),
        np.repeat(np.arange(len(files), dtype=np.int32), counts),
        np.concatenate([(one.rows + one.sheet.first_row).astype(np.int32) for one in files]),
    )


def _without_gaps(rows: Rows) -> Rows | slice:
    """The same rows as a slice, where they follow each other."""
    first, last = int(rows[0]), int(rows[-1])
    return slice(first, last + 1) if last - first + 1 == len(rows) else rows
