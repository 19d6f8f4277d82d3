"""Figures far from what is stored: they wait until a person has said that they are right."""

from __future__ import annotations

from statistics import median

from config.language import format_number
from etl.load import Change, Difference, History
from etl.problems.findings import Findings

TIMES = 10.0
SPREADS = 5.0  # how many times the series' own spread beyond its extremes
FEWEST = 5


def note_outliers(difference: Difference, history: History, findings: Findings) -> int:
    """Note each new or corrected figure that is ten times the last one, a tenth of it, or far outside its history.

    Returns:
        how many there are.
    """
    stored: dict[int, dict[str, float]] = {}
    for (number, period), vintages in history.items():
        known = [v.value for v in vintages if v.observation_id > 0 and v.is_current and v.value is not None]
        if known:
            stored.setdefault(number, {})[period] = known[-1]
    by_key = {change: row["series_id"] for change, row in zip(_written(difference), difference.rows, strict=True)}
    found = 0
    for change, number in by_key.items():
        if change.new is None or change.sheet is None or change.cell is None:
            continue
        usual = _usual(change, stored.get(number, {}))
        if usual is not None:
            place = [(change.cell, format_number(change.new))]
            findings.add_cells("outlier", change.sheet, place, usual=format_number(usual))
            found += 1
    return found


def _written(difference: Difference) -> list[Change]:
    return [change for change in difference.changes if change.kind != "vanished"]


def _usual(change: Change, stored: dict[str, float]) -> float | None:
    """What the figure is far from; None where it is near enough."""
    assert change.new is not None
    earlier = [stored[period] for period in sorted(stored) if period < change.period]
    last = change.old if change.old is not None else earlier[-1] if earlier else None
    if last is not None and last != 0 and change.new != 0:
        ratio = change.new / last
        if ratio >= TIMES or 0 < ratio <= 1 / TIMES:
            return last
    values = list(stored.values())
    spread = max(values) - min(values) if len(values) >= FEWEST else 0.0
    if spread and not min(values) - SPREADS * spread <= change.new <= max(values) + SPREADS * spread:
        return median(values)
    return None
