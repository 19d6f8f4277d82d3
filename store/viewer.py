"""Who asks. Every reading function takes a viewer, so that no page or export can forget to ask what may be seen.

A viewer is rights without a person: two people with the same rights see the same, and may be shown the same kept page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from config.visibility import MEMBERS, Sight
from config.visibility import PUBLIC as TO_ALL
from store.clock import start_of_danish_day

When = date  # a moment; of a plain day its first one, so that whoever knows the day alone is shown nothing too early
Role = Literal["viewer", "contributor", "secretariat", "bearer"]  # bearer: of an upload link


class Grant(NamedTuple):
    """A role in one alliance; a contributor's and a bearer's is that of one organisation.

    Attributes:
        alliance, organisation: their slugs; None where the role is not one organisation's.
    """

    alliance: str
    role: Role
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Someone who reads, by what they may.

    Attributes:
        name: of these rights: what is kept for one viewer is shown to another of the same name.
        grants: the roles they have; none of them is the public's.
        is_administrator: of the installation: the secretariat's rights in every alliance.
        sees_all: true values too: the worker, and the operator at the command line.
        only: the actions that a token was made for; None: all that the roles allow.
    """

    name: str
    grants: frozenset[Grant] = field(default=frozenset())
    is_administrator: bool = False
    sees_all: bool = False
    only: frozenset[str] | None = None

    def knows(self, alliance: str, sight: Sight, at: When) -> bool:
        """Whether there is such an alliance for this viewer; while it is under an embargo, for its members."""
        if self._is_trusted(alliance):
            return True
        if sight.visibility == TO_ALL:
            return _is_over(sight.ends, at) or self._belongs(alliance, MEMBERS)
        return self._belongs(alliance, sight.visibility)

    def sees(self, alliance: str, sight: Sight, at: When) -> bool:
        """Whether they may see an indicator of an alliance that they know, and its figures.

        While it is under an embargo it is the secretariat's alone.
        """
        if self._is_trusted(alliance):
            return True
        is_for_them = sight.visibility == TO_ALL or self._belongs(alliance, sight.visibility)
        return is_for_them and _is_over(sight.ends, at)

    @property
    def delivering(self) -> Viewer:
        """The same where figures are handed in: there the bearer of an upload link sees what a contributor does."""
        if not any(grant.role == "bearer" for grant in self.grants):
            return self
        held = [grant._replace(role="contributor") if grant.role == "bearer" else grant for grant in self.grants]
        return viewer_with(held, self.is_administrator, self.only)

    def _is_trusted(self, alliance: str) -> bool:
        """Whether nothing of the alliance is kept from them."""
        return self.sees_all or self.is_administrator or Grant(alliance, "secretariat") in self.grants

    def _belongs(self, alliance: str, whose: str) -> bool:
        """Whether they are a member, or (where it is an organisation's slug) of that organisation."""
        return any(
            grant.alliance == alliance and grant.role != "bearer" and whose in (MEMBERS, grant.organisation)
            for grant in self.grants
        )


def _is_over(ends: datetime | None, at: When) -> bool:
    return ends is None or ends <= (at if isinstance(at, datetime) else start_of_danish_day(at))


def is_bearer(viewer: Viewer) -> bool:
    """Whether all that they may is what an upload link opens."""
    return bool(viewer.grants) and all(grant.role == "bearer" for grant in viewer.grants)


PUBLIC = Viewer("public")
OPERATOR = Viewer("operator", sees_all=True)


def viewer_with(grants: Iterable[Grant], is_administrator: bool = False, only: frozenset[str] | None = None) -> Viewer:
    """Whoever has these roles; without any, the public."""
    held = frozenset(grants)
    if not held and not is_administrator:
        return PUBLIC
    said = repr(
        (
            is_administrator,
            sorted(tuple(part or "" for part in one) for one in held),
            only if only is None else sorted(only),
        )
    )
    return Viewer(hashlib.sha256(said.encode()).hexdigest()[:24], held, is_administrator, only=only)


def contributor_of(alliance: str, organisation: str) -> Viewer:
    """Whoever hands in figures of this organisation."""
    return viewer_with([Grant(alliance, "contributor", organisation)])
