"""Where somebody may lend something: their alliances, and in each the organisations that they may speak for."""

from __future__ import annotations

from typing import NamedTuple

from config.definitions import Alliance, Organisation
from config.language import danish_order
from dashboard.visit import Visit
from store.definitions import read_alliances
from store.rights import may
from store.viewer import PUBLIC, Viewer

WHOLE = ""  # of a choice: everything that they may


class Place(NamedTuple):
    """An alliance where somebody has a role, and the organisations of it that they may speak for."""

    alliance: Alliance
    organisations: list[Organisation]


class Choice(NamedTuple):
    """One thing to choose: `value` as a form sends it, the slugs that it means, what it is called."""

    value: str
    alliance: str | None
    organisation: str | None
    text: str


def own_viewer(visit: Visit) -> Viewer:
    """What whoever asks may do, even while they look as the public does."""
    return visit.actor.viewer if visit.actor else PUBLIC


def places(visit: Visit) -> list[Place]:
    """By name; nobody learns here of an alliance where they have no role."""
    viewer = own_viewer(visit)
    own = [one for one in read_alliances(visit.store, viewer, visit.now) if may(viewer, "read", one.slug)]
    return [Place(one, speaks_for(one, visit)) for one in sorted(own, key=lambda one: _order(one, visit))]


def speaks_for(alliance: Alliance, visit: Visit) -> list[Organisation]:
    """The organisations of an alliance that hand in figures, and that whoever asks may speak for."""
    viewer = own_viewer(visit)
    own = [one for one in alliance.delivering if may(viewer, "represent", alliance.slug, one.slug)]
    return sorted(own, key=lambda one: _order(one, visit))


def choices(visit: Visit) -> list[Choice]:
    """What a token may be narrowed to: everything, an alliance, an organisation."""
    found = [Choice(WHOLE, None, None, visit.say("alt, hvad jeg selv må", "everything that I may"))]
    for place in places(visit):
        name = visit.text(place.alliance.name)
        found.append(Choice(place.alliance.slug, place.alliance.slug, None, name))
        for one in place.organisations:
            value = f"{place.alliance.slug}/{one.slug}"
            found.append(Choice(value, place.alliance.slug, one.slug, f"{name}, {visit.text(one.name)}"))
    return found


def _order(named: Alliance | Organisation, visit: Visit) -> str:
    return danish_order(visit.text(named.name))
