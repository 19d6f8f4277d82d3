"""The numbers of the gridlines, on the side of the curve where they are in nobody's way."""

from __future__ import annotations

from config.language import format_number
from dashboard.charts.layout import Label, Layout
from dashboard.charts.marks import Chart
from dashboard.charts.sheets import SMALL, Frame


def fix_values(layout: Layout, chart: Chart, frame: Frame) -> None:
    """Above every gridline its number; the unit on the top one only."""
    left, right = (_labels(chart, frame, is_left) for is_left in (True, False))

    def met(labels: list[Label]) -> int:
        crossed = sum(layout.crossings(label.box) for label in labels)
        return crossed + sum(label.box.meets(mark) for label in labels for mark in layout.taken)

    for label in left if met(left) <= met(right) else right:
        layout.fix(label)


def _labels(chart: Chart, frame: Frame, is_left: bool) -> list[Label]:
    steps = frame.scale.steps
    x = 0.0 if is_left else frame.sheet.width
    found = []
    for step in steps:
        text = format_number(step, chart.language)
        if step == steps[-1] and chart.axis.unit:
            text += f"\u00a0{chart.axis.unit}"
        found.append(Label((text,), x, frame.y(step) - 5, "start" if is_left else "end", "l2 s", SMALL, "value"))
    return found
