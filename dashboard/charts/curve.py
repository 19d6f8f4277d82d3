"""The curve as SVG: grid and axis, what happened, what was promised, what was measured. Labels: `curve_labels`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from dashboard.charts.cropping import from_start, to_last_mark
from dashboard.charts.curve_labels import lay_out
from dashboard.charts.elements import area, dot, drawing, element, line, polyline, text, verdict_shape
from dashboard.charts.expected import is_cut, shown_band, shown_line
from dashboard.charts.header import Named, edges, header, rows_height
from dashboard.charts.layout import Label
from dashboard.charts.marks import Chart, Compared, Point, Tick
from dashboard.charts.sheets import SHEETS, Frame, Sheet, dotted_points, frame_for, shows_open_targets
from dashboard.charts.ticks import chosen_ticks

Kept = TypeVar("Kept")
_LINES = {"measured": "maalt", "break": "brud", "projection": "frem"}
_ARROW_BEFORE = 30.0  # the open arrow begins a little before the latest number
HIDDEN = (20.0, 14.0)  # the box of a hidden count: the same size whatever the count


class Planned(NamedTuple):
    """A chart on a sheet: what of it is drawn, where years and values fall, and where every text stands.

    Attributes:
        ticks: the years below the axis. dotted: the points with marks of their own.
    """

    chart: Chart
    frame: Frame
    named: list[Named]
    ticks: list[Tick]
    dotted: list[Point]
    labels: list[Label]


class _Same(Generic[Kept]):
    """Something as a key: the very same object, not one that is equal, which takes long to tell."""

    __slots__ = ("it",)

    def __init__(self, it: Kept) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.it is self.it


def planned(chart: Chart, sheet: Sheet) -> Planned:
    """What drawing and figure have in common; not to be changed by either."""
    return _planned(_Same(chart), _Same(sheet))


@lru_cache(maxsize=64)  # the drawing and the interactive figure of one page need the same plan
def _planned(one: _Same[Chart], on: _Same[Sheet]) -> Planned:
    chart, sheet = one.it, on.it
    shown = cropped(chart, sheet)
    frame, named = framed(shown, sheet)
    ticks = chosen_ticks(shown.axis, frame)
    return Planned(shown, frame, named, ticks, dotted_points(shown, frame), lay_out(shown, frame, named, ticks))


def curve(chart: Chart, sheet: Sheet) -> str:
    """The whole picture on a sheet of this size."""
    chart, frame, named, ticks, dotted, labels = planned(chart, sheet)
    parts = [
        *_zones(named, frame),
        *_grid(frame),
        *_verticals(named, frame),
        *_axis(chart, frame, ticks),
        *_expected(chart, frame),
        *_promised(chart, frame),
        *_compared(chart.compared, frame),
        *_measured(chart, frame, dotted),
        *(part for label in labels for part in text(label)),
    ]
    where = " ".join(f"{frame.x(point.x):.0f}:{point.code}" for point in chart.points) if sheet.is_full else ""
    return drawing(sheet.width, sheet.height, sheet.classes, chart.aria, parts, not sheet.is_full, where, chart.made_up)


def labels_of(chart: Chart, sheet: Sheet) -> list[Label]:
    """The labels of the same picture, for whoever checks that none meet."""
    return planned(chart, sheet).labels


def cuts_expected(chart: Chart) -> bool:
    """Whether the band of the forecast reaches out of any of the big drawings."""
    if chart.expected is None:
        return False
    scales = [frame_for(cropped(chart, sheet), sheet, sheet.top).scale for sheet in SHEETS.values()]
    return any(is_cut(chart.expected, scale.low, scale.high) for scale in scales)


def cropped(chart: Chart, sheet: Sheet) -> Chart:
    """What of the chart is drawn on this sheet."""
    if sheet.is_whole:
        return chart
    return from_start(chart) if sheet.is_full else to_last_mark(from_start(chart))


def arrow_start(chart: Chart, frame: Frame) -> float:
    """Where a target without a deadline begins."""
    latest = chart.latest
    return max(frame.x(latest.x) - _ARROW_BEFORE, 0.0) if latest else frame.sheet.inset


def framed(chart: Chart, sheet: Sheet) -> tuple[Frame, list[Named]]:
    """Where everything falls on the sheet, with room for the rows of event labels above."""
    frame = frame_for(chart, sheet, sheet.top)
    if not sheet.is_full:
        return frame, []
    named = header(chart, sheet, frame)
    return replace(frame, top=sheet.top + rows_height(named)), named


def _grid(frame: Frame) -> Iterator[str]:
    sheet = frame.sheet
    right = sheet.width if sheet.is_full else frame.right
    left = 0.0 if sheet.is_full else sheet.inset
    for step in frame.scale.steps:
        yield line("net", left, frame.y(step), right, frame.y(step))
    if sheet.is_full:
        yield line("akse", left, frame.zero, right, frame.zero)
    else:
        yield line("net", left, frame.zero, right, frame.zero)


def _zones(named: list[Named], frame: Frame) -> Iterator[str]:
    bottom = frame.sheet.bottom
    for one in named:
        left, right = edges(one.happening, frame.sheet, frame)
        if one.happening.end is not None:
            yield element("rect", class_="zone", x=left, y=one.top, width=right - left, height=bottom - one.top)


def _verticals(named: list[Named], frame: Frame) -> Iterator[str]:
    bottom = frame.sheet.bottom
    for one in named:
        if one.happening.end is None:
            left, _ = edges(one.happening, frame.sheet, frame)
            yield line("haendelse", left, one.top, left, bottom)


def _axis(chart: Chart, frame: Frame, ticks: list[Tick]) -> Iterator[str]:
    sheet = frame.sheet
    if not sheet.is_full:
        return
    times = chart.axis.boundaries or [tick.x for tick in ticks]
    for time in times:
        yield line("akse", frame.x(time), sheet.bottom, frame.x(time), sheet.bottom + 5)
    for gap in chart.gaps:
        if gap.is_after:
            half = max(10.0, (frame.x(1.0) - frame.x(0.0)) * 0.35)
            left, right = frame.x(gap.start) - half, min(frame.x(gap.end) + half, sheet.width)
            yield line("haendelse", left, sheet.bottom + 28, right, sheet.bottom + 28)


def _expected(chart: Chart, frame: Frame) -> Iterator[str]:
    """The pale band and its thin dotted middle, below everything else, as far as they are in the picture."""
    if not chart.expected or not frame.sheet.is_full:
        return
    low, high = frame.scale.low, frame.scale.high
    band = shown_band(chart.expected, low, high)
    if band:
        yield area("ventet-f", [frame.at(corner) for corner in band])
    for piece in shown_line(chart.expected, low, high):
        yield polyline("ventet", [frame.at(corner) for corner in piece])


def _promised(chart: Chart, frame: Frame) -> Iterator[str]:
    sheet = frame.sheet
    if chart.path:
        yield polyline("vej", [frame.at(corner) for corner in chart.path])
    if shows_open_targets(chart, sheet):
        end = sheet.width - 6 if sheet.is_full else frame.right
        for target in chart.open_targets:
            y = frame.y(target.value)
            start = arrow_start(chart, frame) if target.has_arrow else 0.0
            yield polyline("maallinje", [(start, y), (end, y)])
            if target.has_arrow:
                yield polyline("maallinje", [(end - 5.5, y - 4.5), (end, y), (end - 5.5, y + 4.5)])
    if chart.distance and sheet.is_full:
        x, start, finish = frame.x(chart.distance.x), frame.y(chart.distance.start), frame.y(chart.distance.end)
        yield element("g", line("afst", x, start, x, finish), class_=chart.distance.tone)
    for ring in chart.rings:
        yield dot("maal", frame.x(ring.x), frame.y(ring.value), ring_radius(sheet))


def ring_radius(sheet: Sheet) -> float:
    """Of a target."""
    return 5.5 if sheet.is_full else 4.2


def _compared(compared: tuple[Compared, ...], frame: Frame) -> Iterator[str]:
    for one in compared:
        for segment in one.segments:
            yield polyline("brud sml", [frame.at(corner) for corner in segment.corners])
        for point in one.points:
            if point.value is not None:
                yield beside_dot(frame.x(point.x), frame.y(point.value), frame.sheet.dot - 0.5)


def beside_dot(x: float, y: float, radius: float) -> str:
    """Another place: a hollow dot in the secondary ink."""
    return element("circle", class_="forel sml", cx=x, cy=y, r=radius, style="stroke:var(--ink-2)")


def _measured(chart: Chart, frame: Frame, dotted: list[Point]) -> Iterator[str]:
    for segment in chart.segments:
        yield polyline(_LINES[segment.kind], [frame.at(corner) for corner in segment.corners])
    for point in sorted(dotted, key=lambda point: point.tone is not None):
        yield _point(point, frame)


def _point(point: Point, frame: Frame) -> str:
    sheet = frame.sheet
    x = frame.x(point.x)
    if point.value is None:
        width, height = HIDDEN
        return element("rect", class_="skjul", x=x - width / 2, y=frame.zero - height - 3, width=width, height=height)
    y = frame.y(point.value)
    if point.tone:
        return verdict_shape(point.tone, x, y, sheet.shape)
    if point.kind == "projection":
        return element("circle", class_="pkt frem-p", cx=x, cy=y, r=sheet.dot - 1, style="fill:var(--ink-2)")
    return dot("forel", x, y, sheet.dot + 0.2) if point.kind == "provisional" else dot("pkt", x, y, sheet.dot)
