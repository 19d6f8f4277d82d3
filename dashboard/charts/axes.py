"""The time axis: which years are shown, and which are written below it."""

from __future__ import annotations

import math
from datetime import date

from config.indicator import Indicator
from dashboard.charts.marks import Axis, Tick
from dashboard.charts.timeline import assessed_on, is_of_sums, lacking_after, period_or_none, statuses, time_of
from dashboard.charts.wording import Words
from store.published import PublishedSeries
from store.time_period import TimePeriod

_ROOM_FOR_ARROW = 0.14  # of the years shown: a target without a deadline needs somewhere to point


def axis(indicator: Indicator, series: PublishedSeries, reported: list[TimePeriod], words: Words) -> Axis:
    """From the first number to the last number, deadline or period that should have come."""
    from_zero = indicator.kind != "index"
    whole = indicator.decimals == 0 or (indicator.kind in ("count", "state") and _are_whole(series))
    if not reported:
        return Axis(0.0, 1.0, (), (), from_zero=from_zero, whole=whole, unit=words.short_unit)
    like = reported[0]
    deadlines = _deadlines(series)
    lacking = _after(indicator, series, reported)
    times = [time_of(period, like) for period in (*reported, *deadlines, *lacking)]
    first, last = min(times), max(times)
    measured = [time_of(p, like) for p, status in statuses(series).items() if status in "APE"]
    if _has_open_target(series) and measured:
        last = max(last, max(measured) + _ROOM_FOR_ARROW * max(last - first, 4.0))
    wanted = [*reversed(measured[-1:]), *(time_of(period, like) for period in deadlines), first, times[-1]]
    baseline = period_or_none((series.verdict.get("baseline") or {}).get("period"))
    if baseline:
        wanted.insert(1, time_of(baseline, like))
    if like.per_year == 1:
        periods = TimePeriod.range(min(reported), TimePeriod.containing(like.frequency, date(math.ceil(last), 12, 31)))
        ticks = tuple(Tick(time_of(one, like), str(one)) for one in periods if time_of(one, like) <= last + 0.01)
        return Axis(first, last, ticks, tuple(wanted), tuple(measured), (), from_zero, whole, words.short_unit)
    years = range(math.floor(first), math.floor(last) + 1)
    return Axis(
        float(years[0]),
        float(years[-1] + 1),
        tuple(Tick(year + 0.5, str(year)) for year in years),
        tuple(math.floor(time) + 0.5 for time in wanted),
        (),
        tuple(float(year) for year in (*years, years[-1] + 1)),
        from_zero,
        whole,
        words.short_unit,
    )


def _deadlines(series: PublishedSeries) -> list[TimePeriod]:
    if is_of_sums(series.verdict):
        return []
    periods = (period_or_none(version["period"]) for version in series.verdict.get("targets") or ())
    return [period for period in periods if period]


def _after(indicator: Indicator, series: PublishedSeries, reported: list[TimePeriod]) -> list[TimePeriod]:
    rows = statuses(series)
    shown = [period for period in reported if rows[period] != "F"]
    today = assessed_on(series)
    if not shown or not today:
        return []
    return [one.period for one in lacking_after(indicator, shown[-1], rows, today)]


def _has_open_target(series: PublishedSeries) -> bool:
    return any(not version["period"] for version in series.verdict.get("targets") or ())


def _are_whole(series: PublishedSeries) -> bool:
    return all(value is None or float(value).is_integer() for value in series.points.values)
