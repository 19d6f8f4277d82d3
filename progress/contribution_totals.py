"""The parts of a whole together: what they have moved, what is needed, what their own targets promise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from config.language import Text
from progress.case import Direction, Target
from progress.contribution import Contribution, Totals
from progress.contribution_reasons import (
    HIDDEN_PART,
    MET_AT_START,
    MISSING_PART,
    NO_CHANGE,
    NO_LOCAL_TARGETS,
    NO_SHARED_TARGET,
    OTHER_DEADLINES,
    SOME_WITHOUT_TARGET,
    VALUE_HIDDEN,
    WITHOUT_DIRECTION,
)
from progress.pace import meets, tolerance_of
from progress.verdict import Value
from store.time_period import TimePeriod

_SIGNS = {"increase": 1.0, "decrease": -1.0}


@dataclass(frozen=True, slots=True)
class Whole:
    """What an indicator declares of how its parts make a whole.

    Attributes:
        kind, combine, direction, decimals: as in the definition.
        expected: parts of which the whole consists, as declared; None where it is not.
        starts: the period of the baseline.
    """

    kind: str
    combine: str
    direction: Direction | None
    decimals: int | None = None
    expected: int | None = None
    starts: TimePeriod | None = None

    @property
    def sign(self) -> float | None:
        """+1 where more is better, -1 where less is; None where neither."""
        return _SIGNS.get(self.direction or "")


def all_one_way(rows: Sequence[Contribution]) -> bool:
    """Shares of a change say something only where no part has moved against the others."""
    changes = [row.change for row in rows if row.change is not None]
    return all(change >= 0 for change in changes) or all(change <= 0 for change in changes)


def totals_of(whole: Whole, shared: Target | None, first: Value, rows: Sequence[Contribution]) -> Totals:
    """What the rows come to together; for each number that is withheld, why.

    Args:
        shared: the target of the whole. first: its baseline.
    """
    withheld: dict[str, Text] = {}
    lacking = _lacking(rows)
    sums: dict[str, float | None] = {"baseline": None, "latest": None, "change": None}
    if lacking is None:
        sums["baseline"] = math.fsum(row.baseline.value for row in rows if row.baseline)
        sums["latest"] = math.fsum(row.latest.value for row in rows if row.latest)
        sums["change"] = math.fsum(row.change for row in rows if row.change is not None)
        if not all_one_way(rows) or sums["change"] == 0:
            withheld["share_of_change"] = NO_CHANGE
    else:
        withheld |= dict.fromkeys((*sums, "share_of_change"), lacking)
    needed = _needed(whole, shared, first, withheld)
    counting, later = _counting(rows, shared)
    promised = _promised(counting, rows, withheld)
    gap = None
    if needed is not None and promised is not None and whole.sign is not None:
        gap = (needed - promised) * whole.sign
    elif needed is None or promised is None:
        withheld["gap"] = withheld.get("needed") or withheld["promised"]
    return Totals(
        parts=len(rows),
        **sums,
        target=shared,
        needed=needed,
        local_targets=_sum_of_targets(rows, withheld),
        promised=promised,
        gap=gap,
        with_target=len(counting),
        later=later,
        withheld=tuple(withheld.items()),
    )


def _lacking(rows: Sequence[Contribution]) -> Text | None:
    reasons = [row.withheld for row in rows if row.withheld is not None]
    if not reasons:
        return None
    return HIDDEN_PART if VALUE_HIDDEN in reasons else MISSING_PART


def _needed(whole: Whole, shared: Target | None, first: Value, withheld: dict[str, Text]) -> float | None:
    if shared is None:
        withheld["needed"] = NO_SHARED_TARGET
    elif whole.sign is None:
        withheld["needed"] = WITHOUT_DIRECTION
    elif meets(first.value, shared.value, whole.direction, tolerance_of(whole.decimals)):
        withheld["needed"] = MET_AT_START
    else:
        return shared.value - first.value
    return None


def _counting(rows: Sequence[Contribution], shared: Target | None) -> tuple[list[Contribution], int]:
    """Parts whose own target is to be reached by the shared deadline, and how many have one that is not."""
    own = [row for row in rows if row.target is not None]
    if shared is None or shared.period is None:
        return own, 0
    end = shared.period.end
    in_time = [row for row in own if row.target and row.target.period and row.target.period.end <= end]
    return in_time, len(own) - len(in_time)


def _promised(
    counting: Sequence[Contribution], rows: Sequence[Contribution], withheld: dict[str, Text]
) -> float | None:
    if not counting:
        withheld["promised"] = OTHER_DEADLINES if any(row.target for row in rows) else NO_LOCAL_TARGETS
        return None
    if any(row.baseline is None for row in counting):
        withheld["promised"] = HIDDEN_PART if any(row.withheld == VALUE_HIDDEN for row in counting) else MISSING_PART
        return None
    return math.fsum(row.target.value - row.baseline.value for row in counting if row.target and row.baseline)


def _sum_of_targets(rows: Sequence[Contribution], withheld: dict[str, Text]) -> Target | None:
    targets = [row.target for row in rows if row.target is not None]
    deadlines = {target.period for target in targets}
    if not targets:
        withheld["local_targets"] = NO_LOCAL_TARGETS
    elif len(targets) < len(rows):
        withheld["local_targets"] = SOME_WITHOUT_TARGET
    elif len(deadlines) > 1:
        withheld["local_targets"] = OTHER_DEADLINES
    else:
        return Target(math.fsum(target.value for target in targets), deadlines.pop())
    return None
