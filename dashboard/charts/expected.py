"""What was expected without action: the frozen forecast's curve and its 80 % band, and how much of them is shown.

The band is there to be compared with, never to be looked at alone: it may stretch the value axis a little, and is
cut where it would squeeze what was measured. Where it is cut the drawing says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from config.language import Text
from dashboard.charts.marks import Corner, Expectation
from dashboard.charts.timeline import is_of_sums, period_or_none, time_of
from dashboard.charts.wording import Words
from progress.naming import when
from store.time_period import TimePeriod

NAME = Text("Ventet uden indsats", "Expected without action")
_MAY_STRETCH = 0.2  # of what the rest of the chart spans, upwards and downwards
_LONE = 0.3  # of a period, to each side, where a single period is expected

Expected = tuple[TimePeriod, float, float, float]  # period, value, low, high


def expected_values(verdict: dict[str, Any], like: TimePeriod | None = None) -> list[Expected]:
    """Each period's expected value with its interval, in order; none where the verdict has no forecast.

    Args:
        like: a period of the series; a forecast of another frequency is not of its curve.
    """
    forecast = verdict.get("forecast")
    if not forecast or is_of_sums(verdict):
        return []
    found = []
    for one in forecast.get("band") or ():
        period = period_or_none(one.get("period"))
        numbers = [one.get(name) for name in ("value", "low", "high")]
        if period is None or any(not isinstance(number, int | float) for number in numbers):
            continue
        if like is None or period.frequency == like.frequency:
            value, low, high = (float(number) for number in numbers)
            found.append((period, value, min(low, value), max(high, value)))
    return sorted(found, key=lambda one: one[0].end_years)


def expectation(verdict: dict[str, Any], like: TimePeriod, words: Words) -> Expectation | None:
    """The curve and its band, to be drawn."""
    values = expected_values(verdict, like)
    if not values:
        return None
    times = [time_of(period, like) for period, *_ in values]
    if len(values) == 1:
        half = _LONE * (like.end_years - like.previous().end_years)
        values, times = [values[0], values[0]], [times[0] - half, times[0] + half]
    last, value, *_ = values[-1]
    return Expectation(
        line=tuple((time, one[1]) for time, one in zip(times, values, strict=True)),
        low=tuple((time, one[2]) for time, one in zip(times, values, strict=True)),
        high=tuple((time, one[3]) for time, one in zip(times, values, strict=True)),
        text=NAME[words.language],
        dated=f"{NAME[words.language]}: {words.value(value)} {when(last, words.language)}",
        above=words.say("over billedet", "above the picture"),
        below=words.say("under billedet", "below the picture"),
    )


def told(verdict: dict[str, Any], like: TimePeriod, words: Words) -> str | None:
    """The same in a sentence, of the latest value's period where it is known: for those who do not see it."""
    values = expected_values(verdict, like)
    if not values:
        return None
    at = period_or_none((verdict.get("forecast") or {}).get("period"))
    period, value, low, high = next((one for one in values if one[0] == at), values[-1])
    name, number, time = NAME[words.language], words.value(value), when(period, words.language)
    return words.say(
        f"{name}: {number} {time}, i 8 af 10 tilfælde mellem {words.value(low)} og {words.value(high)}.",
        f"{name}: {number} {time}, 8 times out of 10 between {words.value(low)} and {words.value(high)}.",
    )


def stretching_values(expected: Expectation, others: Sequence[float], from_zero: bool) -> list[float]:
    """The values of the band, held within what it may stretch the axis to."""
    known = [*others, 0.0] if from_zero else list(others)
    if not known:
        return [value for _, value in expected.line]
    low, high = min(known), max(known)
    room = _MAY_STRETCH * ((high - low) or abs(high) or 1.0)
    # A zero that nothing lies below is the end of what can be counted: the band does not open room under it.
    least = low if from_zero and low == 0.0 else low - room
    return [min(max(value, least), high + room) for _, value in (*expected.low, *expected.high)]


def shown_line(expected: Expectation, low: float, high: float) -> list[list[Corner]]:
    """The pieces of the expected curve that lie between two values."""
    pieces: list[list[Corner]] = []
    for start, end in pairwise(expected.line):
        part = _between(start, end, low, high)
        if part is None:
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append(list(part))
    return pieces


def shown_band(expected: Expectation, low: float, high: float) -> list[Corner]:
    """The outline of the band between two values (Sutherland-Hodgman); empty where all of it lies outside."""
    outline: list[Corner] = [*expected.high, *reversed(expected.low)]
    for limit, sign in ((low, 1.0), (high, -1.0)):
        outline = _kept(outline, limit, sign)
    return outline


def is_cut(expected: Expectation, low: float, high: float) -> bool:
    """Whether anything of the band lies outside."""
    values = [value for _, value in (*expected.low, *expected.high)]
    span = (high - low) * 1e-9
    return min(values) < low - span or max(values) > high + span


def _between(start: Corner, end: Corner, low: float, high: float) -> tuple[Corner, Corner] | None:
    """The part of one straight piece between two values; None where there is none of any length."""
    (x0, y0), (x1, y1) = start, end
    if y0 == y1:
        return (start, end) if low <= y0 <= high else None
    first, last = sorted(((low - y0) / (y1 - y0), (high - y0) / (y1 - y0)))
    first, last = max(first, 0.0), min(last, 1.0)
    if first >= last:
        return None

    def at(part: float) -> Corner:
        return start if part == 0.0 else end if part == 1.0 else (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part)

    return at(first), at(last)


def _kept(outline: Sequence[Corner], limit: float, sign: float) -> list[Corner]:
    """What lies above (sign 1) or below (sign -1) a value."""

    def inside(corner: Corner) -> bool:
        return sign * (corner[1] - limit) >= 0

    def crossing(a: Corner, b: Corner) -> Corner:
        return a[0] + (b[0] - a[0]) * (limit - a[1]) / (b[1] - a[1]), limit

    found: list[Corner] = []
    for before, corner in _around(outline):
        if inside(corner) != inside(before):
            found.append(crossing(before, corner))
        if inside(corner):
            found.append(corner)
    return found


def _around(outline: Sequence[Corner]) -> Iterable[tuple[Corner, Corner]]:
    return zip([*outline[-1:], *outline[:-1]], outline, strict=True)
