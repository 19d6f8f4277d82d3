"""Where periods lie in time, which of them follow each other, and which are lacking."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from config.indicator import Indicator, Missing
from config.language import Text
from store.published import PublishedSeries
from store.time_period import PeriodError, TimePeriod

PER_YEAR = {"annual": 1.0, "biennial": 0.5, "half_yearly": 2.0, "quarterly": 4.0, "monthly": 12.0, "school_year": 1.0}
_TOO_LONG = 1.25  # of the usual distance: weeks and days do not fill a year exactly
MOST_EXPECTED = 4_000  # days of ten years; nobody reads more

Lack = Literal["missing", "not_applicable", "nothing_to_report", "undelivered", "unknown"]
LACKS: dict[str, Lack] = {"L": "missing", "M": "not_applicable", "N": "nothing_to_report"}


@dataclass(frozen=True, slots=True)
class Lacking:
    """A period without a number.

    Attributes:
        lack: "undelivered" was expected and never came; "unknown" lies before anything was expected.
        reason: why, where the definition says so.
    """

    period: TimePeriod
    lack: Lack
    reason: Text | None = None


def period_or_none(text: object) -> TimePeriod | None:
    """A stored period; None where it is absent or unreadable."""
    try:
        return TimePeriod.parse(text) if isinstance(text, str) else None
    except PeriodError:
        return None


@lru_cache(10_000)  # a page says the same few hundred periods thousands of times
def time_of(period: TimePeriod, like: TimePeriod) -> float:
    """Where on the axis: the period's end, less half a period of the series.

    A year so stands in its middle, and distances are the verdict's own, which counts from end to end.
    """
    return round(period.end_years - (like.end_years - start_of(like)) / 2, 6)  # half a minute: short in every page


def start_of(period: TimePeriod) -> float:
    """The beginning as a year with its fraction."""
    return period.previous().end_years


def step_of(indicator: Indicator, frequency: str) -> int | None:
    """How many periods lie between two expected ones; None where that is no fixed number."""
    per_year = {"A": 1, "S": 2, "Q": 4, "M": 12, "Y": 1}.get(frequency)
    expected = PER_YEAR.get(indicator.frequency)
    if per_year is None:
        return 1 if expected is None else None
    return 1 if expected is None else max(1, round(per_year / expected))


def follows(indicator: Indicator, earlier: TimePeriod, later: TimePeriod) -> bool:
    """Whether `later` is the next period that the series' own frequency expects."""
    if earlier.frequency != later.frequency:
        return False
    step = step_of(indicator, earlier.frequency)
    if step is None:
        return later.end_years - earlier.end_years <= _TOO_LONG / PER_YEAR[indicator.frequency]
    return later.number - earlier.number == step


def lacking_between(
    indicator: Indicator, earlier: TimePeriod, later: TimePeriod, rows: dict[TimePeriod, str], since: TimePeriod | None
) -> Iterator[Lacking]:
    """The expected periods between two that are there, each with the reason that is known."""
    step = step_of(indicator, earlier.frequency)
    if step is None or indicator.frequency == "irregular":
        between = [period for period in rows if earlier < period < later]
    else:
        between = list(_stepping(earlier, step, later.previous()))
    for period in sorted(between):
        yield _lacking(indicator, period, rows.get(period), is_expected=since is None or period >= since)


def lacking_after(
    indicator: Indicator, latest: TimePeriod, rows: dict[TimePeriod, str], assessed_on: date
) -> Iterator[Lacking]:
    """The periods after the latest number that were due by then, or are declared never to come."""
    step = step_of(indicator, latest.frequency)
    last = max([latest, *(period for period in rows if rows[period] in LACKS)])
    expected: set[TimePeriod] = {period for period in rows if period > latest and rows[period] in LACKS}
    if step is not None and indicator.frequency != "irregular":
        now = TimePeriod.containing(latest.frequency, assessed_on)
        for period in _stepping(latest, step, max(last, now)):
            if _is_due(indicator, period, assessed_on) or declared_missing(indicator.missing, period):
                expected.add(period)
    for period in sorted(expected):
        if rows.get(period) not in ("F", "Q"):
            yield _lacking(indicator, period, rows.get(period), is_expected=True)


def next_not_due(indicator: Indicator, latest: TimePeriod, assessed_on: date) -> TimePeriod | None:
    """The period that has begun, or ended, and whose number is not expected yet."""
    step = step_of(indicator, latest.frequency)
    if step is None or indicator.frequency == "irregular":
        return None
    now = TimePeriod.containing(latest.frequency, assessed_on)
    return next((p for p in _stepping(latest, step, now) if not _is_due(indicator, p, assessed_on)), None)


def absent(indicator: Indicator, series: PublishedSeries) -> tuple[list[Lacking], TimePeriod | None]:
    """The periods that were expected of a series and have no row, and the one whose number is not yet due.

    Nothing is said of a series without any number, nor of periods before its baseline.
    """
    shown = statuses(series)
    known = sorted(period for period, status in shown.items() if status not in LACKS and status != "F")
    if not known:
        return [], None
    baseline = period_or_none((series.verdict.get("baseline") or {}).get("period"))
    since = baseline if baseline and baseline.frequency == known[0].frequency else None
    lacking: list[Lacking] = []
    for earlier, later in pairwise(known):
        if not follows(indicator, earlier, later):
            lacking += lacking_between(indicator, earlier, later, shown, since)
    today = assessed_on(series)
    if today:
        lacking += lacking_after(indicator, known[-1], shown, today)
    coming = next_not_due(indicator, known[-1], today) if today else None
    if coming in shown or any(one.period == coming for one in lacking):
        coming = None
    return [one for one in lacking if one.period not in shown and one.lack != "unknown"], coming


def assessed_on(series: PublishedSeries) -> date | None:
    """The day the verdict was made from."""
    text = series.verdict.get("assessed_on")
    return date.fromisoformat(text) if text else None


def is_of_sums(verdict: Mapping[str, Any]) -> bool:
    """Whether the verdict is on sums, of twelve months or since the baseline: another quantity than the curve's."""
    return bool(verdict.get("is_trailing") or verdict.get("is_cumulative"))


def statuses(series: PublishedSeries) -> dict[TimePeriod, str]:
    """The status letter of every period that has a row."""
    points = series.points
    pairs = ((period_or_none(text), status) for text, status in zip(points.periods, points.statuses, strict=True))
    return {period: status for period, status in pairs if period is not None}


def runs(lacking: Sequence[Lacking], indicator: Indicator) -> Iterator[list[Lacking]]:
    """Neighbours that lack for the same reason, together."""
    run: list[Lacking] = []
    for one in lacking:
        same = run and (run[-1].lack, run[-1].reason) == (one.lack, one.reason)
        if run and not (same and follows(indicator, run[-1].period, one.period)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _stepping(after: TimePeriod, step: int, last: TimePeriod) -> Iterator[TimePeriod]:
    for count in range(1, MOST_EXPECTED):
        if after.number + count * step > last.number:
            return
        yield after.shift(count * step)


def _lacking(indicator: Indicator, period: TimePeriod, status: str | None, is_expected: bool) -> Lacking:
    declared = declared_missing(indicator.missing, period)
    if status in LACKS:
        return Lacking(period, LACKS[status], declared.reason if declared else None)
    if declared:
        return Lacking(period, "missing", declared.reason)
    return Lacking(period, "undelivered" if is_expected else "unknown")


def declared_missing(missing: Sequence[Missing], period: TimePeriod) -> Missing | None:
    """What the definition says of a period that never came."""
    for one in missing:
        first, last = period_or_none(one.period), period_or_none(one.until or one.period)
        if first and last and first.start <= period.start and period.end <= last.end:
            return one
    return None


def _is_due(indicator: Indicator, period: TimePeriod, on: date) -> bool:
    return months_after(period.end, indicator.lag_months or 0) <= on


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last; the last of a month stays the last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    length = monthrange(year, month + 1)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if was_last else min(day.day, length))
