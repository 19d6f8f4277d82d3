"""How sure a verdict is: what would make it another, what was expected, whether it is more than chance, how fresh."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.visit import Visit
from store.published import PublishedSeries

# In this order; the other methods have a table of their own.
_SHOWN = ("fragile", "steady", "forecast", "signal", "pace", "stale", "provisional", "partial", "stopped")


def assurance(series: PublishedSeries, visit: Visit) -> Component | None:
    """The sentences beside the verdict, each about one thing; nothing where there is none."""
    said = series.verdict.get("beside") or {}
    sentences = [said[name][visit.language] for name in _SHOWN if name in said]
    if not sentences:
        return None
    return html.Div(
        [
            html.H3(visit.say("Holder vurderingen?", "Does the verdict hold?")),
            html.Ul([html.Li(text) for text in sentences], className="punkter"),
        ]
    )
