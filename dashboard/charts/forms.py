"""A few numbers are not a curve: one baseline, places side by side in one period, two counts as bars."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.charts.elements import dot, drawing, element, line, polyline, text, verdict_shape
from dashboard.charts.layout import Box, Label, Layout
from dashboard.charts.marks import Chart, Point
from dashboard.charts.sheets import Sheet
from dashboard.charts.text_size import text_width, wrapped

_EDGE = 8.0
_ROW = 40.0
_BAR = 9.0
_WIDEST = 640.0  # a line of two dots across a whole page cannot be read as one
_COMPARED_HEIGHT, _BASELINE_HEIGHT = 100.0, 150.0


def small_form(chart: Chart, sheet: Sheet) -> str:
    """The drawing of a chart whose form is not a path; as wide as the sheet, only as high as it needs to be."""
    height, parts, labels = _built(chart, sheet)
    parts = [*parts, *(part for label in labels for part in text(label))]
    return drawing(sheet.width, height, sheet.classes, chart.aria, parts, not sheet.is_full, behind=chart.made_up)


def form_labels(chart: Chart, sheet: Sheet) -> list[Label]:
    """The labels of the same picture, for whoever checks that none meet."""
    return _built(chart, sheet)[2]


def form_height(chart: Chart, sheet: Sheet) -> float:
    return _built(chart, sheet)[0]


def _built(chart: Chart, sheet: Sheet) -> tuple[float, list[str], list[Label]]:
    match chart.form:
        case "bars":
            return _bars(chart, sheet)
        case "compared":
            return _compared(chart, sheet)
    return _baseline(chart, sheet)


def _bars(chart: Chart, sheet: Sheet) -> tuple[float, list[str], list[Label]]:
    """One bar a period, the latest in ink: length from zero, the number at its end."""
    parts, labels = [], []
    size = sheet.size
    most = max((point.value or 0.0 for point in chart.points), default=0.0) or 1.0
    number = max(text_width(point.text, size, bold=True) for point in chart.points)
    length = min(sheet.width, _WIDEST) - _EDGE - 8 - number - 2
    for row, point in enumerate(chart.points):
        y = 16 + row * _ROW
        width = length * (point.value or 0.0) / most
        colour = "var(--ink)" if point.tone else "var(--ink-2)"
        labels.append(Label((point.period,), _EDGE, y, "start", "l2", size))
        parts.append(element("rect", class_="bar", x=_EDGE, y=y + 6, width=width, height=_BAR, style=f"fill:{colour}"))
        place = (_EDGE + width + 8, y + 15)
        labels.append(Label((point.text,), *place, "start", "lb" if point.tone else "", size))
    height = 24 + len(chart.points) * _ROW
    note = ", ".join(gap.text for gap in chart.gaps if gap.is_after)
    if note and sheet.is_full:
        lines = wrapped(note, size, sheet.width - 2 * _EDGE)
        labels.append(Label(lines, _EDGE, height + 4, "start", "l2", size))
        height += 20 * len(lines)
    return height, parts, labels


def _compared(chart: Chart, sheet: Sheet) -> tuple[float, list[str], list[Label]]:
    """All places on one line from zero: ours filled, the others hollow."""
    y, own = 46.0, chart.points[0]
    others = [(one.name, point) for one in chart.compared for point in one.points if point.x == own.x]
    values = [point.value or 0.0 for point in (own, *(point for _, point in others))]
    low, high = min(0.0, *values), max(0.0, *values)
    right = min(sheet.width, _WIDEST) * 0.8

    def x(value: float) -> float:
        return _EDGE + (value - low) / ((high - low) or 1.0) * (right - _EDGE)

    spots = [x(value) for value in values]
    parts = [line("net", _EDGE, y, right, y), line("akse", min(spots), y, max(spots), y)]
    parts += [
        element("circle", class_="forel sml", cx=x(point.value or 0.0), cy=y, r=5, style="stroke:var(--ink-2)")
        for _, point in others
    ]
    parts.append(dot("pkt", x(own.value or 0.0), y, 6))
    layout = Layout(Box(0, 0, sheet.width, _COMPARED_HEIGHT))
    for spot in spots:
        layout.around(spot, y, 7)
    name = chart.subject.split(",")[0]
    _name(layout, (x(own.value or 0.0), y), own.text, name[:1].upper() + name[1:], "lb", sheet)
    for other, point in others:
        _name(layout, (x(point.value or 0.0), y), point.text, other[:1].upper() + other[1:], "l2", sheet)
    return _COMPARED_HEIGHT, parts, layout.labels


def _name(layout: Layout, spot: tuple[float, float], number: str, name: str, classes: str, sheet: Sheet) -> None:
    """The number above its dot and the place below it; side by side where two dots are close."""
    x, y = spot
    size = sheet.size
    lines = wrapped(name, size, 150.0)
    plain = classes if classes == "l2" else ""
    layout.must(
        [Label((number,), x, y - 14, "middle", classes, size)]
        + [Label((number,), x + side, y - 14, "end" if side < 0 else "start", classes, size) for side in (4, -4)]
    )
    layout.must(
        [Label(lines, x, y + 24, "middle", plain, size)]
        + [Label(lines, x + side, y + 24, "end" if side < 0 else "start", plain, size) for side in (4, -4)]
    )


def _baseline(chart: Chart, sheet: Sheet) -> tuple[float, list[str], list[Label]]:
    """One number is known; and where it is to go, without a deadline."""
    height = sheet.height if not sheet.is_full else _BASELINE_HEIGHT
    bottom, top, end = height - 22, 26.0, min(sheet.width, _WIDEST) * 0.86
    point = chart.points[0]
    values = [point.value or 0.0, *(target.value for target in chart.open_targets)]
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = low + 1.0

    def y(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - top)

    parts = [line("net", _EDGE - 2, y(0.0), end, y(0.0))]
    layout = Layout(Box(0, 0, sheet.width, height))
    layout.around(14, y(point.value or 0.0), 7)
    layout.fix(_latest_label(point, y(point.value or 0.0), sheet))
    layout.fix(Label((point.period,), _EDGE - 2, height - 5, "start", "l2", sheet.size))
    for target in chart.open_targets:
        at = y(target.value)
        parts += list(_arrow(at, end, target.has_arrow))
        layout.along([(60, at), (end, at)])
        lines = wrapped(target.short if sheet.is_short else target.text, sheet.size, end - 60)
        rise = (len(lines) - 1) * sheet.size * 1.2
        layout.must(
            [
                Label(lines, end, at - 9 - rise, "end", "la", sheet.size),
                Label(lines, end, at + sheet.size + 4, "end", "la", sheet.size),
            ]
        )
    if point.tone:
        parts.append(verdict_shape(point.tone, 14, y(point.value or 0.0), 6))
    return height, parts, layout.labels


def _arrow(y: float, end: float, has_head: bool) -> Iterator[str]:
    yield polyline("maallinje", [(60, y), (end, y)])
    if has_head:
        yield polyline("maallinje", [(end - 5.5, y - 4.5), (end, y), (end - 5.5, y + 4.5)])


def _latest_label(point: Point, y: float, sheet: Sheet) -> Label:
    return Label((point.text,), 27, y + 4, "start", "lb", sheet.size)
