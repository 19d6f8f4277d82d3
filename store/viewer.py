"""Who asks. Every reading function takes a viewer, so that no page or export can forget to ask what may be seen.

A viewer is rights without a person: two people with the same rights see the same, and may be shown the same kept page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from config.indicator import Indicator

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
    """

    name: str
    grants: frozenset[Grant] = field(default=frozenset())
    is_administrator: bool = False
    sees_all: bool = False

    def sees(self, indicator: Indicator, on: date) -> bool:
        """Whether this viewer may see the indicator and its figures on that day."""
        if self.sees_all:
            return True
        return indicator.visibility == "public" and (indicator.embargo is None or on > indicator.embargo)


def is_bearer(viewer: Viewer) -> bool:
    """Whether all that they may is what an upload link opens."""
    return bool(viewer.grants) and all(grant.role == "bearer" for grant in viewer.grants)


PUBLIC = Viewer("public")
OPERATOR = Viewer("operator", sees_all=True)


def viewer_with(grants: Iterable[Grant], is_administrator: bool = False) -> Viewer:
    """Whoever has these roles; without any, the public."""
    held = frozenset(grants)
    if not held and not is_administrator:
        return PUBLIC
    said = repr((is_administrator, sorted(tuple(part or "" for part in one) for one in held)))
    return Viewer(hashlib.sha256(said.encode()).hexdigest()[:24], held, is_administrator)
