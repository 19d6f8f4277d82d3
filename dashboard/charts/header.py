"""The rows above the curve that name events and breaks."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.layout import Label
from dashboard.charts.marks import Chart, Happening
from dashboard.charts.sheets import SMALL, Frame, Sheet
from dashboard.charts.text_size import text_width, wrapped

ROW = 18.0
_FIRST = 15.0
_MOST_WIDTH = 430.0
_BETWEEN = 14.0


@dataclass(frozen=True, slots=True)
class Named:
    """One event with its label, and where its line or zone begins below it."""

    happening: Happening
    label: Label
    top: float


def header(chart: Chart, sheet: Sheet, frame: Frame) -> list[Named]:
    """Each label as high as there is room, over its own line or zone where it can."""
    rows: list[list[tuple[float, float]]] = []
    found = []
    for one in sorted(chart.happenings, key=lambda one: one.start):
        left, right = edges(one, sheet, frame)
        lines = wrapped(one.text, SMALL, min(_MOST_WIDTH, sheet.width))
        width = max(text_width(part, SMALL) for part in lines)
        start = _start(one, (left, right), width, sheet)
        row = _free_row(rows, start, start + width, len(lines))
        y = _FIRST + row * ROW
        found.append(
            Named(one, Label(lines, start, y, classes="l2 s", size=SMALL, role="header"), y + (len(lines) - 1) * 15 + 6)
        )
    return found


def rows_height(named: list[Named]) -> float:
    return max((one.top for one in named), default=0.0)


def edges(one: Happening, sheet: Sheet, frame: Frame) -> tuple[float, float]:
    left = max(frame.x(one.start), 0.0)
    right = left if one.end is None else min(frame.x(one.end), sheet.width)
    return left, right


def _start(one: Happening, span: tuple[float, float], width: float, sheet: Sheet) -> float:
    """A zone's label over its middle; a line's label to its left where there is room."""
    left, right = span
    wish = (left + right - width) / 2 if one.end is not None else left - 6 - width
    if one.end is None and wish < 0:
        wish = left - 6 if left - 6 + width <= sheet.width else sheet.width - width
    return min(max(wish, 0.0), sheet.width - width) if width <= sheet.width else 0.0


def _free_row(rows: list[list[tuple[float, float]]], start: float, end: float, height: int) -> int:
    row = 0
    while any(
        start < taken[1] + _BETWEEN and taken[0] < end + _BETWEEN for line in rows[row : row + height] for taken in line
    ):
        row += 1
    while len(rows) < row + height:
        rows.append([])
    for line in rows[row : row + height]:
        line.append((start, end))
    return row
