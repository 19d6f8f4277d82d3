"""What each part has contributed to the shared change, and how far the local targets reach together.

Parts are added up only where the whole is their sum: counts that are combined by `sum`, or a given whole whose declared
coverage is complete and whose figures are the sum of the parts'. Rates, shares and indices are never added up.
A part that is withheld withholds every sum that would need it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from config.language import Text, danish_order
from config.places import place_order
from progress.contribution import Contribution, Contributions, Totals
from progress.contribution_reasons import (
    BASELINE_ELSEWHERE,
    NO_BASELINE,
    NO_VALUE,
    NOT_THE_WHOLE,
    RATES,
    SUM_DIFFERS,
    TOO_LARGE,
    VALUE_HIDDEN,
)
from progress.contribution_totals import Whole, all_one_way, totals_of
from progress.pace import meets, ratio, share_of_way, tolerance_of
from progress.standing import Standing
from progress.verdict import Value

ROUNDING = 1e-9  # of the size of a sum: the last binary digits
LARGEST = 1e150  # beyond it a sum of parts may be no number any more


def contributions(whole: Whole, shared: Standing | None, parts: Sequence[Standing]) -> Contributions | None:
    """The parts' own changes and, where they add up, what they and their targets come to.

    Args:
        parts: one for each place or partner, without dimensions; in any order.

    Returns:
        None where there are fewer than two parts, or where there is nothing to say beyond each part's verdict: they
        do not add up, and none has a target of its own.
    """
    if len(parts) < 2:
        return None
    ordered = sorted(parts, key=_agreed_order)
    first, last = (shared.baseline, shared.latest) if shared else (None, None)
    why = _why_not_added(whole, first, last, ordered)
    if why is not None:
        if not any(part.target for part in parts):
            return None
        return Contributions(tuple(_alone(whole, part) for part in ordered), None, first, last, why)
    assert shared is not None
    assert first is not None
    assert last is not None
    rows = [_between(part, first, last) for part in ordered]
    totals = totals_of(whole, shared.target, first, rows)
    return Contributions(tuple(_with_shares(whole, row, rows, totals) for row in rows), totals, first, last)


def _agreed_order(part: Standing) -> tuple[str, str, str]:
    return place_order(part.area), danish_order(part.organisation or ""), part.area


def _why_not_added(whole: Whole, first: Value | None, last: Value | None, parts: Sequence[Standing]) -> Text | None:
    if whole.kind not in ("count", "state") or whole.combine in ("mean", "pooled_rate"):
        return RATES
    if whole.combine != "sum" and (whole.expected is None or len(parts) < whole.expected):
        return NOT_THE_WHOLE
    if first is None or last is None or not first.period.end < last.period.end:
        return NO_BASELINE
    if not all(abs(number) <= LARGEST for part in parts for number in _numbers(part)):
        return TOO_LARGE
    for end, reason in ((first, BASELINE_ELSEWHERE), (last, SUM_DIFFERS)):
        values = [value.value for part in parts if (value := part.at(end.period))]
        if len(values) == len(parts) and not _same(math.fsum(values), end.value, whole.decimals, len(values)):
            return reason
    return None


def _numbers(part: Standing) -> list[float]:
    ends = [value.value for value in (part.baseline, part.latest, *part.values) if value]
    return [*ends, part.target.value] if part.target else ends


def _same(total: float, given: float, decimals: int | None, count: int) -> bool:
    """Equal but for rounding: each number may be half a unit of the last declared decimal off."""
    return abs(total - given) <= tolerance_of(decimals) * (count + 1) + ROUNDING * max(abs(total), abs(given))


def _alone(whole: Whole, part: Standing) -> Contribution:
    """A part by itself, from its own baseline to its own latest value."""
    row = _row(part, part.baseline, part.latest)
    if part.is_latest_hidden:
        row = replace(row, latest=None, change=None, withheld=VALUE_HIDDEN)
    elif part.baseline is None and whole.starts is not None and part.hides(whole.starts):
        row = replace(row, withheld=VALUE_HIDDEN)
    elif part.baseline is not None and part.latest is not None and not _comes_later(part.baseline, part.latest):
        row = replace(row, change=None, withheld=NO_VALUE)
    return _toward_target(whole, row)


def _comes_later(first: Value, last: Value) -> bool:
    return first.period.end < last.period.end


def _between(part: Standing, first: Value, last: Value) -> Contribution:
    """A part between the two periods of the shared series, so that the column adds up."""
    row = _row(part, part.at(first.period), part.at(last.period))
    hidden = part.hides(first.period) or part.hides(last.period)
    return replace(row, withheld=VALUE_HIDDEN) if hidden and row.withheld else row


def _row(part: Standing, first: Value | None, last: Value | None) -> Contribution:
    is_whole = first is not None and last is not None
    return Contribution(
        organisation=part.organisation,
        area=part.area,
        verdict=part.verdict,
        baseline=first,
        latest=last,
        change=last.value - first.value if first and last else None,
        target=part.target,
        outcome=part.outcome,
        withheld=None if is_whole else NO_VALUE,
    )


def _toward_target(whole: Whole, row: Contribution) -> Contribution:
    """With the share of the way to its own target; none where the baseline meets it already."""
    if row.target is None or row.baseline is None or whole.sign is None:
        return row
    needed = row.target.value - row.baseline.value
    if meets(row.baseline.value, row.target.value, whole.direction, tolerance_of(whole.decimals)):
        return row
    share = share_of_way(row.latest.value, row.baseline.value, row.target.value) if row.latest else None
    return replace(row, needed=needed, needed_by="own_target", share_of_way=None if row.change is None else share)


def _with_shares(whole: Whole, row: Contribution, rows: Sequence[Contribution], totals: Totals) -> Contribution:
    row = _toward_target(whole, row)
    if row.change is not None:
        together = totals.change if all_one_way(rows) else None
        row = replace(
            row,
            share_of_change=None if together is None else ratio(row.change, together),
            share_of_needed=None if totals.needed is None else ratio(row.change, totals.needed),
        )
    if row.target is None and row.baseline is not None and totals.needed is not None:
        needed = _proportional(row.baseline.value, rows, totals)
        if needed:
            share = None if row.change is None else ratio(row.change, needed)
            row = replace(row, needed=needed, needed_by="share_of_baseline", share_of_way=share)
    return row


def _proportional(baseline: float, rows: Sequence[Contribution], totals: Totals) -> float | None:
    """Every part the same percentage: a convention, not an agreement. Not where a baseline is negative."""
    if totals.baseline is None or totals.needed is None or any(r.baseline and r.baseline.value < 0 for r in rows):
        return None
    share = ratio(baseline, totals.baseline)
    return None if share is None else totals.needed * share
