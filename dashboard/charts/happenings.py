"""What is written on the curve beside the numbers: events, breaks, and periods without a number."""

from __future__ import annotations

from itertools import pairwise

from config.indicator import Indicator
from dashboard.charts.marks import Axis, Gap, Happening, PointKind
from dashboard.charts.timeline import (
    Lacking,
    assessed_on,
    follows,
    lacking_after,
    lacking_between,
    period_or_none,
    runs,
    start_of,
    statuses,
    time_of,
)
from dashboard.charts.wording import NOT_DELIVERED, Words
from store.published import PublishedSeries
from store.time_period import TimePeriod


def happenings(indicator: Indicator, like: TimePeriod, axis: Axis, words: Words) -> tuple[Happening, ...]:
    """Events and breaks that touch the years shown."""
    found = []
    for event in indicator.events:
        first, last = period_or_none(event.period), period_or_none(event.until)
        if first:
            end = last or (first if first.frequency in "AY" else None)
            title = event.title[words.language]
            found.append(Happening(start_of(first), end.end_years if end else None, _dated(title, first, last, words)))
    for one in indicator.breaks:
        period = period_or_none(one.period)
        if period:
            word = words.say("databrud", "break in series")
            text = f"{words.period(period)}: {_first_sentence(one.reason[words.language])}"
            text += "" if word in text.casefold() else f" ({word})"
            found.append(Happening(start_of(period), None, text, is_break=True))
    return tuple(one for one in found if one.start < axis.last and (one.end or one.start) > axis.first)


def gaps(
    indicator: Indicator, series: PublishedSeries, reported: list[tuple[TimePeriod, PointKind]], words: Words
) -> tuple[Gap, ...]:
    """Periods without a number: between the numbers, and after the last one."""
    rows = statuses(series)
    like = reported[0][0]
    shown = [period for period, kind in reported if kind != "projection"]
    baseline = period_or_none((series.verdict.get("baseline") or {}).get("period"))
    since = baseline if baseline and baseline.frequency == like.frequency else None
    between: list[Lacking] = []
    for earlier, later in pairwise(shown):
        if not follows(indicator, earlier, later):
            between += lacking_between(indicator, earlier, later, rows, since)
    found = [_gap(run, like, words) for run in runs(between, indicator)]
    today = assessed_on(series)
    if shown and today:
        after = list(lacking_after(indicator, shown[-1], rows, today))
        found += [_gap(run, like, words, is_after=True) for run in runs(after, indicator)]
    return tuple(found)


def _gap(run: list[Lacking], like: TimePeriod, words: Words, is_after: bool = False) -> Gap:
    text, short = words.lacking(run)
    is_undelivered = is_after and run[0].lack == "undelivered"
    if is_undelivered:
        short = NOT_DELIVERED[words.language]
        text = f"{words.span(run[0].period, run[-1].period)}: {short}"
    return Gap(time_of(run[0].period, like), time_of(run[-1].period, like), text, short, is_after, is_undelivered)


def _first_sentence(reason: str) -> str:
    """The cause alone, to stand after a colon; the whole reason is on the page."""
    cause = reason.partition(". ")[0].rstrip(".")
    return cause[:1].lower() + cause[1:] if cause[1:2].islower() else cause


def _dated(title: str, first: TimePeriod, last: TimePeriod | None, words: Words) -> str:
    """The title with its time, unless it names the year itself."""
    if str(first.start.year) in title:
        return title
    if first.frequency == "A" and last and last != first:
        return f"{title}, {first}\u2013{str(last)[2:]}"
    return f"{title}, {words.span(first, last or first)}"
