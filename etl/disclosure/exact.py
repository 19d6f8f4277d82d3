"""The integer programme of complementary suppression, with cuts from the attackers' duals."""

from __future__ import annotations

from typing import Any

import numpy as np

from etl.disclosure.attack import columns
from etl.disclosure.system import Flags, Floats, System

_ROUNDS = 40
_NODES = 3000


def lightest(system: System, needs: list[tuple[int, int, float]], known: Flags) -> Flags | None:
    """The choice of least weight; None where it is not found within the steps allowed.

    Args:
        known: a choice that meets every need: nothing heavier is looked for.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    allowed = system.hidden | system.free
    figures, matrix = columns(system, allowed)
    if matrix is None:
        return None
    place = {figure: number for number, figure in enumerate(figures)}
    must = system.hidden[figures]
    weight = np.where(must, 0.0, system.weight[figures])
    up, down = system.high[figures] - system.truth[figures], system.truth[figures] - system.low[figures]
    asked = [(place[figure], sign, far) for figure, sign, far in needs if figure in place]
    most = float(system.weight[known & ~system.hidden].sum())
    cuts: list[Floats] = []
    sides: list[float] = []
    chosen = must.copy()
    for _ in range(_ROUNDS):
        new = [cut for need in asked if (cut := _cut(matrix, up, down, chosen, need)) is not None]
        if not new:
            found = system.hidden.copy()
            found[figures] |= chosen
            return found
        cuts += [cut / far for cut, far in new]
        sides += [1.0] * len(new)
        solved = milp(
            weight,
            integrality=np.ones(len(figures)),
            bounds=Bounds(must.astype(float), np.ones(len(figures))),
            constraints=LinearConstraint(np.array(cuts), np.array(sides), np.inf),
            options={"node_limit": _NODES},
        )
        if not solved.success or solved.fun >= most - 1e-9:
            return None
        chosen = np.asarray(solved.x) > 0.5
    return None


def _cut(
    matrix: Any, up: Floats, down: Floats, chosen: Flags, need: tuple[int, int, float]
) -> tuple[Floats, float] | None:
    """What any choice must hide for this need, where the choice does not meet it: factors whose sum is at least far."""
    from scipy.optimize import linprog

    figure, sign, far = need
    cost = np.zeros(len(up))
    cost[figure] = -sign
    solved = linprog(
        cost,
        A_eq=matrix,
        b_eq=np.zeros(matrix.shape[0]),
        bounds=np.column_stack((np.where(chosen, -down, 0.0), np.where(chosen, up, 0.0))),
        method="highs-ds",
    )
    if solved.x is None or -solved.fun >= far - 1e-6:
        return None
    price = -(cost - matrix.T @ solved.eqlin.marginals)
    worth = np.where(price > 0, price * up, -price * down)
    worth[np.abs(price) < 1e-9] = 0.0
    return np.minimum(worth, far), far
