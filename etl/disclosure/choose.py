"""Which further figures are hidden so that none can be computed: complementary suppression.

After Fischetti & Salazar-González (2001), Solving the cell suppression problem on tabular data with linear
constraints, Management Science 47(7): the least weight of hidden figures with which every attacker's problem leaves
the figure its protection interval. What is already found is a cheap, good choice (one linear programme per figure and
direction, after Robertson's CONFID); then every figure hidden beyond need is shown again. Where the figures are few
enough, the integer programme is solved with cuts from the attackers' duals, and the lighter of the two choices counts.
Limits are on steps, not on seconds: the same figures give the same choice on any machine.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from etl.disclosure.attack import Need, Shown, columns, in_whole_numbers, unmet
from etl.disclosure.exact import lightest
from etl.disclosure.system import Flags, Floats, System

_TRIED_AGAIN = 400  # figures shown again one by one; of larger tables the heaviest
_EXACT = 40  # figures for which the integer programme is solved
_NEAR = 200  # figures looked at around one, where there are more than twice as many


def choose(system: System, needs: list[Need]) -> Flags:
    """All that is to be hidden, what is hidden for its own sake among it.

    Args:
        needs: as `reachable` gives them.
    """
    shown: Shown = {}
    found = _shown_again(system, one_by_one(system, needs, shown), needs, shown)
    if len(system.truth) <= _EXACT:
        exact = lightest(system, needs, found)
        if exact is not None and system.weight[exact].sum() < system.weight[found].sum() - 1e-9:
            found = exact
            unmet(system, found, needs, shown)
    return _without_known(system, _whole(system, found, needs, shown))


def reachable(system: System) -> list[Need]:
    """The needs, each as far as it can be met at all: with everything hidden that may be."""
    most = dict(unmet(system, system.hidden | system.free, system.needs))
    kept = [(figure, sign, min(far, most.get((figure, sign, far), far))) for figure, sign, far in system.needs]
    return [need for need in kept if need[2] > 1e-6]


def one_by_one(system: System, needs: list[Need], shown: Shown) -> Flags:
    """Hide for one need after the other what moves with the figure at the least cost."""
    hidden = system.hidden.copy()
    while lacking := unmet(system, hidden, needs, shown):
        before = hidden.sum()
        # Those with least room first: what they need often serves the others.
        for (figure, sign, far), _ in sorted(lacking, key=lambda one: (one[1], one[0])):
            hidden |= np.abs(_cheapest(system, hidden, figure, sign * far)) > 1e-7
        if hidden.sum() == before:  # numbers beyond all measure
            return hidden | system.free
    return hidden


def _cheapest(system: System, hidden: Flags, figure: int, far: float) -> Floats:
    """How everything moves when a figure moves so far and as little weight as possible has to be hidden."""
    allowed = hidden | system.free
    if len(system.truth) > 2 * _NEAR:
        moves = _cheapest_of(system, hidden, allowed & system.near(figure, _NEAR), figure, far)
        if moves.any():
            return moves
    return _cheapest_of(system, hidden, allowed, figure, far)


def _cheapest_of(system: System, hidden: Flags, allowed: Flags, figure: int, far: float) -> Floats:
    from scipy.optimize import linprog
    from scipy.sparse import hstack

    figures, matrix = columns(system, allowed)
    down, up = system.truth[figures] - system.low[figures], system.high[figures] - system.truth[figures]
    price = np.where(hidden[figures], 1e-4, system.weight[figures])
    place = figures.index(figure)
    up[place], down[place] = (far, 0.0) if far > 0 else (0.0, -far)
    low = np.zeros(2 * len(figures))
    low[place], low[len(figures) + place] = up[place], down[place]
    found = linprog(
        np.concatenate((price, price)),
        A_eq=hstack((matrix, -matrix)),
        b_eq=np.zeros(matrix.shape[0]),
        bounds=np.column_stack((low, np.concatenate((up, down)))),
        method="highs-ds",
    )
    moves = np.zeros(len(system.truth))
    if found.x is not None:
        moves[figures] = found.x[: len(figures)] - found.x[len(figures) :]
    return moves


def _shown_again(system: System, hidden: Flags, needs: list[Need], shown: Shown) -> Flags:
    """Show each figure again that is hidden beyond need, the heaviest first."""
    extra = np.flatnonzero(hidden & ~system.hidden)
    for figure in sorted(extra.tolist(), key=lambda one: (-system.weight[one], -system.truth[one], one))[:_TRIED_AGAIN]:
        fewer = hidden.copy()
        fewer[figure] = False
        leaning = [need for need in needs if need in shown and abs(shown[need][figure]) > 1e-7]
        others: Shown = {}
        if _stand(system, fewer, leaning, others):
            shown.update(others)
            hidden = fewer
    return hidden


def _stand(system: System, hidden: Flags, needs: list[Need], shown: Shown) -> bool:
    """Whether these needs are met; in a large table only what lies near each is looked at."""
    if len(system.truth) <= 2 * _NEAR:
        return not unmet(system, hidden, needs, shown, only_first=True)
    return not any(unmet(system, hidden & system.near(need[0], _NEAR), [need], shown) for need in needs)


def _whole(system: System, hidden: Flags, needs: list[Need], shown: Shown) -> Flags:
    """An attacker who knows that people are counted in whole numbers must not get further either."""
    if not _is_whole(system.truth[hidden]):
        return hidden
    for figure, sign, far in needs:
        if (figure, sign, far) not in shown or _is_whole(shown[figure, sign, far]):
            continue
        need = (figure, sign, float(np.floor(far + 1e-6)))
        while need[2] >= 1 and not in_whole_numbers(system, hidden, need):
            near = _nearest(system, hidden, figure)
            if near is None:
                break
            hidden = hidden.copy()
            hidden[near] = True
    return hidden


def _without_known(system: System, hidden: Flags) -> Flags:
    """Without what was hidden for others and is known all the same: that would help nobody."""
    extra = np.flatnonzero(hidden & ~system.hidden).tolist()
    room = {(figure, sign): 1.0 for figure in extra for sign in (1, -1)}
    for (figure, sign, _), far in unmet(system, hidden, [(figure, sign, 1.0) for figure, sign in room]):
        room[figure, sign] = far
    hidden = hidden.copy()
    hidden[[figure for figure in extra if room[figure, 1] + room[figure, -1] < 1 - 1e-6]] = False
    return hidden


def _nearest(system: System, hidden: Flags, figure: int) -> int | None:
    """The cheapest figure that may still be hidden, fewest equations away."""
    seen, edge = {figure}, [figure]
    while edge:
        found = sorted({other for one in edge for row in system.rows_of[one] for other, _ in system.rows[row]} - seen)
        open_ones = [one for one in found if system.free[one] and not hidden[one]]
        if open_ones:
            return min(open_ones, key=lambda one: (system.weight[one], one))
        seen |= set(found)
        edge = found
    return None


def _is_whole(numbers: Any) -> bool:
    return bool(np.all(np.abs(numbers - np.round(numbers)) < 1e-7))
