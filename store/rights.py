"""What each role may do, and where: the one table that pages, API and links all ask."""

from __future__ import annotations

from typing import Literal

from store.viewer import Role, Viewer

# read: what members see. deliver: hand in, confirm, take back and see the reports of one organisation. represent: what
# the bearer of its link may not: say that it has nothing to report, forget how its files are read, hand out such links.
# define: edit what is declared, and hold meetings. follow: file names and reports of all. invite: give and take roles
# and links. audit: read who did what. install: everything that concerns no one alliance.
Action = Literal["read", "deliver", "represent", "define", "follow", "invite", "audit", "install"]

RIGHTS: dict[Role, frozenset[Action]] = {
    "viewer": frozenset({"read"}),
    "bearer": frozenset({"deliver"}),
    "contributor": frozenset({"read", "deliver", "represent"}),
    "secretariat": frozenset({"read", "deliver", "represent", "define", "follow", "invite", "audit"}),
}
_OF_ONE: frozenset[Action] = frozenset({"deliver", "represent"})  # for the role's own organisation alone


def may(viewer: Viewer, action: Action, alliance: str | None = None, organisation: str | None = None) -> bool:
    """Whether this viewer may do this in this alliance, for this organisation.

    Args:
        alliance, organisation: slugs. None asks whether they may do it anywhere at all.
    """
    if viewer.only is not None and action not in viewer.only:
        return False
    if viewer.is_administrator or viewer.sees_all:
        return True
    return any(
        action in RIGHTS[grant.role]
        and alliance in (None, grant.alliance)
        and (action not in _OF_ONE or grant.organisation is None or organisation in (None, grant.organisation))
        for grant in viewer.grants
    )
