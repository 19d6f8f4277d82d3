"""The drawings that stand in the first response: complete without a script, printable."""

from __future__ import annotations

from typing import Literal

from dashboard.charts.curve import curve
from dashboard.charts.forms import small_form
from dashboard.charts.marks import Chart
from dashboard.charts.sheets import CARD, SHEETS, SPARKLINE, Sheet

Width = Literal["bred", "mellem", "smal", "moede"]


def drawing(chart: Chart, width: Width) -> str:
    """The big chart, drawn for one of three widths, or for a meeting; "" where there is nothing to draw.

    The stylesheet shows the one that fits; its type is never below 12 px.
    """
    return _drawn(chart, SHEETS[width])


def sparkline(chart: Chart) -> str:
    """The curve of an alliance's row: 300 x 116."""
    return _drawn(chart, SPARKLINE)


def card(chart: Chart) -> str:
    """The curve of an indicator's card: 440 x 150."""
    return _drawn(chart, CARD)


def _drawn(chart: Chart, sheet: Sheet) -> str:
    if chart.form == "none":
        return ""
    return curve(chart, sheet) if chart.form == "path" else small_form(chart, sheet)
