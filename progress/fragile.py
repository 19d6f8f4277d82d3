"""What would have made the verdict another: the baseline a period off, the latest value gone, another method."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from progress.assurance import Doubt, MethodResult
from progress.prepare import end_of
from progress.situation import Situation, situation_of
from progress.verdict import Value
from store.time_period import TimePeriod

# Only these judge how things go; met, missed, kept and slipped are facts about a value.
DOUBTFUL = frozenset(
    {"on_track", "acceleration_needed", "slow", "no_clear_change", "moving_away"}
    | {"improving", "improving_slowly", "stable", "worsening_slowly", "worsening"}
)
_SAYS_NOTHING = frozenset({"not_assessed", "not_enough_data"})  # so moved there is nothing to compare


def doubts(
    s: Situation, verdict: str, methods: tuple[MethodResult, ...], decide: Callable[[Situation], str]
) -> tuple[Doubt, ...]:
    """Everything that gives another verdict, in the order: baseline earlier, later, without the latest, other methods.

    Args:
        verdict: ours.
        decide: the rules, on a situation.
    """
    if verdict not in DOUBTFUL:
        return ()
    found = [Doubt(code, decide(moved), period) for code, period, moved in _moved(s)]
    ours = [doubt for doubt in found if doubt.verdict != verdict and doubt.verdict not in _SAYS_NOTHING]
    asked = s.case.methods
    others = [
        Doubt(one.method, one.verdict)
        for one in methods
        if one.agrees is False and one.verdict is not None and (asked is None or one.method in asked)
    ]
    return (*ours, *others)


def _moved(s: Situation) -> Iterator[tuple[str, TimePeriod | None, Situation]]:
    """Each way to move it: its code, the other baseline where that is what moves, and the situation then."""
    earlier, later = _neighbours(s)
    for code, value in (("baseline_earlier", earlier), ("baseline_later", later)):
        if value is not None:
            case = replace(s.case, baseline_period=value.period, baseline_value=None)
            yield code, value.period, situation_of(case, s.known)
    latest = s.frame.latest
    if latest is not None:
        yield "without_latest", None, situation_of(s.case, tuple(v for v in s.known if v.period != latest.period))


def _neighbours(s: Situation) -> tuple[Value | None, Value | None]:
    """The values right before and right after the baseline: so far it can be moved. None where there is none.

    A declared baseline value holds for its own period; the moved baseline is what the series itself says there.
    """
    starts = s.frame.starts
    if starts is None:
        return None, None
    values = s.frame.reported if s.frame.is_running else s.frame.values
    before = values[: bisect_left(values, starts.end, key=end_of)]
    after = values[bisect_right(values, starts.end, key=end_of) :]
    return (before[-1] if before else None), (after[0] if after else None)
