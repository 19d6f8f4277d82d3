"""Somebody who has what is published, knows what the table is, and how figures are hidden: written without the product.

He knows all sums, that counts are whole numbers and never negative, that "fewer than 5" is never 0, and that what is
hidden for the sake of others is not among the finest figures unless it is at least the threshold.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

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
    ends = _Ends(rows, low, high, whole)
    found = []
    is_open = {place[number, cell] for number, seen in enumerate(publications) for cell in seen if _is_open(seen[cell])}
    for number, seen in enumerate(publications):
        for cell, (value, why) in seen.items():
            if value is None and place[number, cell] not in is_open:  # what he has read he need not find
                at = place[number, cell]
                found.append(Pinned(number, cell, why, ends.least(at), ends.most(at)))
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


class _Ends:
    """How little and how much every figure can be. What one solution shows of the others is not sought again: a figure
    that stands at the end it is told to have can be no further out.
    """

    def __init__(self, rows: list[dict[int, float]], low: list[float], high: list[float], whole: bool) -> None:
        entries = [(at, column, factor) for at, row in enumerate(rows) for column, factor in row.items()]
        downs, acrosses, factors = zip(*entries, strict=True) if entries else ((), (), ())
        self._matrix = csr_array((factors, (downs, acrosses)), shape=(len(rows), len(low)), dtype=float)
        self._low, self._high, self._whole = np.array(low, dtype=float), np.array(high, dtype=float), whole
        self._lowest, self._highest = np.full(len(low), np.inf), np.full(len(low), -np.inf)
        self.least = functools.cache(self._least)
        self.most = functools.cache(self._most)

    def _least(self, figure: int) -> float:
        return float(self._low[figure] if self._lowest[figure] <= self._low[figure] else self._end(figure, 1))

    def _most(self, figure: int) -> float:
        return float(self._high[figure] if self._highest[figure] >= self._high[figure] else self._end(figure, -1))

    def _end(self, figure: int, sign: int) -> float:
        cost = np.zeros(len(self._low))
        cost[figure] = sign
        if self._matrix.shape[0] == 0:
            return float(self._low[figure] if sign > 0 else self._high[figure])
        nothing = np.zeros(self._matrix.shape[0])
        if self._whole:
            done = milp(
                cost,
                integrality=np.ones(len(cost)),
                bounds=Bounds(self._low, np.minimum(self._high, 1e5)),
                constraints=LinearConstraint(self._matrix, 0, 0),
            )
        else:
            bounds = np.column_stack((self._low, self._high))
            done = linprog(cost, A_eq=self._matrix, b_eq=nothing, bounds=bounds, method="highs")
            if done.status == 3:
                return sign * -np.inf
        assert done.status == 0, done.message  # what is published must be possible
        self._lowest, self._highest = np.minimum(self._lowest, done.x), np.maximum(self._highest, done.x)
        return float(sign * done.fun)
