"""The texts on the curve: at the line's end or at the point, never a legend."""

from __future__ import annotations

from dashboard.charts.expected import shown_line
from dashboard.charts.header import Named
from dashboard.charts.layout import Box, Label, Layout
from dashboard.charts.marks import Chart, Gap, Tick
from dashboard.charts.places import RIGHT, around, key_wishes, wishes
from dashboard.charts.sheets import SMALL, Frame, latest_text, shows_open_targets
from dashboard.charts.text_size import text_width, wrapped
from dashboard.charts.value_labels import fix_values

_MOST_GAPS = 8
_LEAST_APART = 5.0  # pixels between points, on the average
_SHORT_TEXT = 16  # letters that a small drawing has room for
_ROOMY = 1.7  # a gap's text may be this much wider than the gap


def lay_out(chart: Chart, frame: Frame, named: list[Named], ticks: list[Tick]) -> list[Label]:
    """All labels with their places, the dearest placed first."""
    sheet = frame.sheet
    layout = Layout(Box(0, 0, sheet.width, sheet.height))
    _obstacles(layout, chart, frame)
    for one in named:
        layout.fix(one.label)
    if sheet.is_full:
        fix_values(layout, chart, frame)
    _times(layout, chart, frame, ticks)
    _latest(layout, chart, frame)
    _targets(layout, chart, frame)
    _distance(layout, chart, frame)
    _keys(layout, chart, frame)
    _expected(layout, chart, frame)
    _gaps(layout, chart, frame)
    _beside(layout, chart, frame)
    if sheet.is_full:
        _others(layout, chart, frame)
        _path_name(layout, chart, frame)
    return layout.labels


def _obstacles(layout: Layout, chart: Chart, frame: Frame) -> None:
    sheet = frame.sheet
    for point in chart.points:
        y = frame.zero - 10 if point.value is None else frame.y(point.value)
        layout.around(frame.x(point.x), y, sheet.shape + 1 if point.tone or point.value is None else sheet.dot + 1)
    for one in chart.compared:
        for point in one.points:
            if point.value is not None:
                layout.around(frame.x(point.x), frame.y(point.value), sheet.dot)
        for segment in one.segments:
            layout.along([frame.at(corner) for corner in segment.corners])
    for ring in chart.rings:
        layout.around(frame.x(ring.x), frame.y(ring.value), 7)
    for segment in chart.segments:
        layout.along([frame.at(corner) for corner in segment.corners])
    layout.along([frame.at(corner) for corner in chart.path])
    if chart.expected and sheet.is_full:
        for piece in shown_line(chart.expected, frame.scale.low, frame.scale.high):
            layout.along([frame.at(corner) for corner in piece])
    if chart.distance and sheet.is_full:
        x = frame.x(chart.distance.x)
        layout.along([(x, frame.y(chart.distance.start)), (x, frame.y(chart.distance.end))])
    if shows_open_targets(chart, sheet):
        for target in chart.open_targets:
            y = frame.y(target.value)
            start = frame.x(chart.latest.x) - 30 if chart.latest and target.has_arrow else 0.0
            layout.along([(start, y), (sheet.width, y)])
    if sheet.is_full:
        for happening in chart.happenings:
            if happening.end is None:
                layout.along([(frame.x(happening.start), frame.top), (frame.x(happening.start), sheet.bottom)])
    layout.along([(0.0, frame.zero), (sheet.width, frame.zero)])


def _times(layout: Layout, chart: Chart, frame: Frame, ticks: list[Tick]) -> None:
    sheet = frame.sheet
    y = sheet.bottom + (22 if sheet.is_full else 17)
    for tick in ticks:
        half = text_width(tick.text, SMALL) / 2
        x = min(max(frame.x(tick.x), half), sheet.width - half)
        layout.fix(Label((tick.text,), x, y, "middle", "l2 s" if sheet.is_full else "l2", SMALL, "time"))
    if sheet.is_full:
        for gap in chart.gaps:
            if gap.is_after:
                x = (frame.x(gap.start) + frame.x(gap.end)) / 2
                text = gap.short if gap.is_undelivered else gap.text
                layout.must([Label((text,), x, sheet.bottom + 42, "middle", "l2 s", SMALL, "below")])


def _latest(layout: Layout, chart: Chart, frame: Frame) -> None:
    point = chart.latest
    if point is None or point.value is None:
        return
    falls = chart.distance is not None and frame.y(chart.distance.end) > frame.y(chart.distance.start)
    x, y = frame.x(point.x), frame.y(point.value)
    lines = (latest_text(chart, frame.sheet),)
    layout.must(list(around(lines, x, y, frame, "lb", ("raised", "right", "lowered") if falls else RIGHT)))


def _targets(layout: Layout, chart: Chart, frame: Frame) -> None:
    sheet = frame.sheet
    for ring in chart.rings:
        text = ring.text if not sheet.is_short else ring.short if sheet.is_full else ring.number
        lines = wrapped(text, sheet.size, sheet.label_width)
        layout.must(list(around(lines, frame.x(ring.x), frame.y(ring.value), frame, "la", RIGHT)))
    if not shows_open_targets(chart, sheet):
        return
    right = sheet.width - 2 if sheet.is_full else frame.right  # some letters reach beyond their box
    for target in chart.open_targets:
        y = frame.y(target.value)
        text = target.short if sheet.is_short else target.text
        options = []
        for lines in ((text,), wrapped(text, sheet.size, sheet.label_width)):
            below, above = y + sheet.size + 4, y - 8 - (len(lines) - 1) * sheet.size * 1.2
            options += [Label(lines, right, at, "end", "la", sheet.size) for at in (below, above)]
        layout.must(options)


def _expected(layout: Layout, chart: Chart, frame: Frame) -> None:
    """The name at the curve's end; where that is out of the picture, at its edge, with the number and which way."""
    expected, sheet = chart.expected, frame.sheet
    if expected is None or not sheet.is_full:
        return
    low, high = frame.scale.low, frame.scale.high
    time, value = expected.line[-1]
    pieces = shown_line(expected, low, high)
    if low <= value <= high and pieces:
        text, spot = expected.text, pieces[-1][-1]
    else:
        text = f"{expected.dated}, {expected.above if value > high else expected.below}"
        spot = pieces[-1][-1] if pieces else (time, high if value > high else low)
    lines = wrapped(text, sheet.size, sheet.label_width)
    layout.must(list(around(lines, *frame.at(spot), frame, "l2", (*RIGHT, "upper left", "lower left"))))


def _distance(layout: Layout, chart: Chart, frame: Frame) -> None:
    sheet, distance = frame.sheet, chart.distance
    if distance is None or not sheet.is_full:
        return
    text = distance.short if sheet.is_short else distance.text
    x, start, end = frame.x(distance.x), frame.y(distance.start), frame.y(distance.end)
    size = SMALL if sheet.is_short else sheet.size
    classes = "s" if sheet.is_short else "l2"
    heights = [start + (end - start) * part + 5 for part in (0.5, 0.35, 0.65)]
    layout.must(
        [Label((text,), x + sheet.reach, y, "start", classes, size) for y in heights]
        + [Label((text,), x - 10, y, "end", classes, size) for y in heights]
    )


def _keys(layout: Layout, chart: Chart, frame: Frame) -> None:
    """The baseline in bold, lone periods with their year; a small drawing names its first number only."""
    joined = {corner[0] for segment in chart.segments if segment.kind != "projection" for corner in segment.corners}
    keys = [point for point in chart.points if point.is_key and not point.tone]
    if not frame.sheet.is_full:
        keys = [point for point in keys if point is chart.points[0] or point.value is None]
    for point in keys:
        is_lone = point.x not in joined and point.value is not None
        x, y = frame.x(point.x), frame.zero - 17 if point.value is None else frame.y(point.value)
        is_dated = is_lone and not frame.sheet.is_short and not chart.axis.boundaries
        text = point.dated if is_dated else point.text
        classes = "l2" if not frame.sheet.is_full or point.value is None else "" if is_lone else "lb"
        places = key_wishes(point, is_lone, chart)
        layout.must(list(around((text,), x, y, frame, classes, places)))


def _gaps(layout: Layout, chart: Chart, frame: Frame) -> None:
    sheet = frame.sheet
    between = [gap for gap in chart.gaps if not gap.is_after]
    for gap in between:
        x, width = (frame.x(gap.start) + frame.x(gap.end)) / 2, _gap_width(gap, chart, frame)
        fits = text_width(gap.text, SMALL) <= width * _ROOMY
        is_one_year = gap.start == gap.end and not chart.axis.boundaries
        text = gap.text if fits or is_one_year else gap.short
        low = [Label((text,), x, sheet.bottom - up, "middle", "l2 s", SMALL) for up in (12, 28, 44)]
        if gap.end > gap.start and gap.end - gap.start > 1.5:
            options = low
        else:
            y = _height_at(gap, chart, frame)
            options = [Label((text,), x, at, "middle", "l2 s", SMALL) for at in (y + 22, y - 14)] + low
        is_told = fits or not chart.axis.boundaries
        if sheet.is_full and is_told and len(between) <= _MOST_GAPS:
            layout.must(options)
        elif sheet.is_full:
            layout.may(options)
        elif is_one_year and len(text) <= _SHORT_TEXT:
            layout.must(options)
        elif fits:
            layout.may(options)


def _beside(layout: Layout, chart: Chart, frame: Frame) -> None:
    for one in chart.compared:
        if one.points and one.points[-1].value is not None:
            x, y = frame.x(one.points[-1].x), frame.y(one.points[-1].value)
            layout.must(list(around((one.name,), x, y, frame, "l2", RIGHT)))


def _path_name(layout: Layout, chart: Chart, frame: Frame) -> None:
    """Two short lines beside the path, on the side that is free; left out where there is none."""
    if not chart.path:
        return
    (x0, y0), (x1, y1) = frame.at(chart.path[0]), frame.at(chart.path[-1])
    if len(chart.path) > 2:
        return
    lines = wrapped(chart.path_name, frame.sheet.size, 70)
    rise = (len(lines) - 1) * frame.sheet.size * 1.2
    options = []
    for part in (0.45, 0.38, 0.52, 0.31, 0.59, 0.66, 0.24, 0.73, 0.8, 0.17):
        x, y = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
        below, above = y + 20, y - 10 - rise
        sides = ((x - 8, below, "end"), (x + 8, above, "start"))
        if y1 < y0:
            sides = ((x + 8, below, "start"), (x - 8, above, "end"))
        options += [Label(lines, left, at, anchor, "la", frame.sheet.size) for left, at, anchor in sides]  # type: ignore[arg-type]
    layout.may(options)


def _others(layout: Layout, chart: Chart, frame: Frame) -> None:
    """Every other number that there is room for: the highest, the lowest, then back in time."""
    rest = [p for p in chart.points if not p.is_key and not p.tone and p.value is not None and p.kind != "projection"]
    by_value = sorted(rest, key=lambda point: point.value or 0.0)
    # Where points run together no number finds room between them, and thousands would be tried in vain.
    is_crowded = len(chart.points) * _LEAST_APART > frame.right - frame.sheet.inset
    for point in dict.fromkeys([*by_value[-1:], *by_value[:1], *(() if is_crowded else reversed(rest))]):
        x, y = frame.x(point.x), frame.y(point.value or 0.0)
        layout.may(list(around((point.text,), x, y, frame, "", wishes(point, chart))))


def _gap_width(gap: Gap, chart: Chart, frame: Frame) -> float:
    before = max((p.x for p in chart.points if p.x < gap.start), default=gap.start)
    after = min((p.x for p in chart.points if p.x > gap.end), default=gap.end)
    return frame.x(after) - frame.x(before)


def _height_at(gap: Gap, chart: Chart, frame: Frame) -> float:
    """Where the number would have stood: between its neighbours."""
    middle = (gap.start + gap.end) / 2
    known = [point for point in chart.points if point.value is not None]
    before = max((p for p in known if p.x < middle), key=lambda p: p.x, default=None)
    after = min((p for p in known if p.x > middle), key=lambda p: p.x, default=None)
    values = [point.value or 0.0 for point in (before, after) if point]
    return frame.y(sum(values) / len(values)) if values else frame.zero - 20
