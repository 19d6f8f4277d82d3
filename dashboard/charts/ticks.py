"""Which years are written below the axis."""

from __future__ import annotations

from dashboard.charts.marks import Axis, Tick
from dashboard.charts.sheets import SMALL, Frame
from dashboard.charts.text_size import text_width

_STRIDES = (1, 2, 5, 10, 20, 50, 100)
_BETWEEN = 6.0


def chosen_ticks(axis: Axis, frame: Frame) -> list[Tick]:
    """The years that must be told, then every second, fifth or tenth as there is room."""
    by_time = {round(tick.x, 6): tick for tick in axis.ticks}
    chosen: list[Tick] = []
    for time in axis.wanted:
        _take(chosen, by_time.get(round(time, 6)), frame, least=0.0)
    if frame.sheet.is_full and axis.ticks:
        for time in reversed(axis.measured):
            _take(chosen, by_time.get(round(time, 6)), frame, least=frame.sheet.spacing * 0.9)
        anchor = next((n for n, tick in enumerate(axis.ticks) if tick in chosen[:1]), 0)
        for tick in axis.ticks[anchor % _stride(axis, frame) :: _stride(axis, frame)]:
            _take(chosen, tick, frame, least=frame.sheet.spacing * 0.9)
    return sorted(chosen, key=lambda tick: tick.x)


def _stride(axis: Axis, frame: Frame) -> int:
    if len(axis.ticks) < 2:
        return 1
    apart = frame.x(axis.ticks[1].x) - frame.x(axis.ticks[0].x)
    return next((stride for stride in _STRIDES if stride * apart >= frame.sheet.spacing), _STRIDES[-1])


def _take(chosen: list[Tick], tick: Tick | None, frame: Frame, least: float) -> None:
    if tick is None or tick in chosen:
        return
    for other in chosen:
        width = (text_width(tick.text, SMALL) + text_width(other.text, SMALL)) / 2
        if abs(frame.x(tick.x) - frame.x(other.x)) < max(width + _BETWEEN, least):
            return
    chosen.append(tick)
