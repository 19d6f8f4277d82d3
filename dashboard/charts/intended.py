"""What was promised: the path from the baseline to the target, the targets, and the distance to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from config.indicator import Indicator
from dashboard.charts.marks import Corner, Distance, OpenTarget, Ring
from dashboard.charts.timeline import is_of_sums, period_or_none, time_of
from dashboard.charts.wording import Words
from progress.case import Target
from progress.pace import geometric_share, milestone_share
from progress.words import VERDICTS
from store.time_period import TimePeriod

Planned = Callable[[TimePeriod], float | None]
_NO_PATH = {"kept", "slipped", "not_assessed"}  # there is no way to go, or none that is judged
_CURVE_CORNERS = 24
_ON_THE_WAY = {"on_track", "acceleration_needed", "slow", "moving_away", "no_clear_change"}


def planned_values(indicator: Indicator, verdict: dict[str, Any]) -> Planned | None:
    """What the path asks for at the end of a period, the way the verdict counts; None where there is no path."""
    ends = _path_ends(verdict)
    if ends is None:
        return None
    (start, base), (end, goal) = ends
    share = _share(indicator, verdict, (start.end_years, base), (end.end_years, goal))

    def planned(period: TimePeriod) -> float | None:
        if not start.end <= period.end <= end.end:
            return None
        part = share(period.end_years)
        return None if part is None else base + part * (goal - base)

    return planned


def path_corners(indicator: Indicator, verdict: dict[str, Any], like: TimePeriod) -> tuple[Corner, ...]:
    """The path as a polyline: straight, through the milestones, or curved."""
    ends = _path_ends(verdict)
    if ends is None:
        return ()
    (start, base), (end, goal) = ends
    shift = time_of(start, like) - start.end_years
    times = [start.end_years, end.end_years]
    if not verdict.get("is_linear", True):
        stops = [period_or_none(milestone.period) for milestone in indicator.milestones]
        times += [stop.end_years for stop in stops if stop and times[0] < stop.end_years < times[1]]
        if not indicator.milestones:
            times += [times[0] + part * (times[1] - times[0]) / _CURVE_CORNERS for part in range(1, _CURVE_CORNERS)]
    share = _share(indicator, verdict, (start.end_years, base), (end.end_years, goal))
    parts = [(time, share(time)) for time in sorted(set(times))]
    return tuple((time + shift, base + part * (goal - base)) for time, part in parts if part is not None)


def rings(verdict: dict[str, Any], like: TimePeriod, words: Words) -> tuple[Ring, ...]:
    """Every version of the target that has a deadline: old ones stay."""
    found = []
    for version in _versions(verdict):
        deadline = period_or_none(version["period"])
        if deadline:
            value = float(version["value"])
            found.append(
                Ring(
                    time_of(deadline, like),
                    value,
                    words.target(value, deadline),
                    words.short_target(value),
                    words.value(value),
                )
            )
    return tuple(found)


def open_targets(verdict: dict[str, Any], words: Words) -> tuple[OpenTarget, ...]:
    """Versions without a deadline, and the limits of a goal to stay inside."""
    versions = _versions(verdict)
    found = []
    for number, version in enumerate(versions):
        if not version["period"]:
            value = float(version["value"])
            found.append(OpenTarget(value, *words.open_target(value, is_new=number > 0)))
    for is_lower, limit in zip((True, False), verdict.get("range") or (), strict=False):
        if limit is not None:
            found.append(OpenTarget(float(limit), *words.limit(float(limit), is_lower), has_arrow=False))
    return tuple(found)


def distance(indicator: Indicator, verdict: dict[str, Any], like: TimePeriod, words: Words) -> Distance | None:
    """From the value of the deadline to the target; while on the way, from the latest value to the path."""
    deciding = verdict.get("deciding") or verdict.get("latest")
    target = verdict.get("target")
    planned = planned_values(indicator, verdict)
    period = period_or_none(deciding and deciding["period"])
    if not (deciding and target and planned and period) or deciding["value"] is None:
        return None
    value, code = float(deciding["value"]), verdict["verdict"]
    if code in ("missed", "met_late") and str(period) == target["period"]:
        aim, text, short = float(target["value"]), *words.from_target(value - float(target["value"]))
    elif code in _ON_THE_WAY and (asked := planned(period)) is not None:
        aim, text, short = asked, *words.from_path(value - asked)
    else:
        return None
    if not text:
        return None
    return Distance(time_of(period, like), value, aim, text, short, VERDICTS[code].tone)


def _path_ends(verdict: dict[str, Any]) -> tuple[tuple[TimePeriod, float], tuple[TimePeriod, float]] | None:
    baseline, target = verdict.get("baseline"), verdict.get("target")
    if not baseline or not target or verdict["verdict"] in _NO_PATH or is_of_sums(verdict):
        return None
    start, end = period_or_none(baseline["period"]), period_or_none(target["period"])
    if not start or not end or baseline["value"] is None or target["value"] is None or start.end >= end.end:
        return None
    return (start, float(baseline["value"])), (end, float(target["value"]))


def _share(
    indicator: Indicator, verdict: dict[str, Any], start: Corner, end: Corner
) -> Callable[[float], float | None]:
    def elapsed(time: float) -> float:
        return (time - start[0]) / (end[0] - start[0])

    if verdict.get("is_linear", True):
        return elapsed
    if indicator.milestones:
        milestones = [Target(m.value, period_or_none(m.period)) for m in indicator.milestones]
        return lambda time: milestone_share(time, start, end, milestones)
    return lambda time: geometric_share(elapsed(time), start[1], end[1])


def _versions(verdict: dict[str, Any]) -> list[dict[str, Any]]:
    if is_of_sums(verdict):
        return []
    versions = verdict.get("targets") or ([verdict["target"]] if verdict.get("target") else [])
    return [version for version in versions if version["value"] is not None]
