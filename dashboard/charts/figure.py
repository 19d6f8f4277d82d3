"""The same chart for plotly, as plain dicts: what a pointer finds, it says in the table's words.

Colours are names of the stylesheet's tokens ("--ink"); the page's script puts in the colours of the scheme in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import orjson

from config.language import Language
from dashboard.charts.curve import arrow_start, planned, ring_radius
from dashboard.charts.elements import LOW, behind_size
from dashboard.charts.expected import shown_band, shown_line
from dashboard.charts.figure_layout import figure_layout
from dashboard.charts.marks import Chart, Point, SegmentKind
from dashboard.charts.sheets import SHEETS, Frame, Sheet, shows_open_targets
from progress.words import Tone

Json = dict[str, Any]
_LINES: dict[SegmentKind, Json] = {
    "measured": {"color": "--ink", "width": 2.5},
    "break": {"color": "--ink-2", "width": 1.25},
    "projection": {"color": "--ink-2", "width": 1.75, "dash": "1.5px,4px"},
}
_SYMBOLS: dict[Tone, tuple[str, float]] = {  # and the size, in radii of the drawing's shape
    "god": ("circle", 2.0),
    "fart": ("triangle-right", 1.93),
    "langsom": ("diamond", 1.8),
    "ikke": ("square", 1.8),
    "uden": ("circle", 1.87),
}
BAND_OPACITY = 0.09  # as in the stylesheet
_PROMISED = {"color": "--accent", "width": 1.75}


def figure_config(language: Language) -> Json:
    """How plotly behaves: nothing to click, only to point at."""
    return {"displaylogo": False, "displayModeBar": False, "locale": language, "responsive": True}


def plotly_figure(chart: Chart, sheet: Sheet = SHEETS["bred"]) -> Json | None:
    """A drawn curve as a plotly figure; None for a form of a few numbers, in which there is nothing to explore."""
    if chart.form != "path":
        return None
    chart, frame, named, ticks, dotted, labels = planned(chart, sheet)
    traces = [
        *_made_up(chart, frame),
        *_expected(chart, frame),
        *_promised(chart, frame),
        *_measured(chart, frame),
        *_points(chart, frame, dotted),
        *_told(chart, frame),
    ]
    return {"data": traces, "layout": figure_layout(chart, frame, named, ticks, labels)}


def figure_text(figure: Json) -> str:
    """A figure as it is sent: written at once. As lists Dash would look at each of their numbers before it does."""
    return orjson.dumps(figure).decode()


def _made_up(chart: Chart, frame: Frame) -> Iterator[Json]:
    """The words behind the picture: a trace, since an annotation would lie over the curve."""
    if chart.made_up:
        size = behind_size(frame.sheet.width)
        yield {
            "type": "scatter",
            "mode": "text",
            "name": "made up",
            "x": [frame.time(frame.sheet.width / 2)],
            "y": [frame.value(frame.sheet.height * LOW - size / 3)],
            "text": [escape(chart.made_up)],
            "textposition": "middle center",
            "textfont": {
                "family": "--serif",
                "size": behind_size(frame.sheet.width),
                "color": "--rule",
                "style": "italic",
            },
            "hoverinfo": "skip",
        }


def _expected(chart: Chart, frame: Frame) -> Iterator[Json]:
    """The band and its middle, cut where the drawing cuts them."""
    if not chart.expected or not frame.sheet.is_full:
        return
    low, high = frame.scale.low, frame.scale.high
    band = shown_band(chart.expected, low, high)
    if band:
        closed = _line("expected band", [*band, band[0]], {"width": 0})
        yield {**closed, "fill": "toself", "fillcolor": "--ink", "opacity": BAND_OPACITY}
    for piece in shown_line(chart.expected, low, high):
        yield _line("expected", piece, {"color": "--ink-2", "width": 1.25, "dash": "1px,3px"})


def _promised(chart: Chart, frame: Frame) -> Iterator[Json]:
    if chart.path:
        yield _line("path", list(chart.path), {**_PROMISED, "dash": "5px,4px"})
    sheet = frame.sheet
    if shows_open_targets(chart, sheet):
        end = frame.time(sheet.width - 6 if sheet.is_full else frame.right)
        for target in chart.open_targets:
            start = frame.time(arrow_start(chart, frame) if target.has_arrow else 0.0)
            yield _line("open target", [(start, target.value), (end, target.value)], _PROMISED)
    if chart.distance and sheet.is_full:
        x, tone = chart.distance.x, chart.distance.tone
        corners = [(x, chart.distance.start), (x, chart.distance.end)]
        yield _line("distance", corners, {"color": f"--{tone}", "width": 2})
    if chart.rings:
        size = 2 * ring_radius(sheet)
        yield {
            **_dots("target", [ring.x for ring in chart.rings], [ring.value for ring in chart.rings]),
            "marker": {"size": size, "color": "--paper", "line": {"color": "--accent", "width": 2.25}},
            "hoverinfo": "skip",
        }


def _measured(chart: Chart, frame: Frame) -> Iterator[Json]:
    for one in chart.compared:
        for segment in one.segments:
            yield _line("compared line", list(segment.corners), _LINES["break"])
        shown = [point for point in one.points if point.value is not None]
        yield {
            **_dots("compared", [point.x for point in shown], [point.value for point in shown]),
            "marker": {"size": 2 * frame.sheet.dot - 1, "color": "--paper", "line": {"color": "--ink-2", "width": 2}},
            "hoverinfo": "skip",
        }
    for segment in chart.segments:
        yield _line(segment.kind, list(segment.corners), _LINES[segment.kind])


def _points(chart: Chart, frame: Frame, dotted: list[Point]) -> Iterator[Json]:
    """One trace a kind; the latest is the verdict's shape."""
    across = 2 * frame.sheet.dot
    markers: dict[str, Json] = {
        "final": {"size": across, "color": "--ink", "line": {"color": "--paper", "width": 1.5}},
        "provisional": {"size": across + 0.4, "color": "--paper", "line": {"color": "--ink", "width": 2}},
        "projection": {"size": across - 2, "color": "--ink-2", "line": {"color": "--paper", "width": 1.5}},
        "suppressed": {"size": 14, "color": "--paper", "opacity": 0},  # the box is a shape of the layout
    }
    dotted = [point for point in dotted if not point.tone]
    for kind, marker in markers.items():
        shown = [point for point in dotted if point.kind == kind]
        if shown:
            heights = [frame.value(frame.zero - 10) if point.value is None else point.value for point in shown]
            yield {**_dots(kind, [point.x for point in shown], heights), "marker": marker, "hoverinfo": "skip"}
    if chart.latest and chart.latest.tone:
        symbol, size = _SYMBOLS[chart.latest.tone]
        tone = f"--{chart.latest.tone}"
        is_open = chart.latest.tone == "uden"
        marker = {
            "symbol": symbol,
            "size": size * frame.sheet.shape,
            "color": "--paper" if is_open else tone,
            "line": {"color": tone if is_open else "--paper", "width": 2 if is_open else 1.5},
        }
        yield {
            **_dots("latest", [chart.latest.x], [chart.latest.value]),
            "marker": marker,
            "hoverinfo": "skip",
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


def _told(chart: Chart, frame: Frame) -> Iterator[Json]:
    """What a pointer finds: one invisible trace a place, so that two periods never share a box."""
    yield _hover(chart, chart.points, frame)
    for one in chart.compared:
        yield _hover(chart, one.points, frame, one.name)


def _hover(chart: Chart, points: tuple[Point, ...], frame: Frame, place: str = "") -> Json:
    """Period, value with its unit, status: the words of the table, and no more."""
    values = [point.value for point in points]
    if None in values:
        low = frame.value(frame.zero - 10)
        values = [low if value is None else value for value in values]
    told, ending = _words(chart, points)
    start = f"{place}, " if place else ""
    return {
        **_dots("told", [point.x for point in points], values),
        "marker": {"size": 16, "color": "rgba(0,0,0,0)"},
        **({} if place else {"ids": [point.code for point in points]}),  # what `static/point.js` asks the page for
        "text": _escaped([start + point.period for point in points] if place else [point.period for point in points]),
        "customdata": _escaped(told),
        "hovertemplate": f"%{{text}}: %{{customdata}}{escape(ending)}<extra></extra>",
    }


def _words(chart: Chart, points: tuple[Point, ...]) -> tuple[list[str], str]:
    """What is said of each point, and the words that all end with: unit and status, where they are the same."""
    unit, texts = chart.axis.unit, [point.text for point in points]
    statuses = {None if point.value is None else point.status for point in points}
    status = statuses.pop() if len(statuses) == 1 else None
    if status is not None and not (unit and unit in "\n".join(texts)):  # a unit is not said twice
        ending = f" {unit} · {status}" if unit else f" · {status}"
        if "{" not in ending:  # of plotly's own language
            return texts, ending
    told = []
    for point in points:
        value = point.text if point.value is None or not unit or unit in point.text else f"{point.text} {unit}"
        told.append(value if point.value is None else f"{value} · {point.status}")
    return told, ""


def _escaped(texts: list[str]) -> list[str]:
    """All at once."""
    joined = "\x00".join(texts)
    return escape(joined).split("\x00") if joined else texts
