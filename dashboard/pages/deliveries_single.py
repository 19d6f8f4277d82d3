"""Every delivery of few rows, one by one: its deadline, when it came, and what has become of it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import format_date
from dashboard.deliveries import DeliveriesView, row_name
from dashboard.pages.deliveries_matrix import in_words
from dashboard.parts import section, table
from dashboard.visit import Visit
from dashboard.words import DASH
from progress.delivery import Delivery, DeliveryRow

MOST = 240  # lines that somebody may still read


def one_by_one(view: DeliveriesView, visit: Visit) -> Component | None:
    """A line for each, newest first; None where nobody asked for a part of them, or it is too large."""
    lines = [(row, one) for row in view.rows for one in reversed(row.since(view.since))]
    if view.is_all or not lines or len(lines) > MOST:
        return None
    head = [
        visit.say("Indikator", "Indicator"),
        visit.say("Partner", "Partner"),
        visit.say("Periode", "Period"),
        visit.say("Frist", "Deadline"),
        visit.say("Modtaget", "Received"),
        visit.say("Hvad der er sket", "What has happened"),
    ]
    rows = [_line(view, row, one, visit) for row, one in lines]
    note = visit.say(
        "Modtaget er den dag, tallet først var kendt; en senere rettelse ændrer den ikke.",
        "Received is the day on which the figure was first known; a later correction does not change it.",
    )
    heading = visit.say("Leverancerne én for én", "The deliveries one by one")
    label = visit.say("Frist og modtagelse", "Deadline and receipt")
    return section("e", heading, table(label, head, rows), html.P(note, className="lille luft"))


def _line(view: DeliveriesView, row: DeliveryRow, one: Delivery, visit: Visit) -> list[object]:
    return [
        visit.text(row.indicator.name),
        row_name(view.alliance, row, visit),
        one.period.label(visit.language),
        format_date(one.deadline, visit.language) if one.deadline else DASH,
        format_date(one.received, visit.language) if one.received else DASH,
        in_words([one], visit).capitalize(),
    ]
