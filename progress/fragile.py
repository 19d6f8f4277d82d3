"""What would have made the verdict another: the baseline a period off, the latest value gone, another method."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from progress.assurance import Doubt, MethodResult
from progress.prepare import end_of
from progress.running_sum import step_between
from progress.situation import Situation, situation_of
from store.time_period import PeriodError, TimePeriod

# Only these judge how things go; met, missed, kept and slipped are facts about a value.
DOUBTFUL = frozenset(
    {"on_track", "acceleration_needed", "slow", "no_clear_change", "moving_away"}
    | {"improving", "improving_slowly", "stable", "worsening_slowly", "worsening"}
)
# No verdict is not another verdict: too few values after the move contradict nothing, and patience has its own rule.
_SAYS_NOTHING = frozenset({"not_assessed", "not_enough_data", "too_early", "too_few"})


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
    for code, period in (("baseline_earlier", _earlier(s)), ("baseline_later", _later(s))):
        if period is not None:
            case = replace(s.case, baseline_period=period, baseline_value=None)
            yield code, period, situation_of(case, s.known)
    latest = s.frame.latest
    if latest is not None:
        yield "without_latest", None, situation_of(s.case, tuple(v for v in s.known if v.period != latest.period))


def _earlier(s: Situation) -> TimePeriod | None:
    """The period of the value right before the baseline, so far it can be moved; None where there is none.

    A declared baseline value holds for its own period; the moved baseline is what the series itself says there. A
    running sum needs no value to start from, but that of the baseline's own period, which it would now have in it.
    """
    starts = s.frame.starts
    if starts is None:
        return None
    values = s.frame.reported if s.frame.is_running else s.frame.values
    number = bisect_left(values, starts.end, key=end_of)
    if not s.frame.is_running:
        return values[number - 1].period if number else None
    own = next((value.period for value in values[number : number + 1] if value.period.end == starts.end), None)
    try:
        return own and own.shift(-step_between(s.case, own))
    except PeriodError:  # before the first year that has periods
        return None


def _later(s: Situation) -> TimePeriod | None:
    """The period of the value right after the baseline."""
    starts = s.frame.starts
    if starts is None:
        return None
    number = bisect_right(s.frame.values, starts.end, key=end_of)
    return s.frame.values[number].period if number < len(s.frame.values) else None
