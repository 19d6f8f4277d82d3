"""The deliveries in an alliance's page: one figure among the others, and a line at each partner that delivers."""

from __future__ import annotations

from dash import html

from config.definitions import Alliance
from config.language import format_number
from dashboard.deliveries import deliveries_path, years_of
from dashboard.visit import Content, Visit
from progress.delivery import Deliveries, DeliveryRow, tally


def key_figure(alliance: Alliance, delivered: Deliveries | None, visit: Visit) -> list[tuple[str, Content, str, str]]:
    """ "33 af 125", the way to the page of deliveries; nothing where no delivery is expected.

    Args:
        delivered: None where they are too many to be counted for this page.
    """
    name, address = visit.say("Leverancer", "Deliveries"), visit.link(deliveries_path(alliance.slug))
    if delivered is None:
        return [(name, html.A(visit.say("Se, hvem der har leveret", "See who has delivered"), href=address), "", "ord")]
    rows = delivered.rows
    since = years_of(rows, visit.today.year)[1]
    text = _fraction(rows, since, visit)
    if not text:
        return []
    link = html.A(text, href=address)
    about = visit.say(f"af de ventede siden {since} er kommet", f"of those expected since {since} are in")
    return [(name, link, about, "ord")]


def delivered_by(delivered: Deliveries | None, visit: Visit) -> dict[str, str]:
    """Of each organisation that delivers at known times: "7 af 9 leverancer er kommet"."""
    of: dict[str, list[DeliveryRow]] = {}
    for row in delivered.rows if delivered else ():
        for slug in row.organisations:
            of.setdefault(slug, []).append(row)
    found = {}
    for slug, rows in of.items():
        text = _fraction(rows, years_of(rows, visit.today.year)[1], visit)
        if text:
            found[slug] = visit.say(f"{text} leverancer er kommet", f"{text} deliveries are in")
    return found


def _fraction(rows: list[DeliveryRow] | tuple[DeliveryRow, ...], since: int, visit: Visit) -> str:
    answered, expected, *_ = tally(rows, since)
    if not expected:
        return ""
    number, whole = (format_number(one, visit.language) for one in (answered, expected))
    return f"{number} {visit.say('af', 'of')} {whole}"
