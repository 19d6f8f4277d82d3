"""Where a number comes from: the source, the file, the sheet, the cell, who delivered it and when."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import format_moment
from dashboard.charts.wording import Words
from dashboard.pages.declared_lines import declared_lines
from dashboard.pages.indicator_vintages import vintages, without_file
from dashboard.parts import scrolling, section
from dashboard.point import KEY, asked_place, latest_place
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import organisation_name, period_label, sentence
from store.published import PublishedSeries
from store.submissions import Submission, read_submission


def source_line(view: IndicatorView, series: PublishedSeries, before: str | None, visit: Visit) -> list[Content]:
    """ "Kilde: Danmarks Statistik. Opdateret 23. november 2026 kl. 03.30.", and what the alliance says of it."""
    place = latest_place(series)
    known = series.points.sources[place] if place is not None else None
    source = known or view.indicator.source or visit.say("ikke oplyst", "not given")
    parts: list[Content] = [sentence(f"{visit.say('Kilde', 'Source')}: {source}")]
    if before:
        parts.append(html.Span(f" {before}", className="foer"))  # the widest drawing shows it
    submission = _submission(series, place, visit)
    if submission is not None and submission.received_at <= visit.now:
        parts.append(
            sentence(f" {visit.say('Opdateret', 'Updated')} {format_moment(submission.received_at, visit.language)}")
        )
    if view.alliance.disclaimer:
        parts.append(sentence(f" {visit.text(view.alliance.disclaimer)}"))
    return parts


def origin(view: IndicatorView, series: PublishedSeries, visit: Visit) -> Component | None:
    """The value of the period that the address names (`?point=2024`), else the latest one, back to its cell."""
    asked = asked_place(series, visit)
    place = latest_place(series) if asked is None else asked
    said = declared_lines(view, series, visit)
    if place is None:
        heading = visit.say("Hvor kommer tallet fra?", "Where does the figure come from?")
        return section(KEY, heading, *said) if said else None
    period = period_label(series.points.periods[place], visit.language)
    heading = (
        visit.say("Hvor kommer tallet fra?", "Where does the figure come from?")
        if asked is None
        else visit.say(f"Hvor kommer tallet for {period} fra?", f"Where does the figure for {period} come from?")
    )
    submission = _submission(series, place, visit)
    if submission is None:
        return section(KEY, heading, *without_file(view, series, place, visit), *said)
    return section(
        KEY,
        heading,
        html.Div(
            [_cell(view, series, place, submission, visit), _words(view, series, place, submission, visit)],
            className="to-skaev",
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
    words = Words(view.indicator, visit.language)
    number = words.number(value) if value is not None else "…"
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
            html.P(_which(view, series, place, period, visit), className="lille luft"),
        ]
    )


def _which(view: IndicatorView, series: PublishedSeries, place: int, period: str, visit: Visit) -> str:
    """Of which period the cell is, and why no number is told of it where none is."""
    points, words = series.points, Words(view.indicator, visit.language)
    if points.statuses[place] == "Q":
        return f"{period}: {words.why_hidden(points.hidden[place] if points.hidden else None)}."
    if points.values[place] is None:
        return f"{period}: {words.status(points.statuses[place])}."
    if place == latest_place(series):
        return visit.say(f"Tallet for {period}, det seneste på kurven.", f"The figure for {period}, the latest one.")
    return visit.say(f"Tallet for {period}.", f"The figure for {period}.")


def _words(view: IndicatorView, series: PublishedSeries, place: int, submission: Submission, visit: Visit) -> Component:
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
            *vintages(view, series, place, visit),
        ]
    )


def _submission(series: PublishedSeries, place: int | None, visit: Visit) -> Submission | None:
    token = series.points.submissions[place] if place is not None else None
    return read_submission(visit.store, token=token) if token else None
