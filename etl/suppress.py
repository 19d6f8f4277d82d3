"""Small counts are hidden, and with them whatever would tell them: before anything is judged or published.

What counts as few is the definition's `suppression`. Table of contents of `etl/disclosure`: `counts` what a figure
counts and when that is few; `relations` which series are made of which others; `table` and `figures` one period as an
attacker sees it; `memory` all that was published before; `attack` what he can work out; `choose` and `exact` what is
hidden for the sake of others. Why it is done so: docs/decisions/0016-small-counts.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from config.definitions import Alliance
from config.indicator import Indicator
from etl.combine import Series
from etl.disclosure.complement import BESIDE, why_hidden
from etl.disclosure.counts import HIDDEN, has_small
from etl.disclosure.memory import Memory
from etl.disclosure.relations import web_of
from etl.disclosure.table import table_of
from store.observations import Observation

Hidden = dict[tuple[int, str], str]  # why, by series and period


def hide(declared: Alliance, indicator: Indicator, series: list[Series], memory: Memory | None = None) -> list[Series]:
    """The series as they may be shown: a hidden figure has status Q, no value, no earlier ones, and the reason.

    Args:
        memory: what was published before; takes what is to be remembered of this publication.
    """
    memory = memory or Memory()
    if indicator.suppression.threshold is None:
        return series
    if not memory.told and not any(has_small(indicator, one.observations) for one in series):
        return series
    found, withheld = hidden_figures(indicator, series, indicator.area or declared.area, memory)
    return [_shown(number, one, found, withheld) for number, one in enumerate(series)]


def hidden_figures(
    indicator: Indicator, series: Sequence[Series], own_area: str, memory: Memory
) -> tuple[Hidden, set[tuple[int, str]]]:
    """Why which figures are hidden, and those of which earlier vintages are not shown."""
    threshold = indicator.suppression.threshold
    assert threshold is not None, "nothing is hidden where hiding is off"
    by_period: dict[str, dict[int, Observation]] = {}
    hiding = set(memory.told)
    for number, one in enumerate(series):
        for observation in one.observations:
            by_period.setdefault(observation.period, {})[number] = observation
        hiding.update(one.period for one in one.observations if has_small(indicator, (one,)))
    known = [*series, *memory.gone(series)]
    web = web_of(known, own_area)
    found: Hidden = {}
    withheld: set[tuple[int, str]] = set()
    for period in sorted(hiding & set(by_period)):
        held = by_period[period]
        before = partial(memory.before, period, known, held)
        table, now = table_of(indicator, threshold, known, web, held, before)
        why, is_narrowed = why_hidden(table)
        if is_narrowed and memory.has(period):  # what was told cannot be taken back; but newcomers are told nothing
            anew, _ = why_hidden(table_of(indicator, threshold, known, web, held, lambda _: ())[0])
            why, _ = why_hidden(table, {number for number, reason in anew.items() if reason})
            why = {number: _both(why.get(number), anew.get(number)) for number in {*why, *anew}}
        memory.note(period, known, held, now, why)
        for number, reason in why.items():
            withheld.add((number, period))
            if reason:
                found[number, period] = reason
        withheld.update((number, period) for number in held if has_small(indicator, (held[number],)))
    return found, withheld


def _both(one: str | None, other: str | None) -> str | None:
    """Where all of a table is hidden for somebody's sake, no word says how few."""
    return BESIDE if BESIDE in (one, other) else one or other


def _shown(number: int, one: Series, found: Hidden, withheld: set[tuple[int, str]]) -> Series:
    if not any(which == number for which, _ in withheld):
        return one
    return replace(
        one,
        observations=tuple(
            _as_shown(observation, found.get((number, observation.period)))
            if (number, observation.period) in withheld
            else observation
            for observation in one.observations
        ),
    )


def _as_shown(one: Observation, why: str | None) -> Observation:
    earlier = tuple((None, HIDDEN, known) for _, _, known in one.earlier)
    if why is None:
        return one._replace(earlier=earlier, earlier_parts=())
    return one._replace(
        value=None, numerator=None, denominator=None, status=HIDDEN, hidden=why, earlier=earlier, earlier_parts=()
    )
