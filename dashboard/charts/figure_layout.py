"""The plotly figure's axes, zones and labels: where the widest drawing has them, so that both look the same."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from dashboard.charts.header import Named
from dashboard.charts.layout import Label
from dashboard.charts.marks import Chart, Tick
from dashboard.charts.sheets import SMALL, Frame, Sheet, shows_open_targets
from dashboard.charts.text_size import LINE

Json = dict[str, Any]
_DOTTED = {"color": "--ink-2", "width": 1, "dash": "2px,3px"}
_SIDES = {"start": "left", "middle": "center", "end": "right"}
_SEPARATORS = {"da": ",.", "en": ".,"}


def floor_of(sheet: Sheet) -> float:
    """The lowest pixel of plotly's plane: on a small sheet below the axis, for a mark on it would be cut."""
    return sheet.bottom if sheet.is_full else sheet.bottom + 8


def figure_layout(chart: Chart, frame: Frame, named: list[Named], ticks: list[Tick], labels: list[Label]) -> Json:
    """Everything of the figure but its traces.

    Args:
        frame, named, ticks, labels: of the drawing that it stands for.
    """
    sheet = frame.sheet
    values = [label for label in labels if label.role == "value"]
    small = {"size": SMALL, "color": "--ink-2"}
    return {
        "separators": _SEPARATORS[chart.language],
        "showlegend": False,
        "hovermode": "x unified",
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "--sans", "size": 14, "color": "--ink"},
        "hoverlabel": {"bgcolor": "--paper", "bordercolor": "--ink-2", "font": {"color": "--ink"}},
        "margin": {"l": 0, "r": 0, "t": 0, "b": sheet.height - floor_of(sheet)},
        "xaxis": {
            "range": [frame.time(0.0), frame.time(sheet.width)],
            "tickvals": [tick.x for tick in ticks],
            "showticklabels": sheet.is_full,  # else they are labels like all others: one at the edge would be left out
            "ticktext": [tick.text for tick in ticks],
            "tickfont": small,
            "ticks": "outside" if sheet.is_full else "",
            "ticklen": 5,
            "tickcolor": "--ink-2",
            "showgrid": False,
            "zeroline": False,
            "showspikes": False,
            "fixedrange": True,
            "unifiedhovertitle": {"text": escape(chart.subject[:1].upper() + chart.subject[1:])},
        },
        "yaxis": {
            "range": [frame.value(floor_of(sheet)), frame.value(0.0)],
            "tickvals": list(frame.scale.steps),
            "ticktext": [escape(label.lines[0]) for label in values],
            "showticklabels": bool(values),
            "tickfont": small,
            "ticklabelposition": "inside top",
            "side": "right" if values and values[0].anchor == "end" else "left",
            "gridcolor": "--rule",
            "zeroline": False,
            "fixedrange": True,
        },
        "shapes": list(_shapes(chart, frame, named)),
        "annotations": [*_annotations(labels, frame), *_arrows(chart, frame)],
    }


def _shapes(chart: Chart, frame: Frame, named: list[Named]) -> Iterator[Json]:
    zero, sheet = frame.value(frame.zero), frame.sheet
    ends = {"x0": frame.time(0.0), "x1": frame.time(sheet.width)}
    colour = "--ink-2"
    if not sheet.is_full:
        ends, colour = {"x0": frame.time(sheet.inset), "x1": frame.time(frame.right)}, "--rule"
    for one in named:
        span = {"y0": frame.scale.low, "y1": frame.value(one.top), "layer": "below"}
        start, end = one.happening.start, one.happening.end
        if end is not None:
            yield {"type": "rect", "x0": start, "x1": end, **span, "fillcolor": "--tint", "line": {"width": 0}}
        else:
            yield {"type": "line", "x0": start, "x1": start, **span, "line": _DOTTED}
    yield {"type": "line", **ends, "y0": zero, "y1": zero, "layer": "below", "line": {"color": colour, "width": 1}}
    for point in chart.points:
        if point.value is None:
            yield {
                "type": "rect",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": point.x,
                "yanchor": zero,
                "x0": -10,
                "x1": 10,
                "y0": 3,
                "y1": 17,
                "line": {"color": "--ink-2", "width": 1.5, "dash": "3px,2px"},
            }
    for gap in chart.gaps:
        if gap.is_after and sheet.is_full:
            below = -28 / sheet.bottom
            half = max(10.0, (frame.x(1.0) - frame.x(0.0)) * 0.35) / (frame.x(1.0) - frame.x(0.0))
            yield {
                "type": "line",
                "yref": "paper",
                "x0": gap.start - half,
                "x1": gap.end + half,
                "y0": below,
                "y1": below,
                "line": _DOTTED,
            }


def _annotations(labels: list[Label], frame: Frame) -> Iterator[Json]:
    for label in labels:
        if label.role == "value" or (label.role == "time" and frame.sheet.is_full):
            continue
        classes = label.classes.split()
        middle = label.y + (len(label.lines) - 1) * label.size * LINE / 2 - label.size * 0.33
        is_below = label.role in ("below", "time")
        colour = "--accent" if "la" in classes else "--ink-2" if "l2" in classes else "--ink"
        yield {
            "x": frame.time(label.x),
            "y": 1 - middle / floor_of(frame.sheet) if is_below else frame.value(middle),
            **({"yref": "paper"} if is_below else {}),
            "text": escape("\n".join(label.lines)).replace("\n", "<br>"),
            "showarrow": False,
            "xanchor": _SIDES[label.anchor],
            "yanchor": "middle",
            "align": _SIDES[label.anchor],
            "borderpad": 0,
            "font": {"size": label.size, "color": colour, **({"weight": 600} if "lb" in classes else {})},
        }


def _arrows(chart: Chart, frame: Frame) -> Iterator[Json]:
    """The open head of a target without a deadline."""
    sheet = frame.sheet
    for target in chart.open_targets if shows_open_targets(chart, sheet) else ():
        if target.has_arrow:
            yield {
                "x": frame.time(sheet.width - 6 if sheet.is_full else frame.right),
                "y": target.value,
                "ax": -14,
                "ay": 0,
                "text": "",
                "showarrow": True,
                "arrowhead": 3,
                "arrowsize": 1.1,
                "arrowwidth": 1.75,
                "arrowcolor": "--accent",
            }
