"""What a part of an indicator is called, and where its own curve is."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.charts.wording import place_name
from dashboard.known import KNOWN
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from dashboard.words import organisation_name
from store.published import PublishedSeries


def part_name(view: IndicatorView, part: PublishedSeries, visit: Visit) -> str:
    """The place; with the partner's name where the place alone does not tell two series apart."""
    name = place_name(part.area, visit.language)
    if part.organisation and is_one_of_many(view, part):
        name += f", {organisation_name(view.alliance, part.organisation, visit.language)}"
    return name


def part_address(view: IndicatorView, part: PublishedSeries, visit: Visit, **more: str) -> str:
    """Its page, as known on the same day as this one."""
    query = {"area": part.area}
    if part.organisation and is_one_of_many(view, part):
        query["organisation"] = part.organisation
    return address(view, visit, query | more)


def address(view: IndicatorView, visit: Visit, query: dict[str, str]) -> str:
    """The indicator's page under this query, as known on the same day as this one."""
    asked = {KNOWN: visit.query[KNOWN]} if visit.query.get(KNOWN) else {}
    text = urlencode(query | asked)
    return visit.link(view.path) + (f"?{text}" if text else "")


def place_query(view: IndicatorView, series: PublishedSeries, visit: Visit) -> dict[str, str]:
    """What the address names the shown place (and partner) by."""
    if series.subject == view.shared.subject:
        return {}
    organisation = visit.query.get("organisation")
    return {"area": series.area} | ({"organisation": organisation} if organisation else {})


def is_one_of_many(view: IndicatorView, part: PublishedSeries) -> bool:
    """Whether several partners deliver for its place."""
    return sum(other.area == part.area for other in view.parts) > 1
