"""The drawings on pages: made by `charts`, set among words here."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from config.language import Language
from dashboard.charts import svg
from dashboard.charts.description import Chart, path_chart
from dashboard.charts.figure import figure_config, figure_text, plotly_figure
from dashboard.charts.sheets import CARD, SHEETS, Sheet
from dashboard.drawing import Drawing, Plot
from dashboard.made_up import words_of
from dashboard.view import IndicatorView
from dashboard.words import sentence
from store.published import PublishedSeries

CURVE = "curve"  # where the interactive curve comes
WIDTHS: tuple[svg.Width, ...] = ("bred", "mellem", "smal")


def chart_of(view: IndicatorView, language: Language, series: PublishedSeries | None = None) -> Chart:
    """The chart of the shared series, or of one place."""
    beside = view.comparisons if series is None else ()
    chart = path_chart(view.indicator, series or view.shared, language, beside)
    words = words_of(view.alliance, language)
    if not words:
        return chart
    return replace(
        chart, made_up=words, unit_line=f"{chart.unit_line} {sentence(words)}", aria=f"{chart.aria} {sentence(words)}"
    )


def small(view: IndicatorView, language: Language) -> Component:
    """The curve of an overview."""
    return Drawing(svg.sparkline(chart_of(view, language)))


def card(view: IndicatorView, language: Language) -> Component:
    """The curve of a card; where there is room, the interactive one takes its place when it comes into view."""
    chart = chart_of(view, language)
    return html.Div(
        [Drawing(svg.card(chart)), *_plot(chart, CARD, f"{CURVE}-{view.indicator.code}")], className="kurve lille-kurve"
    )


def drawings(chart: Chart) -> list[Component]:
    """The curve in three widths, of which the stylesheet shows the one that fits."""
    return [Drawing(svg.drawing(chart, width)) for width in WIDTHS]


def large(chart: Chart, language: Language) -> Component:
    """The curve in three widths; where there is room, the interactive one takes their place."""
    return html.Div([*drawings(chart), *_plot(chart, SHEETS["bred"], CURVE)], className="kurve")


def _plot(chart: Chart, sheet: Sheet, id: str) -> list[Component]:
    figure = plotly_figure(chart, sheet)
    return [] if figure is None else [Plot(id, figure_text(figure), figure_config(chart.language), chart.aria)]
