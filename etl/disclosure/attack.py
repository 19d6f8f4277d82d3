"""The attacker: what the published figures leave possible for a hidden one, by linear programming.

Everything is said as a distance from the truth, which satisfies every equation: so nothing to add up is left over.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from etl.disclosure.system import Flags, Floats, System

_NEAR = 1e-6
Need = tuple[int, int, float]


def columns(system: System, hidden: Flags) -> tuple[list[int], Any]:
    """The hidden figures that stand in an equation, and the equations over them as a sparse matrix."""
    from scipy.sparse import csr_array

    place: dict[int, int] = {}
    entries: list[tuple[int, int, float]] = []
    height = 0
    for row in system.rows:
        held = [(figure, factor) for figure, factor in row if hidden[figure]]
        if not held:
            continue
        entries += [(height, place.setdefault(figure, len(place)), factor) for figure, factor in held]
        height += 1
    if not entries:
        return list(place), None
    at, across, factors = zip(*entries, strict=True)
    return list(place), csr_array((factors, (at, across)), shape=(height, len(place)))


Shown = dict[Need, Floats]  # for a need, how all figures move where it is met


def unmet(
    system: System, hidden: Flags, needs: list[Need], shown: Shown | None = None, only_first: bool = False
) -> list[tuple[Need, float]]:
    """The needs that this choice of hidden figures does not meet, each with how far the figure can move at most.

    Several are tried at once: what one point of the polytope shows is not asked for again.

    Args:
        shown: takes, for every need that is met, a point that shows it.
        only_first: stop at the first that is not met.
    """
    figures, matrix = columns(system, hidden)
    place = {figure: number for number, figure in enumerate(figures)}
    pending = [need for need in needs if need[0] in place]  # the others stand in no equation: nothing tells of them
    if not pending:
        return []
    low, high = system.low[figures] - system.truth[figures], system.high[figures] - system.truth[figures]
    lacking: list[tuple[Need, float]] = []

    def is_met(need: Need, moved: Floats) -> bool:
        if need[1] * moved[place[need[0]]] < need[2] - _NEAR:
            return False
        if shown is not None:
            shown[need] = np.zeros(len(system.truth))
            shown[need][figures] = moved
        return True

    for sign in (1, -1):
        waiting = [need for need in pending if need[1] == sign]
        while waiting:
            if only_first or len(waiting) == 1:
                rest = waiting
            else:
                moved = _together(matrix, low, high, [(place[figure], sign, far) for figure, _, far in waiting])
                rest = [need for need in waiting if not is_met(need, moved)]
            if len(rest) == len(waiting):  # one after the other then
                figure, _, far = waiting[0]
                moved = _together(matrix, low, high, [(place[figure], sign, far)])
                if not is_met(waiting[0], moved):
                    lacking.append((waiting[0], float(sign * moved[place[figure]])))
                    if only_first:
                        return lacking
                rest = [need for need in waiting[1:] if not is_met(need, moved)]
            waiting = rest
    return lacking


def _together(matrix: Any, low: Floats, high: Floats, needs: list[Need]) -> Floats:
    """A point at which as many of the figures as possible have moved as far as is asked, and no further."""
    cost, low, high = np.zeros(len(low)), low.copy(), high.copy()
    for figure, sign, far in needs:
        cost[figure] = -sign
        if sign > 0:
            high[figure] = min(high[figure], far)
        else:
            low[figure] = max(low[figure], -far)
    return _solve(cost, matrix, low, high)


def _solve(cost: Floats, matrix: Any, low: Floats, high: Floats) -> Floats:
    from scipy.optimize import linprog

    found = linprog(
        cost, A_eq=matrix, b_eq=np.zeros(matrix.shape[0]), bounds=np.column_stack((low, high)), method="highs-ds"
    )
    if found.x is None:  # 0 is always possible: only numbers beyond all measure come here
        return np.zeros(len(cost))
    return np.asarray(found.x, dtype=float)


def in_whole_numbers(system: System, hidden: Flags, need: Need) -> bool:
    """Whether the figure can be where it is asked to be while every figure moves by whole numbers."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    figures, matrix = columns(system, hidden)
    place = {figure: number for number, figure in enumerate(figures)}
    figure, sign, far = need
    if figure not in place:
        return True
    low, high = system.low[figures] - system.truth[figures], system.high[figures] - system.truth[figures]
    low[place[figure]] = high[place[figure]] = sign * far
    found = milp(
        np.zeros(len(figures)),
        integrality=np.ones(len(figures)),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(matrix, 0, 0),
        options={"node_limit": 2000},
    )
    return bool(found.success)
