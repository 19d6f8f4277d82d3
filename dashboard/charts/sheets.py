"""The sizes that charts are drawn in, and where years and values fall on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from dashboard.charts.expected import stretching_values
from dashboard.charts.marks import Chart, Point
from dashboard.charts.scales import Scale, value_scale
from dashboard.charts.text_size import text_width

SMALL, NORMAL = 12.5, 14.0
_APART = 2.2  # dots closer than this, in radii, run together
_LEAST_WIDTH = 0.5  # of the sheet: the curve never has less, however long its labels


@dataclass(frozen=True, slots=True)
class Sheet:
    """One size.

    Attributes:
        bottom: where the lowest value lies.
        top: where the highest lies, below the rows of event labels.
        inset: from the left edge to the first year.
        spacing: least pixels between the middles of two years written below the axis.
        is_full: with gridlines, events, distance and every number there is room for.
        is_short: labels in their short form.
        is_whole: from the first number, not from the baseline.
        label_width: longest line of a label at the right end.
    """

    classes: str
    width: float
    height: float
    bottom: float
    top: float
    inset: float
    spacing: float
    dot: float
    shape: float
    is_full: bool = True
    is_short: bool = False
    is_whole: bool = False
    label_width: float = 180.0

    @property
    def size(self) -> float:
        return NORMAL if self.is_full else SMALL

    @property
    def reach(self) -> float:
        """From a mark to the label beside it."""
        return 15.0 if self.is_full else 10.0


SHEETS = {
    "bred": Sheet("bred", 1160, 560, 508, 24, 86, 76, 4, 7.5, is_whole=True, label_width=200),
    "mellem": Sheet("mellem", 700, 480, 428, 24, 44, 54, 4, 7.5, label_width=180),
    "moede": Sheet("moede-t", 480, 340, 288, 24, 34, 44, 4, 7.5, is_short=True, label_width=120),
    "smal": Sheet("smal", 358, 430, 378, 24, 34, 44, 4, 7.5, is_short=True, label_width=110),
}
CARD = Sheet("gnist", 440, 150, 128, 24, 8, 40, 2.8, 6, is_full=False, is_short=True)
SPARKLINE = Sheet("gnist", 300, 116, 94, 22, 8, 40, 2.8, 6, is_full=False, is_short=True)


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns years and values into pixels."""

    sheet: Sheet
    first: float
    last: float
    right: float
    top: float
    scale: Scale

    def x(self, time: float) -> float:
        span = (self.last - self.first) or 1.0
        return self.sheet.inset + (time - self.first) / span * (self.right - self.sheet.inset)

    def y(self, value: float) -> float:
        span = self.scale.high - self.scale.low
        return self.sheet.bottom - (value - self.scale.low) / span * (self.sheet.bottom - self.top)

    def time(self, x: float) -> float:
        """The year at a pixel: the way back from `x`."""
        return self.first + (x - self.sheet.inset) / (self.right - self.sheet.inset) * ((self.last - self.first) or 1.0)

    def value(self, y: float) -> float:
        """The value at a pixel: the way back from `y`."""
        return self.scale.low + (self.sheet.bottom - y) / (self.sheet.bottom - self.top) * (
            self.scale.high - self.scale.low
        )

    def at(self, corner: tuple[float, float]) -> tuple[float, float]:
        return self.x(corner[0]), self.y(corner[1])

    @property
    def zero(self) -> float:
        """The axis: zero where it is shown, else the lowest value."""
        return self.y(min(max(0.0, self.scale.low), self.scale.high))


def frame_for(chart: Chart, sheet: Sheet, top: float) -> Frame:
    axis = chart.axis
    values = list(shown_values(chart, sheet))
    if chart.expected and sheet.is_full:
        values += stretching_values(chart.expected, values, axis.from_zero)
    scale = value_scale(values, axis.from_zero, axis.whole)
    if not sheet.is_full and axis.from_zero:
        low, high = min([0.0, *values]), max([0.0, *values])
        scale = Scale(low, high if high > low else low + 1.0, ())
    return Frame(sheet, axis.first, axis.last, _right_edge(chart, sheet), top, scale)


def shown_values(chart: Chart, sheet: Sheet) -> list[float]:
    """All values that must fit on the sheet; the band of the forecast need not."""
    values = [point.value for point in chart.points if point.value is not None]
    values += [point.value for one in chart.compared for point in one.points if point.value is not None]
    values += [value for _, value in chart.path] + [ring.value for ring in chart.rings]
    if shows_open_targets(chart, sheet):
        values += [target.value for target in chart.open_targets]
    return values


def shows_open_targets(chart: Chart, sheet: Sheet) -> bool:
    """A small drawing shows one promise: the dated one."""
    return sheet.is_full or not chart.rings


def dotted_points(chart: Chart, frame: Frame) -> list[Point]:
    """The points that get a mark of their own; on a crowded line only those that the line alone does not tell."""
    times = sorted([point.x for point in chart.points])
    closest = min([later - earlier for earlier, later in pairwise(times)], default=frame.last - frame.first)
    if frame.x(frame.first + closest) - frame.x(frame.first) >= frame.sheet.dot * _APART:
        return list(chart.points)
    joined = {corner[0] for segment in chart.segments for corner in segment.corners}
    return [p for p in chart.points if p.kind != "final" or p.tone or p.x not in joined]


def latest_text(chart: Chart, sheet: Sheet) -> str:
    latest = chart.latest
    if latest is None:
        return ""
    return latest.text if sheet.is_short else latest.dated


def _right_edge(chart: Chart, sheet: Sheet) -> float:
    """As far right as the labels of the last marks allow."""
    axis = chart.axis
    ends: list[tuple[float, float]] = []
    if chart.latest:
        ends.append((chart.latest.x, text_width(latest_text(chart, sheet), sheet.size, bold=True)))
    for ring in chart.rings:
        text = ring.text if not sheet.is_short else ring.short if sheet.is_full else ring.number
        ends.append((ring.x, min(text_width(text, sheet.size), sheet.label_width)))
    if chart.distance and sheet.is_full:
        text = chart.distance.short if sheet.is_short else chart.distance.text
        ends.append((chart.distance.x, min(text_width(text, sheet.size), sheet.label_width)))
    if chart.expected and sheet.is_full:
        ends.append((chart.expected.line[-1][0], min(text_width(chart.expected.text, sheet.size), sheet.label_width)))
    for one in chart.compared:
        ends += [(point.x, min(text_width(one.name, sheet.size), sheet.label_width)) for point in one.points[-1:]]
    edge = sheet.width - (30.0 if sheet.is_full else 16.0)
    for time, width in ends:
        share = (time - axis.first) / ((axis.last - axis.first) or 1.0)
        if share > 0.5:
            edge = min(edge, sheet.inset + (sheet.width - 2 - sheet.reach - width - sheet.inset) / share)
    return max(edge, _LEAST_WIDTH * sheet.width)
