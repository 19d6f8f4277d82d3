"""The same chart for plotly, as plain dicts: what a pointer finds, it says in the table's words.

Colours are names of the stylesheet's tokens ("--ink"); the page's script puts in the colours of the scheme in use. Marks
stand in years and values; labels stand where the widest drawing has them, so that both look the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from config.language import Language
from dashboard.charts.curve import arrow_start, framed
from dashboard.charts.curve_labels import lay_out
from dashboard.charts.header import Named
from dashboard.charts.layout import Label
from dashboard.charts.marks import Chart, Point, SegmentKind
from dashboard.charts.sheets import SHEETS, SMALL, Frame
from dashboard.charts.text_size import LINE
from dashboard.charts.ticks import chosen_ticks
from progress.words import Tone

Json = dict[str, Any]
_SHEET = SHEETS["bred"]
_LINES: dict[SegmentKind, Json] = {
    "measured": {"color": "--ink", "width": 2.5},
    "break": {"color": "--ink-2", "width": 1.25},
    "projection": {"color": "--ink-2", "width": 1.75, "dash": "1.5px,4px"},
}
_SYMBOLS: dict[Tone, tuple[str, float]] = {
    "god": ("circle", 15),
    "fart": ("triangle-right", 16),
    "langsom": ("diamond", 17),
    "ikke": ("square", 13.5),
    "uden": ("circle", 14),
}
_PROMISED = {"color": "--accent", "width": 1.75}
_DOTTED = {"color": "--ink-2", "width": 1, "dash": "2px,3px"}
_SEPARATORS = {"da": ",.", "en": ".,"}


def figure_config(language: Language) -> Json:
    """How plotly behaves: nothing to click, only to point at."""
    return {"displaylogo": False, "displayModeBar": False, "locale": language, "responsive": True}


def plotly_figure(chart: Chart) -> Json | None:
    """The curve as a plotly figure; None for a form of a few numbers, in which there is nothing to explore."""
    if chart.form != "path":
        return None
    frame, named = framed(chart, _SHEET)
    labels = lay_out(chart, frame, named)
    traces = [*_promised(chart, frame), *_measured(chart), *_points(chart, frame)]
    return {"data": traces, "layout": _layout(chart, frame, named, labels)}


def _promised(chart: Chart, frame: Frame) -> Iterator[Json]:
    if chart.path:
        yield _line("path", list(chart.path), {**_PROMISED, "dash": "5px,4px"})
    end = frame.time(_SHEET.width - 6)
    for target in chart.open_targets:
        start = frame.time(arrow_start(chart, frame) if target.has_arrow else 0.0)
        yield _line("open target", [(start, target.value), (end, target.value)], _PROMISED)
    if chart.distance:
        x, tone = chart.distance.x, chart.distance.tone
        corners = [(x, chart.distance.start), (x, chart.distance.end)]
        yield _line("distance", corners, {"color": f"--{tone}", "width": 2})
    if chart.rings:
        yield {
            **_dots("target", [ring.x for ring in chart.rings], [ring.value for ring in chart.rings]),
            "marker": {"size": 11, "color": "--paper", "line": {"color": "--accent", "width": 2.25}},
            "hoverinfo": "skip",
        }


def _measured(chart: Chart) -> Iterator[Json]:
    for one in chart.compared:
        for segment in one.segments:
            yield _line("compared line", list(segment.corners), _LINES["break"])
        shown = [point for point in one.points if point.value is not None]
        yield {
            **_dots("compared", [point.x for point in shown], [point.value for point in shown]),
            "marker": {"size": 7, "color": "--paper", "line": {"color": "--ink-2", "width": 2}},
            **_hover(chart, shown, one.name),
        }
    for segment in chart.segments:
        yield _line(segment.kind, list(segment.corners), _LINES[segment.kind])


def _points(chart: Chart, frame: Frame) -> Iterator[Json]:
    """One trace a kind; the latest is the verdict's shape. A hidden count is a box (a shape) that can be pointed at."""
    markers: dict[str, Json] = {
        "final": {"size": 8, "color": "--ink", "line": {"color": "--paper", "width": 1.5}},
        "provisional": {"size": 8.4, "color": "--paper", "line": {"color": "--ink", "width": 2}},
        "projection": {"size": 6, "color": "--ink-2", "line": {"color": "--paper", "width": 1.5}},
        "suppressed": {"size": 14, "color": "--paper", "opacity": 0},
    }
    for kind, marker in markers.items():
        shown = [point for point in chart.points if point.kind == kind and not point.tone]
        if shown:
            heights = [frame.value(frame.zero - 10) if point.value is None else point.value for point in shown]
            yield {**_dots(kind, [point.x for point in shown], heights), "marker": marker, **_hover(chart, shown)}
    if chart.latest and chart.latest.tone:
        symbol, size = _SYMBOLS[chart.latest.tone]
        tone = f"--{chart.latest.tone}"
        is_open = chart.latest.tone == "uden"
        marker = {
            "symbol": symbol,
            "size": size,
            "color": "--paper" if is_open else tone,
            "line": {"color": tone if is_open else "--paper", "width": 2 if is_open else 1.5},
        }
        shown = [chart.latest]
        yield {
            **_dots("latest", [chart.latest.x], [chart.latest.value]),
            "marker": marker,
            **_hover(chart, shown),
        }


def _layout(chart: Chart, frame: Frame, named: list[Named], labels: list[Label]) -> Json:
    ticks = chosen_ticks(chart.axis, frame)
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
        "margin": {"l": 0, "r": 0, "t": 0, "b": _SHEET.height - _SHEET.bottom},
        "xaxis": {
            "range": [frame.time(0.0), frame.time(_SHEET.width)],
            "tickvals": [tick.x for tick in ticks],
            "ticktext": [tick.text for tick in ticks],
            "tickfont": small,
            "ticks": "outside",
            "ticklen": 5,
            "tickcolor": "--ink-2",
            "showgrid": False,
            "zeroline": False,
            "showspikes": False,
            "fixedrange": True,
            "unifiedhovertitle": {"text": "%{customdata[0]}"},
        },
        "yaxis": {
            "range": [frame.scale.low, frame.value(0.0)],
            "tickvals": list(frame.scale.steps),
            "ticktext": [escape(label.lines[0]) for label in values],
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
    zero = frame.value(frame.zero)
    ends = {"x0": frame.time(0.0), "x1": frame.time(_SHEET.width)}
    for one in named:
        span = {"y0": frame.scale.low, "y1": frame.value(one.top), "layer": "below"}
        start, end = one.happening.start, one.happening.end
        if end is not None:
            yield {"type": "rect", "x0": start, "x1": end, **span, "fillcolor": "--tint", "line": {"width": 0}}
        else:
            yield {"type": "line", "x0": start, "x1": start, **span, "line": _DOTTED}
    yield {"type": "line", **ends, "y0": zero, "y1": zero, "layer": "below", "line": {"color": "--ink-2", "width": 1}}
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
        if gap.is_after:
            below = -28 / _SHEET.bottom
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
        if label.role in ("time", "value"):
            continue
        classes = label.classes.split()
        middle = label.y + (len(label.lines) - 1) * label.size * LINE / 2 - label.size * 0.33
        is_below = label.role == "below"
        colour = "--accent" if "la" in classes else "--ink-2" if "l2" in classes else "--ink"
        yield {
            "x": frame.time(label.x),
            "y": 1 - middle / _SHEET.bottom if is_below else frame.value(middle),
            **({"yref": "paper"} if is_below else {}),
            "text": "<br>".join(escape(line) for line in label.lines),
            "showarrow": False,
            "xanchor": {"start": "left", "middle": "center", "end": "right"}[label.anchor],
            "yanchor": "middle",
            "align": {"start": "left", "middle": "center", "end": "right"}[label.anchor],
            "borderpad": 0,
            "font": {"size": label.size, "color": colour, **({"weight": 600} if "lb" in classes else {})},
        }


def _arrows(chart: Chart, frame: Frame) -> Iterator[Json]:
    """The open head of a target without a deadline."""
    for target in chart.open_targets:
        if target.has_arrow:
            yield {
                "x": frame.time(_SHEET.width - 6),
                "y": target.value,
                "ax": -14,
                "ay": 0,
                "text": "",
                "showarrow": True,
                "arrowhead": 3,
                "arrowsize": 1.4,
                "arrowwidth": 1.75,
                "arrowcolor": "--accent",
            }


def _line(kind: str, corners: list[tuple[float, float]], style: Json) -> Json:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": kind,
        "x": [corner[0] for corner in corners],
        "y": [corner[1] for corner in corners],
        "line": dict(style),
        "hoverinfo": "skip",
    }


def _dots(kind: str, times: list[float], values: list[Any]) -> Json:
    return {"type": "scatter", "mode": "markers", "name": kind, "x": times, "y": values, "cliponaxis": False}


def _hover(chart: Chart, points: list[Point], place: str = "") -> Json:
    """Period, value with its unit, status: the words of the table, and no more."""
    before = f"{escape(place)}: " if place else ""
    texts = []
    for point in points:
        unit = chart.axis.unit
        value = point.text if point.value is None or not unit or unit in point.text else f"{point.text} {unit}"
        status = "" if point.value is None else f" · {point.status}"
        texts.append([escape(point.period), before + escape(value + status)])
    return {"customdata": texts, "hovertemplate": "%{customdata[1]}<extra></extra>"}
