"""The sums behind a verdict, line by line with the indicator's own numbers; folded with <details>, no script needed."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.parts import scrolling, verdict_word
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import DASH
from progress.words import METHOD_NAMES
from store.published import PublishedSeries

_METHODS = {name.en: code for code, name in METHOD_NAMES.items()}


def formula(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component:
    """That of the verdict, unfolded; below it, to unfold, those of what stands beside it."""
    verdict = series.verdict
    lines = verdict.get("formula") or []
    beside = [line for line in verdict.get("formula_beside") or [] if _is_asked_for(line, view)]
    version = (verdict.get("method") or {}).get("version", DASH)
    other = visit.say("Fremskrivning, skift og andre metoder med tal", "Forecast, shift and other methods with numbers")
    return html.Div(
        [
            html.H3(visit.say("Sådan er den regnet", "How it was computed")),
            folded_formula(lines, str(verdict["verdict"]), visit, is_open=True)
            if lines
            else html.P(visit.say("Kan ikke beregnes.", "Cannot be computed.")),
            _folded(other, [_row(line, visit) for line in beside]) if beside else None,
            html.P(
                [
                    visit.say(f"Metode: lineær fart, version {version}. ", f"Method: linear pace, version {version}. "),
                    html.A(visit.say("Sådan vurderer vi", "How we judge"), href=visit.link("/method")),
                ],
                className="lille luft",
            ),
        ]
    )


def folded_formula(lines: list[dict[str, Any]], code: str, visit: Visit, is_open: bool = False) -> Component:
    """The sums that led to a verdict, the last line with its shape and word."""
    name = visit.say("Formlen med tal", "The formula with numbers")
    return _folded(name, _with_verdict(lines, code, visit), is_open)


def _is_asked_for(line: dict[str, Any], view: IndicatorView) -> bool:
    """All but the sums of methods that the indicator does not ask for."""
    name = line["label"]["en"].partition(":")[0]
    return name not in _METHODS or _METHODS[name] in view.indicator.methods


def _folded(name: str, rows: list[Component], is_open: bool = False) -> Component:
    # Dash keeps an attribute of this name as it is; the browser reads it as there or not there.
    return html.Details([html.Summary(name), scrolling(name, *rows, className="formel")], open=is_open)


def _with_verdict(lines: list[dict[str, Any]], code: str, visit: Visit) -> list[Component]:
    """The last line is the rule that decided: it ends in the verdict's shape and word."""
    label, expression, _ = _parts(lines[-1], visit)
    end: list[Content] = [f"{expression.rstrip('.')}: ", verdict_word(code, visit.language)]
    return [*(_row(line, visit) for line in lines[:-1]), html.Div([html.Span(label), html.Span(end)])]


def _row(line: dict[str, Any], visit: Visit) -> Component:
    label, expression, result = _parts(line, visit)
    equals = " = " if any(sign.isdigit() for sign in result) else ": "  # a word follows, no number
    return html.Div([html.Span(label), html.Span([expression + equals, html.B(result)])])


def _parts(line: dict[str, Any], visit: Visit) -> tuple[str, str, str]:
    label, expression, result = (str(line[part][visit.language]) for part in ("label", "expression", "result"))
    return label, expression, result
