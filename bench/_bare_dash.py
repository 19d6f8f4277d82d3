"""What most people would write: a Dash page of twelve charts with Dash's defaults and plotly.graph_objects.

Run by gunicorn as `bench._bare_dash:server`. BENCH_FIGURES names a file with the figures as JSON; BENCH_CONSTANT=1
makes the callback return the same ready dicts every time (the floor of any callback), else it builds them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import dash
from dash import Input, Output, dcc, html

from bench._graph_objects import built

FIGURES: list[dict[str, Any]] = json.loads(Path(os.environ["BENCH_FIGURES"]).read_text(encoding="utf-8"))
IS_CONSTANT = os.environ.get("BENCH_CONSTANT") == "1"

app = dash.Dash(__name__)
server = app.server
app.layout = html.Div(
    [
        html.H1("Fremdrift"),
        dcc.Dropdown(id="alliance", options=[f"bench-{number}" for number in range(10)], value="bench-0"),
        html.Div([dcc.Graph(id=f"g{number}", style={"height": 260}) for number in range(len(FIGURES))]),
    ]
)


@app.callback([Output(f"g{number}", "figure") for number in range(len(FIGURES))], Input("alliance", "value"))
def show(_: str) -> list[Any]:
    return FIGURES if IS_CONSTANT else [built(one) for one in FIGURES]


server.test_client().get("/")  # or the first requests, when they come at once, find no libraries registered
