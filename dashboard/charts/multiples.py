"""Small multiples: the same curve for each place, partner or group, all on one scale of years and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from config.language import format_number
from dashboard.charts.curve import HIDDEN
from dashboard.charts.elements import dot, drawing, element, line, polyline, text
from dashboard.charts.layout import Box, Label, Layout
from dashboard.charts.marks import Chart, Corner, Point
from dashboard.charts.scales import Scale, value_scale
from dashboard.charts.sheets import SMALL, Frame, Sheet, dotted_points
from dashboard.charts.text_size import text_width
from dashboard.charts.wording import NBSP

SHEET = Sheet("smaa-kurve", 172, 124, 100, 20, 12, 40, 2.6, 5, is_full=False, is_short=True)
_LINES = {"measured": "maalt", "break": "brud", "projection": "frem"}
_LEAST_YEARS = 4.0  # as far ahead as a deadline may always be drawn
_AHEAD = 0.25  # of the years measured: how far a path is drawn whose end is not
_FAR = 3.0  # times: where the largest are so much larger, the others would lie flat on the axis


@dataclass(frozen=True, slots=True)
class Group:
    """Curves that share a scale.

    Attributes:
        members: their places in the list that they were given in, in its order.
    """

    members: tuple[int, ...]
    frame: Frame


def nearby(charts: Sequence[Chart]) -> list[Chart]:
    """The same charts; where a deadline lies so far ahead that the curves would be pressed together, paths are cut."""
    times = [point.x for chart in charts for point in chart.points]
    if not times:
        return list(charts)
    last, span = max(times), max(max(times) - min(times), _LEAST_YEARS)
    if all(ring.x <= last + span for chart in charts for ring in chart.rings):
        return list(charts)
    end = last + span * _AHEAD
    return [replace(chart, rings=(), path=_until(chart.path, end)) for chart in charts]


def _until(path: Sequence[Corner], end: float) -> tuple[Corner, ...]:
    """As much of it as lies before that time."""
    found: list[Corner] = []
    for before, corner in pairwise([path[0], *path] if path else []):
        if corner[0] <= end:
            found.append(corner)
        elif before[0] < end:
            share = (end - before[0]) / (corner[0] - before[0])
            found.append((end, before[1] + share * (corner[1] - before[1])))
    return tuple(found)


def groups(charts: Sequence[Chart], beside: Chart | None = None) -> list[Group]:
    """One group; two where the largest are so much larger than the others that these could not be read.

    Args:
        beside: drawn in each of them as well, so it must fit.
    """
    members = [number for number, chart in enumerate(charts) if chart.points]
    if not members:
        return []
    apart = _apart(charts, members) if beside is None else None
    parts = [members] if apart is None else [[n for n in members if n in apart], [n for n in members if n not in apart]]
    return [Group(tuple(part), _frame([charts[n] for n in part], charts, beside)) for part in parts]


def multiple(chart: Chart, group: Group, aria: str, beside: Chart | None = None) -> str:
    """The drawing of one of the group's curves."""
    frame = group.frame
    parts = [*_ground(frame, chart), *_beside(beside, frame), *_promised(chart, frame), *_measured(chart, frame)]
    parts += [part for label in _labels(chart, frame) for part in text(label)]
    return drawing(SHEET.width, SHEET.height, SHEET.classes, aria, parts, behind=chart.made_up)


def _apart(charts: Sequence[Chart], members: Sequence[int]) -> set[int] | None:
    """The largest, where all others are less than a third of them; only where values are drawn from zero."""
    if len(members) < 3 or not all(charts[n].axis.from_zero for n in members):
        return None
    most = {n: max((abs(p.value) for p in charts[n].points if p.value is not None), default=0.0) for n in members}
    ordered = sorted(members, key=lambda n: -most[n])
    for place in range(1, len(ordered)):
        larger, smaller = most[ordered[place - 1]], most[ordered[place]]
        if larger > _FAR * smaller and smaller > 0:
            return set(ordered[:place])
    return None


def _frame(charts: Sequence[Chart], everyone: Sequence[Chart], beside: Chart | None) -> Frame:
    """Years of all groups, values of this one."""
    shown = [*charts, *([beside] if beside else [])]
    values = [point.value for chart in shown for point in chart.points if point.value is not None]
    values += [ring.value for chart in charts for ring in chart.rings]
    values += [value for chart in charts for _, value in chart.path]
    times = [point.x for chart in everyone for point in chart.points]
    times += [ring.x for chart in everyone for ring in chart.rings]
    times += [time for chart in everyone for time, _ in chart.path]
    from_zero = all(chart.axis.from_zero for chart in charts)
    scale = value_scale(values, from_zero, all(chart.axis.whole for chart in charts))
    first, last = min(times), max(times)
    right = SHEET.width - 14.0
    for chart in charts:
        told = _last(chart)
        if told is not None and told.value is not None:
            share = (told.x - first) / ((last - first) or 1.0)
            room = SHEET.width - 10 - text_width(_number(told), SMALL, bold=True)
            if share > 0.4:
                right = min(right, SHEET.inset + (room - SHEET.inset) / share)
    return Frame(SHEET, first, last, max(right, SHEET.width * 0.5), SHEET.top, scale)


def _ground(frame: Frame, chart: Chart) -> Iterator[str]:
    """The axis, and one line to measure by."""
    step = reference(frame.scale)
    if step is not None:
        yield line("net", 0, frame.y(step), SHEET.width, frame.y(step))
    yield line("akse", 0, frame.zero, SHEET.width, frame.zero)
    for one in chart.happenings:
        if one.is_break and frame.first < one.start < frame.last:
            yield line("haendelse", frame.x(one.start), SHEET.top - 8, frame.x(one.start), SHEET.bottom)


def reference(scale: Scale) -> float | None:
    """The gridline nearest to the middle."""
    middle = (scale.low + scale.high) / 2
    return min(scale.steps, key=lambda step: (abs(step - middle), step), default=None)


def _beside(beside: Chart | None, frame: Frame) -> Iterator[str]:
    for segment in beside.segments if beside else ():
        if segment.kind == "measured":
            inside = [corner for corner in segment.corners if frame.first <= corner[0] <= frame.last]
            if len(inside) > 1:
                yield polyline("brud", [frame.at(corner) for corner in inside])


def _promised(chart: Chart, frame: Frame) -> Iterator[str]:
    if len(chart.path) > 1:
        yield polyline("vej", [frame.at(corner) for corner in chart.path])
    for ring in chart.rings:
        yield dot("maal", frame.x(ring.x), frame.y(ring.value), 4.2)


def _measured(chart: Chart, frame: Frame) -> Iterator[str]:
    for segment in chart.segments:
        yield polyline(_LINES[segment.kind], [frame.at(corner) for corner in segment.corners])
    last = _last(chart)
    for point in dotted_points(chart, frame):
        x = frame.x(point.x)
        if point.value is None:
            width, height = HIDDEN
            yield element(
                "rect", class_="skjul", x=x - width / 2, y=frame.zero - height - 3, width=width, height=height
            )
        elif point.kind == "projection":
            yield element("circle", class_="pkt", cx=x, cy=frame.y(point.value), r=2, style="fill:var(--ink-2)")
        elif point.kind == "provisional":
            yield dot("forel", x, frame.y(point.value), SHEET.dot)
        else:
            yield dot("pkt", x, frame.y(point.value), 4 if point is last else SHEET.dot)


def _last(chart: Chart) -> Point | None:
    """The last period that was reported; a projection is none."""
    return next((point for point in reversed(chart.points) if point.kind != "projection"), None)


def _labels(chart: Chart, frame: Frame) -> Iterator[Label]:
    """The first and the last number, the one that the gridline stands for, and the periods below the axis."""
    shown = [point for point in chart.points if point.kind != "projection"]
    layout = Layout(Box(0, 0, SHEET.width, SHEET.bottom))
    for segment in chart.segments:
        layout.along([frame.at(corner) for corner in segment.corners])
    layout.along([frame.at(corner) for corner in chart.path])
    for point in dotted_points(chart, frame):
        x, y = _spot(point, frame)
        layout.around(x, y, 4.5 if point.value is not None else HIDDEN[0] / 2)
    for point in (*shown[-1:], *shown[: 1 if len(shown) > 1 else 0]):
        layout.must(list(_beside_point(point, frame, point is shown[-1])))
    step = reference(frame.scale)
    if step is not None:
        number = (format_number(step, chart.language),)
        rows = [frame.y(step) - 4, frame.y(step) + 13]
        layout.may([Label(number, SHEET.width, y, "end", "l2 s", SMALL) for y in rows])
    yield from layout.labels
    yield from _periods(chart, shown, frame)


def _number(point: Point) -> str:
    """Without its unit, which stands once above all of them."""
    return point.text.partition(NBSP)[0]


def _spot(point: Point, frame: Frame) -> tuple[float, float]:
    return frame.x(point.x), frame.zero - 10 if point.value is None else frame.y(point.value)


def _beside_point(point: Point, frame: Frame, is_last: bool) -> Iterator[Label]:
    """The places where its number may stand, the likeliest first."""
    x, y = _spot(point, frame)
    classes = "l2 s" if point.value is None else "lb s" if is_last else "s"
    lines = (_number(point),)
    if is_last and point.value is not None:
        yield Label(lines, x + 8, y + 4, "start", classes, SMALL)
    far = 14 if point.value is None else 9
    for up in (-far, far + 10):
        yield Label(lines, x, y + up, "middle", classes, SMALL)
    yield Label(lines, x + 13 if point.value is None else x + 8, y + 4, "start", classes, SMALL)


def _periods(chart: Chart, shown: Sequence[Point], frame: Frame) -> Iterator[Label]:
    """The first and the last period of the curve itself, and the deadline where there is room."""
    taken: list[tuple[float, float]] = []
    # Where a year has several periods its number alone has room here; the words above name both.
    is_year = not chart.axis.boundaries
    own = [(point.x, point.period if is_year else str(int(point.x))) for point in (*shown[-1:], *shown[:1])]
    ticks = chart.axis.ticks
    named = [(ring.x, next((tick.text for tick in ticks if abs(tick.x - ring.x) < 0.01), "")) for ring in chart.rings]
    deadlines = [(time, text or str(int(time))) for time, text in named]
    for time, period in (*own, *deadlines):
        half = text_width(period, SMALL) / 2
        at = min(max(frame.x(time), half), SHEET.width - half)
        if all(abs(at - other) > half + width + 6 for other, width in taken):
            taken.append((at, half))
            yield Label((period,), at, SHEET.height - 6, "middle", "l2 s", SMALL)
