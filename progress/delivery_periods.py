"""Periods of deliveries in words, and from which year deliveries are counted: the same on pages and in letters."""

from __future__ import annotations

from collections.abc import Sequence

from config.language import Language
from progress.delivery import Delivery, DeliveryRow
from progress.naming import listed

_YEARS = 10  # columns that fit a page
_YEARS_OF_MONTHS = 6
_YEARS_OF_NO_DEADLINE = 14  # nothing is counted: what there is should be seen
_MOST_RUNS = 3


def years_of(rows: Sequence[DeliveryRow], this_year: int) -> tuple[int, int, int]:
    """The first year of which anything is known, the one that is counted from unless asked otherwise, the last."""
    years = [one.year for row in rows for one in row.deliveries] or [this_year]
    has_months = any(row.indicator.periods in ("M", "W", "D") for row in rows)
    earliest, until = min(years), max(this_year, *years)
    is_counted = any(row.is_regular for row in rows)
    fits = until - earliest < (_YEARS_OF_MONTHS if has_months else _YEARS if is_counted else _YEARS_OF_NO_DEADLINE)
    return earliest, earliest if fits else until + 1 - (_YEARS_OF_MONTHS if has_months else _YEARS), until


def periods_text(ones: Sequence[Delivery], step: int, language: Language) -> str:
    """ "2018–2020, 2022 og 2024"; of many the first ones."""
    runs: list[list[Delivery]] = []
    for one in ones:
        if runs and one.period.number - runs[-1][-1].period.number == step:
            runs[-1].append(one)
        else:
            runs.append([one])
    texts = [_run(run, language) for run in runs[:_MOST_RUNS]]
    more = sum(len(run) for run in runs[_MOST_RUNS:])
    if more:
        texts.append(f"{more} til" if language == "da" else f"{more} more")
    return listed(texts, language)


def _run(run: Sequence[Delivery], language: Language) -> str:
    first, last = run[0].period, run[-1].period
    if first == last:
        return first.label(language)
    if first.frequency == "A":
        return f"{first}–{last}"
    if first.frequency == "M" and first.start.year == last.start.year:
        return f"{first.label(language).rpartition(' ')[0]}–{last.label(language)}"
    return f"{first.label(language)} {'til' if language == 'da' else 'to'} {last.label(language)}"
