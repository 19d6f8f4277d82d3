"""How far a series has moved: from the baseline, or from the first of the last ten years, to the latest value."""

from __future__ import annotations

from dataclasses import dataclass

from config.indicator import Indicator
from config.language import Language, format_number, format_percent
from dashboard.charts.table import SMALL_COUNT
from dashboard.charts.timeline import period_or_none
from dashboard.charts.wording import Words
from store.published import PublishedSeries
from store.time_period import TimePeriod

YEARS = 10  # as rule 7 looks back


@dataclass(frozen=True, slots=True)
class Change:
    first: TimePeriod
    start: float
    last: TimePeriod
    end: float

    @property
    def share(self) -> float | None:
        """As a share of the start; None where the start is zero or less."""
        return (self.end - self.start) / self.start if self.start > 0 else None

    def is_good(self, indicator: Indicator) -> bool | None:
        """Whether it went the wanted way; None where it stood still or no way is wanted."""
        if self.end == self.start or indicator.direction not in ("increase", "decrease"):
            return None
        return (self.end > self.start) == (indicator.direction == "increase")


def measured(series: PublishedSeries) -> list[tuple[TimePeriod, float]]:
    """Every value that somebody measured, in order; no projections."""
    found = [
        (period, value)
        for text, value, status in zip(series.points.periods, series.points.values, series.points.statuses, strict=True)
        if value is not None and status in "APE" and (period := period_or_none(text)) is not None
    ]
    return sorted(found, key=lambda pair: pair[0].end_years)


def change_of(series: PublishedSeries) -> Change | None:
    """The change that the verdict is about; None where none can be told."""
    values = measured(series)
    if not values:
        return None
    if series.verdict.get("is_trailing") and not series.verdict.get("baseline"):
        return None  # judged on sums of twelve months: a single quarter is no start for them
    latest, baseline = series.verdict.get("latest") or {}, series.verdict.get("baseline") or {}
    last = period_or_none(latest.get("period")) or values[-1][0]
    end = latest["value"] if latest.get("value") is not None else values[-1][1]
    first = period_or_none(baseline.get("period"))
    start = baseline.get("value")
    if first is None or start is None:
        first, start = next((p, v) for p, v in values if p.end_years >= last.end_years - YEARS - 1e-6)
    return Change(first, start, last, end) if first.end_years < last.end_years else None


def says_percent(change: Change, indicator: Indicator) -> bool:
    """Not of an index, not from nothing, and not of a small count: there it says more than is known."""
    is_small = indicator.kind in ("count", "state") and not indicator.decimals and change.start < SMALL_COUNT
    return change.share is not None and indicator.kind != "index" and not is_small


def percent_change(change: Change, indicator: Indicator, language: Language) -> str:
    """ "−49 pct."; of shares in percentage points; of a small count as a number."""
    words = Words(indicator, language)
    difference = change.end - change.start
    if words.is_percent:
        return f"{format_number(difference, language, indicator.decimals, sign=True)}\u00a0{words.points}"
    if not says_percent(change, indicator):
        return words.number(difference, sign=True)
    assert change.share is not None
    return format_percent(change.share, language, 0 if abs(change.share) >= 0.1 else 1, sign=True)


def number_change(change: Change, indicator: Indicator, language: Language) -> str:
    """ "−14.303 (−49 pct.)"."""
    words = Words(indicator, language)
    if words.is_percent or not says_percent(change, indicator):
        return percent_change(change, indicator, language)
    return f"{words.number(change.end - change.start, sign=True)} ({percent_change(change, indicator, language)})"
