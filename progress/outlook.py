"""The line through the points before the baseline, carried on: what it leads one to expect of each period."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from progress.assurance import Expected
from progress.pace import TOLERANCE
from progress.robust import Floats, expected_error, line_through, redraw
from progress.situation import Situation
from progress.verdict import Value
from store.time_period import PeriodError, TimePeriod

WIDEST_BAND = 60


class Outlook:
    """The line through the points before t0, in units of their own size so that nothing overflows."""

    def __init__(self, before: Sequence[Value], starts: TimePeriod, bounds: tuple[float | None, float | None] | None):
        self._scale = max(abs(value.value) for value in before) or 1.0
        self._origin = starts.end_years
        times = np.array([value.period.end_years for value in before]) - self._origin
        self._line = line_through(np.array([value.value for value in before]) / self._scale, times)
        self._redrawn = redraw(self._line)
        self._limits = _limits(bounds)
        self.slope = self._line.slope * self._scale

    def of(self, periods: Sequence[TimePeriod]) -> list[Expected]:
        """What is expected of these periods, within what the value can be at all; those beyond any number left out."""
        times = np.array([period.end_years for period in periods]) - self._origin
        line = self._line.at(times)
        lows, highs = expected_error(self._redrawn, times)
        rows = zip(periods, self._clipped(line), self._clipped(line + lows), self._clipped(line + highs), strict=True)
        return [Expected(*row) for row in rows if all(map(math.isfinite, row[1:]))]

    def slack(self, value: float) -> float:
        """How far beyond the interval is still inside it: the last binary digit decides nothing."""
        return TOLERANCE * max(self._scale, abs(value))

    def _clipped(self, numbers: Floats) -> list[float]:
        clipped: list[float] = np.clip(numbers * self._scale, *self._limits).tolist()
        return clipped


def band_periods(s: Situation, like: TimePeriod, starts: TimePeriod) -> list[TimePeriod]:
    """Each period after the baseline up to the deadline or the latest value, whichever is later.

    Of more than `WIDEST_BAND` only every second, third, ... counted back from the last: between them the band is
    all but straight.
    """
    try:
        ends = [period for period in (s.target and s.target.period, s.frame.latest and s.frame.latest.period) if period]
        last = max((_last_within(like, end) for end in ends), default=0)
        first = _last_within(like, starts) + 1
    except PeriodError:  # beyond the calendar
        return []
    step = max(1, math.ceil((last - first + 1) / WIDEST_BAND))
    return [TimePeriod(like.frequency, number) for number in _counted_back(last, first, step)]


def _counted_back(last: int, first: int, step: int) -> Iterator[int]:
    return reversed(range(last, first - 1, -step))


def _last_within(like: TimePeriod, end: TimePeriod) -> int:
    """The number of the last period, of this frequency, that is over when `end` is."""
    found = TimePeriod.containing(like.frequency, end.end)
    return found.number if found.end <= end.end else found.number - 1


def _limits(bounds: tuple[float | None, float | None] | None) -> tuple[float, float]:
    """What the value can be at all; a limit that is no number limits nothing."""
    low, high = bounds or (None, None)
    least = -math.inf if low is None or not math.isfinite(low) else low
    most = math.inf if high is None or not math.isfinite(high) else high
    return (least, most) if least <= most else (-math.inf, math.inf)
