"""Whose things a form names, where the address does not say it: checked before anything is done with the rest of it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from config.definitions import Alliance
from config.language import Text
from dashboard.access import refuse
from dashboard.refusal import Refusal
from dashboard.viewing import current_actor
from store.definitions import read_alliance
from store.rights import Action, may

NO_PLACE = {
    "alliance": Text("Den alliance findes ikke her.", "There is no such alliance here."),
    "organisation": Text("Den organisation er ikke med i alliancen.", "That organisation is not in the alliance."),
}


def check_whose(connection: sa.Connection, action: Action, alliance: str, organisation: str, now: datetime) -> Alliance:
    """The alliance that a form names, for whoever may do this there for the organisation that it names.

    Raises:
        Refusal: 404, there is no such alliance or organisation that they may know of; 403, it is not theirs to do.
    """
    viewer = current_actor().viewer
    declared = read_alliance(connection, alliance, viewer.delivering, now)
    if declared is None:
        raise Refusal(404, "no_alliance", NO_PLACE["alliance"])
    if declared.organisation(organisation) is None:
        raise Refusal(404, "no_organisation", NO_PLACE["organisation"])
    if not may(viewer, action, alliance, organisation):
        raise refuse()
    return declared
