"""The way to a report from a page that everyone may read."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.visit import Visit
from dashboard.words import NOTHING
from store.rights import may

SEE = Text("Se rapporten", "See the report")
_PRIVATE = Text("Ikke offentlig", "Not public")


def followed_of(alliances: Iterable[str], visit: Visit) -> list[str]:
    """Of these alliances those whose files this viewer may follow."""
    return [slug for slug in alliances if may(visit.viewer, "follow", slug)]


def is_theirs(alliance: str, organisation: str, visit: Visit) -> bool:
    """Whether this viewer may know what a file of an organisation is called, and what is wrong with it."""
    is_followed = may(visit.viewer, "follow", alliance)
    return is_followed or may(visit.viewer, "deliver", alliance, organisation)


def report_link(token: str | None, visit: Visit, alliance: str, organisation: str, name: Text = SEE) -> Component | str:
    """A link for who may deliver for this organisation; all others read that it is not public."""
    if not token:
        return NOTHING
    if not may(visit.viewer, "deliver", alliance, organisation):
        return visit.text(_PRIVATE)
    return html.A(visit.text(name), href=visit.link(f"/upload/{token}"))
