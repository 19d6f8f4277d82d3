"""The verdict: its key figures, the sum behind it with the indicator's own numbers, and how sure it is."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.pages.indicator_assurance import assurance
from dashboard.pages.indicator_figures import verdict_figures
from dashboard.pages.indicator_formula import formula
from dashboard.parts import key_figures, section
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from dashboard.words import listed, period_label, sentence
from store.published import PublishedSeries


def verdict_section(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """Everything about the verdict of one series."""
    if series is view.shared and not view.is_counted:
        return None
    figures = verdict_figures(view, series, visit)
    beside = html.Div([assurance(series, visit), _caveats(view, series, visit)], className="stak")
    return section(
        "d",
        visit.say("Vurderingen", "The verdict"),
        key_figures(figures) if figures else None,
        html.Div([formula(view, series, visit), beside], className="to-skaev rum"),
    )


def _caveats(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """Definition and declared gaps: what a reader must know not to be misled. Breaks and notes: `indicator_events`."""
    indicator = view.indicator
    texts = [visit.text(indicator.definition)] if indicator.definition else []
    gaps: dict[str, list[str]] = {}
    for gap in indicator.missing:
        first, last = period_label(gap.period, visit.language), period_label(gap.until or gap.period, visit.language)
        gaps.setdefault(visit.text(gap.reason), []).append(first if first == last else f"{first}–{last}")
    texts += [f"{listed(spans, visit.language)}: {reason}" for reason, spans in gaps.items()]
    if series.verdict.get("is_trailing"):
        texts.append(
            visit.say("Vurderes på summen af de seneste 12 måneder.", "Judged on the sum of the last twelve months.")
        )
    if not texts:
        return None
    return html.Div(
        [
            html.H3(visit.say("Værd at vide om tallene", "What to know about the figures")),
            html.Ul([html.Li(sentence(text)) for text in texts], className="punkter"),
        ]
    )
