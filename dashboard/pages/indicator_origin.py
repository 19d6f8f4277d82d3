"""Where a number comes from: the source, the file, the sheet, the cell, who delivered it and when."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import format_moment
from dashboard.charts.timeline import period_or_none
from dashboard.charts.wording import Words
from dashboard.pages.declared_lines import declared_lines
from dashboard.parts import scrolling, section
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import organisation_name, period_label, sentence
from store.published import PublishedSeries
from store.submissions import Submission, read_submission


def source_line(view: IndicatorView, series: PublishedSeries, before: str | None, visit: Visit) -> list[Content]:
    """ "Kilde: Danmarks Statistik. Opdateret 23. november 2026 kl. 03.30.", and what the alliance says of it."""
    place = _latest(series)
    known = series.points.sources[place] if place is not None else None
    source = known or view.indicator.source or visit.say("ikke oplyst", "not given")
    parts: list[Content] = [sentence(f"{visit.say('Kilde', 'Source')}: {source}")]
    if before:
        parts.append(html.Span(f" {before}", className="foer"))  # the widest drawing shows it
    submission = _submission(series, place, visit)
    if submission is not None:
        parts.append(
            sentence(f" {visit.say('Opdateret', 'Updated')} {format_moment(submission.received_at, visit.language)}")
        )
    if view.alliance.disclaimer:
        parts.append(sentence(f" {visit.text(view.alliance.disclaimer)}"))
    return parts


def origin(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """The latest value, back to its cell."""
    place = _latest(series)
    heading = visit.say("Hvor kommer tallet fra?", "Where does the figure come from?")
    said = declared_lines(view, series, visit)
    if place is None:
        return section("h", heading, *said) if said else None
    submission = _submission(series, place, visit)
    if submission is None:
        return section(
            "h",
            heading,
            html.P(
                visit.say(
                    "Tallet er regnet ud af flere steders tal, som hver kan føres tilbage til en celle i en fil.",
                    "Computed from the figures of several places, each of which leads back to a cell in a file.",
                )
            ),
        )
    return section(
        "h",
        heading,
        html.Div(
            [_cell(view, series, place, submission, visit), _words(view, submission, visit)], className="to-skaev"
        ),
        *said,
    )


def _cell(view: IndicatorView, series: PublishedSeries, place: int, submission: Submission, visit: Visit) -> Component:
    """The cell as it lies in its sheet: its column, its row, its number."""
    points = series.points
    sheet, cell, value = points.sheets[place], points.cells[place], points.values[place]
    period = period_label(points.periods[place], visit.language)
    caption: list[Content] = [html.Code(submission.filename)]
    caption += [visit.say(f", ark »{sheet}«", f", sheet “{sheet}”")] if sheet else []
    caption += [visit.say(", celle ", ", cell "), html.B(cell)] if cell else []
    if not cell:  # the file holds it, and could not be opened again to see where
        stands = visit.say("Tallet står i filen; cellen er ikke noteret.", "The file holds it; the cell was not noted.")
        return html.Div([html.P(caption, className="lille"), html.P(stands)])
    letters, digits = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    number = Words(view.indicator, visit.language).number(value) if value is not None else ""
    hidden = html.Span(visit.say("Række", "Row"), className="skjult")
    table = html.Table(
        [
            html.Thead(html.Tr([html.Th(hidden, scope="col"), html.Th(letters, scope="col")])) if letters else None,
            html.Tbody(html.Tr([html.Th(digits, scope="row"), html.Td(html.Mark(number), className="t her")])),
        ],
        className="ark",
    )
    return html.Div(
        [
            html.P(caption, className="lille"),
            scrolling(visit.say("Udsnit af filen", "Part of the file"), table),
            html.P(
                visit.say(
                    f"Tallet for {period}, det seneste på kurven.", f"The figure for {period}, the latest on the curve."
                ),
                className="lille luft",
            ),
        ]
    )


def _words(view: IndicatorView, submission: Submission, visit: Visit) -> Component:
    who = organisation_name(view.alliance, submission.organisation, visit.language)
    when = format_moment(submission.received_at, visit.language)
    return html.Div(
        [
            html.P(
                visit.say(
                    "Hver prik på kurven kan føres tilbage til én celle i én fil, gemt præcis som den blev afleveret.",
                    "Every dot on the curve leads back to one cell in one file, kept exactly as it was delivered.",
                )
            ),
            html.P(visit.say(f"Leveret af {who}, {when}.", f"Delivered by {who}, {when}."), className="lille luft"),
            html.P(submission.note, className="lille luft") if submission.note else None,
        ]
    )


def _latest(series: PublishedSeries) -> int | None:
    """Where in the columns the latest value stands: the one the verdict names, else the last measured one."""
    points = series.points
    wanted = (series.verdict.get("latest") or {}).get("period")
    if wanted in points.periods and points.values[points.periods.index(wanted)] is not None:
        return points.periods.index(wanted)
    found = [
        (period.end_years, number)
        for number, text in enumerate(points.periods)
        if points.values[number] is not None and points.statuses[number] in "APE" and (period := period_or_none(text))
    ]
    return max(found, default=(0.0, None))[1]


def _submission(series: PublishedSeries, place: int | None, visit: Visit) -> Submission | None:
    token = series.points.submissions[place] if place is not None else None
    return read_submission(visit.store, token=token) if token else None
