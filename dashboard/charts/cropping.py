"""The smaller drawings begin at the baseline, the smallest end at the last mark; words beside them say the rest."""

from __future__ import annotations

import math
from dataclasses import replace

from dashboard.charts.marks import Chart, Compared, Corner, Point, Segment

_SAME = 1e-9


def from_start(chart: Chart) -> Chart:
    """The chart from `starts` on."""
    start = chart.starts - _SAME
    first = float(math.floor(chart.starts)) if chart.axis.boundaries else chart.starts
    axis = replace(
        chart.axis,
        first=first,
        ticks=tuple(tick for tick in chart.axis.ticks if tick.x >= first - _SAME),
        wanted=tuple(time for time in chart.axis.wanted if time >= first - _SAME),
        measured=tuple(time for time in chart.axis.measured if time >= first - _SAME),
        boundaries=tuple(time for time in chart.axis.boundaries if time >= first),
    )
    return replace(
        chart,
        axis=axis,
        points=_points(chart.points, start),
        segments=_segments(chart.segments, start),
        happenings=tuple(one for one in chart.happenings if (one.end or one.start) > first + _SAME),
        gaps=tuple(gap for gap in chart.gaps if gap.start >= start),
        compared=tuple(
            Compared(c.name, _points(c.points, start), _segments(c.segments, start)) for c in chart.compared
        ),
    )


def to_last_mark(chart: Chart) -> Chart:
    """Our own series alone, up to its last number or deadline; a flag beside the small drawing says what is missing."""
    marks = [point.x for point in chart.points] + [ring.x for ring in chart.rings]
    if chart.axis.boundaries or (chart.open_targets and not chart.rings):
        return replace(chart, compared=())
    last = max(marks, default=chart.axis.last) + _SAME
    wanted = tuple(time for time in chart.axis.wanted if any(abs(time - mark) < _SAME for mark in marks))
    axis = replace(chart.axis, last=last, wanted=wanted)
    return replace(chart, axis=axis, compared=(), gaps=tuple(gap for gap in chart.gaps if not gap.is_after))


def _points(points: tuple[Point, ...], start: float) -> tuple[Point, ...]:
    return tuple(point for point in points if point.x >= start)


def _segments(segments: tuple[Segment, ...], start: float) -> tuple[Segment, ...]:
    cut = (Segment(one.kind, _corners(one.corners, start)) for one in segments)
    return tuple(one for one in cut if len(one.corners) > 1)


def _corners(corners: tuple[Corner, ...], start: float) -> tuple[Corner, ...]:
    return tuple(corner for corner in corners if corner[0] >= start)
