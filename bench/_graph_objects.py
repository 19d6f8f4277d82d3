"""Figures as plotly.graph_objects makes them: every part checked by a class of its own."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


def built(figure: dict[str, Any]) -> go.Figure:
    """A figure made of graph_objects, one for each trace."""
    traces = [go.Scatter(**{name: value for name, value in one.items() if name != "type"}) for one in figure["data"]]
    return go.Figure(data=traces, layout=go.Layout(**figure["layout"]))
