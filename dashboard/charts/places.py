"""The places beside a point where its label may stand, and which of them it wishes for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.charts.layout import Label
from dashboard.charts.marks import Chart, Point
from dashboard.charts.sheets import Frame

RIGHT = ("right", "raised", "lowered", "above", "below", "left")
_PEAK, _VALLEY = ("above", "upper right", "upper left"), ("below", "lower right", "lower left")
_FALLING = ("upper right", "lower left", "right", "left", "above", "below")
_RISING = ("upper left", "lower right", "left", "right", "above", "below")


def wishes(point: Point, chart: Chart) -> Sequence[str]:
    """Where a number stands beside its point: out of the way of the lines that meet there."""
    points = [one for one in chart.points if one.value is not None]
    at = points.index(point) if point in points else 0
    here = point.value or 0.0
    before = points[at - 1].value if at > 0 else None
    after = points[at + 1].value if at + 1 < len(points) else None
    is_above = [other is None or here >= other for other in (before, after)]
    if all(is_above):
        return (*_PEAK, "right", "left", *_VALLEY)
    if not any(is_above) or (before is None or after is None):
        return (*_VALLEY, "right", "left", *_PEAK)
    return _FALLING if before > after else _RISING


def key_wishes(point: Point, is_lone: bool, chart: Chart) -> Sequence[str]:
    """The same for a number that must be written: every place, the likeliest first."""
    if point.value is None:
        return ("above", "below")
    if is_lone:
        return ("right", "left", "above", "below")
    usual = wishes(point, chart)
    return (*(("upper left", "above") if usual is _FALLING else ()), *usual, *RIGHT)


def around(
    lines: tuple[str, ...], x: float, y: float, frame: Frame, classes: str, wishes: Iterable[str]
) -> Iterable[Label]:
    """The label at each of the wished places beside a mark."""
    size, reach = frame.sheet.size, frame.sheet.reach
    rise = (len(lines) - 1) * size * 1.2
    near = frame.sheet.dot + 4
    places = {
        "right": (x + reach, y + 5 - rise / 2, "start"),
        "raised": (x + reach, y - 8 - rise, "start"),
        "lowered": (x + reach, y + 20, "start"),
        "left": (x - reach, y + 5 - rise / 2, "end"),
        "above": (x, y - near - 6 - rise, "middle"),
        "below": (x, y + near + size, "middle"),
        "upper right": (x + near, y - 8 - rise, "start"),
        "upper left": (x - near, y - 8 - rise, "end"),
        "lower right": (x + near, y + size + 2, "start"),
        "lower left": (x - near, y + size + 2, "end"),
    }
    for wish in wishes:
        left, baseline, anchor = places[wish]
        yield Label(lines, left, baseline, anchor, classes, size)  # type: ignore[arg-type]
