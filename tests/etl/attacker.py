"""Somebody who has what is published, knows what the table is, and how figures are hidden: written without the product.

He knows all sums, that counts are whole numbers and never negative, that "fewer than 5" is never 0, and that what is
hidden for the sake of others is not among the finest figures unless it is at least the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from tests.etl.made_tables import Cell, Made, equations

Seen = dict[Cell, tuple[float | None, str]]


@dataclass(frozen=True)
class Pinned:
    """What he found out of a figure that a publication hid."""

    publication: int
    cell: Cell
    why: str
    least: float
    most: float


def attack(made: Made, publications: Sequence[Seen], changed: Sequence[set[Cell]], whole: bool = False) -> list[Pinned]:
    """What every hidden figure can be, from all publications together.

    Args:
        changed: for each publication, the figures that are not those of the one before; he sees their dates.
        whole: use that people come in whole numbers (slow).
    """
    place: dict[tuple[int, Cell], int] = {}
    low: list[float] = []
    high: list[float] = []
    rows: list[dict[int, float]] = []
    for number, seen in enumerate(publications):
        for cell in {cell for row in equations(made) for cell in (row[0], *row[1])} | set(seen):
            if number and cell in seen and cell not in changed[number]:
                place[number, cell] = place[number - 1, cell]
            else:
                place[number, cell] = len(low)
                low.append(0)
                high.append(np.inf)
            least, most = _told(made, cell, seen)
            at = place[number, cell]
            low[at], high[at] = max(low[at], least), min(high[at], most)
        for total, parts in equations(made):
            rows.append({place[number, total]: 1.0} | {place[number, part]: -1.0 for part in parts})
    matrix = np.zeros((len(rows), len(low)))
    for at, row in enumerate(rows):
        for column, factor in row.items():
            matrix[at, column] = factor
    found = []
    is_open = {place[number, cell] for number, seen in enumerate(publications) for cell in seen if _is_open(seen[cell])}
    for number, seen in enumerate(publications):
        for cell, (value, why) in seen.items():
            if value is None and place[number, cell] not in is_open:  # what he has read he need not find
                least, most = (_end(matrix, low, high, place[number, cell], sign, whole) for sign in (1, -1))
                found.append(Pinned(number, cell, why, least, most))
    return found


def _is_open(told: tuple[float | None, str]) -> bool:
    return told[0] is not None


def _told(made: Made, cell: Cell, seen: Seen) -> tuple[float, float]:
    if cell not in seen:
        return 0, np.inf  # a sum that nobody publishes
    value, why = seen[cell]
    if value is not None:
        return value, value
    if why == "small":
        return 1, made.threshold - 1
    if {word for _, word in seen.values()} == {"beside"}:
        return 0, np.inf  # all of the table is hidden, and the words say nothing
    return (made.threshold if len(cell) == len(made.sizes) else 1), np.inf


def _end(matrix: np.ndarray, low: list[float], high: list[float], figure: int, sign: int, whole: bool) -> float:
    cost = np.zeros(len(low))
    cost[figure] = sign
    if len(matrix) == 0:
        return low[figure] if sign > 0 else high[figure]
    if whole:
        done = milp(
            cost,
            integrality=np.ones(len(low)),
            bounds=Bounds(np.array(low), np.minimum(high, 1e5)),
            constraints=LinearConstraint(matrix, 0, 0),
        )
        assert done.success, done.message
        return float(sign * done.fun)
    done = linprog(cost, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=np.column_stack((low, high)), method="highs")
    if done.status == 3:
        return sign * -np.inf
    assert done.status == 0, done.message  # what is published must be possible
    return float(sign * done.fun)
