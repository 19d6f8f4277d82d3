"""Periods for which an organisation has declared that there is nothing to report: who said so, and when."""

from __future__ import annotations

from dash import html

from config.language import format_moment
from dashboard.view import IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import listed, organisation_name, period_label
from store.published import PublishedSeries
from store.submissions import DECLARATION, Submission, read_submission


def declared_lines(view: IndicatorView, series: PublishedSeries, visit: Visit) -> list[Content]:
    """A sentence for each declaration; figures that a file says there are none of lead to their cell instead."""
    points = series.points
    periods: dict[str, list[str]] = {}
    for period, status, token in zip(points.periods, points.statuses, points.submissions, strict=True):
        if status == "N" and token is not None:
            periods.setdefault(token, []).append(period)
    found = [(read_submission(visit.store, token=token), said) for token, said in periods.items()]
    return [
        _line(submission, said, view, visit)
        for submission, said in found
        if submission is not None and submission.source == DECLARATION
    ]


def _line(submission: Submission, periods: list[str], view: IndicatorView, visit: Visit) -> Content:
    names = listed([period_label(one, visit.language) for one in periods], visit.language)
    who = organisation_name(view.alliance, submission.organisation, visit.language)
    when = format_moment(submission.received_at, visit.language)
    note = f" {submission.note}" if submission.note else ""
    text = visit.say(
        f"{names}: intet at indberette. Erklæret af {who}, {when}; der er ingen fil.{note}",
        f"{names}: nothing to report. Declared by {who}, {when}; there is no file.{note}",
    )
    return html.P(text, className="lille luft")
