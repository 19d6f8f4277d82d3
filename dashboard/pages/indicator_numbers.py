"""Every number of a series, beside the curve; and those of the places it is compared with."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.change import measured
from dashboard.charts import table as figures
from dashboard.charts.wording import Words, place_name
from dashboard.parts import section, table
from dashboard.point import point_address
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from dashboard.words import capital
from store.published import PublishedSeries


def numbers(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """ "Alle tal": the table of `charts.table`."""
    rows = figures.rows(view.indicator, series, visit.language)
    if not rows:
        return None
    above = figures.headings(view.indicator, series, visit.language)
    fields = ["period", "value", "change"]
    fields += ["path", "deviation"] if figures.has_path(view.indicator, series) else []
    fields += ["expected"] if figures.has_expected(series) else []
    fields.append("status")
    head = [getattr(above, field) for field in fields]
    body = [[_cell(view, series, row, field, visit) for field in fields] for row in rows]
    label = visit.say("Datatabel", "Table of figures")
    name = visit.say("Alle tal", "All figures")
    hint = visit.say(
        "Vælg en periode for at se, hvor dens tal kommer fra.", "Choose a period to see where its figure comes from."
    )
    return section(
        "t",
        name,
        html.P(hint, className="lille"),
        table(label, head, body, numbers=range(1, len(fields) - 1), kind="tal"),
    )


def _cell(view: IndicatorView, series: PublishedSeries, row: figures.Row, field: str, visit: Visit) -> Component | str:
    text = str(getattr(row, field))
    if field == "period" and row.code in series.points.periods:
        return html.A(text, href=point_address(view, series, row.code, visit))
    return html.Span(text, className="svag") if field == "value" and row.is_quiet else text


def comparisons(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """Other places in the same periods: shown beside, not judged."""
    if series is not view.shared or not view.comparisons:
        return None
    words = Words(view.indicator, visit.language)
    rows: list[list[object]] = []
    for one in [series, *view.comparisons]:
        for period, value in measured(one):
            name = capital(place_name(one.area, visit.language))
            rows.append([name, period.label(visit.language), words.value(value)])
    head = [visit.say("Sted", "Place"), visit.say("Periode", "Period"), visit.say("Tal", "Figure")]
    note = visit.say("Vises til sammenligning og vurderes ikke.", "Shown for comparison, and not judged.")
    name = visit.say("Sammenligning", "Comparison")
    label = visit.say("Tal fra andre steder", "Figures of other places")
    return section("sa", name, html.P(note, className="lille"), table(label, head, rows, numbers=(2,)))
