"""Rows of headings that name periods."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from config.indicator import PeriodType
from etl.layouts.reader import period_of
from etl.layouts.surface import Surface
from etl.meaning.contents import Content
from store.time_period import TimePeriod

_LETTERED = re.compile(r"(?:19|20)\d\d ?[A-Za-z]{1,2}")  # "2025F": a year that is no plain one, and no figure either


def period_columns(surface: Surface, row: int) -> list[int]:
    """The columns of a row of periods: at least two, of one kind, each once, several times, or in repeated runs."""
    columns = np.flatnonzero(surface.period[row]).tolist()
    if len(columns) < 2:
        return []
    periods = [surface.period_at(row, column) for column in columns]
    left = surface.filled[row, : columns[0]] & ~surface.text[row, : columns[0]]
    others = surface.number[row] & ~surface.period[row]
    others[: columns[0]] = False
    others &= [_LETTERED.fullmatch(surface.words(row, c)) is None if others[c] else True for c in range(len(others))]
    if left.any() or others.any() or (surface.sign[row] & ~surface.text[row]).any():
        return []
    kinds = {period.frequency for period in periods if period is not None}
    if len(kinds) > 2 or not _is_in_runs(periods):
        return []
    return columns


def _is_in_runs(periods: list[TimePeriod | None]) -> bool:
    """Whether periods rise or fall throughout, or the same run of them comes again and again."""
    if any(period is None for period in periods):
        return False
    kind = _main_kind(periods)
    main = [p for p in periods if p is not None and p.frequency == kind]
    numbers = [period.number for period in main]
    if len(numbers) < 2:
        return False
    times = next((n for n, number in enumerate(numbers) if number != numbers[0]), 1)
    if (
        times > 1
        and len(numbers) % times == 0
        and all(numbers[i] == numbers[i - i % times] for i in range(len(numbers)))
    ):
        numbers = numbers[::times]  # each period once for each of its measures
    first = numbers.index(numbers[0], 1) if numbers[0] in numbers[1:] else len(numbers)
    run = numbers[:first]
    steps = [b - a for a, b in pairwise(run)]
    in_order = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return in_order and len(run) > 1 and all(n == run[i % len(run)] for i, n in enumerate(numbers))


def _main_kind(periods: list[TimePeriod | None]) -> PeriodType:
    kinds = [period.frequency for period in periods if period is not None]
    return max(kinds, key=kinds.count)


def joined_periods(surface: Surface, row: int) -> tuple[list[int], dict[int, TimePeriod]] | None:
    """Years in this row with their quarters, months or weeks in the next: the columns that have both."""
    if row + 1 >= len(surface.rows) or not surface.period[row].any():
        return None
    found: dict[int, TimePeriod] = {}
    upper: Content | None = None
    for column in range(len(surface.columns)):
        if surface.filled[row, column]:
            upper = surface.content(row, column) if surface.period[row, column] else None
        if upper is None or not surface.filled[row + 1, column] or surface.period[row + 1, column]:
            continue
        period = period_of((upper, surface.content(row + 1, column)))
        if period is not None and period.frequency != "A":
            found[column] = period
    if len(found) < 2 or len(set(found.values())) < len(found):
        return None
    return [row, row + 1], found
