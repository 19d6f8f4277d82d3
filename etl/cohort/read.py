"""Plain files of one likeness read as one: harmonised and validated once, by the functions that read a single file.

A file of which anything would be told drops out; what is told of it, it is told when it is imported by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from config.definitions import Alliance
from config.language import Text
from etl.cohort.plain import Plain, Tall, laid_below
from etl.harmonise import SheetRead, read_table
from etl.meaning.contents import resolve
from etl.meaning.shares import check_shares
from etl.meaning.tidy import coded
from etl.meaning.words import Meanings
from etl.opening.cells import TEXT
from etl.problems.findings import Findings
from etl.problems.problem import Problem
from etl.validate import validate
from store.time_period import TimePeriod
from store.written_periods import has_short_year

_PASSES = 3  # until nothing more is found; beyond that each file is imported by itself
_ROW = re.compile(r"\d+$", re.ASCII)

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Told:
    """What a file's report says of its sheet."""

    indicators: list[str]
    first_period: str
    last_period: str
    values: int


@dataclass(frozen=True, slots=True)
class Read:
    """Files that were read as one.

    Attributes:
        files: in the order in which they came.
        rows: checked rows as `validate` returns them; `sheet` is the place of the file among `files`, as text.
        file: the same as numbers, ascending.
        told: of each file.
    """

    files: Sequence[Plain]
    rows: pd.DataFrame
    file: npt.NDArray[np.int32]
    told: list[Told]


class Spots(Findings):
    """Only where something is found: sheet and cell of each."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[str | None, str | None]] = []

    def add(self, one: Problem, times: int = 1) -> None:
        self.cells.append((one.sheet, one.cell))

    def add_cells(
        self, code: str, sheet: str, places: Iterable[tuple[str, str | None]], **fields: int | str | Text
    ) -> None:
        self.cells += [(sheet, cell) for cell, _ in places]

    def files(self, file: npt.NDArray[np.int32]) -> set[int]:
        """The files that they lie in.

        Raises:
            LookupError: one lies in no file.
        """
        found = set()
        for sheet, cell in self.cells:
            row = _ROW.search(cell or "")
            if sheet is None or (not sheet and row is None):
                raise LookupError("a finding of the whole")
            found.add(int(sheet) if sheet else int(file[int(row[0])]))  # type: ignore[index]
        return found


def read(files: Sequence[Plain], declared: Alliance) -> Read | None:
    """Those of these files, all of one likeness, of which nothing is to be told; None where it is none of them."""
    for _ in range(_PASSES):
        if not files:
            return None
        tall, spots = laid_below(files), Spots()
        rows, told = _rows(files, tall, declared, spots)
        if not spots.cells:
            return Read(files, rows, tall.file, told)
        try:
            hit = spots.files(tall.file)
        except LookupError:
            return None
        files = [one for place, one in enumerate(files) if place not in hit]
    return None


def _rows(files: Sequence[Plain], tall: Tall, declared: Alliance, spots: Spots) -> tuple[pd.DataFrame, list[Told]]:
    first, places = files[0], np.arange(len(tall.file), dtype=np.int64)
    meanings = Meanings(declared, first.submission.organisation)
    tidy = read_table(tall.sheet, tall.headings, places, meanings, spots)
    _note_doubtful_periods(tall, places, tidy["indicator"], meanings, spots)
    tidy["row"] = tall.row
    names = [str(place) for place in range(len(files))]
    tidy["sheet"] = coded(names, tall.file)
    check_shares(tidy, declared, spots)
    letters = dict(first.like.columns)
    sheets = [SheetRead(name, True, letters=letters) for name in names]
    rows = validate(tidy, declared, sheets, first.like.today, spots, sheets_are_files=True)
    return rows, [] if spots.cells else _told(tidy, tall.file, len(files))


def _note_doubtful_periods(
    tall: Tall, places: Places, indicators: pd.Series[Any], meanings: Meanings, spots: Spots
) -> None:
    """Periods that are read only in the light of their indicator: of all of them one example is told."""
    column = tall.headings.columns["period"]
    resolved = resolve(tall.sheet, column, places, meanings.period)
    frequency = [
        value.frequency if isinstance(value, TimePeriod) and not (c.kind == TEXT and has_short_year(c.words)) else "?"
        for c, value in zip(resolved.contents, resolved.values, strict=True)
    ]
    wanted = [meanings.frequencies[code] for code in indicators.cat.categories]
    is_as_wanted = np.array([*frequency, "?"])[resolved.codes] == np.array([*wanted, "!"])[indicators.cat.codes]
    spots.cells += [("", f"{column.letter}{place}") for place in np.flatnonzero(~is_as_wanted).tolist()]


def _told(tidy: pd.DataFrame, file: npt.NDArray[np.int32], count: int) -> list[Told]:
    """What each file holds, as `etl.problems.report` says it of a sheet."""
    periods = list(tidy["period"].cat.categories)
    order = sorted(range(len(periods)), key=lambda place: (periods[place].start, periods[place].end))
    rank = np.empty(len(periods), np.int64)
    rank[order] = np.arange(len(periods))
    at = rank[tidy["period"].cat.codes.to_numpy()]
    starts = np.searchsorted(file, np.arange(count))
    first, last = np.minimum.reduceat(at, starts), np.maximum.reduceat(at, starts)
    values = np.add.reduceat(tidy["value"].notna().to_numpy(dtype=np.int64), starts)
    codes = tidy["indicator"].cat.codes.to_numpy()
    names = list(tidy["indicator"].cat.categories)
    ends = [*starts[1:].tolist(), len(file)]
    return [
        Told(
            [names[code] for code in dict.fromkeys(codes[start:end].tolist())],
            str(periods[order[first[place]]]),
            str(periods[order[last[place]]]),
            int(values[place]),
        )
        for place, (start, end) in enumerate(zip(starts.tolist(), ends, strict=True))
    ]
