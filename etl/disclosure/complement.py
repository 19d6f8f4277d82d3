"""From one period's table to what is hidden of it, and why."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from etl.disclosure.attack import Need, unmet
from etl.disclosure.choose import choose, reachable
from etl.disclosure.figures import Table
from etl.disclosure.system import Flags, System

SMALL, BESIDE = "small", "beside"  # hidden because it is few; hidden so that others cannot be computed


def why_hidden(table: Table, also: Collection[int] = ()) -> tuple[dict[int, str | None], bool]:
    """Every series whose figure hangs together with a small one, and why it is hidden; None: it is shown.

    Where words, or words and what was shown before, would tell a figure, all of its table is hidden, 0 too, and no
    word says how few; so it stays from then on.

    Args:
        also: series that are hidden in any case.

    Returns:
        the same, and whether somebody knows more of a figure than its word says, whatever is done now.
    """
    found: dict[int, str | None] = {}
    is_narrowed = False
    for held, rows in table.parts():
        system = table.system(held, rows)
        for number, figure in enumerate(held):
            system.hidden[number] |= table.figures[figure].series in also and not table.figures[figure].is_open
        hidden = _as_before(table, system, held)
        is_all = any(table.was_hidden_with_all(figure) for figure in held)
        if hidden is None:
            needs = reachable(system)
            told = _told(system, needs)
            helps = bool(told) and _helps(table, table.system(held, rows), held, told)
            is_all = is_all or helps
            is_narrowed = is_narrowed or sum(far for *_, far in needs) < sum(far for *_, far in system.needs) - 1e-6
            hidden = choose(system, needs)
        for number, figure in enumerate(held):
            series = table.figures[figure].series
            if series is None:
                continue
            if is_all:
                found[series] = BESIDE
            elif not hidden[number] or (table.figures[figure].is_secret and not table.figures[figure].is_kept):
                found[series] = None  # shown; or hidden by the partner, and called so
            else:
                found[series] = SMALL if table.is_small(figure) and not table.is_composite(figure) else BESIDE
    return found, is_narrowed


def _as_before(table: Table, system: System, held: list[int]) -> Flags | None:
    """What was hidden before, where nothing has changed since and it keeps every secret."""
    figures = [table.figures[one] for one in held]
    if not all(one.was or one.is_open or one.series is None for one in figures):
        return None
    secret: Flags = system.hidden | np.array([one.is_kept for one in figures])
    if unmet(system, secret, system.needs):
        return None
    secret |= np.array([one.series is not None and one.was is not None for one in figures])
    return secret


def _told(system: System, needs: list[Need]) -> list[int]:
    """The figures that would be known, whatever more is hidden."""
    kept = {(figure, sign): far for figure, sign, far in needs}
    asked = sorted({figure for figure, _, _ in system.needs})
    return [one for one in asked if kept.get((one, 1), 0.0) + kept.get((one, -1), 0.0) < 1 - 1e-6]


def _helps(table: Table, system: System, held: list[int], told: list[int]) -> bool:
    """Whether these figures have room once all that is not open yet is hidden, without a word of how few."""
    for number, figure in enumerate(held):
        one = table.figures[figure]
        if one.series is not None and not one.is_open:
            system.hidden[number] = True
            system.low[number] = min(0.0, system.low[number])
            system.high[number] = max(system.high[number], one.number + table.room)
    asked = [(one, sign, 1.0) for one in told for sign in (1, -1)]
    lacking = dict(unmet(system, system.hidden, asked))
    room = np.array([sum(lacking.get((one, sign, 1.0), 1.0) for sign in (1, -1)) for one in told])
    return bool(np.all(room > 1 - 1e-6))
