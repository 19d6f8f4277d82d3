"""Invented forecasts on series: bands that fit, and bands that run out of the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from store.published import PublishedSeries
from store.time_period import TimePeriod


def with_forecast(series: PublishedSeries, band: list[tuple[str, float, float, float]], **more: Any) -> PublishedSeries:
    """The series with this band, each (period, value, low, high), in the JSON of a stored verdict."""
    entries = [dict(zip(("period", "value", "low", "high"), one, strict=True)) for one in band]
    forecast = {"verdict": "as_forecast", "reason": None, **(entries[-1] if entries else {}), "band": entries}
    return replace(series, verdict={**series.verdict, "forecast": forecast, **more})


def drifting(
    series: PublishedSeries, last: int | None = None, slope: float = 0.0, wide: float = 0.1
) -> PublishedSeries:
    """A band from the baseline (or the third point) on, `slope` and `wide` as shares of the first value, a year."""
    periods = [TimePeriod.parse(text) for text in series.points.periods]
    first = min(3, len(periods) - 1)
    baseline = (series.verdict.get("baseline") or {}).get("period")
    start = TimePeriod.parse(baseline) if baseline else periods[first]
    if start.frequency != periods[0].frequency:
        start = periods[first]
    known = dict(zip(periods, series.points.values, strict=True))
    value = known.get(start) or next(one for one in known.values() if one is not None)
    end = periods[-1] if last is None else TimePeriod.parse(str(last))
    band = []
    for step, period in enumerate(TimePeriod.range(start.next(), max(end, start.next())), start=1):
        years = step / (period.per_year or 52)
        middle, half = value * (1 + slope * years), abs(value) * wide * (1 + years / 4)
        band.append((str(period), middle, middle - half, middle + half))
    return with_forecast(series, band)
